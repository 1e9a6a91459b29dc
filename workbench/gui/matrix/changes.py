"""The difference of two matrices as the table shows it: each cell with its sign."""

from collections.abc import Mapping

from workbench.gui.matrix import figures
from workbench.gui.matrix.faces import Face
from workbench.gui.matrix.figures import Heat
from workbench.gui.matrix.grid import names
from workbench.gui.matrix.lines import Line, make_lines
from workbench.gui.words import counted
from workbench.matrix import CellChange, Difference, Gap, Matrix, Value
from workbench.matrix.figures import ZERO, signed


class ChangeGrid:
    """How much more or less stands in each cell of the later matrix than in the earlier."""

    curves = False

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        request = difference.after.request
        self.request = request
        down, across, totals = request.rows, request.columns, request.totals
        self.rows = make_lines(difference.rows, down, across, totals=totals)
        self.columns = make_lines(difference.columns, across, down, totals=totals)
        summed = {line.at for line in self.rows if line.kind == "group"}
        summed_columns = {line.at for line in self.columns if line.kind == "group"}
        self.heat = Heat(
            [change.by]
            for (row, column), change in difference.changes.items()
            if row not in summed and column not in summed_columns
        )
        self._sides = [
            (matrix, matrix.row_at(), matrix.column_at())
            for matrix in (difference.before, difference.after)
        ]

    def change(self, row: int, column: int) -> CellChange | None:
        """Return what changed in a cell; None in totals, and where nothing did."""
        r, c = self.rows[row].at, self.columns[column].at
        return None if r is None or c is None else self.difference.changes.get((r, c))

    def value(self, row: int, column: int) -> Value:
        """Return how much more there is at a position."""
        down, across = self.rows[row], self.columns[column]
        if down.at is not None and across.at is not None:
            change = self.change(row, column)
            return change.by if change else 0
        before, after = (self._total(down, across, *side) for side in self._sides)
        return None if before is None or after is None else after - before

    @staticmethod
    def _total(
        row: Line,
        column: Line,
        matrix: Matrix,
        row_at: Mapping[str, int],
        column_at: Mapping[str, int],
    ) -> Value:
        shown = matrix.shown
        if row.entry is not None:
            at = row_at.get(row.entry.key)
            return 0 if at is None else shown.rows[at]
        if column.entry is not None:
            at = column_at.get(column.entry.key)
            return 0 if at is None else shown.columns[at]
        return shown.total

    def _words(self, row: int, column: int) -> str:
        change, value = self.change(row, column), self.value(row, column)
        if value is None:
            return "≠"
        if not value:
            return "=" if change else ZERO  # as many, but others
        return signed(value, 0 if float(value).is_integer() else 1)

    def face(self, row: int, column: int) -> Face:
        """Return what stands at a position."""
        down, across, words = self.rows[row], self.columns[column], self._words(row, column)
        if down.kind == "group":
            return Face("group", words, bold=across.kind == "total")
        if down.at is None or across.at is None:
            return Face("total", words, bold=True)
        if across.kind == "group":
            return Face("faint", words)
        return Face("tag", words, self.heat.of(self.value(row, column)), gap=Gap.NOTHING)

    def spoken(self, row: int, column: int) -> str:
        """Return a position in words, as a screen reader says it."""
        told = names(self.rows[row], self.columns[column])
        change = self.change(row, column)
        if change is None:
            value = self.value(row, column)
            return f"{told}: {signed(value) if value else 'no change'}"
        figures_told = " now, ".join(
            figures.spoken(value, self.request) for value in (change.after, change.before)
        )
        gained, lost = counted(len(change.gained), "claim"), counted(len(change.lost), "claim")
        return f"{told}: {figures_told} before; {gained} gained, {lost} lost"

    def why_empty(self, row: int, column: int) -> str:
        """Return in a sentence why a position has no claims to show."""
        return "Nothing changed here: no claim came, and none went."

    def plain(self, row: int, column: int) -> str:
        """Return a change as a spreadsheet takes it."""
        value = self.value(row, column)
        return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
