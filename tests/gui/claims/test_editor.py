from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from db.records import ClaimTag, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.chip_buttons import AddButton, ChipButton
from workbench.gui.claims.panel import ClaimsPanel
from workbench.gui.markdown_label import MarkdownLabel

ME = 101
SECOND, THEIRS = 1002, 1003
SARNETH, COMMISSION, FILLING, FOR, AGAINST = 13, 14, 22, 31, 32


@pytest.fixture
def panel(qtbot, book, cards):
    window = QMainWindow()
    qtbot.addWidget(window)
    panel = ClaimsPanel()
    window.setCentralWidget(panel)
    window.resize(372, 800)
    panel.set_book(book)
    panel.set_cards(cards, ME)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    panel.open_card(SECOND)
    qtbot.wait(20)
    yield panel
    window.close()


@pytest.fixture
def edited(panel):
    return record(panel.field_edited)


def record(signal):
    calls = []
    signal.connect(lambda *args: calls.append(args))
    return calls


def the(panel, kind, name):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = panel.findChildren(kind, name)
    assert len(found) == 1, name
    return found[0]


def focused():
    return QApplication.focusWidget()


def test_a_statement_is_saved_on_leaving_the_field(qtbot, panel, edited):
    field = the(panel, QPlainTextEdit, "card.statement")
    field.selectAll()
    qtbot.keyClicks(field, "Sarneth objects")
    assert edited == []
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert edited == [(SECOND, "statement", "Sarneth objects")]


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier(0)])
def test_enter_in_the_statement_saves_and_breaks_no_line(qtbot, panel, edited, modifier):
    field = the(panel, QPlainTextEdit, "card.statement")
    qtbot.keyClicks(field, "No: ")
    qtbot.keyClick(field, Qt.Key.Key_Return, modifier)
    assert [value[:12] for _, _, value in edited] == ["No: Sarneth "]
    assert "\n" not in edited[0][2]
    assert panel.open_claim == SECOND


def test_escape_saves_and_folds(qtbot, panel, edited):
    qtbot.keyClicks(the(panel, QPlainTextEdit, "card.note"), "See also: ")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert [(field, value[:9]) for _, field, value in edited] == [("note", "See also:")]
    assert panel.open_claim is None


def test_what_was_not_changed_is_not_saved(qtbot, panel, edited, cards):
    odd = replace(cards[1], claim=replace(cards[1].claim, statement="a\u00a0b  c", note="x\n\ny"))
    panel.set_cards([cards[0], odd], ME)
    for _ in range(25):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    panel.fold()
    assert edited == []


def test_no_break_spaces_outlive_an_edit(qtbot, panel, edited, cards):
    odd = replace(cards[1], claim=replace(cards[1].claim, statement="5\u00a0km north"))
    panel.set_cards([cards[0], odd], ME)
    qtbot.keyClicks(the(panel, QPlainTextEdit, "card.statement"), "At ")
    panel.fold()
    assert edited == [(SECOND, "statement", "At 5\u00a0km north")]


def test_pasted_lines_become_one_statement(qtbot, panel, edited):
    QGuiApplication.clipboard().setText("one\ntwo ")
    field = the(panel, QPlainTextEdit, "card.statement")
    field.selectAll()
    field.paste()
    panel.fold()
    assert edited == [(SECOND, "statement", "one two")]


def test_enter_in_the_note_breaks_the_line_and_control_enter_saves(qtbot, panel, edited):
    note = the(panel, QPlainTextEdit, "card.note")
    note.selectAll()
    qtbot.keyClicks(note, "one")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    qtbot.keyClicks(note, "two")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited == [(SECOND, "note", "one\ntwo")]


def test_the_speaker_is_saved_once(qtbot, panel, edited):
    field = the(panel, QLineEdit, "card.speaker")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, " The envoy ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert edited == [(SECOND, "speaker", "The envoy")]


def test_confidence_is_chosen_and_cleared(qtbot, panel, edited):
    high = the(panel, QToolButton, "card.confidence.high")
    qtbot.mouseClick(high, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(high, Qt.MouseButton.LeftButton)
    assert edited == [(SECOND, "confidence", "high"), (SECOND, "confidence", "")]


def test_arrows_move_in_a_segment_and_space_takes(qtbot, panel, edited):
    the(panel, QToolButton, "card.confidence.moderate").setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Left)
    assert edited == []
    assert focused().objectName() == "card.confidence.low"
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert edited == [(SECOND, "confidence", "low")]


def test_credibility_is_chosen_from_the_scale(qtbot, panel, edited):
    combo = the(panel, QComboBox, "card.credibility")
    assert combo.currentText() == "2 probably true"
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    assert edited == [(SECOND, "credibility", 3), (SECOND, "credibility", None)]


def test_a_stance_is_taken_and_taken_off(qtbot, panel):
    added, removed = record(panel.tag_added), record(panel.tag_removed)
    assert the(panel, QToolButton, f"card.stance.{AGAINST}").isChecked()
    qtbot.mouseClick(the(panel, QToolButton, f"card.stance.{FOR}"), Qt.MouseButton.LeftButton)
    assert (added, removed) == ([(SECOND, FOR)], [])
    qtbot.mouseClick(the(panel, QToolButton, "card.stance.None"), Qt.MouseButton.LeftButton)
    assert removed == [(SECOND, AGAINST)]


def test_many_stances_stand_in_a_list(qtbot, panel, book):
    more = {60 + i: Tag(60 + i, 3, None, f"Stance {i}", "ink", position=9) for i in range(6)}
    panel.set_book(CodeBook(book.facets, {**book.tags, **more}))
    combo = the(panel, QComboBox, "card.stance.list")
    added = record(panel.tag_added)
    assert combo.isVisible()
    assert combo.currentText() == "− Against"
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert added == [(SECOND, 65)]


def test_chips_are_taken_off_by_mouse_and_key(qtbot, panel):
    removed = record(panel.tag_removed)
    chip = the(panel, ChipButton, f"card.chip.{FILLING}")
    place = QPoint(chip.width() - 8, chip.height() // 2)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=place)
    assert removed == [(SECOND, FILLING)]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    sarneth = the(panel, ChipButton, f"card.chip.{SARNETH}")
    sarneth.setFocus()
    qtbot.keyClick(sarneth, Qt.Key.Key_Delete)
    assert removed[1:] == [(SECOND, SARNETH)]


def test_the_focus_stays_in_the_row_when_a_chip_goes(qtbot, panel, cards):
    the(panel, ChipButton, f"card.chip.{SARNETH}").setFocus()
    left = tuple(given for given in cards[1].claim.tags if given.tag != SARNETH)
    card = replace(cards[1], claim=replace(cards[1].claim, tags=left))
    panel.set_cards([cards[0], card], ME)
    assert focused().objectName() == f"card.chip.{COMMISSION}"
    none = replace(card, claim=replace(card.claim, tags=()))
    panel.set_cards([cards[0], none], ME)
    assert focused().objectName() == "card.add.actor"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_role_of_an_actor_is_chosen_from_its_menu(qtbot, panel):
    changed = record(panel.role_changed)
    chip = the(panel, ChipButton, f"card.chip.{SARNETH}")
    assert the(panel, ChipButton, f"card.chip.{COMMISSION}").accessibleName() == (
        "about Basin Water Commission"
    )
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    menu = the(panel, QMenu, "card.roles")
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert changed == [(SECOND, SARNETH, "about")]


def test_another_coders_tag_cannot_be_taken_off(qtbot, panel, cards):
    claim = replace(cards[1].claim, tags=(ClaimTag(FILLING, 102),))
    panel.set_cards([replace(cards[1], claim=claim)], ME)
    removed = record(panel.tag_removed)
    chip = the(panel, ChipButton, f"card.chip.{FILLING}")
    assert chip.chip.dashed
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus
    for x in (20, chip.width() - 8):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert removed == []


def test_add_asks_for_a_tag_where_it_stands(qtbot, panel):
    asked = record(panel.tag_wanted)
    add = the(panel, AddButton, "card.add.concern")
    add.setFocus()
    qtbot.keyClick(add, Qt.Key.Key_Return)
    [(claim, facet, place)] = asked
    assert (claim, facet) == (SECOND, "concern")
    assert place.topLeft() == add.mapToGlobal(QPoint(0, 0))


@pytest.mark.parametrize("name", ["passage", "split", "delete"])
def test_buttons_save_first_and_then_ask(qtbot, panel, edited, name):
    qtbot.keyClicks(the(panel, QPlainTextEdit, "card.statement"), "A ")
    asked = record(getattr(panel, f"{name}_wanted"))
    qtbot.mouseClick(the(panel, QPushButton, f"card.{name}"), Qt.MouseButton.LeftButton)
    assert len(edited) == 1
    assert asked == [(SECOND,)]


def test_tab_walks_the_fields_in_the_order_of_the_eye(qtbot, panel):
    seen = [focused().objectName()]
    for _ in range(13):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(focused().objectName())
    assert seen == [
        "card.statement", f"card.chip.{SARNETH}", f"card.chip.{COMMISSION}", "card.add.actor",
        f"card.chip.{FILLING}", "card.add.concern", f"card.stance.{AGAINST}",
        "card.confidence.moderate", "card.credibility", "card.speaker", "card.note",
        "card.passage", "card.split", "card.delete",
    ]  # fmt: skip


def test_the_focused_field_is_scrolled_into_view(qtbot, panel):
    panel.window().resize(372, 300)
    qtbot.wait(150)
    delete = the(panel, QPushButton, "card.delete")
    delete.setFocus(Qt.FocusReason.TabFocusReason)
    assert not delete.visibleRegion().isEmpty()
    the(panel, QPlainTextEdit, "card.statement").setFocus(Qt.FocusReason.BacktabFocusReason)
    assert not the(panel, QPlainTextEdit, "card.statement").visibleRegion().isEmpty()
    assert delete.visibleRegion().isEmpty()


def test_keys_of_the_fields_do_not_reach_the_list_or_the_window(qtbot, panel):
    stray = QAction("Delete the claim", panel.window())
    stray.setShortcut(Qt.Key.Key_Delete)
    panel.window().addAction(stray)
    gone, selected = record(panel.delete_wanted), record(panel.claim_selected)
    shortcut = record(stray.triggered)
    for name in ("card.confidence.moderate", f"card.stance.{AGAINST}"):
        the(panel, QToolButton, name).setFocus()
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_E):
            qtbot.keyClick(focused(), key)
    assert (gone, selected, shortcut) == ([], [], [])
    assert panel.open_claim == SECOND


def test_a_colleagues_card_is_read_and_not_edited(qtbot, panel, cards):
    theirs = replace(
        cards[2],
        claim=replace(
            cards[2].claim, statement="<b>Fuel</b> & men", note="n\nm", credibility=6,
            speaker="Clerks", confidence="low",
        ),
    )  # fmt: skip
    panel.set_cards([cards[0], theirs], ME)
    panel.open_card(THEIRS)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    fields = panel.findChildren(QPlainTextEdit)
    assert [field.objectName() for field in fields] == ["card.comment"]
    assert panel.findChildren(AddButton) == []
    assert panel.findChildren(QPushButton) == []
    assert the(panel, QLabel, "card.statement").text() == "<b>Fuel</b> & men"
    assert the(panel, MarkdownLabel, "card.note").text == "n\nm"
    assert the(panel, QLabel, "card.credibility").text() == "6 cannot be judged"
    labels = panel.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert all(chip.chip.dashed for chip in panel.findChildren(ChipButton))
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert panel.open_claim is None


def test_arabic_statements_stand_at_the_right(qtbot, panel, cards):
    card = replace(cards[1], claim=replace(cards[1].claim, statement="قال مهندس من لجنة"))
    panel.set_cards([cards[0], card], ME)
    field = the(panel, QPlainTextEdit, "card.statement")
    assert field.cursorRect().x() > field.width() - 40
    assert not field.document().isModified()
    panel.set_cards(cards, ME)
    assert field.cursorRect().x() < 40
