"""The keys of the table: rows to walk, and what is done with them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from workbench.gui.table.range import CheckRange

if TYPE_CHECKING:
    from workbench.gui.table.view import ClaimTable

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_WALKS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACTS = (
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Escape,
    *_SIDEWAYS,
)
_SIDE_STEP = 60


class RowKeys:
    """Turns keys into steps, checks and wishes of a table."""

    def __init__(self, table: "ClaimTable", checks: CheckRange) -> None:
        self._table = table
        self._model = table.claims
        self._range = checks

    @staticmethod
    def is_ours(event: QKeyEvent) -> bool:
        """Whether a key means something in the table, whatever it means in the window."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _CTRL:
            return key in (Qt.Key.Key_A, Qt.Key.Key_C)
        if held == _SHIFT:
            return key in _WALKS
        return not held and (key in _WALKS or key in _ACTS)

    def press(self, event: QKeyEvent) -> None:
        """Do what one of our keys means."""
        key = Qt.Key(event.key())
        if key in _WALKS:
            self._walk(key, ranging=bool(event.modifiers() & _SHIFT))
        elif key == Qt.Key.Key_A:
            self._range.end()
            self._model.set_checked(self._model.checked | self._model.shown_ids())
        elif key == Qt.Key.Key_C:
            self._table.want("copy")
        elif key in _SIDEWAYS:
            bar = self._table.horizontalScrollBar()
            bar.setValue(bar.value() + _SIDE_STEP * _SIDEWAYS[key])
        else:
            self._act(key)

    def _walk(self, key: Qt.Key, *, ranging: bool) -> None:
        if not self._model.shown:
            return
        row = self._aim(key)
        if ranging:
            self._range.reach(self._table.currentIndex().row(), row)
        else:
            self._range.end()
        self._table.go_to_row(row)
        if self.step(row, -1) == row:
            self._table.verticalScrollBar().setValue(0)  # the head of the first group shows too

    def _act(self, key: Qt.Key) -> None:
        current = self._table.current()
        self._range.end()
        if key == Qt.Key.Key_Escape:
            if self._model.checked:
                self._model.set_checked([])
            else:
                self._table.left.emit()
        elif key == Qt.Key.Key_Delete:
            self._table.want("delete")
        elif current is not None and key == Qt.Key.Key_Space:
            self._model.toggle(current.id)
        elif current is not None:
            self._table.opened.emit(current.id)

    # -- where a step leads

    def step(self, row: int, way: int) -> int:
        """Return the next row that is a claim; the same where there is none."""
        at = row + way
        while 0 <= at < len(self._model.entries):
            if self._model.row(at) is not None:
                return at
            at += way
        return row

    def near(self, row: int) -> int:
        """Return a row, or the one after where it is the head of a group."""
        row = max(0, min(row, len(self._model.entries) - 1))
        return row if self._model.row(row) is not None else self.step(row, 1)

    def _aim(self, key: Qt.Key) -> int:
        row = self._table.currentIndex().row()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self.step(row, 1 if key == Qt.Key.Key_Down else -1)
        table = self._table
        page = max(1, table.viewport().height() // table.cells.row_height - 1)
        last = len(self._model.entries) - 1
        aims = {
            Qt.Key.Key_PageUp: row - page,
            Qt.Key.Key_PageDown: row + page,
            Qt.Key.Key_Home: 0,
        }
        return self.near(aims.get(key, last))
