from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.panel import ClaimsPanel

ME = 101
FIRST, SECOND, THEIRS, FOURTH = 1001, 1002, 1003, 1004


@pytest.fixture
def panel(qtbot, book, cards):
    panel = ClaimsPanel()
    qtbot.addWidget(panel)
    panel.resize(372, 700)
    panel.set_book(book)
    panel.set_cards(cards, ME)
    panel.show()
    panel.activateWindow()
    qtbot.waitActive(panel)
    return panel


def the(panel, kind, name):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = panel.findChildren(kind, name)
    assert len(found) == 1, name
    return found[0]


def listed(panel):
    return the(panel, QListView, "claims.list")


def press_card(qtbot, panel, row):
    view = listed(panel)
    place = view.visualRect(view.model().index(row)).topLeft() + QPoint(40, 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def record(signal):
    calls = []
    signal.connect(lambda *args: calls.append(args))
    return calls


def test_it_counts_the_claims(panel):
    assert the(panel, QLabel, "claims.count").text() == "4"


def test_without_claims_it_says_what_to_do(panel):
    panel.set_cards([], ME)
    label = the(panel, QLabel, "claims.empty")
    assert label.isVisible()
    assert label.text().startswith("Select a passage in the text and press Enter")


def test_mine_leaves_out_the_claims_of_others(qtbot, panel):
    qtbot.mouseClick(the(panel, QToolButton, "claims.filter.mine"), Qt.MouseButton.LeftButton)
    assert the(panel, QLabel, "claims.count").text() == "3"
    panel.select(THEIRS)
    assert the(panel, QLabel, "claims.count").text() == "4"
    assert panel.current_claim == THEIRS


def test_a_click_selects_and_a_second_one_opens(qtbot, panel):
    selected, opened = record(panel.claim_selected), record(panel.opened)
    press_card(qtbot, panel, 1)
    assert selected == [(SECOND,)]
    assert opened == []
    press_card(qtbot, panel, 1)
    assert opened == [(SECOND,)]
    assert the(panel, QPlainTextEdit, "card.statement").hasFocus()


def test_selecting_from_outside_tells_nobody(panel):
    selected = record(panel.claim_selected)
    panel.select(FOURTH)
    assert panel.current_claim == FOURTH
    panel.select(424242)
    assert panel.current_claim == FOURTH
    assert selected == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_E])
def test_keys_move_open_and_fold(qtbot, panel, key):
    view = listed(panel)
    selected, folded = record(panel.claim_selected), record(panel.folded)
    panel.select(FIRST)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert selected == [(SECOND,)]
    qtbot.keyClick(view, key)
    assert panel.open_claim == SECOND
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert panel.open_claim is None
    assert folded == [(SECOND,)]
    assert view.hasFocus()


def test_delete_asks_for_ones_own_claims_only(qtbot, panel):
    asked = record(panel.delete_wanted)
    view = listed(panel)
    panel.select(THEIRS)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked == []
    panel.select(FOURTH)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [(FOURTH,)]


def test_selecting_another_card_folds_the_open_one_and_saves(qtbot, panel):
    panel.open_card(FIRST)
    qtbot.keyClicks(QApplication.focusWidget(), "X")
    edited, selected = record(panel.field_edited), record(panel.claim_selected)
    before = listed(panel).visualRect(listed(panel).model().index(1)).top()
    press_card(qtbot, panel, 1)
    assert panel.open_claim is None
    assert [(claim, field) for claim, field, _ in edited] == [(FIRST, "statement")]
    assert edited[0][2].startswith("XDuvania")
    assert selected == [(SECOND,)]
    assert before > 100


def test_the_card_under_the_pointer_stays_there_when_one_above_folds(qtbot, panel, make_card):
    panel.resize(372, 600)
    panel.set_cards([make_card(i, statement="Some claim") for i in range(1, 60)], ME)
    panel.open_card(1020)
    view = listed(panel)
    qtbot.wait(30)
    view.scrollTo(view.model().index(20), QListView.ScrollHint.PositionAtBottom)
    top = view.visualRect(view.model().index(20)).top()
    press_card(qtbot, panel, 20)
    assert panel.open_claim is None
    assert view.visualRect(view.model().index(20)).top() == top


def test_the_panel_follows_the_text_unless_a_card_is_open(qtbot, panel, make_card):
    panel.set_cards([make_card(i, statement="Some claim") for i in range(1, 60)], ME)
    view = listed(panel)
    panel.scroll_to_offset(1950)
    assert view.indexAt(QPoint(40, 5)).row() == 19
    panel.open_card(1020)
    place = view.verticalScrollBar().value()
    panel.scroll_to_offset(100)
    assert view.verticalScrollBar().value() == place
    panel.fold()
    panel.scroll_to_offset(99_999)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_the_open_card_survives_changes_around_it(qtbot, panel, cards, make_card):
    panel.open_card(SECOND)
    field = the(panel, QPlainTextEdit, "card.statement")
    qtbot.keyClicks(field, "Never ")
    panel.set_cards([make_card(0, statement="New above"), *cards], ME)
    assert field is the(panel, QPlainTextEdit, "card.statement")
    assert field.hasFocus()
    assert field.toPlainText().startswith("Never Sarneth")
    view = listed(panel)
    assert view.indexWidget(view.model().index(2)) is not None


def test_what_is_typed_survives_a_reset_of_the_list(qtbot, panel, cards):
    edited = record(panel.field_edited)
    panel.open_card(SECOND)
    qtbot.keyClicks(QApplication.focusWidget(), "Never ")
    moved = replace(cards[0], claim=replace(cards[0].claim, spans=cards[3].claim.spans))
    panel.set_cards([moved, *cards[1:]], ME)
    field = the(panel, QPlainTextEdit, "card.statement")
    assert panel.open_claim == SECOND
    assert field.hasFocus()
    assert field.toPlainText().startswith("Never Sarneth")
    assert edited == []
    panel.fold()
    assert edited[0][:2] == (SECOND, "statement")


def test_a_deleted_claim_takes_its_open_card_along(qtbot, panel, cards):
    panel.open_card(SECOND)
    qtbot.keyClicks(QApplication.focusWidget(), "Never ")
    edited = record(panel.field_edited)
    panel.set_cards([cards[0], *cards[2:]], ME)
    assert panel.open_claim is None
    assert edited == []


def test_new_stances_appear_on_the_open_card(qtbot, panel, book):
    panel.open_card(SECOND)
    qtbot.keyClicks(QApplication.focusWidget(), "Never ")
    named = {**book.tags, 31: replace(book.tags[31], name="In favour")}
    panel.set_book(CodeBook(book.facets, named))
    assert the(panel, QToolButton, "card.stance.31").text() == "+ In favour"
    assert the(panel, QPlainTextEdit, "card.statement").toPlainText().startswith("Never ")


def test_speakers_are_offered(panel):
    panel.set_speakers(["Duvanian officials"])
    panel.open_card(SECOND)
    completer = the(panel, QLineEdit, "card.speaker").completer()
    assert isinstance(completer, QCompleter)
    source = completer.model()
    assert source.rowCount() == 1
    assert panel.findChild(QStringListModel).stringList() == ["Duvanian officials"]


def test_the_open_card_is_as_high_as_its_fields(qtbot, panel):
    panel.open_card(SECOND)
    field = the(panel, QPlainTextEdit, "card.statement")
    qtbot.wait(30)
    card = the(panel, QWidget, "card")
    high, inside = card.height(), field.height()
    qtbot.keyClicks(field, "word " * 20)
    qtbot.wait(30)
    assert field.height() > inside
    assert card.height() - high == field.height() - inside
    view = listed(panel)
    assert card.geometry().height() == view.visualRect(view.model().index(1)).height() - 8
    panel.resize(316, 700)
    qtbot.wait(30)
    assert card.width() == view.viewport().width()
    assert card.height() == card.heightForWidth(card.width())


def test_dark_and_light_measure_anew(qtbot, qapp, panel):
    from workbench.gui import theme

    theme.apply(qapp, dark=True)
    panel.grab()
    theme.apply(qapp, dark=False)
    panel.open_card(THEIRS)
    assert not panel.grab().isNull()


def test_every_part_has_a_name_for_screen_readers(panel):
    panel.open_card(SECOND)
    kinds = (QPlainTextEdit, QLineEdit, QToolButton, QListView)
    parts = [each for kind in kinds for each in panel.findChildren(kind) if each.isVisible()]
    assert len(parts) > 10
    assert [part.objectName() for part in parts if not part.accessibleName()] == []
