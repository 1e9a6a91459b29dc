"""What was decided of a claim, on its card: an icon, a word, and who said so and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.claims.fields import plain_label
from workbench.gui.table.decision import WORDS, draw_sign
from workbench.operations.decided import State

#: the gravest first: what a card tells in one word where its tags alone were decided on
_GRAVEST: tuple[State, ...] = ("reject", "question", "changed", "accept")


@dataclass(frozen=True, slots=True)
class Ruling:
    """The last word on a claim, or on the tag of it that is named in `tag`."""

    state: State
    by: str = ""
    reason: str = ""
    tag: str = ""

    @property
    def told(self) -> str:
        """The decision in a line: “Arms supply” rejected by Mira Tolan: one step too far."""
        if self.state == "changed":
            return f"“{self.tag}” changed since it was decided on" if self.tag else _CHANGED
        word = _VERBS[self.state]
        what = f"“{self.tag}” {word.lower()}" if self.tag else word
        return f"{what} by {self.by}" + (f": {self.reason}" if self.reason else "")


_CHANGED = "Changed since it was decided on"
_VERBS: dict[State, str] = WORDS | {"question": "Questioned"}


def in_short(rulings: Sequence[Ruling]) -> tuple[State, str]:
    """Return what a card tells of its rulings in one word; open where there are none.

    The verdict on the claim itself goes before those on its tags.
    """
    whole = next((one.state for one in rulings if not one.tag), None)
    if whole is not None:
        return whole, WORDS[whole]
    states = {one.state for one in rulings}
    gravest = next((state for state in _GRAVEST if state in states), None)
    return (gravest, f"Tag {_VERBS[gravest].lower()}") if gravest else ("open", "")


class _Sign(QWidget):
    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_sign(QPainter(self), QRect(0, 1, 15, 15), self._state)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


class Rulings(QWidget):
    """The rulings on an open card, a line each; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Ruling] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_rulings(self, rulings: Sequence[Ruling]) -> None:
        """Show these rulings."""
        if rulings == self._shown:
            return
        self._shown = rulings
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_row(one) for one in rulings]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()
        self.setVisible(bool(rulings))
        self.updateGeometry()


def _row(ruling: Ruling) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(_Sign(ruling.state), 0, Qt.AlignmentFlag.AlignTop)
    words = plain_label(ruling.told, small=True)
    words.setObjectName("card.ruling")
    words.setWordWrap(True)
    line.addWidget(words, 1)
    return row
