"""Which claims the table shows: conditions that all have to hold, in data and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from typing import Any

from db.records import CONFIDENCES, CREDIBILITIES, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.conditions import (
    FACET,
    LACKS,
    Test,
    by_facet,
    date_test,
    is_date,
    lack_test,
    singular,
    tag_test,
    with_below,
)
from workbench.gui.table.rows import TableRow, searched
from workbench.operations.decided import STATE_WORDS, STATES

_GONE = "something deleted"
#: More names than this in a row are counted.
_NAMED = 3


@dataclass(frozen=True)
class Names:
    """What the ids of a filter are called."""

    book: CodeBook = field(default_factory=lambda: CodeBook((), {}))
    documents: Mapping[Id, str] = field(default_factory=dict)
    coders: Mapping[Id, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One condition in words; `key` is what `Filter.drop` takes to be rid of it."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on a claim, all of which have to hold; an empty one always does.

    `text`: each of its words stands somewhere in statement, quote, speaker or note. Of `tags` a
    claim has, for each facet among them, at least one (or one below it), and none of `without`.
    `since` and `until` are a year, month or day as in ISO 8601; a document whose own date is as
    vague counts when the two may meet. `missing` names fields of `LACKS`, or facets.
    """

    text: str = ""
    documents: frozenset[Id] = frozenset()
    coders: frozenset[Id] = frozenset()
    tags: frozenset[Id] = frozenset()
    without: frozenset[Id] = frozenset()
    confidences: frozenset[str] = frozenset()
    credibilities: frozenset[int] = frozenset()
    decisions: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    missing: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def matches(self, row: TableRow, book: CodeBook) -> bool:
        """Whether a claim fulfils every condition."""
        return all(test(row) for test in self._tests(book))

    def select(self, rows: Iterable[TableRow], book: CodeBook) -> list[TableRow]:
        """Return the rows that match, in their order."""
        found = list(rows)
        for test in self._tests(book):
            found = [row for row in found if test(row)]
        return found

    def _tests(self, book: CodeBook) -> Iterator[Test]:
        """Yield the conditions, the quick ones first."""
        if chosen := self.documents:
            yield lambda row: row.claim.document in chosen
        if coders := self.coders:
            yield lambda row: row.claim.coder in coders
        if confidences := self.confidences:
            yield lambda row: row.claim.confidence in confidences
        if credibilities := self.credibilities:
            yield lambda row: row.claim.credibility in credibilities
        if decisions := self.decisions:
            yield lambda row: row.decision in decisions
        if self.since or self.until:
            yield date_test(self.since, self.until)
        for tags in by_facet(self.tags, book).values():
            yield tag_test(with_below(tags, book), wanted=True)
        if self.without:
            yield tag_test(with_below(self.without, book), wanted=False)
        for name in sorted(self.missing):
            yield lack_test(name, book)
        for word in searched(self.text).split():
            yield lambda row, word=word: word in row.folded  # type: ignore[misc]

    # -- in words

    def parts(self, names: Names) -> list[Part]:
        """Return the conditions in words, each of which can be dropped."""
        book = names.book
        found = [Part("text", f"with “{' '.join(self.text.split())}”")] if self.text.strip() else []
        if self.documents:
            found.append(Part("documents", f"in {_one_of(self.documents, names.documents)}"))
        tag_names = {tag.id: tag.name for tag in book.tags.values()}
        for facet, tags in by_facet(self.tags, book).items():
            found.append(Part(f"tags:{facet}", f"tagged {_one_of(tags, tag_names)}"))
        if self.without:
            found.append(Part("without", f"without {_one_of(self.without, tag_names)}"))
        if self.coders:
            found.append(Part("coders", f"by {_one_of(self.coders, names.coders)}"))
        if self.confidences:
            levels = [level for level in CONFIDENCES if level in self.confidences]
            found.append(Part("confidences", f"{_listed(levels)} confidence"))
        if self.credibilities:
            grades = [str(grade) for grade in sorted(self.credibilities)]
            found.append(Part("credibilities", f"credibility {_listed(grades)}"))
        if self.decisions:
            decided = [STATE_WORDS[state] for state in STATES if state in self.decisions]
            found.append(Part("decisions", _listed(decided)))
        if self.since or self.until:
            found.append(Part("dates", _dates_in_words(self.since, self.until)))
        found += (
            Part(f"missing:{name}", f"no {lack(name, book)}") for name in sorted(self.missing)
        )
        return found

    def sentence(self, names: Names) -> str:
        """Return all conditions as a phrase that follows "claims": "in A, tagged B"."""
        return ", ".join(part.words for part in self.parts(names))

    def drop(self, key: str, book: CodeBook) -> "Filter":
        """Return the filter without one of its `parts`."""
        kind, _, rest = key.partition(":")
        if kind == "tags":
            return self.with_tags(int(rest), (), book)
        if kind == "missing":
            return replace(self, missing=self.missing - {rest})
        if kind == "dates":
            return replace(self, since="", until="")
        return replace(self, **{kind: type(getattr(self, kind))()})

    def with_tags(self, facet: Id, tags: Iterable[Id], book: CodeBook) -> "Filter":
        """Return the filter with other tags chosen in one facet, and without deleted ones."""
        kept = [tag for tag in self.tags if tag in book.tags and book.tags[tag].facet != facet]
        return replace(self, tags=frozenset((*kept, *tags)))

    # -- as data

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads; empty conditions are left out."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: value if isinstance(value, str) else sorted(value)
            for name, value in values.items()
            if value
        }

    @classmethod
    def from_json(cls, found: object) -> "Filter":
        """Return the filter that was saved; what cannot be understood is left out."""
        if not isinstance(found, dict):
            return cls()
        kept: dict[str, Any] = {}
        for each in fields(cls):
            value, accepts = found.get(each.name), _ACCEPTS[each.name]
            if each.type is str:
                if isinstance(value, str) and accepts(value):
                    kept[each.name] = value
            elif isinstance(value, list):
                kept[each.name] = frozenset(entry for entry in value if accepts(entry))
        return cls(**kept)


_ACCEPTS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    **dict.fromkeys(("documents", "coders", "tags", "without"), lambda value: type(value) is int),
    "confidences": lambda value: value in CONFIDENCES,
    "credibilities": lambda value: type(value) is int and value in CREDIBILITIES,
    "decisions": lambda value: value in STATES,
    **dict.fromkeys(("since", "until"), lambda value: isinstance(value, str) and is_date(value)),
    "missing": lambda value: isinstance(value, str) and (value in LACKS or value[:6] == FACET),
}


# -- words


def lack(name: str, book: CodeBook) -> str:
    """Return the word for a field or facet that a claim may lack."""
    if not name.startswith(FACET):
        return name
    facet = book.facet(name.removeprefix(FACET))
    return singular(facet).lower() if facet else _GONE


def _listed(words: Sequence[str]) -> str:
    """Return words as a choice: "A, B or C"."""
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _one_of(ids: Set[Id], names: Mapping[Id, str]) -> str:
    """Return the names of ids as a choice; of many, the first few and how many more."""
    known = sorted(names[each] for each in ids if each in names) or [_GONE]
    if len(known) > _NAMED + 1:
        known = [*known[:_NAMED], f"{len(known) - _NAMED} others"]
    return _listed(known)


def _dates_in_words(since: str, until: str) -> str:
    if since and until:
        return f"published {since}" if since == until else f"published {since} to {until}"
    return f"published since {since}" if since else f"published until {until}"
