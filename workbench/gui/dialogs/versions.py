"""The passages that a new version of a document left in doubt, to be placed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import Unplaced
from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label
from workbench.gui.words import counted, tool_tip

_LONGEST = 180  # characters of a passage in its row
_HINT = (
    "They keep the likely place until you accept it, or select the right words in the text and "
    "place the passage there."
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A passage in doubt, and the words that stand at the place proposed."""

    passage: Unplaced
    words: str


class VersionsDialog(QDialog):
    """Lists passages in doubt; the signals carry the `Unplaced` that is meant."""

    #: its place is right, it belongs to what is selected, or is to be shown in the text
    accepted_place = Signal(object)
    placed = Signal(object)
    shown = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self.setWindowTitle("Passages to place")
        self.setModal(False)
        self.resize(720, 440)
        self._doubts: Sequence[Doubt] = ()
        self._sentence = plain_label()
        self._sentence.setObjectName("versions.sentence")
        self._hint = plain_label(_HINT, tone="second")
        for label in (self._sentence, self._hint):
            label.setWordWrap(True)
        self._table = _table()
        self._table.currentCellChanged.connect(lambda *_cells: self._show())
        row = close_row(self)
        self._buttons = [
            self._button(row, words, name, signal)
            for words, name, signal in (
                ("Go to", "show", self.shown),
                ("Place at the selection", "place", self.placed),
                ("Accept", "accept", self.accepted_place),
            )
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for part in (self._sentence, self._hint, self._table, row):
            column.addWidget(part)

    def _button(
        self, row: QDialogButtonBox, words: str, name: str, signal: SignalInstance
    ) -> QPushButton:
        button = row.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"versions.{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._tell(signal))
        return button

    def show_doubts(self, title: str, doubts: Sequence[Doubt], report: str = "") -> None:
        """List the passages of a document; `report` says what became of all of its claims."""
        at = self._table.currentRow()
        self._doubts = doubts
        count = counted(len(doubts), "passage")
        left = f"{count} of {title} to be placed." if doubts else "Every passage has its place."
        self._sentence.setText(f"{report} {left}".strip())
        self._hint.setVisible(bool(doubts))
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(doubts))
            for row, doubt in enumerate(doubts):
                self._fill(row, doubt)
            self._table.resizeRowsToContents()
            if doubts:
                self._table.setCurrentCell(min(max(at, 0), len(doubts) - 1), 0)
        for button in self._buttons:
            button.setEnabled(bool(doubts))

    def _fill(self, row: int, doubt: Doubt) -> None:
        passage = doubt.passage
        score = f"{passage.score} %" if passage.score else "not found"
        for column, words in enumerate((passage.quote, doubt.words, score)):
            line = " ".join(words.split())
            item = QTableWidgetItem(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
            item.setToolTip(tool_tip(words[: 10 * _LONGEST]))
            self._table.setItem(row, column, item)

    def _show(self) -> None:
        self._tell(self.shown)

    def _tell(self, signal: SignalInstance) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._doubts):
            signal.emit(self._doubts[row].passage)


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("versions.table")
    table.setAccessibleName("Passages to place")
    table.setHorizontalHeaderLabels(["It said", "Proposed now", "Likeness"])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    for column in (0, 1):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(2, 90)
    return table
