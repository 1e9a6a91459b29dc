"""The bar of a sweep: where one is among the mentions, and what the keys do with this one."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from workbench.gui import theme
from workbench.gui.labels import ElidedLabel
from workbench.gui.panes import IconButton

Wish = Literal["claim", "more", "skip", "back", "hide", "end"]

_KEYS: dict[int, Wish] = {
    Qt.Key.Key_Return: "claim",
    Qt.Key.Key_Enter: "claim",
    Qt.Key.Key_Space: "claim",
    Qt.Key.Key_T: "more",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_Right: "skip",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_H: "hide",
    Qt.Key.Key_Escape: "end",
}
#: wish, words, key, tool tip
_BUTTONS: tuple[tuple[Wish, str, str, str], ...] = (
    ("claim", "Claim", "⏎", "Make the sentence a claim of this actor and go on (Enter)"),
    ("more", "Claim, tag", "T", "Make the claim, then add more tags (T)"),
    ("skip", "Skip", "S", "Go on without a claim (S)"),
    ("hide", "Hide", "H", "This is no mention: hide it here (H)"),
)
_NARROW = 600  # px under which the buttons show their keys alone
_EDGE = 3  # px of the bar at the side while the keys go here


class SweepBar(QFrame):
    """A line over the text that takes the keys of a sweep and announces what they wish."""

    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sweep.bar")
        self.setProperty("ground", "window")
        self.setProperty("edge", "bottom")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = ElidedLabel("body")
        self._words.setObjectName("sweep.words")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        back = IconButton("chevron-up", "The mention before (Left)", "sweep.back")
        row.addWidget(back)
        row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        for wish, _words, _key, tip in _BUTTONS:
            button = QPushButton()
            button.setObjectName(f"sweep.{wish}")
            button.setProperty("role", "small")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _on=False, wish=wish: self.wished.emit(wish))
            self._buttons.append(button)
            row.addWidget(button)
        end = IconButton("close", "End the sweep (Esc)", "sweep.end")
        row.addWidget(end)
        back.clicked.connect(lambda: self.wished.emit("back"))
        end.clicked.connect(lambda: self.wished.emit("end"))
        for each in (back, *self._buttons, end):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # their keys do it without leaving the bar
        self._name_buttons()
        self.hide()

    def _name_buttons(self) -> None:
        """Leave the words out of the buttons where the mention needs the room."""
        for button, (_wish, words, key, _tip) in zip(self._buttons, _BUTTONS, strict=True):
            button.setText(key if self.width() < _NARROW else f"{words}  {key}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room there is."""
        super().resizeEvent(event)
        self._name_buttons()

    def say(self, words: str, *, at_mention: bool) -> None:
        """Show where the sweep is; what is done to a mention is offered only where it is at one."""
        self._words.set_text(words)
        self.setAccessibleName(words)
        for button in self._buttons:
            button.setEnabled(at_mention)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def words(self) -> str:
        """Return what is shown."""
        return self._words.text()

    def take_keys(self) -> None:
        """Show the bar and give it the keyboard."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys without Ctrl, Alt or Shift into wishes."""
        wish = _KEYS.get(event.key())
        if wish is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or wish in ("skip", "back"):
            # A key held down must not make a row of claims.
            self.wished.emit(wish)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge at the side while the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = self.width() - _EDGE if rtl else 0
            QPainter(self).fillRect(x, 0, _EDGE, self.height() - 1, QColor(theme.tokens().accent))
