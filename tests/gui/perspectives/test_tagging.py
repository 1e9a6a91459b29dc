"""From a selection to a tagged claim, with real keys in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.records import Span


@pytest.fixture
def selected(at_work):
    """“Kelmaria” is selected and the palette is open."""
    at_work.area.select(0, 8)
    at_work.area.setFocus()
    at_work.press("Return")
    assert at_work.find("palette.field").hasFocus()
    return at_work


def names(hands, claim):
    by_id = {tag.id: name for name, tag in hands.tags().items()}
    return [by_id[given.tag] for given in claim.tags]


def newest(hands, before=4):
    found = hands.claims()
    assert len(found) == before + 1
    return next(claim for claim in found if claim.spans == (Span(0, 8),))


def test_letters_and_enter_make_a_claim_in_one_step(selected):
    selected.type("sarn")
    selected.press("Return")
    claim = newest(selected)
    assert names(selected, claim) == ["Sarneth"]
    assert claim.coder == selected.window.session.me.id
    assert selected.project.log.undoable() == "Claim: Sarneth"
    assert selected.area.hasFocus()
    assert selected.window.read.claim == claim.id
    assert selected.area.selection() == (8, 8)
    selected.press("Ctrl+Z")
    assert len(selected.claims()) == 4


def test_esc_makes_no_claim_and_leaves_the_selection(selected):
    selected.press("Esc")
    assert len(selected.claims()) == 4
    assert selected.area.selection() == (0, 8)
    assert selected.area.hasFocus()


def test_tab_tags_and_goes_on(selected):
    selected.type("sarn")
    selected.press("Tab")
    assert selected.find("palette").isVisible()
    selected.type("sil")
    selected.press("Tab")
    selected.type("duv")
    selected.press("Return")
    assert names(selected, newest(selected)) == ["Sarneth", "Silence", "Duvania"]
    assert not selected.find("palette").isVisible()


def test_after_tab_esc_keeps_what_was_given(selected):
    selected.type("sarn")
    selected.press("Tab", "Esc")
    claim = newest(selected)
    assert names(selected, claim) == ["Sarneth"]
    assert selected.window.read.claim == claim.id
    assert selected.area.hasFocus()


def test_a_name_that_is_new_makes_tag_and_claim_in_one_step(selected):
    selected.type("Ilvora")
    rows = selected.find("palette.list").model()
    assert rows.rowCount() >= 1
    while not selected.find("palette.list").currentIndex().isValid():
        selected.press("Down")
    selected.press("Return")
    assert names(selected, newest(selected)) == ["Ilvora"]
    selected.press("Ctrl+Z")
    assert "Ilvora" not in selected.tags()
    assert len(selected.claims()) == 4


def test_a_click_elsewhere_closes_it_and_goes_where_one_clicked(selected):
    search = selected.find("library.search")
    QTest.mouseClick(search, Qt.MouseButton.LeftButton)
    search.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not selected.find("palette").isVisible()
    assert search.hasFocus()
    assert len(selected.claims()) == 4


def test_the_mouse_opens_it_when_a_selection_is_made(at_work):
    at_work.drag_text(0, 8)
    assert at_work.find("palette.field").hasFocus()


def test_it_hides_nothing_of_the_selection(at_work):
    start = at_work.text.index("called it a hostile act")
    at_work.drag_text(start, start + 23)
    box = at_work.find("palette")
    shown = box.rect().translated(box.mapToGlobal(box.rect().topLeft()))
    line = at_work.area.selection_rect_bottom()
    assert not shown.intersects(line)


def test_the_command_opens_it(at_work):
    at_work.area.select(0, 8)
    at_work.area.setFocus()
    at_work.command("claim.tag")
    assert at_work.find("palette.field").hasFocus()


def test_space_around_the_selection_does_not_belong_to_the_claim(at_work):
    claim = at_work.tag(8, 16, "duv")
    assert at_work.text[claim.start : claim.end] == "closed"


def test_a_number_tags_at_once_with_its_tag(at_work):
    at_work.window.read._keys.assign(at_work.tags()["Duvania"].id, 2)
    at_work.area.select(0, 8)
    at_work.area.setFocus()
    at_work.press("2")
    assert names(at_work, newest(at_work)) == ["Duvania"]
    assert not at_work.find("palette").isVisible()
    at_work.window.read._keys.assign(at_work.tags()["Silence"].id, 3)
    at_work.press("3")
    assert names(at_work, newest(at_work)) == ["Duvania", "Silence"]


def test_a_number_without_a_tag_and_one_without_a_claim_do_nothing(at_work):
    before = at_work.project.log.entries()
    at_work.area.setFocus()
    at_work.press("7")
    at_work.window.read._keys.assign(at_work.tags()["Duvania"].id, 2)
    at_work.press("2")
    assert "Select a passage" in at_work.notice()
    assert at_work.project.log.entries() == before


def test_single_keys_can_be_turned_off(at_work, settings):
    settings["single_keys"] = False
    at_work.window.read._keys.assign(at_work.tags()["Duvania"].id, 2)
    at_work.area.select(0, 8)
    at_work.area.setFocus()
    at_work.press("2", "E")
    assert len(at_work.claims()) == 4


def test_a_tag_of_the_codebook_goes_on_what_is_selected(at_work):
    at_work.area.select(0, 8)
    tree = at_work.find("codebook.tree")
    tree.setFocus()
    node = next(n for n in tree.book_model.nodes() if n.tag and n.tag.name == "Sarneth")
    tree.show_row(node)
    at_work.press("Return")
    assert names(at_work, newest(at_work)) == ["Sarneth"]


def test_a_facet_of_the_open_card_offers_its_tags_and_puts_one_on_the_claim(at_work):
    claim = at_work.claims()[0]
    at_work.window.read.go_to(claim)
    at_work.area.setFocus()
    at_work.press("E")
    at_work.click("card.add.concern")
    field = at_work.find("palette.field")
    assert field.hasFocus()
    at_work.type("duv")
    assert at_work.find("palette.list").model().rowCount() <= 1
    at_work.press(*["Backspace"] * 3)
    at_work.type("sil")
    at_work.press("Return")
    found = next(c for c in at_work.claims() if c.id == claim.id)
    assert names(at_work, found) == ["Kelmaria", "Dam filling", "Silence"]
    assert at_work.window.read.panel.open_claim == claim.id
    assert at_work.window.read.panel.isAncestorOf(QApplication.focusWidget())
    at_work.press("Ctrl+Z")
    assert len(next(c for c in at_work.claims() if c.id == claim.id).tags) == 2


def test_a_tag_that_is_on_the_claim_is_not_given_twice(at_work):
    claim = at_work.tag(0, 8, "sarn")
    at_work.window.read._keys.assign(at_work.tags()["Sarneth"].id, 4)
    before = at_work.project.log.entries()
    at_work.press("4")
    assert at_work.claims()[0].tags == claim.tags or newest(at_work).tags == claim.tags
    assert at_work.project.log.entries() == before


def test_the_tags_used_last_are_offered_first(at_work):
    at_work.tag(0, 8, "sil")
    at_work.area.select(9, 15)
    at_work.press("Return")
    at_work.press("Return")
    assert names(at_work, next(c for c in at_work.claims() if c.start == 9)) == ["Silence"]


def test_tags_that_go_with_those_on_the_claim_are_offered_first(at_work):
    at_work.area.select(200, 240)
    at_work.area.setFocus()
    at_work.press("Return")
    at_work.type("sarneth")
    at_work.press("Tab")
    rows = at_work.find("palette.list").model()
    assert rows.data(rows.index(0)) == "Silence"
