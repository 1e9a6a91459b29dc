"""Who did what and when."""

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import LogEntry
from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label

#: the newest so many; the command line tells all
MOST = 1000
_KINDS = {"undo": "Undo: ", "redo": "Redo: "}


class HistoryDialog(QDialog):
    """The log as a table, the newest first."""

    def __init__(self, entries: list[LogEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle("History")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 480)
        table = QTableWidget(len(entries), 3)
        table.setObjectName("history.table")
        table.setAccessibleName("History")
        table.setHorizontalHeaderLabels(["When", "Who", "What"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, entry in enumerate(entries):
            for column, words in enumerate(
                (_when(entry.at), entry.coder, _KINDS.get(entry.kind, "") + entry.label)
            ):
                table.setItem(row, column, QTableWidgetItem(words))
        table.setColumnWidth(0, 170)
        table.setColumnWidth(1, 130)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        buttons = close_row(self)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(16, 16, 16, 12)
        column_box.addWidget(
            plain_label("Everything that was done in this project; undo goes back through it.")
        )
        column_box.addWidget(table)
        column_box.addWidget(buttons)


def _when(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else at
