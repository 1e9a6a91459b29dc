"""Writing the rows of a project that was started apart into this one: nothing is deleted.

Rows keep their ids, so that the same file can be brought in again and nothing comes twice. What
somebody here took away since does not come back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import PurePath

from db import counterparts, documents, tags, unplaced
from db.log import Action
from db.project import Project
from db.records import Id, Span
from db.rows import Row, all_rows, content, was_taken_away
from db.schema import derived_id
from workbench.operations.joining_match import Matches
from workbench.text.fold import fold
from workbench.text.reanchor import Placed, reanchor

#: columns by the table that they refer to
_REFERENCES = {
    "facet": "facet", "parent": "tag", "tag": "tag", "document": "document", "coder": "coder",
    "claim": "claim",
}  # fmt: skip
#: rows that can be there once only: what their ids are made of
_DERIVED: dict[str, Callable[[Row], Id]] = {
    "reading": lambda row: derived_id("reading", row["document"], row["coder"]),
    "reading_group": lambda row: derived_id("reading_group", row["document"]),
    "hidden_mention": lambda row: derived_id(
        "hidden_mention", row["document"], row["tag"], row["start"], row["end"]
    ),
    "claim_tag": lambda row: derived_id("claim_tag", row["claim"], row["tag"]),
    "decision": lambda row: derived_id("decision", row["claim"], row["tag"] or 0, row["coder"]),
}
_BEFORE_CLAIMS = ("coder", "facet", "tag", "alias", "document")
_AFTER_CLAIMS = (
    "claim_tag", "comment", "decision", "reading", "reading_group", "hidden_mention",
    "saved_filter", "saved_view",
)  # fmt: skip


class Joiner:
    """Brings the rows of one project into another, inside one action."""

    def __init__(self, action: Action, other: Project, matches: Matches) -> None:
        self._action = action
        self._other = other
        self._matches = matches
        #: by table and the coder's id here (0 where a row is nobody's), how many rows came
        self.came: Counter[tuple[str, Id]] = Counter()
        #: claims that are here already, those of them that say something else, and those that came
        #: with a passage to be placed by hand
        self.already = self.different = self.in_doubt = 0
        #: by their document, its text, and the places of its passages in the text here
        self._places: dict[Id, tuple[str, dict[Span, Placed]]] = {}
        self._spans: dict[Id, list[Row]] = {}
        self._documents: dict[Id, list[Id]] = {}  # their claims
        self._names_of: dict[Id, set[str]] = {}
        self._document_names = {one.name for one in documents.all_documents(action.project)}

    def join(self, progress: Callable[[int, int], None]) -> None:
        """Bring everything in; `progress` may raise to stop it."""
        for row, (table, own) in self._matches.answered.items():
            counterparts.keep(self._action, row, table, own)
        for table in _BEFORE_CLAIMS:
            if table == "alias":
                self._names_of = _names_of_tags(self._action.project)
            for values in all_rows(self._other, table):
                self._add(table, values)
        self._spans = self._by_claim("span")
        regions, doubts = self._by_claim("region"), self._by_claim("unplaced")
        found = list(all_rows(self._other, "claim"))
        for claim in found:
            self._documents.setdefault(claim["document"], []).append(claim["id"])
        for done, claim in enumerate(found):
            if done % 100 == 0:
                progress(done, len(found))
            self._add_claim(claim, regions.get(claim["id"], ()), doubts.get(claim["id"], ()))
        for table in _AFTER_CLAIMS:
            for values in all_rows(self._other, table):
                self._add(table, values)
        progress(len(found), len(found))

    def _by_claim(self, table: str) -> dict[Id, list[Row]]:
        found: dict[Id, list[Row]] = {}
        for row in all_rows(self._other, table):
            found.setdefault(row["claim"], []).append(row)
        return found

    def _here(self, table: str, values: Row) -> Row:
        """Return a row as it is here: with the ids that its references have in this project."""
        found = dict(values)
        for column, target in _REFERENCES.items():
            if found.get(column) is not None and column != table:
                found[column] = self._matches.here(target, found[column])
        derive = _DERIVED.get(table)
        found["id"] = derive(found) if derive else self._matches.here(table, found["id"])
        return found

    def _is_there(self, table: str, row: Id) -> bool:
        return self._action.row(table, row) is not None

    def _add(self, table: str, values: Row) -> None:
        """Add a row unless it is here, was here, or has nothing to stand on."""
        row = self._here(table, values)
        if self._is_there(table, row["id"]) or was_taken_away(
            self._action.project, table, row["id"]
        ):
            return
        for column, target in _REFERENCES.items():
            value = row.get(column)
            if column != table and value is not None and not self._stands(target, value):
                return
        if not self._fits(table, row):
            return
        self._action.insert(table, {name: row[name] for name in row if name != "id"}, row["id"])
        self.came[table, row.get("coder", 0)] += 1

    def _stands(self, table: str, row: Id) -> bool:
        # Groups may come after their members; whether they came is checked when all is written.
        return table == "tag" or self._is_there(table, row)

    def _fits(self, table: str, row: Row) -> bool:
        """Make a row fit what is here: no name twice, contents stored; False where it is here."""
        project = self._action.project
        if table == "document":
            for name in ("text", "styles", "original"):
                if row[name] is not None:
                    self._action.store(content(self._other, row[name]))
            row["name"] = free_name(row["name"], self._document_names)
            self._document_names.add(row["name"])
        elif table == "alias":
            names = self._names_of.setdefault(row["tag"], set())
            if tags.name_key(row["name"]) in names:
                return False
            names.add(tags.name_key(row["name"]))
        elif table in ("saved_filter", "saved_view"):
            there = list(all_rows(project, table))
            if any(one["body"] == row["body"] for one in there):
                return False
            row["name"] = free_name(row["name"], {one["name"] for one in there})
        return True

    # -- claims

    def _add_claim(self, values: Row, regions: Sequence[Row], doubts: Sequence[Row]) -> None:
        row = self._here("claim", values)
        there = self._action.row("claim", row["id"])
        if there is not None:
            self.already += 1
            self.different += any(
                there[name] != row[name] for name in row if name not in ("id", "created_at")
            )
            return
        if was_taken_away(self._action.project, "claim", row["id"]):
            return
        self._action.insert("claim", {name: row[name] for name in row if name != "id"}, row["id"])
        self.came["claim", row["coder"]] += 1
        self._place(values, row["document"], doubts)
        for region in regions:
            self._add("region", region)

    def _place(self, claim: Row, document: Id, doubts: Sequence[Row]) -> None:
        """Put a claim's passages where their words stand in the text as it is here."""
        rows = sorted(self._spans[claim["id"]], key=lambda span: span["position"])
        spans = [Span(row["start"], row["end"]) for row in rows]
        text, placed = self._placed(claim["document"], document)
        places = [placed[span] for span in spans]
        tidy = _joined([Span(place.start, place.end) for place in places])
        for position, span in enumerate(tidy):
            found = {
                "claim": claim["id"],
                "position": position,
                "start": span.start,
                "end": span.end,
            }
            self._action.insert("span", found, rows[position]["id"])
        before = {Span(one["start"], one["end"]): one for one in doubts}
        unsure = False
        for span, place in zip(spans, places, strict=True):
            doubt = before.get(span)
            if place.sure and doubt is None:
                continue
            there = next(one for one in tidy if one.start <= place.start and place.end <= one.end)
            quote = doubt["quote"] if doubt else text[span.start : span.end]
            unplaced.add(self._action, claim["id"], there, quote, int(place.score))
            unsure = True
        self.in_doubt += unsure

    def _placed(self, theirs: Id, own: Id) -> tuple[str, dict[Span, Placed]]:
        """Return a document's text there, and the places here of all passages that are marked."""
        if theirs not in self._places:
            text = documents.text(self._other, documents.get(self._other, theirs))
            mine = documents.text(self._action.project, documents.get(self._action.project, own))
            wanted = list(
                {
                    Span(row["start"], row["end"])
                    for claim in self._documents[theirs]
                    for row in self._spans[claim]
                }
            )
            self._places[theirs] = text, _find(text, mine, wanted)
        return self._places[theirs]


def _find(old: str, new: str, spans: list[Span]) -> dict[Span, Placed]:
    """Return the places of passages in another text."""
    if old != new and len(old) == len(new) and fold(old).text == fold(new).text:
        # No more than case and signs differ: everything stands where it stood.
        return {span: Placed(span.start, span.end, "folded", 100.0, True) for span in spans}
    places = reanchor(old, new, [(span.start, span.end) for span in spans])
    return dict(zip(spans, places, strict=True))


def _names_of_tags(project: Project) -> dict[Id, set[str]]:
    return {
        tag.id: {tags.name_key(name) for name in (tag.name, *tag.aliases)}
        for tag in tags.all_tags(project)
    }


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that nothing else has, with a number behind it where it is taken."""
    known = set(taken)
    path = PurePath(name)
    others = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return name if name not in known else next(one for one in others if one not in known)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return passages in order, those that overlap or touch as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
