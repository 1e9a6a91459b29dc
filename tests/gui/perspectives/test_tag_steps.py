"""The codebook's own work in the real window: naming, merging, splitting, facets."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from db import tags


@pytest.fixture
def book(at_work):
    """Somebody whose keyboard is in the codebook."""
    at_work.press("Ctrl+Shift+K")
    at_work.press("Escape")
    return at_work


def go_to(hands, name):
    pane = hands.window.read.sidebar.codebook
    node = next(node for node in pane.model.nodes() if node.name == name)
    pane.tree.show_row(node)
    pane.tree.setFocus()
    return pane


def settle():
    """Let the editor hand over what was typed, which it does in two steps."""
    for _ in range(4):
        QApplication.processEvents()


def choose(hands, row, words):
    """Choose an entry of a row's menu, by the beginning of its words."""
    pane = go_to(hands, row)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane.tree, event)
    hands.until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    entry = next(action for action in menu.actions() if action.text().startswith(words))
    said = entry.text()
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    return said


def name_new(hands, name):
    """Type the name of a new tag beside the current row's members."""
    hands.press("Insert")
    hands.type(name)
    hands.press("Return")
    settle()


def be_back(hands):
    """Work in the window again, which the screenless platform leaves for a menu or a dialog."""
    hands.window.activateWindow()
    hands.until(hands.window.isActiveWindow)


def until_in(hands, name):
    """Wait until the keyboard is in a field, which it is once the menu is gone."""
    hands.until(lambda: getattr(QApplication.focusWidget(), "objectName", str)() == name)


def carried(hands, name):
    return tags.claim_counts(hands.project).get(hands.tags()[name].id, 0)


def last(hands):
    return hands.project.log.entries(1)[0].label


# -- names that look alike


def test_a_new_tag_that_looks_like_another_is_asked_about_and_not_made(book):
    go_to(book, "States")
    name_new(book, "Kеlmaria")  # Cyrillic е
    assert book.notice() == "“Kеlmaria” looks like “Kelmaria”. Use that one, or keep both?"
    assert "Kеlmaria" not in book.tags()
    book.click("notice.action")
    assert "Kеlmaria" not in book.tags()
    assert book.window.read.sidebar.codebook.tree.current_node().name == "Kelmaria"
    assert book.notice() == ""


def test_both_are_kept_when_that_is_wanted(book):
    go_to(book, "States")
    name_new(book, "KELMARIAS")
    book.click("notice.other")
    assert book.tags()["KELMARIAS"].parent == book.tags()["States"].id
    assert last(book) == "New tag KELMARIAS"


def test_a_name_that_is_taken_is_refused_without_a_question(book):
    go_to(book, "States")
    name_new(book, "KELMARIA")
    assert book.notice() == "There is a tag “Kelmaria” already."
    assert not book.find("notice.other").isVisible()


def test_a_name_of_another_facet_raises_no_question(book):
    go_to(book, "Water")
    name_new(book, "Kelmaria!")
    assert "Kelmaria!" in book.tags()
    assert book.notice() == ""


def test_renaming_into_a_look_alike_offers_to_merge(book):
    pane = go_to(book, "Duvania")
    book.press("F2")
    editor = pane.tree.findChild(QLineEdit, "codebook.tree.editor")
    editor.selectAll()
    book.type("Sarneths")
    book.press("Return")
    settle()
    assert book.notice().startswith("“Sarneths” looks like “Sarneth”. Merge them")
    assert "Duvania" in book.tags()
    book.click("notice.action")
    assert "Duvania" not in book.tags()
    assert carried(book, "Sarneth") == 3


def test_the_palette_marks_a_new_tag_that_looks_like_another_and_puts_that_first(at_work):
    at_work.area.select(0, 8)
    at_work.area.setFocus()
    at_work.press("Return")
    at_work.type("Kеlmaria")
    rows = at_work.find("palette.list").model()
    said = [rows.data(rows.index(n)) for n in range(rows.rowCount())]
    assert said[0] == "Kelmaria"
    assert said[1] == "New actor “Kеlmaria”, looks like “Kelmaria”"
    at_work.press("Return")
    assert "Kеlmaria" not in at_work.tags()
    assert carried(at_work, "Kelmaria") == 2


# -- merging, splitting, deleting


def test_a_tag_is_merged_into_one_that_is_chosen_by_letters(book):
    choose(book, "Duvania", "Merge into…")
    be_back(book)
    until_in(book, "palette.field")
    rows = book.find("palette.list").model()
    said = {rows.data(rows.index(n)) for n in range(rows.rowCount())}
    assert said == {"States", "Kelmaria", "Sarneth"}
    book.type("kel")
    book.press("Return")
    assert book.notice() == "Duvania was merged into Kelmaria: 2 claims."
    assert carried(book, "Kelmaria") == 3
    assert book.tags()["Kelmaria"].aliases == ("Duvania",)
    assert last(book) == "Merge Duvania into Kelmaria"
    book.click("notice.action")
    assert carried(book, "Duvania") == 2
    assert book.tags()["Kelmaria"].aliases == ()


def test_nothing_is_merged_when_the_palette_is_left(book):
    choose(book, "Duvania", "Merge into…")
    be_back(book)
    until_in(book, "palette.field")
    book.type("nobody")
    rows = book.find("palette.list").model()
    assert rows.rowCount() == 0
    book.press("Escape")
    assert {"Duvania", "Kelmaria"} <= book.tags().keys()


def test_chosen_claims_go_to_a_new_tag(book):
    choose(book, "Dam filling", "Split…")
    until_in(book, "split.name")
    dialog = book.find("split")
    claims = dialog.findChild(QListWidget, "split.claims")
    assert [claims.item(row).text() for row in range(claims.count())] == [
        "Kelmaria filled the dam. · Plain, line 1",
        "“Duvania called it a hostile act” · Plain, line 1",
    ]
    button = book.find("split.accept")
    assert not button.isEnabled()
    book.type("Hostile acts")
    claims.setFocus()
    claims.setCurrentRow(1)
    QTest.keyClick(claims, Qt.Key.Key_Space)
    assert button.isEnabled()
    book.click(button)
    assert not dialog.isVisible()
    assert (carried(book, "Dam filling"), carried(book, "Hostile acts")) == (1, 1)
    assert book.notice() == "1 claim went from Dam filling to Hostile acts."
    book.click("notice.action")
    assert carried(book, "Dam filling") == 2


def test_the_menu_says_what_deleting_takes_away_and_the_notice_takes_it_back(book):
    assert choose(book, "Dam filling", "Delete") == "Delete (2 claims carry it)"
    assert "Dam filling" not in book.tags()
    assert book.notice() == "Done: Delete Dam filling."
    book.click("notice.action")
    assert carried(book, "Dam filling") == 2
    assert choose(book, "Water", "Delete") == "Delete (2 tags move up)"


# -- facets


def test_a_facet_is_named_and_its_tags_are_offered(book):
    book.click("codebook.new")
    menu = QApplication.activePopupWidget()
    entry = next(action for action in menu.actions() if action.text() == "New facet…")
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    until_in(book, "facet.name")
    assert not book.find("facet.accept").isEnabled()
    book.type("Places")
    book.press("Tab", "Space")
    book.click("facet.accept")
    facet = tags.all_facets(book.project)[-1]
    assert (facet.key, facet.name, facet.exclusive) == ("places", "Places", True)
    assert last(book) == "New facet Places"
    be_back(book)
    go_to(book, "Places")
    name_new(book, "Halmar")
    assert book.tags()["Halmar"].facet == facet.id


def test_a_facet_is_renamed_and_made_exclusive_where_no_claim_carries_two(book):
    go_to(book, "Concerns")
    book.press("F2")
    book.find("codebook.tree.editor").selectAll()
    book.type("Matters")
    book.press("Return")
    settle()
    assert [facet.name for facet in tags.all_facets(book.project)][1] == "Matters"
    choose(book, "Matters", "One tag per claim")
    assert [facet.exclusive for facet in tags.all_facets(book.project)] == [False, True, True]
    choose(book, "Matters", "One tag per claim")
    assert not tags.all_facets(book.project)[1].exclusive


def test_a_facet_with_tags_stays_and_the_reason_is_told(book):
    choose(book, "Concerns", "Delete")
    assert book.notice() == "Every project has the facet Concerns; it can be renamed."
