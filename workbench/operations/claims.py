"""Claims from CSV: each row is found in its document again, or refused with a reason."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from db import claims, coders, documents, tags
from db.errors import ProjectError
from db.garbage import uncollected
from db.log import Action
from db.records import Document, Facet, Id, Role, Span
from workbench.exchange.claims_csv import (
    JOINER,
    ClaimRow,
    ClaimsFile,
    read_claims,
    write_rejects,
)
from workbench.exchange.tables import RowError
from workbench.operations.claim_rows import name_of
from workbench.operations.wording import counted, listed
from workbench.text.anchor import Finder
from workbench.text.lookalike import skeleton

#: told how many rows are done, and of how many
Progress = Callable[[int, int], None]
#: what a claim says, as it can be compared with a row
_Contents = tuple[object, ...]


class RejectedRows(ProjectError):
    """Rows of a claims file cannot be taken; nothing was imported.

    `errors` has all of them, `unknown` the tags that the codebook lacks, and `others` the errors
    that adding these tags would not mend.
    """

    def __init__(
        self, name: str, errors: Sequence[RowError], unknown: Sequence[str], others: Collection[int]
    ) -> None:
        self.name = name
        self.errors = tuple(errors)
        self.unknown = tuple(unknown)
        self.others = tuple(error for error in errors if error.line in others)
        super().__init__(f"“{name}” was not imported: {self._reason()}.")

    def _reason(self) -> str:
        if self.unknown:
            return f"the codebook lacks {listed(list(self.unknown))}"
        first, *more = self.errors
        rest = f" (and {counted(len(more), 'more row')})" if more else ""
        return f"line {first.line}: {first.reason}{rest}"


@dataclass(slots=True)
class ClaimsReport:
    """What an import of claims did."""

    added: int = 0
    #: rows whose place was found by the quote, not by the offsets
    found_by_quote: int = 0
    already_there: int = 0
    new_tags: list[str] = field(default_factory=list)
    #: new tags that look like another one, with that one
    alike: list[tuple[str, str]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    #: the file that has the rows in `errors`
    rejects: Path | None = None

    def sentence(self) -> str:
        """Say in one sentence what was taken."""
        parts = [f"{counted(self.added, 'claim')} imported"]
        if self.found_by_quote:
            parts.append(f"{self.found_by_quote} found by their quote")
        if self.already_there:
            parts.append(f"{self.already_there} there already")
        if self.new_tags:
            parts.append(f"{counted(len(self.new_tags), 'tag')} added: {listed(self.new_tags, 8)}")
        if self.alike:
            pairs = [f"“{new}” (as “{known}”)" for new, known in self.alike[:8]]
            more = ["…"] if len(self.alike) > 8 else []
            parts.append(f"look at those that look like another tag: {', '.join(pairs + more)}")
        if self.rejects:
            left_out = counted(len(self.errors), "row")
            parts.append(f"{left_out} left out, which stand with reasons in {self.rejects.name}")
        return "; ".join(parts) + "."


class _UnknownTags(ValueError):
    """A row has tags that the codebook lacks."""


def import_claims(
    action: Action,
    path: Path,
    *,
    add_tags: bool = False,
    skip_bad: bool = False,
    mark: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> ClaimsReport:
    """Take in the claims of a CSV file: all rows, or none.

    A row whose offsets and quote agree is taken as it is; otherwise its quote says where it
    stands. A claim that is there already is left as it is. Tags that the codebook lacks are an
    error unless `add_tags` adds them. Raises RejectedRows unless every row can be taken; with
    `skip_bad` the others are written beside the file with their reasons (`mark` as for exports).
    """
    file = read_claims(path)
    importer = _Importer(action, add_tags)
    others = _take_all(importer, file, progress)
    report = importer.report
    if report.errors:
        if not skip_bad:
            raise RejectedRows(path.name, report.errors, list(importer.unknown), others)
        # Before the action ends: where they cannot be written, nothing is imported either.
        report.rejects = _write_rejects(path, file, report.errors, mark)
    return report


def import_rows(action: Action, file: ClaimsFile, progress: Progress) -> ClaimsReport:
    """Take in what can be taken of a table of claims, adding tags that the codebook lacks.

    The report has the errors of all other rows.
    """
    importer = _Importer(action, True)
    _take_all(importer, file, progress)
    return importer.report


def _take_all(importer: "_Importer", file: ClaimsFile, progress: Progress) -> set[int]:
    """Take all rows, noting errors; returns the lines with others than unknown tags."""
    errors = list(file.errors)
    others = {error.line for error in errors}
    with uncollected():
        for done, row in enumerate(file.rows, 1):
            try:
                importer.take(row)
            except ValueError as error:
                errors.append(RowError(row.line, str(error)))
                if not isinstance(error, _UnknownTags):
                    others.add(row.line)
            progress(done, len(file.rows))
    importer.report.errors = sorted(errors, key=lambda error: error.line)
    return others


def _write_rejects(path: Path, file: ClaimsFile, errors: Sequence[RowError], mark: bool) -> Path:
    """Write rejected rows beside their file, but not over those that somebody may be mending."""
    names = chain(("rejected",), (f"rejected-{number}" for number in count(2)))
    targets = (path.with_name(f"{path.stem}-{name}.csv") for name in names)
    target = next(target for target in targets if not target.exists())
    write_rejects(target, file, errors, bom=mark)
    return target


class _Importer:
    """Turns rows into claims of one project."""

    def __init__(self, action: Action, add_tags: bool) -> None:
        self.action = action
        self.report = ClaimsReport()
        #: the tags that the codebook lacks, in the order of the file
        self.unknown: dict[str, None] = {}
        self._tags = _Tags(action, self.report if add_tags else None)
        self._places = _Places(action)
        self._coders: dict[str, Id] = {}
        self._there = _There(action)

    def take(self, row: ClaimRow) -> None:
        """Make the claim of a row; a ValueError says why it cannot be."""
        document, spans, by_quote = self._places.find(row)
        chosen, missing = self._tags.choose(row)
        if missing:
            self.unknown.update(dict.fromkeys(missing))
            raise _UnknownTags(f"the codebook lacks {listed(missing)}")
        coder = self._coder(row.coder)
        if self._there.has(row, document, spans, chosen, coder):
            self.report.already_there += 1
            return
        claims.add(
            self.action,
            document.id,
            spans,
            tags=list(chosen.items()),
            coder=coder,
            name=row.claim_id,
            statement=row.statement,
            speaker=row.speaker,
            confidence=row.confidence,
            credibility=row.credibility,
            note=row.note,
        )
        self.report.added += 1
        self.report.found_by_quote += by_quote

    def _coder(self, name: str) -> Id:
        if name not in self._coders:
            self._coders[name] = coders.ensure(self.action, name)
        return self._coders[name]


class _Places:
    """Finds the passages of rows in the documents of a project."""

    def __init__(self, action: Action) -> None:
        self._project = action.project
        found = documents.all_documents(self._project)
        self._by_name = documents.by_name_or_title(found)
        # Spreadsheets leave blanks behind, and systems spell accents in two ways.
        self._by_key: dict[str, list[Document]] = {}
        for name, same in self._by_name.items():
            self._by_key.setdefault(tags.name_key(name), []).extend(same)
        self._finders: dict[Id, Finder] = {}

    def find(self, row: ClaimRow) -> tuple[Document, list[Span], bool]:
        """Return the document of a row, its passages, and whether a quote had to say where."""
        document = self._document(row.document)
        if document.id not in self._finders:
            self._finders[document.id] = Finder(documents.text(self._project, document))
        finder = self._finders[document.id]
        if not row.quote.strip():
            spans = [Span(start or 0, end or 0) for start, end in row.passages]  # none is missing
            if max(span.end for span in spans) > document.length:
                raise ValueError(f"its offsets lie outside “{document.name}”")
            return document, _joined(spans), False
        spans, by_quote = _anchored(row, finder, document.name)
        return document, _joined(spans), by_quote

    def _document(self, name: str) -> Document:
        found = self._by_name.get(name) or self._by_key.get(tags.name_key(name), [])
        if not found:
            raise ValueError(f"the project has no document “{name}”")
        if len(found) > 1:
            raise ValueError(f"the project has {len(found)} documents called “{name}”")
        return found[0]


def _anchored(row: ClaimRow, finder: Finder, document: str) -> tuple[list[Span], bool]:
    told = [Span(start or 0, end or 0) for start, end in row.passages]
    if row.quote == JOINER.join(finder.text[span.start : span.end] for span in told):
        return told, False
    quotes: Sequence[str] = row.quotes
    passages = row.passages
    if len(passages) > 1 and passages[0][0] is None and finder.find(row.quote):
        quotes, passages = (row.quote,), ((None, None),)  # the mark stands in the source itself
    if len(quotes) != len(passages):
        raise ValueError("its quote does not have as many passages as its offsets")
    spans = []
    by_quote = False
    for quote, (start, end) in zip(quotes, passages, strict=True):
        found = finder.anchor(quote, start, end)
        if not found:
            raise ValueError(f"its quote was not found in “{document}”")
        if len(found) > 1:
            raise ValueError(
                f"its quote stands {len(found)} times in “{document}”, "
                "and its offsets do not say which is meant"
            )
        spans.append(Span(found[0].start, found[0].end))
        by_quote |= spans[-1] != Span(start or 0, end or 0)
    return spans, by_quote


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return passages in order, those that overlap or touch as one, as a project keeps them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


class _Tags:
    """Finds the tags of rows in the codebook; with a `report` it adds those that are not there."""

    def __init__(self, action: Action, report: ClaimsReport | None) -> None:
        self._action = action
        self._report = report
        self._facets = {facet.key: facet for facet in tags.all_facets(action.project)}
        self._adders: dict[Id, tags.Adder] = {}
        there = tags.all_tags(action.project)
        self._known = {(tag.facet, tags.name_key(tag.name)): tag.id for tag in there}
        #: the name of the first tag of each look
        self._looks = {
            (tag.facet, skeleton(name)): tag.name
            for tag in reversed(there)
            for name in (tag.name, *tag.aliases)
        }

    def choose(self, row: ClaimRow) -> tuple[dict[Id, Role], list[str]]:
        """Return the tags of a row with their roles, in the order of the columns, and the unknown.

        A ValueError says what else is wrong; then no tag was added.
        """
        wanted: list[tuple[Facet, str, Role]] = []
        for key, names, role in _wanted(row):
            facet = self._facets.get(key)
            if facet is None:
                raise ValueError(f"the project has no facet “{key}”")
            wanted += [(facet, name, role) for name in names]
            given = {tags.name_key(name) for other, name, _role in wanted if other == facet}
            if facet.exclusive and len(given) > 1:
                raise ValueError(f"it has several tags of {facet.name}, which allows one")
        chosen: dict[Id, Role] = {}
        missing = []
        for facet, name, role in wanted:
            tag = self._find(facet.id, name)
            if tag is None:
                missing.append(name)
            else:
                chosen.setdefault(tag, role)
        return chosen, missing

    def _find(self, facet: Id, name: str) -> Id | None:
        key = (facet, tags.name_key(name))
        if key not in self._known and self._report is not None:
            if facet not in self._adders:
                self._adders[facet] = tags.Adder(self._action, facet)
            self._known[key] = self._adders[facet].add(name)
            self._report.new_tags.append(name)
            like = self._looks.setdefault((facet, skeleton(name)), name)
            if like != name:
                self._report.alike.append((name, like))
        return self._known.get(key)


def _wanted(row: ClaimRow) -> list[tuple[str, tuple[str, ...], Role]]:
    """Return the tags of a row by facet key, those of the filled columns only."""
    columns: list[tuple[str, tuple[str, ...], Role]] = [
        ("actor", row.actors, "holder"),
        ("actor", row.about, "about"),
        ("concern", row.concerns, "holder"),
        ("stance", (row.stance,) if row.stance else (), "holder"),
        *((key, names, "holder") for key, names in row.facets.items()),
    ]  # fmt: skip
    return [column for column in columns if column[1]]


class _There:
    """The claims that a project has already, so that importing a file twice changes nothing."""

    def __init__(self, action: Action) -> None:
        self._project = action.project
        #: by document, then by coder and passages: the names of claims and what they say
        self._known: dict[Id, dict[object, list[tuple[str, _Contents]]]] = {}

    def has(
        self,
        row: ClaimRow,
        document: Document,
        spans: list[Span],
        chosen: dict[Id, Role],
        coder: Id,
    ) -> bool:
        """Return whether the claim of a row is there; if not, it is from now on.

        A ValueError says that it is there under its name, but says something else.
        """
        same_place = self._of(document.id).setdefault((coder, tuple(spans)), [])
        contents = (
            frozenset(chosen.items()), row.statement.strip(), row.speaker.strip(), row.confidence,
            row.credibility, row.note.strip(),
        )  # fmt: skip
        same_name = [said for name, said in same_place if row.claim_id in ("", name)]
        if contents in same_name:
            return True
        if same_name and row.claim_id:
            raise ValueError(
                f"the project has “{row.claim_id}” with other words or tags already; "
                "delete it there first, or give this row another claim_id"
            )
        same_place.append((row.claim_id, contents))
        return False

    def _of(self, document: Id) -> dict[object, list[tuple[str, _Contents]]]:
        if document not in self._known:
            known = self._known[document] = {}
            for claim in claims.of_document(self._project, document):
                contents = (
                    frozenset((tag.tag, tag.role) for tag in claim.tags), claim.statement,
                    claim.speaker, claim.confidence, claim.credibility, claim.note,
                )  # fmt: skip
                place = (claim.coder, claim.spans)
                known.setdefault(place, []).append((name_of(claim), contents))
        return self._known[document]
