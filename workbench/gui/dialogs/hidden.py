"""The mentions that were hidden, to be looked at and counted again."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
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

from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label
from workbench.gui.words import counted, tool_tip
from workbench.operations.hidden_mentions import HiddenMention

_HINT = "A sweep hides a mention that is none. Shown again, it counts, and the next sweep has it."


class HiddenDialog(QDialog):
    """Lists hidden mentions; `shown` carries the one to go to, `counted_again` a list of them."""

    shown = Signal(object)
    counted_again = Signal(list)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hidden")
        self.setWindowTitle("Hidden mentions")
        self.setModal(False)
        self.resize(720, 440)
        self._found: Sequence[HiddenMention] = ()
        self._sentence = plain_label()
        self._sentence.setObjectName("hidden.sentence")
        hint = plain_label(_HINT, tone="second")
        hint.setWordWrap(True)
        self._table = _table()
        self._table.itemSelectionChanged.connect(self._enable)
        self._table.doubleClicked.connect(lambda _index: self._go())
        row = close_row(self)
        self._show = self._button(row, "Go to", "show")
        self._show.clicked.connect(self._go)
        self._again = self._button(row, "Show again", "again")
        self._again.clicked.connect(lambda: self.counted_again.emit(self._chosen()))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for part in (self._sentence, hint, self._table, row):
            column.addWidget(part)

    def _button(self, row: QDialogButtonBox, words: str, name: str) -> QPushButton:
        button = row.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"hidden.{name}")
        button.setAutoDefault(False)
        return button

    def show_mentions(self, found: Sequence[HiddenMention]) -> None:
        """List hidden mentions, in this order; the place in the list stays."""
        at = self._table.currentRow()
        self._found = found
        mentions = counted(len(found), "mention")
        self._sentence.setText(f"{mentions} hidden." if found else "No mention is hidden.")
        with QSignalBlocker(self._table):
            self._table.setRowCount(len(found))
            for row, mention in enumerate(found):
                for column, words in enumerate((mention.title, mention.sentence, mention.actor)):
                    item = QTableWidgetItem(" ".join(words.split()))
                    item.setToolTip(tool_tip(words))
                    self._table.setItem(row, column, item)
        if found:
            self._table.selectRow(min(max(at, 0), len(found) - 1))
        self._enable()

    def _chosen(self) -> list[HiddenMention]:
        rows = sorted({index.row() for index in self._table.selectedIndexes()})
        return [self._found[row] for row in rows]

    def _go(self) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._found):
            self.shown.emit(self._found[row])

    def _enable(self) -> None:
        some = bool(self._chosen())
        for button in (self._show, self._again):
            button.setEnabled(some)


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("hidden.table")
    table.setAccessibleName("Hidden mentions")
    table.setHorizontalHeaderLabels(["Document", "Sentence", "Actor"])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(0, 170)
    table.setColumnWidth(2, 130)
    return table
