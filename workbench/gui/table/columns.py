"""The columns of the table: what they are called, how wide they are, what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from db.records import CONFIDENCES, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ROLE_WORDS
from workbench.gui.table.conditions import FACET, singular
from workbench.gui.table.decision import WORDS, rank
from workbench.gui.table.natural import natural
from workbench.gui.table.rows import TableRow

CHECK = "check"
#: The order by document and place in the text, which is no column.
PLACES = "places"

SortKey = Callable[[TableRow], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: widths in pixels; one that `grows` takes the room that is left."""

    key: str
    title: str
    width: int
    least: int
    shown: bool = True
    grows: bool = False


def columns_of(book: CodeBook) -> list[Column]:
    """Return all columns in their first order: those of every claim, and one for each facet."""
    facets = [
        Column(f"{FACET}{facet.key}", singular(facet), *_facet_widths(facet.exclusive),
               shown=facet.key in ("actor", "concern", "stance"))
        for facet in book.facets
    ]  # fmt: skip
    return [
        Column(CHECK, "", 56, 56),
        Column("document", "Document", 206, 110),
        Column("author", "Author", 140, 80, shown=False),
        Column("date", "Date", 104, 98, shown=False),
        Column("place", "Place", 110, 80, shown=False),
        Column("statement", "Statement", 446, 220, grows=True),
        Column("quote", "Quote", 320, 200, shown=False, grows=True),
        *facets,
        Column("speaker", "Speaker", 150, 90, shown=False),
        Column("confidence", "Confidence", 98, 88),
        Column("credibility", "Credibility", 110, 90, shown=False),
        Column("note", "Note", 200, 110, shown=False),
        Column("coder", "Coder", 66, 62),
        Column("decision", "Decision", 126, 104),
    ]


def _facet_widths(exclusive: bool) -> tuple[int, int]:
    return (100, 90) if exclusive else (190, 116)


def text_of(key: str, row: TableRow, book: CodeBook) -> str:
    """Return what stands in a cell, as plain words."""
    if key.startswith(FACET):
        facet = book.facet(key.removeprefix(FACET))
        given = book.tags_of(row.claim, facet.id) if facet else []
        return ", ".join(
            f"{ROLE_WORDS[each.role]} {book.label(each.tag)}".strip() for each in given
        )
    found = _VALUES[key](row)
    return "" if found is None else str(found)


def sort_key(key: str, book: CodeBook) -> SortKey:
    """Return what rows are sorted by in a column, or for `PLACES`.

    It gives None for a row with nothing in the column.
    """
    if key.startswith(FACET):
        ranks = _tag_ranks(key.removeprefix(FACET), book)
        return lambda row: next((ranks[tag] for tag in row.tags if tag in ranks), None)
    if key == "confidence":
        return lambda row: _LEVELS.get(row.claim.confidence)
    if key in ("credibility", "date"):
        value = _VALUES[key]
        return lambda row: value(row) or None
    if key == "decision":
        return lambda row: rank(row.decision)
    if key == "place":
        return lambda row: row.claim.start
    if key in _SENTENCES:
        sentence = _SENTENCES[key]
        return lambda row: natural(sentence(row)) or None
    if key in _VALUES:
        name = _VALUES[key]
        return lambda row: _natural_name(name(row)) or None
    return lambda row: row.order


def _tag_ranks(facet_key: str, book: CodeBook) -> dict[Id, int]:
    """Return the places of a facet's tags: by name, of an exclusive facet in its own order."""
    facet = book.facet(facet_key)
    if facet is None:
        return {}
    tags = list(book.in_order(facet.id))
    if not facet.exclusive:
        tags.sort(key=lambda tag: natural(tag.name))
    return {tag.id: place for place, tag in enumerate(tags)}


_LEVELS: dict[str, int] = {level: place for place, level in enumerate(CONFIDENCES)}

_VALUES: dict[str, Callable[[TableRow], Any]] = {
    CHECK: lambda row: None,
    "document": lambda row: row.document_title,
    "author": lambda row: row.author,
    "date": lambda row: row.published_on,
    "place": lambda row: row.place,
    "statement": lambda row: row.claim.statement or row.card.says,
    "quote": lambda row: row.quote,
    "speaker": lambda row: row.claim.speaker,
    "confidence": lambda row: row.claim.confidence.capitalize(),
    "credibility": lambda row: row.claim.credibility,
    "note": lambda row: row.claim.note,
    "coder": lambda row: row.coder.name,
    "decision": lambda row: WORDS[row.decision],
}
#: What hardly any two rows have in common.
_SENTENCES: dict[str, Callable[[TableRow], str]] = {
    "statement": lambda row: row.begins,
    "quote": lambda row: row.words.raw(row.claim),
    "note": lambda row: row.claim.note,
}


@lru_cache(maxsize=8192)
def _natural_name(name: str) -> str:
    """Names come again and again, and are put in order once."""
    return natural(name)
