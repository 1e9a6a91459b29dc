"""A teammate's claims as CSV: tags, documents and coders that are not here to the letter are asked.

What was answered is written into the rows before they are imported, so that one importer does all.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from db import coders, counterparts, documents, tags
from db.log import Action
from db.merge import Progress
from db.project import Project
from db.records import Id, Tag
from db.schema import derived_id
from workbench.exchange.claims_csv import ClaimRow, ClaimsFile, read_claims
from workbench.operations.claims import ClaimsReport, import_rows
from workbench.operations.joining import Outcome, assert_answered, tried
from workbench.operations.joining_match import tag_doubt
from workbench.operations.merge_plan import Answers, Candidate, Doubt, MergePlan, Share
from workbench.operations.wording import counted
from workbench.text.lookalike import skeleton

#: facets by the field of a row that names their tags
_FIELDS = {"actors": "actor", "about": "actor", "concerns": "concern"}
_MOST = 5  # rows that are named one by one


def plan_claims(project: Project, path: Path) -> MergePlan:
    """Return what bringing in a table of claims would do: it is tried, and taken back."""
    file = read_claims(path)
    doubts = _doubts(project, file.rows)
    outcome = tried(project, lambda action: _take(action, file, doubts, {}, lambda _a, _b: None))
    return MergePlan(
        path,
        "claims",
        path.stem,
        outcome.shares,
        already=outcome.already,
        doubtful=tuple(doubts),
        warnings=outcome.warnings,
        nothing_new=not outcome.shares,
    )


def join_claims(action: Action, path: Path, answers: Answers, progress: Progress) -> Outcome:
    """Bring in a table of claims; raises Invalid where something doubtful was not answered.

    Rows that cannot be taken are left out and told in the warnings.
    """
    file = read_claims(path)
    doubts = _doubts(action.project, file.rows)
    assert_answered(doubts, answers)
    return _take(action, file, doubts, answers, progress)


def _take(
    action: Action, file: ClaimsFile, doubts: list[Doubt], answers: Answers, progress: Progress
) -> Outcome:
    project = action.project
    for doubt in doubts:
        answer = answers.get(doubt.id, doubt.proposed)
        if doubt.id in answers or answer:
            counterparts.keep(action, doubt.id, doubt.table, answer or 0)
    known = counterparts.all_counterparts(project)
    names = _names(project)
    rows = [_renamed(row, known, names) for row in file.rows]
    before = _by_coder(project)
    report = import_rows(action, replace(file, rows=tuple(rows)), progress)
    came = _by_coder(project) - before
    shares = [Share(name, claims=number) for name, number in sorted(came.items())]
    if report.new_tags:
        shares = shares or [Share(project.coder.name)]
        shares[0] = replace(shares[0], tags=len(report.new_tags))
    return Outcome(tuple(shares), report.already_there, tuple(_said(report)))


def _by_coder(project: Project) -> Counter[str]:
    return Counter(coders.claim_counts(project))


def _said(report: ClaimsReport) -> Iterable[str]:
    for error in report.errors[:_MOST]:
        yield f"Line {error.line} is left out: {error.reason}."
    if len(report.errors) > _MOST:
        yield f"{counted(len(report.errors) - _MOST, 'more row')} are left out."


def _names(project: Project) -> dict[tuple[str, Id], str]:
    """Return the names that rows have for tags, documents and coders."""
    return (
        {("tag", tag.id): tag.name for tag in tags.all_tags(project)}
        | {("document", one.id): one.name for one in documents.all_documents(project)}
        | {("coder", one.id): one.name for one in coders.all_coders(project)}
        | {("coder", project.coder.id): project.coder.name}
    )


# -- what is asked


def _key(*parts: str) -> Id:
    return derived_id("claims", *parts)


def _doubts(project: Project, rows: Iterable[ClaimRow]) -> list[Doubt]:
    rows = list(rows)
    known = counterparts.all_counterparts(project)
    found = [*_tag_doubts(project, rows), *_document_doubts(project, rows)]
    if any(not row.coder for row in rows):
        who = {one.id: one.name for one in coders.all_coders(project)}
        who.setdefault(project.coder.id, project.coder.name)
        candidates = tuple(Candidate(row, name) for row, name in who.items())
        note = "rows that name nobody"
        found.append(Doubt("coder", _key("coder", ""), "", note, candidates, project.coder.id))
    return [one for one in found if one.id not in known]


def _tag_doubts(project: Project, rows: list[ClaimRow]) -> Iterable[Doubt]:
    own = tags.all_tags(project)
    for facet in tags.all_facets(project):
        among = [tag for tag in own if tag.facet == facet.id]
        there = {tags.name_key(tag.name) for tag in among}
        named = {name: None for row in rows for name in _tags_of(row, facet.key)}
        for name in named:
            if tags.name_key(name) not in there:
                row = _key("tag", facet.key, tags.name_key(name))
                doubt = tag_doubt(Tag(row, facet.id, None, name, ""), facet, among)
                if doubt:
                    yield doubt


def _tags_of(row: ClaimRow, key: str) -> tuple[str, ...]:
    found = [getattr(row, field) for field, facet in _FIELDS.items() if facet == key]
    if key == "stance" and row.stance:
        found.append((row.stance,))
    return tuple(name for names in (*found, row.facets.get(key, ())) for name in names)


def _document_doubts(project: Project, rows: list[ClaimRow]) -> Iterable[Doubt]:
    own = documents.all_documents(project)
    there = {tags.name_key(name) for name in documents.by_name_or_title(own)}
    for name in dict.fromkeys(row.document for row in rows):
        if tags.name_key(name) in there:
            continue
        look = skeleton(PurePath(name).stem)
        alike = tuple(
            Candidate(one.id, one.name, "is called nearly the same")
            for one in own
            if look in (skeleton(PurePath(one.name).stem), skeleton(one.title))
        )
        if alike:
            yield Doubt("document", _key("document", tags.name_key(name)), name, "", alike)


def _renamed(
    row: ClaimRow, known: dict[Id, tuple[str, Id]], names: dict[tuple[str, Id], str]
) -> ClaimRow:
    """Return a row with the names that what it names has here."""

    def here(table: str, name: str, *parts: str) -> str:
        found = known.get(_key(table, *parts))
        return names.get(found, name) if found else name

    def tagged(key: str, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(here("tag", name, key, tags.name_key(name)) for name in given)

    return replace(
        row,
        document=here("document", row.document, tags.name_key(row.document)),
        coder=row.coder or here("coder", "", ""),
        actors=tagged("actor", row.actors),
        about=tagged("actor", row.about),
        concerns=tagged("concern", row.concerns),
        stance="".join(tagged("stance", (row.stance,))) if row.stance else "",
        facets={key: tagged(key, given) for key, given in row.facets.items()},
    )
