"""The buttons of the bars: a label, a value, and what stands before and behind them."""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
)

from workbench.gui import theme
from workbench.gui.claims.popover import Popover
from workbench.gui.panes import draw_icon, draw_line, strong_font
from workbench.gui.words import tool_tip

_GAP, _ICON = 7, 14
_WIDEST = 260
Role = Literal["button", "flat", "small"]


class BarButton(QToolButton):
    """A button that paints its words itself, so that they stand the same in every style.

    `lead` and `tail` are icons before and behind the words, the tail of one with a menu an arrow.
    """

    def __init__(
        self, object_name: str, words: str = "", *, lead: str = "", tail: str = "",
        role: Role = "button",
    ) -> None:  # fmt: skip
        super().__init__()
        self._lead, self._tail, self._role = lead, tail, role
        self._words = ""
        self.setObjectName(object_name)
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show a text, which is the accessible name too."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(tool_tip(words) if self._natural_width() > _WIDEST else "")
        self.updateGeometry()
        self.update()

    def width_for(self, words: str) -> int:
        """Return the width in pixels that the button takes with some words."""
        natural = QFontMetrics(self._font()).horizontalAdvance(words) + 2
        return self._sides() + min(natural, _WIDEST)

    def words(self) -> str:
        """Return the text that is shown."""
        return self._words

    def make_menu(self) -> QMenu:
        """Give the button a menu, to be filled when it shows."""
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.setToolTipsVisible(True)
        self.setMenu(menu)
        return menu

    def screen_rect(self) -> QRect:
        """Return where the button is on the screen."""
        return QRect(self.mapToGlobal(self.rect().topLeft()), self.size())

    # -- size

    def _font(self) -> QFont:
        return theme.interface_font("small" if self._role == "small" else "body")

    def _natural_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self._words) + 2

    def _inset(self) -> int:
        return {"button": 12, "flat": 8, "small": 8}[self._role]

    def _sides(self) -> int:
        icons = sum(_ICON + _GAP for icon in (self._lead, self._tail) if icon)
        return 2 * self._inset() + icons

    def sizeHint(self) -> QSize:
        small = self._role == "small"
        height = QFontMetrics(self._font()).height() + (6 if small else 10)
        return QSize(self.width_for(self._words), max(22 if small else 28, height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.updateGeometry()
        super().changeEvent(event)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        option.features = QStyleOptionToolButton.ToolButtonFeature(0)
        option.subControls = QStyle.SubControl.SC_ToolButton
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        colour = theme.tokens().text2
        left, right = self._inset(), self.width() - self._inset()
        if self._lead:
            self._paint_icon(painter, self._lead, left, colour)
            left += _ICON + _GAP
        if self._tail:
            self._paint_icon(painter, self._tail, right - _ICON, colour)
            right -= _ICON + _GAP
        self._paint_words(painter, QRect(left, 0, right - left, self.height()))
        painter.end()

    def _paint_icon(self, painter: QPainter, name: str, left: int, colour: str) -> None:
        middle = self._visual(QRect(left, 0, _ICON, self.height())).center()
        size = 10 if name == "close" and self._role == "small" else _ICON
        draw_icon(painter, name, colour, middle.x() + 1, middle.y() + 1, size)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        now = theme.tokens()
        colour = now.text2 if self._role == "flat" and not self.underMouse() else now.text
        draw_line(painter, self._visual(box), self._words, self._font(), colour)

    def _visual(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)


class ChoiceButton(BarButton):
    """Shows what it filters by and, in semibold, what is chosen there."""

    def __init__(self, name: str, object_name: str) -> None:
        self._name = name
        self._shut_by_press = False
        super().__init__(object_name, "any", tail="chevron-down")

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.setAccessibleName(f"{self._name}: {words}")

    def follow(self, popover: Popover) -> None:
        """Take note of whether a press on the button itself closed its popover."""
        popover.closed.connect(self._shut)

    def _shut(self) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._shut_by_press = pressed and self.underMouse()

    def opens(self) -> bool:
        """Whether a click just now means to open, not to close."""
        shut, self._shut_by_press = self._shut_by_press, False
        return not shut

    def _name_width(self) -> int:
        metrics = QFontMetrics(theme.interface_font("small"))
        return metrics.horizontalAdvance(self._name) + 1 + _GAP

    def _font(self) -> QFont:
        return strong_font()

    def _sides(self) -> int:
        return super()._sides() + self._name_width()

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        name = QRect(box.left(), box.top(), self._name_width(), box.height())
        small = theme.interface_font("small")
        draw_line(painter, self._visual(name), self._name, small, theme.tokens().text2)
        value = box.adjusted(name.width(), 0, 0, 0)
        draw_line(painter, self._visual(value), self._words, self._font(), theme.tokens().text)


class FilterChip(BarButton):
    """A condition of the filter; a click, Delete or Backspace takes it off."""

    def __init__(self, words: str, object_name: str) -> None:
        super().__init__(object_name, words, tail="close", role="small")

    def set_words(self, words: str) -> None:
        super().set_words(words)
        self.setAccessibleName(f"Take off: {words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)
