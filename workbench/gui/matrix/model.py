"""The matrix as a Qt model: arrays that the delegate reads, and words for screen readers."""

from collections.abc import Mapping, Set
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Id, Matrix, MatrixRequest
from workbench.gui import theme
from workbench.gui.matrix.lines import Line, column_lines, row_lines
from workbench.gui.words import counted, tool_tip

Index = QModelIndex | QPersistentModelIndex
Pair = tuple[Id | None, Id | None]

EMPTY = Matrix(MatrixRequest(), (), (), {}, {}, {}, 0)
TOTAL_TIPS = {
    Qt.Orientation.Horizontal: "Claims that stand in this row; a claim counts once",
    Qt.Orientation.Vertical: "Claims that stand in this column; a claim counts once",
}


class MatrixModel(QAbstractTableModel):
    """Counts of a matrix with its totals and, before each group of rows, a band.

    `counts[row][column]` is None where a band has no figure. `contested` and `gaps` hold positions
    of the model; `limits` are the least counts of the heat classes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_matrix(EMPTY)

    def set_matrix(
        self,
        matrix: Matrix,
        gaps: Set[tuple[Id, Id]] | None = None,
        group_cells: Mapping[tuple[str, Id], int] | None = None,
        group_totals: Mapping[str, int] | None = None,
    ) -> None:
        """Show another matrix.

        `gaps` are the cells of row and column tag that were not yet read (None: not known).
        `group_cells` and `group_totals` count the distinct claims of a group of rows, by group name
        and column tag, and by group name; without them bands bear a name alone.
        """
        self.beginResetModel()
        self.matrix = matrix
        self.rows = row_lines(matrix.rows)
        self.columns = column_lines(matrix.columns)
        self.counts = [self._row(line, group_cells, group_totals) for line in self.rows]
        self.limits = theme.heat_limits(max(matrix.cells.values(), default=0))
        self._row_at = {line.tag.tag: i for i, line in enumerate(self.rows) if line.tag}
        self._column_at = {line.tag.tag: i for i, line in enumerate(self.columns) if line.tag}
        self.gaps_known = gaps is not None
        self.gaps = self._positions(gaps or frozenset())
        self.contested = self._positions(matrix.contested)
        self.endResetModel()

    def _positions(self, pairs: Set[tuple[Id, Id]]) -> frozenset[tuple[int, int]]:
        return frozenset(
            (self._row_at[row], self._column_at[column])
            for row, column in pairs
            if row in self._row_at and column in self._column_at
        )

    def _row(
        self,
        line: Line,
        group_cells: Mapping[tuple[str, Id], int] | None,
        group_totals: Mapping[str, int] | None,
    ) -> list[int | None]:
        matrix = self.matrix
        ids = [column.tag for column in matrix.columns]
        if line.tag:
            row = line.tag.tag
            counts = [matrix.cells.get((row, column), 0) for column in ids]
            return [*counts, matrix.row_totals.get(row, 0)]
        if line.kind == "total":
            return [*(matrix.column_totals.get(column, 0) for column in ids), matrix.total]
        total = None if group_totals is None else group_totals.get(line.group, 0)
        if group_cells is None:
            return [*([None] * len(ids)), total]
        return [*(group_cells.get((line.group, column), 0) for column in ids), total]

    def pair(self, row: int, column: int) -> Pair:
        """Return the tags of a position; None stands for the totals."""
        tags = self.rows[row].tag, self.columns[column].tag
        return (tags[0].tag if tags[0] else None, tags[1].tag if tags[1] else None)

    def position(self, pair: Pair) -> tuple[int, int] | None:
        """Return where a pair of tags stands, None if it no longer does."""
        row = len(self.rows) - 1 if pair[0] is None else self._row_at.get(pair[0])
        column = len(self.columns) - 1 if pair[1] is None else self._column_at.get(pair[1])
        return None if row is None or column is None else (row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind == "band":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.counts[row][column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self.spoken(row, column))
        return None

    def spoken(self, row: int, column: int) -> str:
        """Return a cell in words, as a screen reader says it."""
        names = ", ".join(dict.fromkeys((self.rows[row].name, self.columns[column].name)))
        count = self.counts[row][column]
        if count is None:
            return names
        if count:
            end = ", contested" if (row, column) in self.contested else ""
            return f"{names}: {counted(count, 'claim')}{end}"
        if (row, column) in self.gaps:
            return f"{names}: not yet read"
        return f"{names}: {'nothing in what was read' if self.gaps_known else 'no claims'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        line = (self.columns if orientation == Qt.Orientation.Horizontal else self.rows)[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.group}, {line.name}" if line.tag and line.group else line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(TOTAL_TIPS[orientation] if line.kind == "total" else line.name)
        return None
