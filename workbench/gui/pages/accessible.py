"""The text, caret and selection of the pages for assistive technology.

Offsets here are UTF-16 units, as everywhere at the edge to Qt.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)

from workbench.text.offsets import Utf16Map

if TYPE_CHECKING:
    from workbench.gui.pages.area import PageArea


class _Installed:
    """What Qt holds by pointer alone, and whether the factory is there."""

    done = False
    kept: dict[int, "PageInterface"] = {}  # noqa: RUF012


def offer(area: "PageArea") -> None:
    """Let assistive technology read a page view, from when it asks."""
    if not _Installed.done:
        _Installed.done = True
        QAccessible.installFactory(_make)
    key = id(area)
    area.destroyed.connect(lambda: _Installed.kept.pop(key, None))


def tell_moved(area: "PageArea") -> None:
    """Tell of the caret and the selection where they are now."""
    if QAccessible.isActive():
        units = Utf16Map(area.text()).to_utf16
        start, end = area.selection()
        caret = QAccessibleTextCursorEvent(area, units(area.caret()))
        QAccessible.updateAccessibility(caret)
        QAccessible.updateAccessibility(
            QAccessibleTextSelectionEvent(area, units(start), units(end))
        )


def _make(_name: str, what: QObject | None) -> "PageInterface | None":
    from workbench.gui.pages.area import PageArea

    if not isinstance(what, PageArea):
        return None
    found = PageInterface(what)
    _Installed.kept[id(what)] = found
    return found


class PageInterface(QAccessibleObject):
    """The page view as assistive technology sees it: a text that is read, not written."""

    def __init__(self, area: "PageArea") -> None:
        super().__init__(area)
        self._area = area
        self._text = PageTextInterface(area)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self._text if kind == QAccessible.InterfaceType.TextInterface else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.EditableText

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = state.multiLine = state.focusable = state.selectableText = True
        state.focused = self._area.hasFocus()
        state.invisible = not self._area.isVisible()
        return state

    def text(self, what: QAccessible.Text) -> str:
        return self._area.accessibleName() if what == QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        area = self._area
        return QRect(area.mapToGlobal(QPoint()), area.size())

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        above = self._area.parentWidget()
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1


class PageTextInterface(QAccessibleTextInterface):
    """Text, caret, selection and the places of letters of a page view."""

    def __init__(self, area: "PageArea") -> None:
        super().__init__()
        self._area = area
        self._known = ""
        self._map = Utf16Map("")

    def _units(self) -> Utf16Map:
        if self._area.text() is not self._known:
            self._known = self._area.text()
            self._map = Utf16Map(self._known)
        return self._map

    def text(self, start: int, end: int) -> str:
        units = self._units()
        return self._known[units.to_codepoint(start) : units.to_codepoint(end)]

    def characterCount(self) -> int:
        return self._units().to_utf16(len(self._area.text()))

    def cursorPosition(self) -> int:
        return self._units().to_utf16(self._area.caret())

    def setCursorPosition(self, position: int) -> None:
        offset = self._units().to_codepoint(position)
        self._area.select(offset, offset)
        self._area.show_caret()

    def selectionCount(self) -> int:
        start, end = self._area.selection()
        return int(start < end)

    def selection(self, _number: int) -> tuple[int, int]:
        """Return start and end of the selection."""
        units = self._units()
        start, end = self._area.selection()
        return units.to_utf16(start), units.to_utf16(end)

    def addSelection(self, start: int, end: int) -> None:
        units = self._units()
        self._area.select(units.to_codepoint(start), units.to_codepoint(end))

    def setSelection(self, _number: int, start: int, end: int) -> None:
        self.addSelection(start, end)

    def removeSelection(self, _number: int) -> None:
        self._area.select(self._area.caret(), self._area.caret())

    def characterRect(self, offset: int) -> QRect:
        at = self._units().to_codepoint(offset)
        rects = self._area.rects(at, at + 1)
        rect = rects[0].toAlignedRect() if rects else QRect()
        return QRect(self._area.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        found = self._area.offset_at(QPointF(self._area.viewport().mapFromGlobal(point)))
        return -1 if found is None else self._units().to_utf16(found)

    def scrollToSubstring(self, start: int, end: int) -> None:
        units = self._units()
        self._area.show_offset(units.to_codepoint(start), units.to_codepoint(end), flash=False)
