from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QToolButton

from db.records import Coder
from workbench.gui.claims.card import Remark, spoken
from workbench.gui.claims.panel import ClaimsPanel
from workbench.gui.claims.remarks import moment

MIRA, JONAS = Coder(101, "Mira Tolan"), Coder(102, "Jonas Verne")
SAID = (
    Remark(1, JONAS, False, "<b>Is this</b> the same gauge?\nI doubt it.", "2026-05-01T08:00:00Z"),
    Remark(2, MIRA, True, "نعم، نفس المقياس", "2026-05-02T08:00:00Z"),
)


@pytest.fixture
def panel(qtbot, book, cards):
    panel = ClaimsPanel()
    qtbot.addWidget(panel)
    panel.set_book(book)
    panel.set_cards([replace(cards[0], remarks=SAID), *cards[1:]], MIRA.id)
    panel.resize(340, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def texts(panel):
    labels = panel.findChildren(QLabel, "card.remark.text")
    return [label.text() for label in labels if label.isVisible()]


@pytest.mark.parametrize("claim", [1001, 1003])
def test_a_comment_is_typed_into_ones_own_and_a_colleagues_card(qtbot, panel, cards, claim):
    added = QSignalSpy(panel.comment_added)
    panel.open_card(claim)
    field = panel.findChild(object, "card.comment")
    field.setFocus()
    QTest.keyClicks(field, "Seen twice")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [added.at(n) for n in range(added.count())] == [[claim, "Seen twice"]]
    assert field.value == ""


def test_comments_are_shown_as_the_plain_words_they_are(panel):
    panel.open_card(1001)
    assert texts(panel) == [remark.text for remark in SAID]
    for label in panel.findChildren(QLabel, "card.remark.text"):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_only_ones_own_comment_can_be_taken_away(panel):
    removed = QSignalSpy(panel.comment_removed)
    panel.open_card(1001)
    (button,) = panel.findChildren(QToolButton, "card.remark.delete")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [removed.at(n) for n in range(removed.count())] == [[2]]


def test_a_comment_that_comes_meanwhile_leaves_what_is_typed(panel, cards):
    panel.open_card(1001)
    field = panel.findChild(object, "card.comment")
    QTest.keyClicks(field, "half a thou")
    panel.set_cards([replace(cards[0], remarks=SAID[:1]), *cards[1:]], MIRA.id)
    assert texts(panel) == [SAID[0].text]
    assert field.value == "half a thou"


def test_what_is_typed_is_added_when_the_card_folds(panel):
    added = QSignalSpy(panel.comment_added)
    panel.open_card(1001)
    QTest.keyClicks(panel.findChild(object, "card.comment"), "Later")
    panel.fold()
    assert added.count() == 1


def test_the_closed_card_says_how_many_comments_there_are(book, cards):
    assert spoken(replace(cards[0], remarks=SAID), book, 1).endswith("; 2 comments")
    assert "comment" not in spoken(cards[0], book, 1)


def test_a_moment_that_is_none_is_shown_as_it_is():
    assert moment("yesterday") == "yesterday"
    assert moment("2026-05-12T12:30:00.000Z")[:11] == "12 May 2026"
