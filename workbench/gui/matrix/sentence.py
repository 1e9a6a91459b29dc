"""The filter as a sentence: words, and choices that open what changes them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.refill import refill
from workbench.gui.panes import plain_label, strong_font
from workbench.gui.words import menu_text, tool_tip
from workbench.matrix.sentence import Phrase

WIDEST_CHOICE = 320
#: parts without which there is no matrix: they can be changed but not taken off
KEPT = frozenset({"rows", "columns", "measure"})
_TAKE_OFF = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ChoiceButton(QToolButton):
    """Shows what is chosen; a press opens what changes it, Delete takes the condition off."""

    dropped = Signal(str)

    def __init__(self, phrase: Phrase) -> None:
        super().__init__()
        self.field = phrase.field
        self.setObjectName(f"matrix.filter.{phrase.field}")
        self.setAccessibleName(f"{phrase.field}: {phrase.text}")
        self.setProperty("role", "choice")
        self.setFont(theme.interface_font("sentence"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        metrics = QFontMetrics(strong_font("sentence"))
        shown = metrics.elidedText(phrase.text, Qt.TextElideMode.ElideRight, WIDEST_CHOICE)
        self.setText(menu_text(shown))
        self.setToolTip("" if shown == phrase.text else tool_tip(phrase.text))

    def sizeHint(self) -> QSize:
        # The style would leave room for a space on either side: the line must end with the words.
        words = QFontMetrics(strong_font("sentence")).horizontalAdvance(self.text())
        return QSize(words + 4, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKE_OFF and self.field not in KEPT:
            self.dropped.emit(self.field)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)


class FilterSentence(QWidget):
    """Signals `wanted(field, button)` to choose otherwise and `dropped(field)` to take it off."""

    wanted = Signal(str, QWidget)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix.filter")
        self.setAccessibleName("Filter")
        self._phrases: list[Phrase] = []
        self._buttons: dict[str, ChoiceButton] = {}
        self._last: QWidget | None = None
        space = QFontMetrics(theme.interface_font("sentence")).horizontalAdvance(" ")
        self._flow = FlowLayout(self, gap=space, line_gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_last(self, widget: QWidget) -> None:
        """Let a widget stand behind the sentence, whatever it says."""
        self._last = widget
        self._flow.addWidget(widget)

    def set_phrases(self, phrases: Sequence[Phrase]) -> None:
        """Show a sentence; words that begin without a space cling to the choice before them."""
        if list(phrases) == self._phrases:
            return
        self._phrases = list(phrases)
        focused = [field for field, button in self._buttons.items() if button.hasFocus()]
        self._buttons = {}
        if self._last is not None:
            self._flow.removeWidget(self._last)
        refill(self._flow, self._widgets(phrases))
        if self._last is not None:
            self._flow.addWidget(self._last)
        self._flow.invalidate()
        self._flow.activate()
        self._order_tabs()
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))
        for field in focused:
            # What was taken off leaves the keyboard with what stands behind the sentence.
            back = self._buttons.get(field) or self._last
            if back is not None:
                back.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return the sentence as it reads."""
        return "".join(phrase.text for phrase in self._phrases)

    def button(self, field: str) -> ChoiceButton | None:
        """Return the choice of a field, if the sentence speaks of it."""
        return self._buttons.get(field)

    def _order_tabs(self) -> None:
        order: list[QWidget] = [*self._buttons.values()]
        if self._last is not None:
            order.append(self._last)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _widgets(self, phrases: Sequence[Phrase]) -> Iterator[QWidget]:
        clinging = False
        for i, phrase in enumerate(phrases):
            if phrase.field:
                after = phrases[i + 1] if i + 1 < len(phrases) else Phrase("")
                yield self._unit(phrase, after)
                clinging = True
            else:
                words = phrase.text.split()
                clings = clinging and words and not phrase.text[0].isspace()
                for word in words[1:] if clings else words:
                    yield plain_label(word, "sentence", "second")
                clinging = False

    def _unit(self, phrase: Phrase, after: Phrase) -> QWidget:
        """Return a choice with the signs that must not part from it."""
        button = ChoiceButton(phrase)
        button.clicked.connect(lambda: self.wanted.emit(phrase.field, button))
        button.dropped.connect(self.dropped)
        self._buttons[phrase.field] = button
        unit = QWidget()
        row = QHBoxLayout(unit)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(button)
        if not after.field and after.text and not after.text[0].isspace():
            row.addWidget(plain_label(after.text.split()[0], "sentence", "second"))
        return unit
