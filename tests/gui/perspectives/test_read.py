"""The Read perspective: text, highlights, panel and sidebar in step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from db import claims
from db.records import Span

WORDS = "Duvania called it a hostile act"


@pytest.fixture
def read(at_work):
    return at_work.window.read


@pytest.fixture
def theirs(at_work):
    me = at_work.window.session.me.id
    return next(claim for claim in at_work.claims() if claim.coder != me)


def claim_of(hands, words):
    start = hands.text.index(words)
    return next(c for c in hands.claims() if c.spans == (Span(start, start + len(words)),))


def spans(hands, claim):
    return [hands.text[s.start : s.end] for s in claims.get(hands.project, claim.id).spans]


# -- one current claim


def test_a_click_on_a_highlight_selects_its_card(at_work, read):
    claim = claim_of(at_work, "Kelmaria closed the last sluice")
    at_work.click_text(claim.start + 3)
    assert read.claim == claim.id
    assert read.panel.current_claim == claim.id
    assert at_work.area._scene.selected == claim.id


def test_a_click_on_a_card_shows_its_passage(at_work, read):
    start = at_work.text.index("In week 40")
    far = at_work.tag(start, start + 10, "duv")
    at_work.area.restore_place(0)
    panel_list = at_work.find("claims.list")
    row = read.panel._model.row_of(far.id)
    index = read.panel._model.index(row)
    panel_list.scrollTo(index)
    spot = panel_list.visualRect(index).center()
    read.select_claim(None, from_text=True)
    panel_list.clearSelection()
    panel_list.setCurrentIndex(read.panel._model.index(0))
    QTest.mouseClick(panel_list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert read.claim == far.id
    assert at_work.area._in_sight(far.start, far.end)


def test_next_and_previous_walk_the_claims_in_the_order_of_the_text(at_work, read):
    order = [claim.id for claim in read.active.in_order()]
    walked = []
    for _ in range(len(order) + 1):
        at_work.command("claim.next")
        walked.append(read.claim)
    assert walked == [*order, order[-1]]
    at_work.command("claim.previous")
    assert read.claim == order[-2]


def test_from_the_middle_of_the_text_the_next_claim_is_the_one_below(at_work, read):
    made = at_work.tag(len(at_work.text) - 20, len(at_work.text) - 10, "duv")
    read.select_claim(None, from_text=True)
    at_work.area.restore_place(at_work.text.index("In week 40"))
    at_work.command("claim.next")
    assert read.claim == made.id


def test_without_claims_walking_says_so(at_work):
    at_work.command("document.next")
    at_work.command("claim.next")
    assert at_work.notice() == "There is no claim in this document yet."


def test_esc_lets_the_claim_go(at_work, read):
    at_work.area.setFocus()
    at_work.command("claim.next")
    at_work.press("Esc")
    assert read.claim is None
    assert at_work.area._scene.selected is None


def test_of_two_claims_at_one_place_a_second_click_takes_the_other(at_work, read, theirs):
    place = theirs.start + 3
    at_work.click_text(place)
    first = read.claim
    at_work.click_text(place)
    assert {first, read.claim} == {theirs.id, claim_of(at_work, WORDS).id}


def test_the_panel_goes_along_with_the_text(at_work, read):
    far = at_work.text.index("In week 50")
    for n in (20, 30, 40, 50):
        start = at_work.text.index(f"In week {n}")
        at_work.tag(start, start + 10, "duv")
    at_work.area.restore_place(0)
    at_work.bot.wait(60)
    at_work.area.restore_place(far)
    at_work.area._note_place()
    first = at_work.find("claims.list").indexAt(at_work.find("claims.list").rect().topLeft())
    panel_list = at_work.find("claims.list")
    shown = [
        row
        for row in range(read.panel._model.rowCount())
        if panel_list.visualRect(read.panel._model.index(row)).intersects(
            panel_list.viewport().rect()
        )
    ]
    assert first.isValid()
    assert read.panel._model.rowCount() - 1 in shown


def test_a_claim_that_is_gone_is_current_no_longer(at_work, read):
    at_work.command("claim.next")
    at_work.command("claim.delete")
    assert read.claim is None
    assert len(at_work.claims()) == 3
    at_work.press("Ctrl+Z")
    assert len(at_work.claims()) == 4


# -- the card


def test_e_and_the_command_open_the_card(at_work, read):
    at_work.area.setFocus()
    at_work.command("claim.next")
    at_work.press("E")
    assert at_work.focused() == "card.statement"
    at_work.press("Esc")
    assert read.panel.open_claim is None
    at_work.area.setFocus()
    at_work.command("claim.card")
    assert at_work.focused() == "card.statement"


def test_the_command_opens_the_card_also_where_the_panel_is_hidden(at_work, read):
    at_work.command("claim.next")
    at_work.command("view.panel")
    at_work.command("claim.card")
    assert read.panel.isVisible()
    assert at_work.focused() == "card.statement"


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("card.statement", "It is said.", "statement", "It is said."),
        ("card.speaker", "A minister", "speaker", "A minister"),
        ("card.note", "See p. 9", "note", "See p. 9"),
    ],
)
def test_a_field_is_saved_when_it_is_left_as_one_step(at_work, read, name, typed, field, value):
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    at_work.command("claim.card")
    at_work.find(name).setFocus()
    at_work.type(typed)
    assert getattr(claims.get(at_work.project, claim.id), field) == ""
    at_work.press("Tab")
    assert getattr(claims.get(at_work.project, claim.id), field) == value
    assert at_work.project.log.undoable() == f"Edit {field}"
    at_work.area.setFocus()
    at_work.press("Ctrl+Z")
    assert getattr(claims.get(at_work.project, claim.id), field) == ""


def test_stance_confidence_and_credibility_are_chosen_in_the_card(at_work, read):
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    at_work.command("claim.card")
    confidence = at_work.find("card.confidence").buttons[2]
    confidence.click()
    assert claims.get(at_work.project, claim.id).confidence == "high"
    credibility = at_work.find("card.credibility")
    box = credibility if hasattr(credibility, "setCurrentIndex") else credibility.field
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert claims.get(at_work.project, claim.id).credibility == 2
    for stance in ("Against", "For"):
        read.session.do("Tag claim", claims.add_tag, claim.id, at_work.tags()[stance].id)
    names = [tag.name for tag in at_work.tags().values() if tag.sign]
    given = {t.tag for t in claims.get(at_work.project, claim.id).tags}
    assert [n for n in names if at_work.tags()[n].id in given] == ["For"]


def test_a_letter_in_a_field_is_a_letter(at_work, read):
    read._keys.assign(at_work.tags()["Silence"].id, 1)
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    at_work.command("claim.card")
    at_work.type("E1e")
    at_work.press("Tab")
    found = claims.get(at_work.project, claim.id)
    assert found.statement == "E1e"
    assert len(found.tags) == 2


def test_words_are_deleted_in_a_field_and_not_the_claim(at_work, read):
    at_work.command("claim.next")
    at_work.command("claim.card")
    at_work.press("Ctrl+A")
    at_work.type("one two")
    at_work.press("Ctrl+Backspace", "Ctrl+Delete", "Tab")
    assert len(at_work.claims()) == 4
    assert at_work.claims()[0].statement == "one"


# -- passages


def test_a_second_passage_is_added_and_taken_back(at_work, read):
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    start = at_work.text.index("met twice")
    at_work.area.select(start, start + 9)
    at_work.command("claim.passage")
    assert spans(at_work, claim) == [WORDS, "met twice"]
    assert len(at_work.area._scene.index.of(claim.id)) == 2
    at_work.press("Ctrl+Z")
    assert spans(at_work, claim) == [WORDS]


def test_without_a_selection_a_passage_is_asked_for(at_work, read):
    read.go_to(claim_of(at_work, WORDS))
    at_work.command("claim.passage")
    assert "Select the second passage" in at_work.notice()


def test_a_claim_is_split_at_the_caret(at_work, read):
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    at_work.area.select(claim.start + 8, claim.start + 8)
    at_work.command("claim.split")
    assert spans(at_work, claim) == ["Duvania "]
    assert len(at_work.claims()) == 5
    at_work.press("Ctrl+Z")
    assert spans(at_work, claim) == [WORDS]
    assert len(at_work.claims()) == 4


def test_a_split_falls_between_words(at_work, read):
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    at_work.area.select(claim.start + 6, claim.start + 6)
    at_work.command("claim.split")
    assert spans(at_work, claim) == ["Duvania"]


def test_a_key_that_undoes_nothing_in_the_card_is_the_programs(at_work, read):
    claim = claim_of(at_work, WORDS)
    at_work.window.do("Statement", claims.edit, claim.id, statement="")
    at_work.window.do("Speaker", claims.edit, claim.id, speaker="Relin")
    read.panel.open_card(claim.id)
    field = at_work.find("card.statement")
    assert field.hasFocus()
    at_work.press("Ctrl+Z")
    assert claims.get(at_work.project, claim.id).speaker != "Relin"
    at_work.press("Ctrl+Shift+Z")
    assert claims.get(at_work.project, claim.id).speaker == "Relin"
    at_work.type("abc")
    at_work.press("Ctrl+Z")
    assert field.toPlainText() != "abc"
    assert claims.get(at_work.project, claim.id).speaker == "Relin"


def test_a_claim_is_not_split_where_the_caret_is_not_in_it(at_work, read):
    read.go_to(claim_of(at_work, WORDS))
    at_work.area.select(0, 0)
    at_work.command("claim.split")
    assert at_work.notice() == "Put the caret inside the claim, where it is to be split."


def test_a_handle_is_dragged_as_one_step(at_work, read):
    claim = claim_of(at_work, WORDS)
    read.go_to(claim)
    at_work.drag_handle(claim.start + len("Duvania called"))
    assert spans(at_work, claim) == ["Duvania called"]
    assert at_work.project.log.undoable() == "Move bounds"
    at_work.press("Ctrl+Z")
    assert spans(at_work, claim) == [WORDS]
    assert at_work.area._scene.index.of(claim.id)[0].end == claim.end


# -- a teammate's marks


def test_a_teammates_claim_is_dashed_and_ones_own_filled(at_work, read, theirs):
    marks = {c.id: at_work.area._scene.index.of(c.id)[0] for c in at_work.claims()}
    assert not marks[theirs.id].mine
    assert all(mark.mine for claim, mark in marks.items() if claim != theirs.id)


def test_a_teammates_card_is_read_and_not_edited(at_work, read, theirs):
    read.go_to(theirs)
    at_work.command("claim.card")
    assert read.panel.open_claim == theirs.id
    assert read.panel._slot.reads_only
    fields = [*read.panel.findChildren(QLineEdit), *read.panel.findChildren(QPlainTextEdit)]
    typed_in = {f.objectName() for f in fields if f.isVisible() and not f.isReadOnly()}
    assert not typed_in & {"card.statement", "card.speaker", "card.note"}
    at_work.type("xyz")
    at_work.press("Delete")
    assert claims.get(at_work.project, theirs.id) == theirs


@pytest.mark.parametrize(
    "command", ["claim.delete", "claim.split", "claim.passage", "claim.start", "claim.end"]
)
def test_a_teammates_claim_is_not_changed_by_commands(at_work, read, theirs, command):
    read.go_to(theirs)
    at_work.command(command)
    assert at_work.notice() == "Choose a claim of your own first."
    assert claims.get(at_work.project, theirs.id) == theirs


def test_a_teammates_claim_has_no_handles_and_takes_no_tag(at_work, read, theirs):
    read.go_to(theirs)
    at_work.bot.wait(1)
    assert list(at_work.area._scene.grips()) == []
    read._keys.assign(at_work.tags()["Silence"].id, 1)
    at_work.area.setFocus()
    at_work.press("1")
    assert claims.get(at_work.project, theirs.id) == theirs


# -- room


@pytest.mark.parametrize(("width", "sidebar"), [(1440, True), (1280, True), (1024, False)])
def test_the_sides_suit_the_width(at_work, read, width, sidebar):
    at_work.window.resize(width, 800)
    assert read.sidebar.isVisible() is sidebar
    assert read.panel.isVisible()
    at_work.until(lambda: at_work.area.width() > 500)


def test_in_a_narrow_window_one_side_gives_way_to_the_other(at_work, read):
    at_work.window.resize(1024, 640)
    at_work.command("view.sidebar")
    assert read.sidebar.isVisible()
    at_work.until(lambda: read.sidebar.width() > 200)
    assert not read.panel.isVisible()
    at_work.command("view.panel")
    assert read.panel.isVisible()
    assert not read.sidebar.isVisible()
