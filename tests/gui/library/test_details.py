from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QPlainTextEdit

from workbench.gui.library.details import DocumentDetails

# What the screenless platform cannot do is no fault of the window.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def details(qtbot, rows):
    details = DocumentDetails()
    qtbot.addWidget(details)
    noted = replace(
        rows[1].document, note="No\u00a0break", reliability="B", url="https://a.example"
    )
    details.show_document(noted)
    return details


def press(details, which):
    box = details.findChild(QDialogButtonBox)
    QTest.mouseClick(box.button(which), Qt.MouseButton.LeftButton)


def line(details, name):
    return details.findChild(QLineEdit, f"document.details.{name}")


def test_it_stands_beside_the_work(details):
    assert not details.isModal()
    assert details.isVisible()


def test_only_what_changed_is_saved(qtbot, details):
    line(details, "author").setFocus()
    QTest.keyClicks(line(details, "author"), " Mira Tolan ")
    box = details.findChild(QComboBox)
    QTest.keyClicks(box, "E")
    with qtbot.waitSignal(details.saved) as saved:
        press(details, QDialogButtonBox.StandardButton.Save)
    document, changes = saved.args
    assert document.id == 2
    assert changes == {"author": "Mira Tolan", "reliability": "E"}
    assert not details.isVisible()


def test_nothing_changed_is_nothing_saved(qtbot, details):
    with qtbot.assertNotEmitted(details.saved):
        press(details, QDialogButtonBox.StandardButton.Save)


def test_cancel_saves_nothing(qtbot, details):
    QTest.keyClicks(line(details, "author"), "x")
    with qtbot.assertNotEmitted(details.saved):
        QTest.keyClick(details, Qt.Key.Key_Escape)
    assert not details.isVisible()


def test_a_note_of_several_lines(qtbot, details):
    note = details.findChild(QPlainTextEdit)
    note.moveCursor(note.textCursor().MoveOperation.End)
    QTest.keyClick(note, Qt.Key.Key_Return)
    QTest.keyClicks(note, "two")
    with qtbot.waitSignal(details.saved) as saved:
        press(details, QDialogButtonBox.StandardButton.Save)
    assert saved.args[1] == {"note": "No\u00a0break\ntwo"}


@pytest.mark.parametrize(
    ("date", "is_hinted"),
    [("2026-03-14", False), ("2026", False), ("", False), ("14 March", True), ("2026-13", True)],
)
def test_a_date_of_another_form_gets_a_hint_but_is_kept(qtbot, details, date, is_hinted):
    line(details, "published_on").selectAll()
    QTest.keyClick(line(details, "published_on"), Qt.Key.Key_Delete)
    QTest.keyClicks(line(details, "published_on"), date)
    assert details._hint.isVisible() == is_hinted
    with qtbot.waitSignal(details.saved) as saved:
        press(details, QDialogButtonBox.StandardButton.Save)
    assert saved.args[1] == {"published_on": date}


def test_every_field_has_a_name(details):
    for kind in (QLineEdit, QComboBox, QPlainTextEdit):
        for field in details.findChildren(kind):
            assert field.accessibleName()
