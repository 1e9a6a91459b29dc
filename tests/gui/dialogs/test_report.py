import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from workbench.gui.dialogs.report import ReportDialog


@pytest.fixture
def host(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    return host


def test_it_says_what_is_wrong_line_by_line(host):
    dialog = ReportDialog("Import", "2 files <b>failed</b>.", ["a: no", "b: <i>no</i>"], (), host)
    assert dialog.findChild(QLabel, "report.sentence").text() == "2 files <b>failed</b>."
    lines = dialog.findChild(QListWidget)
    assert [lines.item(row).text() for row in range(2)] == ["a: no", "b: <i>no</i>"]


def test_a_way_on_is_taken_once_and_the_report_closes(host, qtbot):
    taken = []
    ways = [("First way", lambda: taken.append(1)), ("Second way", lambda: taken.append(2))]
    dialog = ReportDialog("Import", "Trouble.", ["x"], ways, host)
    dialog.open()
    button = dialog.findChild(QPushButton, "report.way.1")
    assert button.text() == "Second way"
    with qtbot.waitSignal(dialog.finished):
        button.click()
    assert taken == [2]


def test_closing_takes_no_way(host, qtbot):
    taken = []
    dialog = ReportDialog("Import", "Trouble.", ["x"], [("Way", lambda: taken.append(1))], host)
    dialog.open()
    with qtbot.waitSignal(dialog.finished):
        dialog.findChild(QPushButton, "report.close").click()
    assert not taken


def test_enter_does_not_take_a_way_by_accident(host, qtbot):
    taken = []
    dialog = ReportDialog("Import", "Trouble.", ["x"], [("Way", lambda: taken.append(1))], host)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not taken
