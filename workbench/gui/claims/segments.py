"""A segment choice: a few options side by side, one of them chosen."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from workbench.gui import theme

#: Narrower than the switch of perspectives, so that four words fit the narrowest panel.
_TIGHT = """
QToolButton[role="segment"] { padding: 2px 5px; }
QToolButton[role="segment"]:focus { padding: 1px 4px; }
"""


class Segments(QFrame):
    """One choice of a few: arrows move between the options, Space or Enter takes one.

    With `clears`, taking the chosen option again leaves none chosen (the value None). `taken`
    speaks only of what the user did.
    """

    taken = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[Hashable, str]], *, clears: bool = False
    ) -> None:
        """`name` is the object name; options are values with the words that stand for them."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "tray")
        self.setStyleSheet(_TIGHT)
        self._clears = clears
        self._value: Hashable = None
        self._values = [value for value, _ in options]
        self.buttons = [self._button(name, value, words) for value, words in options]
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for button in self.buttons:
            row.addWidget(button)
        self.setFocusProxy(self.buttons[0])
        self.set_value(None)

    def _button(self, name: str, value: Hashable, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"{name}.{value}")
        button.setProperty("role", "segment")
        button.setText(words.replace("&", "&&"))
        button.setFont(theme.interface_font("small"))
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(button.fontMetrics().height() + 7)
        button.installEventFilter(self)
        button.clicked.connect(lambda: self._take(value))
        return button

    @property
    def value(self) -> Hashable:
        """The value of the chosen option, None where none is."""
        return self._value

    def set_value(self, value: Hashable) -> None:
        """Show a choice without announcing it."""
        self._value = value
        for each, button in zip(self._values, self.buttons, strict=True):
            button.setChecked(each == value)
        entry = self._values.index(value) if value in self._values else 0
        for position, button in enumerate(self.buttons):
            stop = position == entry
            # Not on a click: the ring is for the keyboard.
            policy = Qt.FocusPolicy.TabFocus if stop else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(self.buttons[entry])

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in self.buttons:
            button.setAccessibleName(f"{name}: {button.text().replace('&&', '&')}")

    def _take(self, value: Hashable) -> None:
        again = value == self._value
        self.set_value(None if again and self._clears else value)
        if not again or self._clears:
            self.taken.emit(self._value)

    def _walk_to(self, target: QToolButton) -> None:
        """Put the ring on a button; it is now the one at which Tab leaves."""
        for button in self.buttons:
            button.setFocusPolicy(
                Qt.FocusPolicy.TabFocus if button is target else Qt.FocusPolicy.NoFocus
            )
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            position = next(i for i, button in enumerate(self.buttons) if button is watched)
            ahead = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
            back = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up)
            if ahead or back:
                if self.isRightToLeft() and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
                    ahead = not ahead
                step = 1 if ahead else -1
                target = self.buttons[(position + step) % len(self.buttons)]
                self._walk_to(target)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.buttons[position].click()
                return True
        return super().eventFilter(watched, event)
