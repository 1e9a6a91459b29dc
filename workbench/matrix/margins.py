"""Figures of a matrix with their margins, as arrays, and how they become plain values."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.matrix.measures import Floats, share
from workbench.matrix.request import Percent
from workbench.matrix.result import Figures

Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Margins:
    """Figures of cells, rows, columns and the whole; NaN where one is not defined."""

    cells: Table
    rows: Floats
    columns: Floats
    total: float

    def chosen(self, rows: list[int], columns: list[int]) -> "Margins":
        """Return the figures of some rows and columns, in an order."""
        return Margins(
            self.cells[np.ix_(rows, columns)], self.rows[rows], self.columns[columns], self.total
        )

    def each(self, figure: Callable[[Floats], Floats]) -> "Margins":
        """Return what a function makes of the figures."""
        total = float(figure(np.array([self.total]))[0])
        return Margins(figure(self.cells), figure(self.rows), figure(self.columns), total)

    def with_other(self, other: "Margins", figure: Callable[[Floats, Floats], Floats]) -> "Margins":
        """Return what a function makes of these figures and others."""
        total = float(figure(np.array([self.total]), np.array([other.total]))[0])
        return Margins(
            figure(self.cells, other.cells), figure(self.rows, other.rows),
            figure(self.columns, other.columns), total,
        )  # fmt: skip

    def changed(self, before: "Margins", now: "Margins") -> "Margins":
        """Return figures of which a part changed from what it was before."""
        return Margins(
            self.cells - before.cells + now.cells, self.rows - before.rows + now.rows,
            self.columns - before.columns + now.columns, self.total - before.total + now.total,
        )  # fmt: skip

    def percent(self, of: Percent) -> "Margins":
        """Return the figures as percentages of their row, their column or the whole."""
        if not of:
            return self
        rows = self.rows if of == "row" else np.full_like(self.rows, self.total)
        columns = self.columns if of == "column" else np.full_like(self.columns, self.total)
        across = np.full_like(self.cells, self.total)
        if of == "row":
            across[:] = self.rows[:, None]
        elif of == "column":
            across[:] = self.columns[None, :]
        total = share(np.array([self.total]), np.array([self.total]))
        return Margins(
            100 * share(self.cells, across), 100 * share(self.rows, rows),
            100 * share(self.columns, columns), 100 * float(total[0]),
        )  # fmt: skip

    def plain(self, whole: bool) -> Figures:
        """Return plain values, as integers if they are `whole` numbers."""
        return Figures(
            plain(self.cells, whole), plain(self.rows, whole), plain(self.columns, whole),
            plain(np.array([self.total]), whole)[0],
        )  # fmt: skip


class CellSet(Set[tuple[int, int]]):
    """The cells (row, column) that a table of flags marks; no cell is listed before it is asked."""

    def __init__(self, flags: npt.NDArray[np.bool_]) -> None:
        self._flags = flags
        self._height, self._width = flags.shape

    def __contains__(self, cell: object) -> bool:
        # It is asked for each cell in sight when one changed, so it has to be quick.
        if not isinstance(cell, tuple) or len(cell) != 2:
            return False
        row, column = cell
        return (
            0 <= row < self._height and 0 <= column < self._width and bool(self._flags[row, column])
        )

    def __iter__(self) -> Iterator[tuple[int, int]]:
        rows, columns = np.nonzero(self._flags)
        return zip(rows.tolist(), columns.tolist(), strict=True)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._flags))

    @classmethod
    def _from_iterable(cls, cells: Iterable[tuple[int, int]]) -> Set[tuple[int, int]]:  # type: ignore[override]
        return frozenset(cells)


def plain(figures: npt.NDArray[np.float64], whole: bool) -> Any:
    """Return figures as (nested) lists of plain numbers, None for those that are not defined."""
    undefined = np.isnan(figures)
    if not undefined.any():
        return (figures.astype(np.int64) if whole else figures).tolist()
    defined = np.where(undefined, 0, figures)
    boxed = (defined.astype(np.int64) if whole else defined).astype(object)
    boxed[undefined] = None
    return boxed.tolist()
