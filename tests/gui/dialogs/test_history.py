import pytest
from PySide6.QtWidgets import QTableWidget, QWidget

from db.records import LogEntry
from workbench.gui.dialogs.history import HistoryDialog

ENTRIES = [
    LogEntry(2, "2026-03-14T10:05:00.000Z", "Jonas Verne", "Rename Kelmaria", "undo", 1),
    LogEntry(1, "2026-03-14T10:00:00.000Z", "Mira <b>Tolan</b>", "Rename Kelmaria", "do", 1),
    LogEntry(0, "no date", "Mira <b>Tolan</b>", "New project", "create", 1),
]


@pytest.fixture
def table(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = HistoryDialog(ENTRIES, host)
    table = dialog.findChild(QTableWidget)
    table.host = host
    return table


def cells(table, column):
    return [table.item(row, column).text() for row in range(table.rowCount())]


def test_who_did_what_stands_in_the_order_of_the_log(table):
    assert cells(table, 1) == ["Jonas Verne", "Mira <b>Tolan</b>", "Mira <b>Tolan</b>"]
    assert cells(table, 2) == ["Undo: Rename Kelmaria", "Rename Kelmaria", "New project"]


def test_when_is_told_in_local_time_and_what_is_no_time_as_it_is(table):
    when = cells(table, 0)
    assert "2026" in when[0] or "26" in when[0]
    assert "Z" not in when[0]
    assert when[2] == "no date"


def test_the_past_cannot_be_edited(table):
    assert table.editTriggers() == QTableWidget.EditTrigger.NoEditTriggers
