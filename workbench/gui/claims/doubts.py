"""The passages of a claim that a new version of its text left to be placed by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.records import Unplaced
from workbench.gui import theme
from workbench.gui.claims.fields import plain_label
from workbench.gui.flow import FlowLayout
from workbench.gui.words import tool_tip

_LONGEST = 120  # characters of a passage that are shown


class Doubts(QWidget):
    """Says of each what it said, and lets one take its place as right, or look for another."""

    accepted = Signal(object)
    #: all passages of the document that are to be placed are wanted
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card.doubts")
        self.setAccessibleName("Passages to place")
        self._shown: tuple[Unplaced, ...] = ()
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_doubts(self, doubts: Sequence[Unplaced]) -> None:
        """Show the passages in doubt; without one there is nothing to see."""
        if tuple(doubts) == self._shown:
            return
        self._shown = tuple(doubts)
        self.buttons = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for doubt in doubts:
            self._column.addWidget(self._row(doubt))
        self.setVisible(bool(doubts))

    def _row(self, doubt: Unplaced) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        said = " ".join(doubt.quote.split())
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        label = plain_label(f"To be placed. It said: “{short}”", small=True)
        label.setProperty("tone", "ask")
        label.setWordWrap(True)
        label.setToolTip(tool_tip(doubt.quote[: 10 * _LONGEST]))
        column.addWidget(label)
        line = FlowLayout(gap=6)
        right = self._button("The place is right", "accept")
        right.clicked.connect(lambda: self.accepted.emit(doubt))
        other = self._button("Place…", "place")
        other.clicked.connect(self.wanted)
        for button in (right, other):
            line.addWidget(button)
        column.addLayout(line)
        return row

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"card.doubts.{name}")
        button.setProperty("role", "small")
        button.setFont(theme.interface_font("small"))
        button.setAutoDefault(False)
        self.buttons.append(button)
        return button
