"""Sorting, filtering and grouping a hundred thousand claims, and keeping that up to date."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.columns import PLACES, sort_key
from workbench.gui.table.filters import Filter
from workbench.gui.table.groups import Entry, grouped
from workbench.gui.table.rows import TableRow

#: More rows than this are sorted anew rather than put in their places one by one.
_FEW = 200
_order = attrgetter("order")


class _Falling:
    """A sort key that turns the order round."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Falling) and bool(self.key == other.key)

    def __lt__(self, other: "_Falling") -> bool:
        return bool(other.key < self.key)


class Arrangement:
    """The rows of the table in their order; `entries` are what is to be seen, heads included.

    Rows that are equal in the sorted column stand as in the documents, and those with nothing in
    it come last, whichever way it is sorted.
    """

    def __init__(self) -> None:
        self.book = CodeBook((), {})
        self.filter = Filter()
        self.sort = (PLACES, False)
        self.group = ""
        self.rows: dict[Id, TableRow] = {}
        self.shown: list[TableRow] = []
        self.entries: Sequence[Entry] = self.shown
        self.placed: list[TableRow] = []
        self._sorted: list[TableRow] = []
        self._key = sort_key(PLACES, self.book)

    def set_rows(self, rows: Iterable[TableRow]) -> None:
        """Take other rows."""
        self.rows = {row.id: row for row in rows}
        self.placed = sorted(self.rows.values(), key=_order)
        self._sort()

    def set_book(self, book: CodeBook) -> None:
        """Take another codebook: names, and with them orders, may be others."""
        self.book = book
        self._sort()

    def set_filter(self, wanted: Filter) -> None:
        """Show only the rows that match."""
        self.filter = wanted
        self._select()

    def set_sort(self, key: str, falling: bool = False) -> None:
        """Sort by a column, or by `PLACES`."""
        self.sort = (key, falling)
        self._sort()

    def set_group(self, group: str) -> None:
        """Group by one of `groups.groupings`."""
        self.group = group
        self._arrange()

    def update(self, changed: Collection[TableRow], removed: Collection[Id]) -> list[int] | None:
        """Take rows that are new or changed, and drop others.

        Returns the positions of the entries that look different, None where entries moved.
        """
        touched = {row.id for row in changed} | set(removed)
        old = [self.rows[claim] for claim in touched if claim in self.rows]
        for claim in removed:
            self.rows.pop(claim, None)
        self.rows.update((row.id, row) for row in changed)
        if len(touched) > _FEW:
            self.set_rows(self.rows.values())
            return None
        before = self._positions(old)
        seen = self.filter.select(changed, self.book)
        self.placed = _replaced(self.placed, old, changed, _order)
        self._sorted = _replaced(self._sorted, old, changed, self._rank)
        self.shown = _replaced(self.shown, old, seen, self._rank)
        self._arrange()
        after = self._positions(seen)
        return sorted(after.values()) if before == after and not self.group else None

    def _positions(self, rows: Iterable[TableRow]) -> dict[Id, int]:
        """Return where rows stand among those shown."""
        places = ((row, _place(self.shown, row, self._rank)) for row in rows)
        return {row.id: place for row, place in places if place is not None}

    def _sort(self) -> None:
        column, falling = self.sort
        key = self._key = sort_key(column, self.book)
        rows = self.placed
        if self.sort == (PLACES, False):
            self._sorted = rows
            self._select()
            return
        # Positions are sorted, not pairs: a hundred thousand pairs wake the garbage collector.
        keys = [key(row) for row in rows]
        filled = [at for at, value in enumerate(keys) if value is not None]
        filled.sort(key=keys.__getitem__, reverse=falling)
        self._sorted = [rows[at] for at in filled]
        self._sorted += [rows[at] for at, value in enumerate(keys) if value is None]
        self._select()

    def _rank(self, row: TableRow) -> tuple[bool, Any, Any]:
        """Return what `_sort` sorts by, as one key."""
        value = self._key(row)
        if value is not None and self.sort[1]:
            value = _Falling(value)
        return (value is None, value, row.order)

    def _select(self) -> None:
        self.shown = self.filter.select(self._sorted, self.book)
        self._arrange()

    def _arrange(self) -> None:
        self.entries = grouped(self.shown, self.group, self.book) if self.group else self.shown


def _place(rows: list[TableRow], row: TableRow, key: Callable[[TableRow], Any]) -> int | None:
    """Return the position of a row among sorted ones, None where it is not among them."""
    place = bisect_left(rows, key(row), key=key)
    return place if place < len(rows) and rows[place] is row else None


def _replaced(
    rows: list[TableRow],
    old: Iterable[TableRow],
    new: Iterable[TableRow],
    key: Callable[[TableRow], Any],
) -> list[TableRow]:
    """Return sorted rows without some and with others, still sorted."""
    rows = rows.copy()
    for row in old:
        place = _place(rows, row, key)
        if place is not None:
            del rows[place]
    for row in new:
        rows.insert(bisect_left(rows, key(row), key=key), row)
    return rows
