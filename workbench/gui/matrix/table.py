"""The table of the matrix: fixed sizes, cells to walk with the arrows and open with Enter."""

from collections.abc import Mapping, Set

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from db.records import Id, Matrix
from workbench.gui import theme
from workbench.gui.matrix.delegate import GAP, CellDelegate
from workbench.gui.matrix.headers import ColumnHeader, RowHeader
from workbench.gui.matrix.model import MatrixModel, Pair

LEAST_WIDTH, MOST_WIDTH, LEAST_HEIGHT = 66, 84, 36
LOOK_CHANGES = {
    QEvent.Type.StyleChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
}


class MatrixTable(QTableView):
    """Signals `opened(row tag, column tag, by key)`: None for a tag means the whole line.

    `left` says that Esc was pressed.
    """

    opened = Signal(object, object, bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix_model = MatrixModel(self)
        self._columns = ColumnHeader(self.matrix_model, self)
        self._rows = RowHeader(self.matrix_model, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self.setModel(self.matrix_model)
        self._cells = CellDelegate(self, self.matrix_model)
        self.setItemDelegate(self._cells)
        self.setObjectName("matrix.table")
        self.setAccessibleName("Matrix of claims")
        self._set_up()
        self._set_sizes()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())
        corner = self.findChild(QAbstractButton)
        if corner:
            corner.setEnabled(False)
            corner.installEventFilter(self)
        self.clicked.connect(lambda index: self._open(index, by_key=False))
        # Pressed, not clicked, for the current cell: the view has just put it elsewhere.
        self._rows.sectionPressed.connect(lambda row: self._choose(row, self._last_column()))
        self._rows.sectionClicked.connect(lambda row: self._open_at(row, self._last_column()))
        self._columns.sectionPressed.connect(lambda column: self._choose(self._last_row(), column))
        self._columns.sectionClicked.connect(lambda column: self._open_at(self._last_row(), column))
        # A group's name stays in sight while its columns scroll by.
        self.horizontalScrollBar().valueChanged.connect(self._columns.viewport().update)

    def set_matrix(
        self,
        matrix: Matrix,
        gaps: Set[tuple[Id, Id]] | None = None,
        group_cells: Mapping[tuple[str, Id], int] | None = None,
        group_totals: Mapping[str, int] | None = None,
    ) -> None:
        """Show another matrix (see the model); the chosen cell and the place stay."""
        pair = self.chosen()
        place = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.matrix_model.set_matrix(matrix, gaps, group_cells, group_totals)
        self._set_sizes()
        self.horizontalScrollBar().setValue(place[0])
        self.verticalScrollBar().setValue(place[1])
        position = self.matrix_model.position(pair) if pair else None
        if position:
            index = self.matrix_model.index(*position)
            self.selectionModel().setCurrentIndex(
                index, self.selectionModel().SelectionFlag.NoUpdate
            )

    def chosen(self) -> Pair | None:
        """Return the tags of the current cell, None if there is no current cell."""
        index = self.currentIndex()
        return self.matrix_model.pair(index.row(), index.column()) if index.isValid() else None

    def content_height(self) -> int:
        """Return the height, in pixels, at which all rows show."""
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self._columns.sizeHint().height() + self._rows.length() + across

    def _last_row(self) -> int:
        return len(self.matrix_model.rows) - 1

    def _last_column(self) -> int:
        return len(self.matrix_model.columns) - 1

    def _choose(self, row: int, column: int) -> None:
        if self.matrix_model.rows[row].kind != "band":
            self.setCurrentIndex(self.matrix_model.index(row, column))

    def _open_at(self, row: int, column: int) -> None:
        self._open(self.matrix_model.index(row, column), by_key=False)

    def _open(self, index: QModelIndex | QPersistentModelIndex, *, by_key: bool) -> None:
        if index.isValid() and self.matrix_model.rows[index.row()].kind != "band":
            self.opened.emit(*self.matrix_model.pair(index.row(), index.column()), by_key)

    def _set_sizes(self) -> None:
        """Size rows and columns from the font; columns take the room there is, up to a limit."""
        metrics = QFontMetrics(self.font())
        height = max(LEAST_HEIGHT, metrics.height() + 16)
        least = max(LEAST_WIDTH, metrics.horizontalAdvance("± 0,000 ±"))
        lines = self.matrix_model.columns
        room = self.viewport().width() - GAP * sum(line.gap for line in lines)
        width = max(least, min(room // len(lines), max(MOST_WIDTH, least)))
        for header, size in ((self._columns, width), (self._rows, height)):
            header.setDefaultSectionSize(size)
            for section, line in enumerate(header.lines()):
                wanted = size + (GAP if line.gap else 0)
                if header.sectionSize(section) != wanted:
                    header.resizeSection(section, wanted)
        self._columns.break_names(width)
        self._rows.updateGeometry()
        self.updateGeometries()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex(), by_key=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if not self.currentIndex().isValid():  # the view would begin on a band
            rows = self.matrix_model.rows
            first = next(i for i, line in enumerate(rows) if line.kind != "band")
            return self.matrix_model.index(first, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: cells are numbers, and letters belong to the shortcuts of the window."""

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current = self.visualRect(self.currentIndex())
        seen = current.intersects(QRect(QPoint(0, 0), event.oldSize()))
        if event.oldSize().width() != event.size().width():
            self._set_sizes()
        if seen:  # the passages must not open over the cell that they belong to
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._cells.forget()
            self._set_sizes()
            self.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QAbstractButton):
            painter = QPainter(watched)
            painter.fillRect(watched.rect(), QColor(theme.tokens().page))
            painter.end()
            return True
        return super().eventFilter(watched, event)
