"""Passages to be placed by hand, on their claim's card."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget, QWidget

from db import unplaced


@pytest.fixture
def work(at_work):
    """The window over a document in which a claim of one's own is in doubt."""
    me = at_work.project.coder.id
    claim = next(c for c in at_work.window.read.active.in_order() if c.coder == me)
    at_work.window.do(
        "New version", unplaced.add, claim.id, claim.spans[0], "What <b>it</b> said", 71
    )
    at_work.doubted = claim.id
    return at_work


def card(hands):
    model = hands.window.read.panel._model
    return model.card(model.row_of(hands.doubted))


def test_the_card_says_so_and_lets_one_confirm(work):
    assert len(card(work).doubts) == 1
    panel = work.window.read.panel
    index = panel._model.index(panel._model.row_of(work.doubted))
    assert "1 passage to be placed" in panel._model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    panel.open_card(work.doubted)
    doubts = panel.findChild(QWidget, "card.doubts")
    assert doubts.isVisible()
    work.click(doubts.findChild(QPushButton, "card.doubts.accept"))
    assert card(work).doubts == ()
    assert not panel.findChild(QWidget, "card.doubts").isVisible()
    assert work.project.log.undoable() == "Accept place"
    work.window.undo()
    assert len(card(work).doubts) == 1
    assert panel.findChild(QWidget, "card.doubts").isVisible()


def test_the_card_leads_to_the_list_of_all(work):
    panel = work.window.read.panel
    panel.open_card(work.doubted)
    work.click(panel.findChild(QPushButton, "card.doubts.place"))
    dialog = work.window.read._versions._dialog
    assert dialog.isVisible()
    assert dialog.findChild(QTableWidget).rowCount() == 1
    dialog.close()


def test_a_closed_card_is_painted_with_it(work):
    before = work.window.read.panel.grab().toImage()
    doubt = card(work).doubts[0]
    work.window.do("Accept place", unplaced.accept, doubt.id)
    assert work.window.read.panel.grab().toImage() != before
