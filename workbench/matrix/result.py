"""A counted matrix, and the difference of two: plain values by position, ready to be shown."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import IntEnum

from db.records import Id
from workbench.matrix.context import Context
from workbench.matrix.request import Request

#: None where a figure is not defined: an average of nothing, a balance without stances
Value = int | float | None


class Gap(IntEnum):
    """Why a cell is empty, by the reading state of the documents that could have filled it.

    A document counts as read when each coder of the filter has read it, without such a filter when
    any coder has. In a matrix laid out by document, time or coder only those of the cell matter.
    """

    FILLED = 0
    #: all of its documents were read
    NOTHING = 1
    #: some of its documents were not read yet
    UNREAD = 2
    #: no document could fill it: none of that month, say, passes the filter
    NO_DOCUMENT = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A row or column.

    `key` is unique on its axis and the same in the next matrix: `t` and the id of a tag, `g` and
    the id of a tag that stands for all below it, `d` and a document, `c` and a coder, else `=` and
    the value, where `=` alone is for documents without one; among several projects the project's
    name and a slash come before it. `id` is the tag, document or coder, `group` the name of the
    group it stands under and `parent` the key of that group's entry, if it is shown. `level` is 1
    for a tag that is shown under its group.
    """

    key: str
    name: str
    id: Id | None = None
    colour: str = ""
    group: str = ""
    parent: str = ""
    level: int = 0
    is_group: bool = False
    collapsed: bool = False
    project: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of all cells (`cells[row][column]`), of each row and column, and of the whole.

    The margins say of the distinct claims of a row what the cells say of theirs, so that they are
    not the sums of the cells where a claim stands in several.
    """

    cells: Sequence[Sequence[Value]]
    rows: Sequence[Value]
    columns: Sequence[Value]
    total: Value


@dataclass(frozen=True, slots=True)
class Matrix:
    """A counted matrix; rows, columns and cells are known by their positions.

    `shown` is the measure that was asked for, `claims` the number of distinct claims whatever was
    asked for; `supporting` and `against` count the claims of each cell by the sign of their stance.
    `contested` are the cells with both. `unsure` are cells whose figure rests on too little
    (expected counts below 5). `periods` name the times of `series`, whose
    `series[row][column][period]` are figures of the measure; both are empty unless asked for.
    `scope` is the number of claims that pass the filter, in a cell or not. `notes` are sentences
    that belong under the matrix.
    """

    request: Request
    context: Context
    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]
    shown: Figures
    claims: Figures
    supporting: Sequence[Sequence[int]]
    against: Sequence[Sequence[int]]
    contested: Set[tuple[int, int]]
    gaps: Sequence[Sequence[Gap]]
    scope: int
    unsure: Set[tuple[int, int]] = frozenset()
    periods: tuple[str, ...] = ()
    series: Sequence[Sequence[Sequence[Value]]] = ()
    notes: tuple[str, ...] = ()
    _claims_of: Callable[[int | None, int | None], list[Id]] = field(
        default=lambda _row, _column: [], repr=False, compare=False
    )
    _unread: Callable[[int, int], int] = field(
        default=lambda _row, _column: 0, repr=False, compare=False
    )

    def claims_of(self, row: int | None = None, column: int | None = None) -> list[Id]:
        """Return the claims of a cell, sorted by id; of a whole column, row or matrix for None."""
        return self._claims_of(row, column)

    def unread(self, row: int, column: int) -> int:
        """Return how many documents that could fill a cell are not yet read."""
        return self._unread(row, column)

    def row_at(self) -> Mapping[str, int]:
        """Return the positions of the rows by their keys."""
        return {entry.key: place for place, entry in enumerate(self.rows)}

    def column_at(self) -> Mapping[str, int]:
        """Return the positions of the columns by their keys."""
        return {entry.key: place for place, entry in enumerate(self.columns)}


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs between two matrices, with the claims that only one of them has in it."""

    row: int
    column: int
    before: Value
    after: Value
    gained: tuple[Id, ...]
    lost: tuple[Id, ...]

    @property
    def by(self) -> Value:
        """How much more it is now; None where one of the two is not defined."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one matrix to another of the same axes.

    `rows` and `columns` are the entries of either, in the order of the later matrix with those that
    only the earlier one has after them; `changes` holds the cells, by position in these, whose
    figure or whose claims differ.
    """

    before: Matrix
    after: Matrix
    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]
    changes: Mapping[tuple[int, int], CellChange]
