"""The filter as a sentence: words, and choices with a menu each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.refill import refill
from workbench.gui.panes import plain_label, strong_font
from workbench.gui.words import menu_text, tool_tip

WIDEST_CHOICE = 320


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of the sentence that the user can change: `current` is one of the options' values."""

    key: str
    text: str
    options: Sequence[tuple[object, str]]
    current: object


class ChoiceButton(QToolButton):
    """Shows what is chosen; its menu has every option, the current one with a mark."""

    taken = Signal(str, object)

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self.setObjectName(f"matrix.filter.{choice.key}")
        self.setAccessibleName(f"{choice.key}: {choice.text}")
        self.setProperty("role", "choice")
        self.setFont(theme.interface_font("sentence"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        metrics = QFontMetrics(strong_font("sentence"))
        shown = metrics.elidedText(choice.text, Qt.TextElideMode.ElideRight, WIDEST_CHOICE)
        self.setText(menu_text(shown))
        self.setToolTip("" if shown == choice.text else tool_tip(choice.text))
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def sizeHint(self) -> QSize:
        # The style would leave room for a space on either side: the line must end with the words.
        words = QFontMetrics(strong_font("sentence")).horizontalAdvance(self.text())
        return QSize(words + 4, super().sizeHint().height())

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        for value, label in self._choice.options:
            action = QAction(menu_text(label), group)
            action.setCheckable(True)
            action.setChecked(value == self._choice.current)
            action.triggered.connect(lambda _=False, value=value: self._take(value))
            menu.addAction(action)
            if action.isChecked():
                menu.setActiveAction(action)

    def _take(self, value: object) -> None:
        if value != self._choice.current:
            self.taken.emit(self._choice.key, value)


class FilterSentence(QWidget):
    """Signals `chosen(key, value)` when the user takes another option."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix.filter")
        self.setAccessibleName("Filter")
        self._parts: list[str | Choice] = []
        self._buttons: dict[str, ChoiceButton] = {}
        space = QFontMetrics(theme.interface_font("sentence")).horizontalAdvance(" ")
        self._flow = FlowLayout(self, gap=space, line_gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_parts(self, parts: Sequence[str | Choice]) -> None:
        """Show a sentence; words that begin without a space cling to the choice before them."""
        if list(parts) == self._parts:
            return
        self._parts = list(parts)
        focused = [key for key, button in self._buttons.items() if button.hasFocus()]
        self._buttons = {}
        refill(self._flow, self._widgets(parts))
        for key in focused:
            if key in self._buttons:
                self._buttons[key].setFocus()

    def _widgets(self, parts: Sequence[str | Choice]) -> Iterator[QWidget]:
        clinging = False
        for i, part in enumerate(parts):
            if isinstance(part, str):
                words = part.split()
                for word in words[1:] if clinging and not part[:1].isspace() else words:
                    yield plain_label(word, "sentence", "second")
                clinging = False
            else:
                after = parts[i + 1] if i + 1 < len(parts) else ""
                yield self._unit(part, after)
                clinging = True

    def _unit(self, choice: Choice, after: str | Choice) -> QWidget:
        """Return a choice with the signs that must not part from it."""
        button = ChoiceButton(choice)
        button.taken.connect(self.chosen)
        self._buttons[choice.key] = button
        unit = QWidget()
        row = QHBoxLayout(unit)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(button)
        if isinstance(after, str) and after and not after[0].isspace():
            row.addWidget(plain_label(after.split()[0], "sentence", "second"))
        return unit
