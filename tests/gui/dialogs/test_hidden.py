import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget, QWidget

from db.records import Span
from tests.gui.hands import LEFT
from workbench.gui.dialogs.hidden import HiddenDialog
from workbench.operations.hidden_mentions import HiddenMention

FOUND = [
    HiddenMention(1, "Dry Season", 7, "Duvania", Span(n, n + 5), f"<b>Place</b> {n}\nin a text.")
    for n in range(3)
]


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window):
    dialog = HiddenDialog(window)
    dialog.show_mentions(FOUND)
    dialog.show()
    return dialog


def button(dialog, name):
    return dialog.findChild(QPushButton, f"hidden.{name}")


def test_they_are_listed_as_plain_text(dialog):
    table = dialog.findChild(QTableWidget)
    assert [table.item(1, column).text() for column in range(3)] == [
        "Dry Season", "<b>Place</b> 1 in a text.", "Duvania"
    ]  # fmt: skip
    assert dialog.findChild(QWidget, "hidden.sentence").text() == "3 mentions hidden."


def test_several_are_shown_again_at_once(qtbot, dialog):
    table = dialog.findChild(QTableWidget)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(dialog.counted_again) as told:
        qtbot.mouseClick(button(dialog, "again"), LEFT)
    assert told.args == [FOUND[:2]]
    with qtbot.waitSignal(dialog.shown) as told:
        qtbot.mouseClick(button(dialog, "show"), LEFT)
    assert told.args == [FOUND[1]]


def test_where_none_is_left_there_is_nothing_to_do(dialog):
    dialog.show_mentions([])
    assert dialog.findChild(QWidget, "hidden.sentence").text() == "No mention is hidden."
    assert not button(dialog, "again").isEnabled()
    assert not button(dialog, "show").isEnabled()
