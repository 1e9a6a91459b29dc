"""Finding a tag by the first letters of its names: pure ranking, no widgets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from db.records import Id, Tag
from workbench.gui.claims.book import CodeBook
from workbench.text.fold import Folded, fold

_BETWEEN_WORDS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Match:
    """A tag that was found: what is typed stands at `start` to `end` of the name or the alias."""

    tag: Id
    start: int = 0
    end: int = 0
    alias: str = ""


class _Name:
    """A name or alias, folded, with its words marked off."""

    __slots__ = ("folded", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: Folded = fold(text)
        self.words = " " + _BETWEEN_WORDS.sub(" ", self.folded.text)


def folded_query(text: str) -> str:
    """Return typed text as names are compared: folded, blanks around it taken off."""
    return fold(" ".join(text.split())).text.strip()


class TagIndex:
    """The tags of a codebook that may be given, ready to be searched at every key."""

    def __init__(self, book: CodeBook) -> None:
        self.book = book

    @cached_property
    def _entries(self) -> list[tuple[Tag, _Name, list[_Name]]]:
        return [
            (tag, _Name(tag.name), [_Name(alias) for alias in tag.aliases])
            for facet in self.book.facets
            for tag in self.book.in_order(facet.id)
            if not tag.archived
        ]

    def all(self, recent: Iterable[Id], facet: Id | None) -> list[Match]:
        """Return every tag (of a facet), the recent ones first, then in codebook order."""
        order = [tag.id for tag, _, _ in self._entries if facet in (None, tag.facet)]
        known = set(order)
        first = [tag for tag in dict.fromkeys(recent) if tag in known]
        return [Match(tag) for tag in dict.fromkeys([*first, *order])]

    def search(self, query: str, recent: Iterable[Id], facet: Id | None) -> list[Match]:
        """Return the tags that fit a folded query, the best first.

        First those whose name begins with it, then a word of the name, then an alias, then those
        that have it inside; among equals the recent ones, then in codebook order.
        """
        early = {tag: place for place, tag in enumerate(dict.fromkeys(recent))}
        found: list[tuple[int, int, int, Match]] = []
        for place, (tag, name, aliases) in enumerate(self._entries):
            if facet in (None, tag.facet):
                best = min(_fits(query, tag.id, name, aliases), default=None, key=_rank)
                if best is not None:
                    found.append((best[0], early.get(tag.id, len(early)), place, best[1]))
        return [match for *_, match in sorted(found, key=lambda row: row[:3])]

    def has(self, query: str, facet: Id | None = None) -> bool:
        """Whether a tag (of a facet) bears just this name or alias."""
        return any(
            query == each.folded.text
            for tag, name, aliases in self._entries
            if facet in (None, tag.facet)
            for each in (name, *aliases)
        )


def _rank(fit: tuple[int, Match]) -> int:
    return fit[0]


def _fits(query: str, tag: Id, name: _Name, aliases: list[_Name]) -> Iterator[tuple[int, Match]]:
    """Yield the ways in which a tag fits: rank and match."""
    at = name.folded.text.find(query)
    if at >= 0:
        word = name.words.find(" " + query)
        rank = 0 if at == 0 else 1 if word >= 0 else 3
        yield rank, Match(tag, *_range(name, word if rank == 1 else at, query))
    for alias in aliases:
        at = alias.folded.text.find(query)
        if at >= 0:
            rank = 2 if at == 0 or alias.words.find(" " + query) >= 0 else 4
            yield rank, Match(tag, *_range(alias, at, query), alias=alias.text)


def _range(name: _Name, at: int, query: str) -> tuple[int, int]:
    return name.folded.span(at, at + len(query))
