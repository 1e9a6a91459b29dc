"""The table itself: rows to walk, check, open and copy, by keyboard and by mouse."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from db.records import Id
from workbench.gui.panes import KeyboardRing
from workbench.gui.table.delegate import CellDelegate
from workbench.gui.table.header import TableHeader
from workbench.gui.table.keys import RowKeys
from workbench.gui.table.model import ClaimTableModel
from workbench.gui.table.overlay import paint_overlay
from workbench.gui.table.range import CheckRange
from workbench.gui.table.row_menu import row_menu
from workbench.gui.table.rows import TableRow

_Index = QModelIndex | QPersistentModelIndex
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_RESTYLES = (
    QEvent.Type.StyleChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
)


class ClaimTable(QTableView):
    """Walks by row: arrows, Space checks, Shift checks a range, Enter opens, Esc unchecks.

    `wanted` says what is to be done with the claims of `targets`: `copy`, `delete`, or what is
    decided of them: a verdict, or `reopen`.
    """

    opened = Signal(object)
    wanted = Signal(str)
    left = Signal()

    def __init__(self, model: ClaimTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claims = model
        self.pointed_row = -1
        self.columns = TableHeader(model, self)
        self.setHorizontalHeader(self.columns)
        self.setModel(model)
        self.cells = CellDelegate(self, model)
        self.setItemDelegate(self.cells)
        self.ring = KeyboardRing(self)
        self._range = CheckRange(model)
        self._keys = RowKeys(self, self._range)
        self._kept: tuple[Id, int, int] | None = None
        self._lost = False
        self.setObjectName("claims-table.table")
        self.setAccessibleName("Claims")
        self._set_up()
        self.columns.take_columns()
        self._restyle()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)  # `go_to_row` scrolls, and nothing else does
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.columns.ResizeMode.Fixed)
        # The base class would measure every row of the column.
        self.columns.sectionHandleDoubleClicked.disconnect()
        self.columns.sectionHandleDoubleClicked.connect(self.columns.forget_width)
        self.columns.sectionClicked.connect(self._head_clicked)
        self.claims.modelAboutToBeReset.connect(self._keep_place)
        self.claims.modelReset.connect(self._take_place)
        self.claims.checked_changed.connect(self.columns.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._follow_pointer)

    # -- where one is

    def current(self) -> TableRow | None:
        """Return the claim of the current row."""
        return self.claims.row(self.currentIndex().row())

    def targets(self) -> list[Id]:
        """Return the claims that a command is for: the checked ones, else the current one."""
        rows = self.claims.checked_rows()
        current = self.current()
        return [row.id for row in rows or ([current] if current else [])]

    def go_to_row(self, position: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.claims.index(position, 0)
        self._set_current(index)
        self.scrollTo(index)

    def show_from_top(self) -> None:
        """Show the first rows, as after another filter, unless the current one is still there."""
        if self._lost:
            self._set_current(self.claims.index(self._keys.step(-1, 1), 0))
        if not self.viewport().rect().intersects(self._row_box(self.currentIndex().row())):
            self.verticalScrollBar().setValue(0)

    def _set_current(self, index: _Index) -> None:
        before = self.currentIndex().row()
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        for row in (before, index.row()):
            self._update_row(row)

    def _row_box(self, row: int) -> QRect:
        if row < 0:
            return QRect()
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _update_row(self, row: int) -> None:
        self.viewport().update(self._row_box(row))

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll down or up, never sideways: a row is one thing."""
        bar = self.horizontalScrollBar()
        value = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(value)

    # -- keeping the place when the rows are others

    def _keep_place(self) -> None:
        current, row = self.current(), self.currentIndex().row()
        self._kept = (current.id, row, self.rowViewportPosition(row)) if current else None

    def _take_place(self) -> None:
        self.columns.take_columns()
        self.columns.viewport().update()
        self._range.end()
        entries = len(self.claims.entries)
        if self._kept is None:
            row = self._keys.step(-1, 1)
        else:
            claim, old, top = self._kept
            found = self.claims.position(claim)
            self._lost = found is None
            row = self._keys.near(min(old, entries - 1)) if found is None else found
            if found is not None and 0 <= top < self.viewport().height():
                self.updateGeometries()  # or the bar would not yet reach as far as the rows
                self.verticalScrollBar().setValue(found * self.cells.row_height - top)
        if 0 <= row < entries:
            self._set_current(self.claims.index(row, 0))

    # -- keys

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._keys.is_ours(event):
            event.accept()  # here these keys mean rows, whatever they mean in the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.is_ours(event):
            self._keys.press(event)
        else:
            event.ignore()  # the base class would walk by cell

    def want(self, what: str) -> None:
        """Ask for something to be done, if there are claims that it could be for."""
        if self.targets():
            self.wanted.emit(what)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the commands of the window."""

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.claims.row(index.row()) if index.isValid() else None
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.pressed.emit(index)
        if event.modifiers() & _SHIFT:
            self._range.reach(self.currentIndex().row(), index.row())
        else:
            self._range.end()
            if index.column() == 0 or event.modifiers() & _CTRL:
                self.claims.toggle(row.id)
        self._set_current(self.claims.index(index.row(), 0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.claims.row(index.row()) if index.isValid() else None
        if index.column() == 0 or event.modifiers():
            self.mousePressEvent(event)  # a quick second click on a box is a click
        elif row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: everything is done on pressing."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)
        super().leaveEvent(event)

    def _point(self, row: int) -> None:
        if row != self.pointed_row:
            before, self.pointed_row = self.pointed_row, row
            self._update_row(before)
            self._update_row(row)

    def _follow_pointer(self) -> None:
        place = self.viewport().mapFromGlobal(QCursor.pos())
        self._point(self.rowAt(place.y()) if self.viewport().underMouse() else -1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self._row_box(self.currentIndex().row()).bottomLeft() + QPoint(40, 0)
        else:
            index = self.indexAt(place)
            if not index.isValid() or self.claims.row(index.row()) is None:
                return
            self._set_current(self.claims.index(index.row(), 0))
        if self.current() is not None:
            row_menu(self).popup(self.viewport().mapToGlobal(place))

    def _head_clicked(self, logical: int) -> None:
        key = self.claims.columns[logical].key
        if logical == 0:
            self._range.end()
            self.claims.toggle_shown()
            return
        sorted_by, falling = self.claims.sorting
        self.claims.set_sort(key, sorted_by == key and not falling)

    # -- looks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_overlay(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.columns.share()  # before the scroll bars are set, which go by the columns
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLES:
            self._restyle()

    def _restyle(self) -> None:
        self.cells.forget()
        self.columns.restyle()
        self.verticalHeader().setMinimumSectionSize(self.cells.row_height)
        self.verticalHeader().setDefaultSectionSize(self.cells.row_height)
        self.verticalScrollBar().setSingleStep(self.cells.row_height)
        self.viewport().update()
