"""What the table shows, position by position: a counted matrix as it stands."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from workbench.exchange.marks import mark
from workbench.gui.matrix import figures
from workbench.gui.matrix.faces import Face
from workbench.gui.matrix.figures import Heat
from workbench.gui.matrix.lines import Line, make_lines
from workbench.gui.words import counted
from workbench.matrix import Gap, Matrix, Value
from workbench.matrix.figures import UNDEFINED, ZERO, figure_text, split

#: the entries of a cell by their keys; None for the totals
Pair = tuple[str | None, str | None]
#: what is said where no claim stands
NO_CLAIM = "No claim stands here."
_EMPTY = {
    Gap.FILLED: "no claims",
    Gap.NOTHING: "nothing in what was read",
    Gap.UNREAD: "not yet read",
    Gap.NO_DOCUMENT: "no document that could fill it",
}


class Grid(Protocol):
    """Rows and columns, and what each position shows, says and copies."""

    rows: list[Line]
    columns: list[Line]
    heat: Heat
    #: whether cells have curves, which take room
    curves: bool

    def face(self, row: int, column: int) -> Face: ...
    def spoken(self, row: int, column: int) -> str: ...
    def plain(self, row: int, column: int) -> str: ...
    def why_empty(self, row: int, column: int) -> str: ...


def names(row: Line, column: Line) -> str:
    """Return what a position is called: "Kelmaria, Dam filling"; "Total"."""
    return ", ".join(dict.fromkeys((row.name, column.name)))


def pair_of(row: Line, column: Line) -> Pair:
    """Return the keys of a position."""
    return (row.entry.key if row.entry else None, column.entry.key if column.entry else None)


def table_of(grid: Grid) -> str:
    """Return what a grid shows as cells with tabs between them, none of which is run."""
    lines = [["", *(column.name for column in grid.columns)]]
    for row, line in enumerate(grid.rows):
        figures = (grid.plain(row, column) for column in range(len(grid.columns)))
        lines.append([line.name, *figures])
    return "\n".join("\t".join(mark(" ".join(cell.split())) for cell in line) for line in lines)


class MatrixGrid:
    """A counted matrix; with `only_contested` all other cells step back."""

    def __init__(self, matrix: Matrix, *, only_contested: bool = False) -> None:
        self.matrix = matrix
        self.only_contested = only_contested
        self.curves = bool(matrix.series)
        request = matrix.request
        down, across, totals = request.rows, request.columns, request.totals
        self.rows = make_lines(matrix.rows, down, across, totals=totals)
        self.columns = make_lines(matrix.columns, across, down, totals=totals)
        self.heat = Heat(self._single_cells())
        self.gaps_known = any(map(any, matrix.gaps))

    def _single_cells(self) -> Iterable[Sequence[Value]]:
        """Return what the heat of all cells follows but those that sum up an open group."""
        rows = [line.at for line in self.rows if line.kind == "tag" and line.at is not None]
        summed = {line.at for line in self.columns if line.kind == "group"}
        if self.matrix.request.measure != "split" and not summed:
            return (self.matrix.shown.cells[row] for row in rows)
        columns = [at for at in range(len(self.matrix.columns)) if at not in summed]
        return ([self._weight(row, column) for column in columns] for row in rows)

    def _weight(self, row: int, column: int) -> Value:
        """Return the figure that the heat of a cell follows: of two sides, the difference."""
        matrix = self.matrix
        if matrix.request.measure == "split":
            return matrix.supporting[row][column] - matrix.against[row][column]
        return matrix.shown.cells[row][column]

    def value(self, row: int, column: int) -> Value:
        """Return the figure at a position."""
        shown, r, c = self.matrix.shown, self.rows[row].at, self.columns[column].at
        if r is None:
            return shown.total if c is None else shown.columns[c]
        return shown.rows[r] if c is None else shown.cells[r][c]

    def _words(self, row: int, column: int) -> str:
        r, c = self.rows[row].at, self.columns[column].at
        if self.matrix.request.measure == "split" and r is not None and c is not None:
            sides = self.matrix.supporting[r][c], self.matrix.against[r][c]
            return UNDEFINED if self._count(row, column) and not any(sides) else split(*sides)
        value = self.value(row, column)
        if value is None and not self._count(row, column):
            return ZERO
        return figure_text(value, self.matrix.request)

    def _count(self, row: int, column: int) -> Value:
        """Return how many claims stand at a position."""
        counts, r, c = self.matrix.claims, self.rows[row].at, self.columns[column].at
        if r is None:
            return counts.total if c is None else counts.columns[c]
        return counts.rows[r] if c is None else counts.cells[r][c]

    def face(self, row: int, column: int) -> Face:
        """Return what stands at a position."""
        down, across = self.rows[row], self.columns[column]
        words = self._words(row, column)
        if down.kind == "group":
            return Face("group", words, bold=across.kind == "total")
        r, c = down.at, across.at
        if r is None or c is None:
            return Face("total", words, bold=True)
        if across.kind == "group":
            return Face("faint", words)
        place, value = (r, c), self.value(row, column)
        contested = place in self.matrix.contested
        gap = self.matrix.gaps[r][c] if self.matrix.gaps else Gap.NOTHING
        if place in self.matrix.unsure and value is not None:
            words = f"~\u202f{words}"  # else one could be read as two of it before a minus
        if self.only_contested and not contested:
            return Face("faint", words, gap=gap)
        heat, series = self.heat.of(self._weight(r, c)), self._series(r, c)
        return Face("tag", words, heat, contested=contested, gap=gap, series=series)

    def _series(self, row: int, column: int) -> tuple[float, ...]:
        series: Sequence[Sequence[Sequence[Value]]] = self.matrix.series
        return tuple(value or 0 for value in series[row][column]) if series else ()

    def spoken(self, row: int, column: int) -> str:
        """Return a position in words, as a screen reader says it."""
        matrix, down, across = self.matrix, self.rows[row], self.columns[column]
        told, r, c = names(down, across), down.at, across.at
        value = self.value(row, column)
        if r is None or c is None:
            return f"{told}: {figures.spoken(value, matrix.request)}"
        if not matrix.claims.cells[r][c]:
            gap = matrix.gaps[r][c] if matrix.gaps else Gap.FILLED
            return f"{told}: {_EMPTY[gap]}"
        parts = [figures.spoken(value, matrix.request)]
        if matrix.request.measure != "claims" or matrix.request.percent:
            parts.append(counted(int(matrix.claims.cells[r][c] or 0), "claim"))
        if (r, c) in matrix.contested:
            parts.append("contested")
        if (r, c) in matrix.unsure:
            parts.append("rests on too few claims")
        return f"{told}: {', '.join(parts)}"

    def why_empty(self, row: int, column: int) -> str:
        """Return in a sentence why no claim stands at a position."""
        gaps, r, c = self.matrix.gaps, self.rows[row].at, self.columns[column].at
        if not gaps:
            return NO_CLAIM
        if r is None or c is None:
            of_rows = gaps if r is None else [gaps[r]]
            kinds = {gap for of_row in of_rows for gap in (of_row if c is None else [of_row[c]])}
            gap = max(kinds - {Gap.NO_DOCUMENT}, default=Gap.NO_DOCUMENT)
            return NO_CLAIM if gap == Gap.FILLED else f"No claim stands here: {_EMPTY[gap]}."
        gap = gaps[r][c]
        if gap == Gap.UNREAD:
            left = self.matrix.unread(r, c)
            return f"No claim stands here: not yet read in {counted(left, 'document')}."
        return NO_CLAIM if gap == Gap.FILLED else f"No claim stands here: {_EMPTY[gap]}."

    def plain(self, row: int, column: int) -> str:
        """Return a figure as a spreadsheet takes it: no signs for nothing, a plain minus."""
        if self.matrix.request.measure == "split":
            words = self._words(row, column)
            return "" if words in (ZERO, UNDEFINED) else words
        value = self.value(row, column)
        return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
