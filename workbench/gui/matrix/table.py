"""The table of the matrix: fixed sizes, cells to walk with the arrows and open with Enter."""

from itertools import product

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
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from workbench.gui import theme
from workbench.gui.matrix.delegate import GAP, CellDelegate
from workbench.gui.matrix.faces import CURVE
from workbench.gui.matrix.grid import Grid, Pair
from workbench.gui.matrix.headers import ColumnHeader, RowHeader
from workbench.gui.matrix.lines import Line
from workbench.gui.matrix.model import MatrixModel

LEAST_WIDTH, MOST_WIDTH, LEAST_HEIGHT = 60, 84, 36
#: figures of more signs need wider cells
LARGE = 800
LOOK_CHANGES = {
    QEvent.Type.StyleChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
}


class MatrixTable(QTableView):
    """Signals `opened(row key, column key, by key)`: None for a key means the whole line.

    `folded(across, key)` asks to open or close a group, `menu_wanted(pair, point of the screen)`
    for what can be done with a place; `copied` and `left` say that Ctrl+C and Esc were pressed.
    """

    opened = Signal(object, object, bool)
    folded = Signal(bool, str)
    menu_wanted = Signal(object, QPoint)
    copied = Signal()
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
        self._rows.sectionClicked.connect(lambda row: self._open_line(row, across=False))
        self._columns.sectionPressed.connect(lambda column: self._choose(self._last_row(), column))
        self._columns.sectionClicked.connect(lambda column: self._open_line(column, across=True))
        for header, across in ((self._rows, False), (self._columns, True)):
            header.folded.connect(lambda at, across=across: self._fold(at, across=across))
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(
                lambda point, across=across: self._ask_menu_of(point, across=across)
            )
        # A group's name stays in sight while its columns scroll by.
        self.horizontalScrollBar().valueChanged.connect(self._columns.viewport().update)

    def set_grid(self, grid: Grid) -> None:
        """Show another grid; the chosen cell and the place stay, or the group that hides it."""
        pairs = self._near_pairs()
        place = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        if not self.matrix_model.set_grid(grid):
            self._repaint_changed()
            return
        self._set_sizes()
        self.horizontalScrollBar().setValue(place[0])
        self.verticalScrollBar().setValue(place[1])
        known = (self.matrix_model.position(pair) for pair in pairs)
        position = next((place for place in known if place), None)
        if position:
            index = self.matrix_model.index(*position)
            self.selectionModel().setCurrentIndex(
                index, self.selectionModel().SelectionFlag.NoUpdate
            )

    def _repaint_changed(self) -> None:
        """Paint the cells in sight that look other than before: mostly a few of hundreds."""
        end, model = self.viewport().rect().bottomRight(), self.matrix_model
        rows = _in_sight(self.rowAt(0), self.rowAt(end.y()), model.rowCount())
        columns = _in_sight(self.columnAt(0), self.columnAt(end.x()), model.columnCount())
        for row, column in product(rows, columns):
            if self._cells.looks_other(row, column):
                self.update(model.index(row, column))

    def _near_pairs(self) -> list[Pair]:
        """Return the chosen pair, and those with a group instead of its member."""
        index = self.currentIndex()
        if not index.isValid():
            return []
        row, column = self.matrix_model.pair(index.row(), index.column())
        above = _group_of(self.grid().rows[index.row()])
        over = _group_of(self.grid().columns[index.column()])
        return list(product((row, above or row), (column, over or column)))

    def grid(self) -> Grid:
        """Return what is shown."""
        return self.matrix_model.grid

    def chosen(self) -> Pair | None:
        """Return the entries of the current cell by key, None if there is no current cell."""
        index = self.currentIndex()
        return self.matrix_model.pair(index.row(), index.column()) if index.isValid() else None

    def content_height(self) -> int:
        """Return the height, in pixels, at which all rows show."""
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self._columns.sizeHint().height() + self._rows.length() + across

    def _last_row(self) -> int:
        return len(self.grid().rows) - 1

    def _last_column(self) -> int:
        return len(self.grid().columns) - 1

    def _choose(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.matrix_model.index(row, column))

    def _open_line(self, at: int, *, across: bool) -> None:
        line = (self.grid().columns if across else self.grid().rows)[at]
        key = line.entry.key if line.entry else None
        self.opened.emit(*((None, key) if across else (key, None)), False)

    def _open(self, index: QModelIndex | QPersistentModelIndex, *, by_key: bool) -> None:
        if index.isValid():
            self.opened.emit(*self.matrix_model.pair(index.row(), index.column()), by_key)

    # -- groups

    def _fold(self, at: int, *, across: bool) -> None:
        entry = (self.grid().columns if across else self.grid().rows)[at].entry
        if entry is not None:
            self.folded.emit(across, entry.key)

    def fold_current(self, *, across: bool) -> None:
        """Open or close the group in which the current cell stands."""
        index = self.currentIndex()
        if not index.isValid():
            return
        lines = self.grid().columns if across else self.grid().rows
        line = lines[index.column() if across else index.row()]
        key = _group_of(line)
        if key:
            self.folded.emit(across, key)

    # -- menus

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        corner = self.visualRect(index).center() if keyed else event.pos()
        pair = self.matrix_model.pair(index.row(), index.column())
        self.menu_wanted.emit(pair, self.viewport().mapToGlobal(corner))

    def _ask_menu_of(self, point: QPoint, *, across: bool) -> None:
        header = self._columns if across else self._rows
        at = header.logicalIndexAt(point)
        if at >= 0:
            place = (self._last_row(), at) if across else (at, self._last_column())
            row, column = self.matrix_model.pair(*place)
            pair: Pair = (None, column) if across else (row, None)
            self.menu_wanted.emit(pair, header.viewport().mapToGlobal(point))

    # -- sizes

    def _set_sizes(self) -> None:
        """Size rows and columns from the font; columns take the room there is, up to a limit."""
        metrics = QFontMetrics(self.font())
        height = max(LEAST_HEIGHT, metrics.height() + 16) + (CURVE if self.grid().curves else 0)
        large = max(self.grid().heat.limits, default=0) >= LARGE
        least = max(LEAST_WIDTH, metrics.horizontalAdvance("± 0,000 ±" if large else "± 00.0 ±"))
        lines = self.grid().columns
        room = self.viewport().width() - GAP * sum(line.gap for line in lines)
        width = max(least, min(room // max(1, len(lines)), max(MOST_WIDTH, least)))
        for header, size in ((self._columns, width), (self._rows, height)):
            header.setDefaultSectionSize(size)
            for section, line in enumerate(header.lines()):
                wanted = size + (GAP if line.gap else 0)
                if header.sectionSize(section) != wanted:
                    header.resizeSection(section, wanted)
        self._columns.break_names(width)
        self._rows.updateGeometry()
        self._rows.viewport().update()
        self.updateGeometries()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex(), by_key=True)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Space:
            self.fold_current(across=bool(shift))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if not self.currentIndex().isValid():
            return self.matrix_model.index(0, 0)
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


def _in_sight(first: int, last: int, count: int) -> range:
    """Return the lines in sight; -1 is where there is none, past the last."""
    return (
        range(min(first, last), max(first, last) + 1) if -1 not in (first, last) else range(count)
    )


def _group_of(line: Line) -> str:
    """Return the key of the group that a line is, or stands in; empty for none."""
    if line.entry is None:
        return ""
    return line.entry.key if line.folds else line.entry.parent
