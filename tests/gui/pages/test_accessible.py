"""What assistive technology is told of the pages."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.pages.area import PageArea


def told(area):
    return QAccessible.queryAccessibleInterface(area)


def test_the_pages_are_a_text_with_name_caret_and_selection(pages):
    area = pages.area
    area.setAccessibleName("Pages of a report")
    area.select(4, 10)
    found = told(area)
    assert found.text(QAccessible.Text.Name) == "Pages of a report"
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    text = found.textInterface()
    assert text.text(4, 10) == "canals"
    assert text.characterCount() == len(area.text())
    assert text.cursorPosition() == 10
    assert text.selectionCount() == 1
    text.removeSelection(0)
    assert area.selection() == (10, 10)
    text.addSelection(0, 3)
    assert area.selection() == (0, 3)
    text.setCursorPosition(7)
    assert area.caret() == 7


def test_moving_the_caret_is_told_while_somebody_listens(pages, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    pages.area.select(0, 3)
    caret, selected = heard
    assert caret.cursorPosition() == 3
    assert (selected.selectionStart(), selected.selectionEnd()) == (0, 3)


def test_letters_are_found_at_their_places(pages):
    text = told(pages.area).textInterface()
    rect = text.characterRect(5)
    assert not rect.isEmpty()
    assert text.offsetAtPoint(rect.center()) == 5


def test_views_come_and_go(qapp):
    for _ in range(20):
        parent = QWidget()
        area = PageArea()
        area.setParent(parent)
        assert told(area).textInterface().characterCount() == 0
        parent.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
