import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton

from workbench.gui.codebook.details import TagDetails

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def details(qtbot, book):
    details = TagDetails()
    qtbot.addWidget(details)
    details.show_tag(book.tag(11), book.facets[0])
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
    details.show_tag(book.tag(12), book.facets[0])
    details.close()
    assert saved.count() == 0


def test_another_tag_does_not_get_what_was_typed_for_the_first(details, book):
    saved = QSignalSpy(details.saved)
    QTest.keyClicks(field(details, "description"), "x")
    details.show_tag(book.tag(12), book.facets[0])
    details.close()
    assert calls(saved) == [(11, {"description": "x"})]


def test_only_a_stance_has_a_sign(details, book):
    plus = field(details, "sign.1", QToolButton)
    assert not plus.isVisible()
    details.show_tag(book.tag(30), book.facets[2])
    assert field(details, "sign.-1", QToolButton).isChecked()
    saved = QSignalSpy(details.saved)
    QTest.mouseClick(plus, Qt.MouseButton.LeftButton)
    assert calls(saved) == [(30, {"sign": 1})]


def test_it_stands_beside_the_work(details):
    assert not details.isModal()
