from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workbench.gui.claims.panel import ClaimsPanel
from workbench.gui.markdown_label import MarkdownLabel

ME = 101
FIELDS = ["facet.actor", "facet.concern", "facet.stance", "confidence", "credibility", "speaker",
          "note", "comments"]  # fmt: skip


@pytest.fixture
def panel(qtbot, book, cards):
    panel = ClaimsPanel()
    qtbot.addWidget(panel)
    panel.set_book(book)
    panel.set_cards(cards, ME)
    panel.resize(340, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def seen(panel, name):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = panel.findChildren(QWidget, name)
    return any(widget.isVisible() for widget in found)


SHOWN = ("card.add.actor", "card.add.concern", "card.confidence", "card.credibility",
         "card.speaker", "card.note", "card.comment")  # fmt: skip


def test_a_card_leaves_out_what_the_template_names_and_is_empty(panel):
    panel.set_hidden(frozenset(FIELDS))
    panel.open_card(1004)
    assert [name for name in SHOWN if seen(panel, name)] == []
    assert seen(panel, "card.statement")
    panel.set_hidden(frozenset())
    assert [name for name in SHOWN if seen(panel, name)] == list(SHOWN)


def test_a_field_that_holds_something_is_always_shown(panel):
    panel.set_hidden(frozenset(FIELDS))
    panel.open_card(1002)
    assert [name for name in SHOWN if seen(panel, name)] == list(SHOWN)[:-1]


def test_tab_walks_past_what_is_left_out(panel):
    panel.set_hidden(frozenset(FIELDS))
    panel.open_card(1004)
    names = []
    for _ in range(5):
        names.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert names[:4] == ["card.statement", "card.passage", "card.split", "card.delete"]


def test_the_menu_says_what_cards_leave_out(panel, qtbot):
    wanted = QSignalSpy(panel.fields_hidden)
    panel.set_hidden(frozenset({"note"}))
    QTest.mouseClick(panel.findChild(QWidget, "claims.fields"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    marks = {action.text(): action.isChecked() for action in menu.actions()}
    assert marks == {
        "Actors": True, "Concerns": True, "Stance": True, "Confidence": True,
        "Credibility and source": True, "Speaker": True, "Note": False, "Comments": True,
    }  # fmt: skip
    for words in ("Speaker",):
        (action,) = [action for action in menu.actions() if action.text() == words]
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert wanted.at(0) == [frozenset({"note", "speaker"})]


def test_the_reliability_of_the_source_stands_beside_the_credibility(panel, cards):
    panel.set_cards([replace(card, reliability="B") for card in cards], ME)
    panel.open_card(1002)
    source = panel.findChild(QLabel, "card.source")
    assert source.isVisible()
    assert (source.text(), source.toolTip()) == ("B", "Source reliability: B, usually reliable")
    panel.open_card(1004)
    panel.set_cards(cards, ME)
    panel.fold()
    panel.open_card(1004)
    assert not seen(panel, "card.source")


def test_a_colleagues_note_is_read_as_markdown(panel, cards):
    note = (
        "See **p. 9** of [the minutes](https://example.org/m)\n\n<img src=x> ![x](http://e.org/x)"
    )
    theirs = replace(cards[2], claim=replace(cards[2].claim, note=note), reliability="C")
    panel.set_cards([theirs], ME)
    panel.open_card(1003)
    label = panel.findChild(MarkdownLabel, "card.note")
    assert label.text == "See p. 9 of the minutes\n\n<img src=x> [image: x]"
    assert label.height() >= 2 * label.fontMetrics().height()
    assert label.toolTip() == "<qt>https://example.org/m</qt>"
    assert panel.findChild(QLabel, "card.source").text() == "C, fairly reliable"
