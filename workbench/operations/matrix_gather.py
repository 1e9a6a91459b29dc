"""From a counted matrix to a product: the passages behind it and where it comes from."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from db import claims, coders, decisions, documents, tags
from db.project import Project
from db.records import Claim, Document, Id, Tag, Verdict
from workbench import __version__
from workbench.exchange.claims_csv import JOINER
from workbench.exporters.matrix_product import Key, Origin, Passage, Product
from workbench.matrix import Difference, Matrix
from workbench.matrix.sentence import sentence
from workbench.matrix.wire import to_json
from workbench.operations.claim_rows import name_of
from workbench.text.lines import Lines, place_of
from workbench.text.reflow import one_line

_DECIDED: dict[Verdict, str] = {
    "accept": "accepted", "reject": "rejected", "question": "question",
}  # fmt: skip


def gather(projects: Sequence[Project], matrix: Matrix) -> Product:
    """Return the product of a matrix that was counted from these projects just now."""
    passages: dict[Key, Passage] = {}
    for at, project in enumerate(projects):
        wanted = _standing(matrix, matrix.context.projects[at] if len(projects) > 1 else "")
        for passage in _Reader(project).passages(wanted, len(passages) + 1):
            passages[at, passage.claim] = passage
    return Product(matrix, _origin(projects, matrix), passages)


def gather_changes(projects: Sequence[Project], found: Difference) -> dict[Id, Passage]:
    """Return the passages of all claims that made cells change."""
    wanted = {
        claim for change in found.changes.values() for claim in (*change.gained, *change.lost)
    }
    return {
        passage.claim: passage
        for project in projects
        for passage in _Reader(project).passages(wanted, 1)
    }


def _standing(matrix: Matrix, title: str) -> set[Id]:
    """Return the claims that stand in some cell, only those of one project if several are."""
    if not title:
        return set(matrix.claims_of(None, None))
    return {
        claim
        for row, entry in enumerate(matrix.rows)
        if entry.project == title
        for claim in matrix.claims_of(row, None)
    }


def _origin(projects: Sequence[Project], matrix: Matrix) -> Origin:
    titles = matrix.context.projects
    return Origin(
        tuple((one.id, title) for one, title in zip(projects, titles, strict=True)),
        datetime.now(UTC).isoformat(timespec="seconds"),
        f"Workbench {__version__}",
        to_json(matrix.request),
        sentence(matrix.request, matrix.context),
    )


class _Reader:
    """Reads the passages of one project, each text once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._documents = {one.id: one for one in documents.all_documents(project)}
        self._coders = {one.id: one.name for one in coders.all_coders(project)}
        stances = {one.id for one in tags.all_facets(project) if one.key == "stance"}
        self._stances = {one.id: one for one in tags.all_tags(project) if one.facet in stances}

    def passages(self, wanted: set[Id], first: int) -> Iterator[Passage]:
        """Yield the passages of some claims in document and text order, numbered from `first`."""
        found = claims.many(self._project, wanted)
        standing = decisions.standing(decisions.of_claims(self._project, wanted)).claims
        document, text, shown, lines = None, "", "", Lines("")
        for number, claim in enumerate(found, first):
            record = self._documents[claim.document]
            if record is not document:
                document, text = record, documents.text(self._project, record)
                lines = Lines(text, documents.styles(self._project, record.id))
                shown = lines.shown
            yield self._passage(
                number, claim, record,
                place_of(claim, lines),
                one_line(shown, claim.spans, lines.asides),
                JOINER.join(text[span.start : span.end] for span in claim.spans),
                standing.get(claim.id),
            )  # fmt: skip

    def _passage(
        self, number: int, claim: Claim, record: Document, place: str, quote: str, exact: str,
        verdict: Verdict | None,
    ) -> Passage:  # fmt: skip
        stance = self._stance(claim)
        return Passage(
            number=number,
            claim=claim.id,
            name=name_of(claim),
            document=record.name,
            title=record.title or record.name,
            place=place,
            quote=quote,
            exact=exact,
            source=record.publisher or record.author,
            published=record.published_on,
            statement=claim.statement,
            speaker=claim.speaker,
            coder=self._coders.get(claim.coder, ""),
            stance=stance.name if stance else "",
            sign=stance.sign if stance else 0,
            decision=_DECIDED[verdict] if verdict else "",
        )

    def _stance(self, claim: Claim) -> Tag | None:
        return next(
            (self._stances[tag.tag] for tag in claim.tags if tag.tag in self._stances), None
        )
