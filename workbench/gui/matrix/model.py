"""The matrix as a Qt model: a grid that the delegate reads, and words for screen readers."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.gui.matrix.grid import Grid, MatrixGrid, Pair, pair_of
from workbench.gui.matrix.lines import Line
from workbench.gui.words import tool_tip
from workbench.matrix import Context, Figures, Matrix, Request

Index = QModelIndex | QPersistentModelIndex

_NONE = Figures((), (), (), 0)
EMPTY = Matrix(Request(), Context(), (), (), _NONE, _NONE, (), (), frozenset(), (), 0)
TOTAL_TIPS = {
    Qt.Orientation.Horizontal: "Claims that stand in this row; a claim counts once",
    Qt.Orientation.Vertical: "Claims that stand in this column; a claim counts once",
}


class MatrixModel(QAbstractTableModel):
    """Hands out what its grid says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: Grid = MatrixGrid(EMPTY)
        self._find_places()

    def set_grid(self, grid: Grid) -> bool:
        """Show another grid; returns whether rows or columns are others than before."""
        now = self.grid
        if (grid.rows, grid.columns, grid.curves) == (now.rows, now.columns, now.curves):
            self.grid = grid
            return False
        self.beginResetModel()
        self.grid = grid
        self._find_places()
        self.endResetModel()
        return True

    def _find_places(self) -> None:
        self._row_at = _places(self.grid.rows)
        self._column_at = _places(self.grid.columns)

    def pair(self, row: int, column: int) -> Pair:
        """Return the entries of a position by their keys; None stands for the totals."""
        return pair_of(self.grid.rows[row], self.grid.columns[column])

    def position(self, pair: Pair) -> tuple[int, int] | None:
        """Return where a pair of entries stands, None if it no longer does."""
        row, column = self._row_at.get(pair[0]), self._column_at.get(pair[1])
        return None if row is None or column is None else (row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.grid.face(row, column).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.grid.spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self.grid.spoken(row, column))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        line = (self.grid.columns if across else self.grid.rows)[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(TOTAL_TIPS[orientation] if line.kind == "total" else line.name)
        return None


def _places(lines: list[Line]) -> dict[str | None, int]:
    return {line.entry.key if line.entry else None: at for at, line in enumerate(lines)}


def _spoken(line: Line) -> str:
    name = f"{line.top}, {line.name}" if line.top and line.top != line.name else line.name
    if line.folds:
        name += ", closed group" if line.entry and line.entry.collapsed else ", open group"
    return f"{name}, pinned" if line.pinned else name
