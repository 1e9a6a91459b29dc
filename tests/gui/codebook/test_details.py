import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QLineEdit, QPlainTextEdit, QToolButton

from workbench.gui.codebook.details import TagDetails
from workbench.gui.markdown_label import MarkdownLabel

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def details(qtbot, book):
    details = TagDetails()
    qtbot.addWidget(details)
    details.show_tag(book.tag(11), book.facets[0], QKeySequence())
    qtbot.waitUntil(details.isActiveWindow)
    return details


def field(details, name, kind=QPlainTextEdit):
    return details.findChild(kind, f"tag.details.{name}")


def calls(spy):
    return [(spy.at(i)[0].id, spy.at(i)[1]) for i in range(spy.count())]


def test_a_field_is_saved_on_leaving_it(details):
    saved = QSignalSpy(details.saved)
    aliases = field(details, "aliases")
    aliases.setFocus()
    aliases.moveCursor(aliases.textCursor().MoveOperation.End)
    aliases.insertPlainText("\n  Republic  of Kelmaria \n\nKélmar")
    assert saved.count() == 0
    QTest.keyClick(aliases, Qt.Key.Key_Tab)
    assert calls(saved) == [(11, {"aliases": ("Kélmar", "the republic", "Republic of Kelmaria")})]
    details.close()
    assert saved.count() == 1


def test_closing_saves_what_was_typed(details):
    saved = QSignalSpy(details.saved)
    QTest.keyClicks(field(details, "description"), "A state <b>up</b> the river")
    QTest.keyClick(details, Qt.Key.Key_Escape)
    assert calls(saved) == [(11, {"description": "A state <b>up</b> the river"})]
    assert not details.isVisible()


def test_an_emptied_name_is_not_saved(details):
    saved = QSignalSpy(details.saved)
    name = field(details, "name", QLineEdit)
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    details.close()
    assert saved.count() == 0


def test_nothing_changed_is_nothing_saved(details, book):
    saved = QSignalSpy(details.saved)
    details.show_tag(book.tag(12), book.facets[0], QKeySequence())
    details.close()
    assert saved.count() == 0


def test_another_tag_does_not_get_what_was_typed_for_the_first(details, book):
    saved = QSignalSpy(details.saved)
    QTest.keyClicks(field(details, "description"), "x")
    details.show_tag(book.tag(12), book.facets[0], QKeySequence())
    details.close()
    assert calls(saved) == [(11, {"description": "x"})]


def test_only_a_stance_has_a_sign(details, book):
    plus = field(details, "sign.1", QToolButton)
    assert not plus.isVisible()
    details.show_tag(book.tag(30), book.facets[2], QKeySequence())
    assert field(details, "sign.-1", QToolButton).isChecked()
    saved = QSignalSpy(details.saved)
    QTest.mouseClick(plus, Qt.MouseButton.LeftButton)
    assert calls(saved) == [(30, {"sign": 1})]


def test_it_stands_beside_the_work(details):
    assert not details.isModal()


def test_a_key_is_announced_and_a_refusal_is_told(details):
    chosen = QSignalSpy(details.key_chosen)
    keys = field(details, "keys", QKeySequenceEdit)
    keys.setFocus()
    QTest.keyClick(
        keys,
        Qt.Key.Key_W,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    assert calls(chosen) == [(11, QKeySequence("Ctrl+Alt+W"))]
    details.show_key(QKeySequence("Ctrl+Alt+K"), "Taken.")
    assert chosen.count() == 1
    assert keys.keySequence() == QKeySequence("Ctrl+Alt+K")
    told = field(details, "told", QLabel)
    assert (told.isVisible(), told.text()) == (True, "Taken.")
    details.show_key(QKeySequence())
    assert not told.isVisible()


def test_a_description_is_shown_as_markdown_where_it_is_more_than_words(details):
    description = field(details, "description")
    read = details.findChild(MarkdownLabel, "tag.details.read")
    description.setPlainText("The state alone")
    assert not read.isVisible()
    description.setPlainText("The **state** alone <img src=x>")
    assert read.isVisible()
    assert read.text == "The state alone <img src=x>"
