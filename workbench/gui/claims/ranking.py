"""Finding a tag by the first letters of its names: pure ranking, no widgets."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from db.records import Id, Tag
from workbench.gui.claims.book import CodeBook
from workbench.text.fold import Folded, fold

_BETWEEN_WORDS = re.compile(r"[^\w]|_")


class _Name:
    """A name or alias, folded, with its words marked off."""

    __slots__ = ("folded", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: Folded = fold(text)
        self.words = " " + _BETWEEN_WORDS.sub(" ", self.folded.text)


@lru_cache(maxsize=32_768)
def _name(text: str) -> _Name:
    """Fold a name once, though every change of the codebook brings a new index."""
    return _Name(text)


class Match(NamedTuple):
    """A tag that was found, by its name or by an alias; without letters, by neither."""

    tag: Id
    by: _Name | None = None
    alias: bool = False
    at: int = 0
    length: int = 0

    @property
    def through(self) -> str:
        """The alias by which the tag was found, empty if it was its name."""
        return self.by.text if self.by is not None and self.alias else ""

    @property
    def typed(self) -> tuple[int, int]:
        """Where what is typed stands in the name or alias, as it is written."""
        return self.by.folded.span(self.at, self.at + self.length) if self.by else (0, 0)


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
            (tag, _name(tag.name), [_name(alias) for alias in tag.aliases])
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
                rank, match = _fit(query, tag.id, name, aliases)
                if match is not None:
                    found.append((rank, early.get(tag.id, len(early)), place, match))
        return [match for *_, match in sorted(found, key=_ORDER)]

    def has(self, query: str, facet: Id | None = None) -> bool:
        """Whether a tag (of a facet) bears just this name or alias."""
        return (query, facet) in self._taken

    @cached_property
    def _taken(self) -> set[tuple[str, Id | None]]:
        return {
            (each.folded.text, facet)
            for tag, name, aliases in self._entries
            for each in (name, *aliases)
            for facet in (None, tag.facet)
        }


_ORDER = itemgetter(0, 1, 2)


def _fit(query: str, tag: Id, name: _Name, aliases: list[_Name]) -> tuple[int, Match | None]:
    """Return the rank (0 is best) of a tag for what is typed, and the match if it is one."""
    best, found = 5, None
    at = name.folded.text.find(query)
    if at >= 0:
        word = -1 if at == 0 else name.words.find(" " + query)
        best = 0 if at == 0 else 1 if word >= 0 else 3
        found = Match(tag, name, False, word if word >= 0 else at, len(query))
    for alias in aliases:
        if best <= 2:
            break
        at = alias.folded.text.find(query)
        if at >= 0:
            word = alias.words.find(" " + query)
            rank = 2 if word >= 0 else 4
            if rank < best:
                best, found = rank, Match(tag, alias, True, max(word, 0) or at, len(query))
    return best, found
