"""Claims in and out as CSV: each row is found in its document again, or refused with a reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db import claims, coders, documents, tags
from db.errors import Invalid, ProjectError
from db.log import Action
from db.project import Project
from db.records import Claim, Document, Facet, Id, Role, Span
from workbench.exchange.claims_csv import (
    JOINER,
    ClaimRow,
    read_claims,
    write_claims,
    write_rejects,
)
from workbench.exchange.tables import RowError
from workbench.text.anchor import Finder

Progress = Callable[[int, int], None]
_PLAIN = ("actor", "concern", "stance")


class RejectedRows(ProjectError):
    """Rows of a claims file cannot be taken; nothing was imported."""

    def __init__(self, name: str, errors: Sequence[RowError], unknown: Sequence[str]) -> None:
        first = errors[0]
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        if unknown:
            listed = ", ".join(f"“{tag}”" for tag in unknown[:12])
            rest = f" and {len(unknown) - 12} more" if len(unknown) > 12 else ""
            said = f"the codebook lacks {listed}{rest}"
        else:
            said = f"line {first.line}: {first.reason}{more}"
        super().__init__(f"“{name}” was not imported: {said}.")
        self.errors = tuple(errors)
        self.unknown = tuple(unknown)


@dataclass(slots=True)
class ClaimsReport:
    """What an import of claims did."""

    added: int = 0
    #: rows whose place was found by the quote, not by the offsets
    found_by_quote: int = 0
    already_there: int = 0
    new_tags: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    def sentence(self) -> str:
        """Say in one sentence what was taken."""
        parts = [f"{self.added} {'claim was' if self.added == 1 else 'claims were'} imported"]
        if self.found_by_quote:
            parts.append(f"{self.found_by_quote} found by their quote")
        if self.already_there:
            parts.append(f"{self.already_there} were there already")
        if self.new_tags:
            parts.append(f"{len(self.new_tags)} tags were added: {', '.join(self.new_tags[:8])}")
        if self.errors:
            parts.append(f"{len(self.errors)} rows were left out")
        return "; ".join(parts) + "."


class _Importer:
    """Turns rows into claims of one project."""

    def __init__(self, action: Action, add_tags: bool) -> None:
        self.action = action
        self.report = ClaimsReport()
        self.unknown: dict[str, None] = {}
        self._add_tags = add_tags
        project = action.project
        self._documents = documents.by_name_or_title(documents.all_documents(project))
        self._finders: dict[Id, Finder] = {}
        self._facets = {facet.key: facet for facet in tags.all_facets(project)}
        self._tags = {
            (tag.facet, tags.name_key(tag.name)): tag.id for tag in tags.all_tags(project)
        }
        self._coders: dict[str, Id] = {}
        self._there: dict[Id, set[object]] = {}

    def take(self, row: ClaimRow) -> None:
        """Make the claim of a row; a ValueError says why it cannot be."""
        document = self._document(row.document)
        spans, by_quote = self._spans(row, document)
        chosen = self._chosen(row)
        coder = self._coder(row.coder)
        said = (row.statement.strip(), row.speaker.strip(), row.confidence, row.credibility)
        image = (tuple(spans), frozenset(chosen), coder, row.claim_id, *said, row.note.strip())
        there = self._known(document.id)
        if image in there:
            self.report.already_there += 1
            return
        there.add(image)
        try:
            claims.add(
                self.action,
                document.id,
                spans,
                tags=chosen,
                coder=coder,
                name=row.claim_id,
                statement=row.statement,
                speaker=row.speaker,
                confidence=row.confidence,
                credibility=row.credibility,
                note=row.note,
            )
        except Invalid as error:
            raise ValueError(str(error)) from error
        self.report.added += 1
        self.report.found_by_quote += by_quote

    def _known(self, document: Id) -> set[object]:
        """Return the claims a document has, as they can be compared with a row."""
        if document not in self._there:
            self._there[document] = {
                (claim.spans, frozenset((tag.tag, tag.role) for tag in claim.tags), claim.coder,
                 claim.name, claim.statement, claim.speaker, claim.confidence, claim.credibility,
                 claim.note)
                for claim in claims.of_document(self.action.project, document)
            }  # fmt: skip
        return self._there[document]

    def _document(self, name: str) -> Document:
        found = self._documents.get(name, [])
        if not found:
            raise ValueError(f"the project has no document “{name}”")
        if len(found) > 1:
            raise ValueError(f"the project has {len(found)} documents called “{name}”")
        return found[0]

    def _finder(self, document: Document) -> Finder:
        if document.id not in self._finders:
            text = documents.text(self.action.project, document)
            self._finders[document.id] = Finder(text)
        return self._finders[document.id]

    def _spans(self, row: ClaimRow, document: Document) -> tuple[list[Span], bool]:
        """Return the passages of a row and whether a quote had to say where they are."""
        finder = self._finder(document)
        quotes: Sequence[str] = row.quotes
        passages = row.passages
        if len(passages) > 1 and passages[0][0] is None and finder.find(row.quote):
            quotes, passages = (row.quote,), ((None, None),)  # the mark stands in the source itself
        if not row.quote.strip():
            return [Span(start or 0, end or 0) for start, end in passages], False
        if len(quotes) != len(passages):
            raise ValueError("its quote does not have as many passages as its offsets")
        spans = []
        by_quote = False
        for quote, (start, end) in zip(quotes, passages, strict=True):
            found = finder.anchor(quote, start, end)
            if not found:
                raise ValueError(f"its quote was not found in “{document.name}”")
            if len(found) > 1:
                raise ValueError(
                    f"its quote stands {len(found)} times in “{document.name}”, "
                    "and its offsets do not say which is meant"
                )
            spans.append(Span(found[0].start, found[0].end))
            by_quote |= (found[0].start, found[0].end) != (start, end)
        return spans, by_quote

    def _chosen(self, row: ClaimRow) -> list[tuple[Id, Role]]:
        """Return the tags of a row with their roles, in the order of the columns."""
        wanted: list[tuple[str, str, Role]] = [
            *(("actor", name, "holder") for name in row.actors),
            *(("actor", name, "about") for name in row.about if name not in row.actors),
            *(("concern", name, "holder") for name in row.concerns),
            *(("stance", name, "holder") for name in (row.stance,) if name),
        ]
        for key, names in row.facets.items():
            wanted += [(key, name, "holder") for name in names]
        chosen: dict[Id, Role] = {}
        missing = []
        for key, name, role in wanted:
            tag = self._tag(key, name)
            if tag is None:
                missing.append(name)
                self.unknown[name] = None
            else:
                chosen.setdefault(tag, role)
        if missing:
            raise ValueError("the codebook lacks " + ", ".join(f"“{name}”" for name in missing))
        return list(chosen.items())

    def _tag(self, key: str, name: str) -> Id | None:
        facet = self._facets.get(key)
        if facet is None:
            raise ValueError(f"the project has no facet “{key}”")
        known = (facet.id, tags.name_key(name))
        if known not in self._tags and self._add_tags:
            self._tags[known] = tags.add(self.action, facet.id, name)
            self.report.new_tags.append(name)
        return self._tags.get(known)

    def _coder(self, name: str) -> Id:
        if name not in self._coders:
            self._coders[name] = coders.ensure(self.action, name)
        return self._coders[name]


def import_claims(
    action: Action,
    path: Path,
    *,
    add_tags: bool = False,
    skip_bad: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> ClaimsReport:
    """Take in the claims of a CSV file: all rows, or none.

    A row whose offsets and quote agree is taken as it is; otherwise its quote says where it
    stands. Raises RejectedRows unless every row can be taken, or `skip_bad` leaves the others
    out. Tags that the codebook lacks are an error unless `add_tags` adds them.
    """
    file = read_claims(path)
    importer = _Importer(action, add_tags)
    errors = list(file.errors)
    for done, row in enumerate(file.rows):
        progress(done, len(file.rows))
        try:
            importer.take(row)
        except ValueError as error:
            errors.append(RowError(row.line, str(error)))
    errors.sort(key=lambda error: error.line)
    if errors and not skip_bad:
        raise RejectedRows(path.name, errors, list(importer.unknown))
    importer.report.errors = errors
    return importer.report


def write_rejected(path: Path, target: Path, errors: Sequence[RowError]) -> None:
    """Write the rows of a claims file that were refused, with their reasons."""
    write_rejects(target, read_claims(path), errors)


def claim_rows(project: Project) -> Iterator[ClaimRow]:
    """Yield every claim as a row of a table, by document and place."""
    facets = {facet.id: facet for facet in tags.all_facets(project)}
    names = {tag.id: (facets[tag.facet], tag.name) for tag in tags.all_tags(project)}
    who = {coder.id: coder.name for coder in coders.all_coders(project)}
    texts: dict[Id, tuple[str, str]] = {}
    for document in documents.all_documents(project):
        texts = {document.id: (document.name, documents.text(project, document))}
        for claim in claims.of_document(project, document.id):
            yield _row(claim, *texts[document.id], names, who)


def _row(
    claim: Claim,
    document: str,
    text: str,
    names: Mapping[Id, tuple[Facet, str]],
    who: Mapping[Id, str],
) -> ClaimRow:
    by_facet: dict[str, list[str]] = {}
    for tag in claim.tags:
        facet, name = names[tag.tag]
        key = "about" if facet.key == "actor" and tag.role == "about" else facet.key
        by_facet.setdefault(key, []).append(name)
    return ClaimRow(
        document=document,
        quote=JOINER.join(text[span.start : span.end] for span in claim.spans),
        passages=tuple((span.start, span.end) for span in claim.spans),
        claim_id=claim.name or f"{claim.id:016x}",
        statement=claim.statement,
        actors=tuple(by_facet.get("actor", ())),
        concerns=tuple(by_facet.get("concern", ())),
        stance="".join(by_facet.get("stance", ())[:1]),
        speaker=claim.speaker,
        confidence=claim.confidence,
        coder=who[claim.coder],
        note=claim.note,
        about=tuple(by_facet.get("about", ())),
        credibility=claim.credibility,
        facets={
            key: tuple(found) for key, found in by_facet.items() if key not in (*_PLAIN, "about")
        },
    )


def export_claims(project: Project, path: Path, *, mark: bool = False) -> int:
    """Write every claim as CSV; returns the number of rows."""
    rows = list(claim_rows(project))
    write_claims(path, rows, bom=mark)
    return len(rows)
