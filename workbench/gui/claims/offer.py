"""What the tag palette offers for what is typed."""

from dataclasses import dataclass, field

from db.records import Facet, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.palette_rows import Row, rows_of
from workbench.gui.claims.ranking import Match, TagIndex, folded_query


@dataclass
class Offer:
    """The tags of one opening of the palette: those on the claim grow as one goes on."""

    index: TagIndex = field(default_factory=lambda: TagIndex(CodeBook((), {})))
    recent: list[Id] = field(default_factory=list)
    chosen: list[Id] = field(default_factory=list)
    facet: Facet | None = None
    keys: dict[Id, int] = field(default_factory=dict)
    gave: bool = False
    #: tags that are not offered, and whether new ones may be made
    without: frozenset[Id] = frozenset()
    makes: bool = True

    @property
    def book(self) -> CodeBook:
        return self.index.book

    def take_book(self, book: CodeBook) -> None:
        """Take the codebook; the folded names are kept while it is the same."""
        if book is not self.index.book:
            self.index = TagIndex(book)

    def rows(self, typed: str) -> list[Row]:
        """Return the tags that fit what is typed, then the new tags that it could name."""
        facet = self.facet.id if self.facet else None
        query, given = folded_query(typed), set(self.chosen)
        if not query:
            rest = [m for m in self.index.all(self.recent, facet) if m.tag not in given]
            return rows_of(self.book, self._offered(rest), given, self.keys)
        found = self._offered(self.index.search(query, self.recent, facet))
        if self.index.has(query, facet) or not self.makes:
            return rows_of(self.book, found, given, self.keys)
        name = " ".join(typed.split())
        like = {each.id: self.book.lookalike(each.id, name) for each in self._makeable()}
        known = {match.tag for match in found}
        # What looks like the new name comes first, so that Enter takes it.
        first = [Match(tag.id) for tag in like.values() if tag and not tag.archived]
        found = [match for match in first if match.tag not in known] + found
        news = [Row(each, name, like=like[each.id]) for each in self._makeable()]
        return rows_of(self.book, found, given, self.keys) + news

    def _offered(self, found: list[Match]) -> list[Match]:
        return [match for match in found if match.tag not in self.without]

    def takes_first(self, typed: str) -> bool:
        """Whether Enter takes the first row: not on an empty field, but for a recent tag."""
        return bool(typed.strip() or (self.recent and not self.gave))

    def give(self, tag: Id) -> bool:
        """Count a tag among the claim's; return whether it is new there."""
        if tag in self.chosen:
            return False
        facet = self.book.facet_of(tag)
        if facet.exclusive:
            self.chosen = [t for t in self.chosen if self.book.facet_of(t) != facet]
        self.chosen = [*self.chosen, tag]
        return True

    def numbered(self, digit: str) -> Id | None:
        """Return the tag of a digit, if it is one that may be given."""
        for tag, key in self.keys.items():
            known = self.book.tags.get(tag)
            if str(key) == digit and known is not None and not known.archived:
                return tag if self.facet is None or known.facet == self.facet.id else None
        return None

    def _makeable(self) -> list[Facet]:
        if self.facet is not None:
            return [self.facet]
        return [facet for facet in self.book.facets if not facet.exclusive]
