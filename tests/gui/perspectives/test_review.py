"""The Review perspective over a real project, worked by keys and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import claims, coders, comments, decisions
from workbench.operations import review

from ..fixtures import OTHER  # noqa: TID252


@pytest.fixture
def here(at_sample):
    at_sample.command("view.review")
    return at_sample


def page(hands):
    return hands.window.place.review


def cards(hands):
    model = page(hands).pane.model
    return [model.card(row) for row in range(model.rowCount())]


def standing(hands):
    return decisions.standing(decisions.all_decisions(hands.project))


def only_theirs(hands):
    """Go to the first passage that only the other coder found."""
    row = next(n for n, card in enumerate(cards(hands)) if "only right" in card.kinds)
    page(hands).pane.go_to(row)
    page(hands).pane.list.setFocus()
    return cards(hands)[row]


def test_the_differences_are_those_that_the_operation_finds(here):
    left, right = page(here).compared.pair
    found = review.review_document(here.project, page(here).document, left, right)
    assert len(cards(here)) == len(found.differences) > 10
    assert page(here).current.number == 1
    assert page(here).pane.list.hasFocus()
    assert (
        f"of {len(found.differences)} differences"
        in here.window.status.findChild(object, "status.place").text()
    )


def test_a_letter_decides_and_j_goes_on(here):
    card = only_theirs(here)
    here.press("R")
    assert standing(here).claims == {card.key[0]: "reject"}
    assert page(here).current.outcome == "Rejected"
    here.press("J")
    assert page(here).current.number == card.number + 1
    here.press("K", "A")
    assert standing(here).claims == {card.key[0]: "accept"}
    here.command("edit.undo")
    assert standing(here).claims == {card.key[0]: "reject"}
    here.command("edit.undo")
    assert standing(here).claims == {}
    assert not page(here).current.decided


def test_a_reason_is_kept_with_the_decision_and_offered_again(here):
    card = only_theirs(here)
    here.press("R", "Return")
    assert here.focused() == "review.reason"
    here.type("One step too far")
    here.press("Return")
    (made,) = decisions.all_decisions(here.project)[card.key[0]]
    assert (made.verdict, made.reason) == ("reject", "One step too far")
    assert page(here).pane.list.hasFocus()
    assert page(here).current.key != card.key
    assert not page(here).current.decided
    assert page(here).pane.reasons.stringList() == ["One step too far"]


def test_letters_in_the_reason_decide_nothing(here):
    only_theirs(here)
    here.press("Return")
    here.type("arqjk")
    assert standing(here).claims == {}
    assert page(here).pane._open.reason.text() == "arqjk"


def test_each_tag_is_decided_on_by_itself(here):
    same = page(here)._deciding.reviewed.agreed[0]
    spare = [tag.id for tag in here.tags().values() if tag.name in ("Grain prices", "Displacement")]
    with here.project.action("Tag") as action:
        for claim, tag in zip((same.left[0], same.right[0]), spare, strict=True):
            claims.add_tag(action, claim.id, tag)
    here.window.session.announce(action.changes)
    row = page(here).pane.model.row_of_claim(same.left[0].id)
    page(here).pane.go_to(row)
    page(here).pane.list.setFocus()
    targets = [choice.target for choice in page(here).current.choices]
    here.press(*(["A"] * len(targets)))
    assert {(one.claim, one.tag) for one in targets} <= set(standing(here).tags)
    assert page(here).current.decided


def test_buttons_and_ways_do_what_they_say(here):
    card = only_theirs(here)
    here.bot.wait(50)  # for the list to lay out its rows
    here.click("review.question")
    assert standing(here).claims == {card.key[0]: "question"}
    menu = page(here).pane._open._menu
    reopen = next(action for action in menu.actions() if action.text().startswith("Reopen"))
    reopen.trigger()
    assert standing(here).claims == {}
    row = next(n for n, one in enumerate(cards(here)) if dict(one.ways).get("take boundaries"))
    page(here).pane.go_to(row)
    pairing = page(here)._deciding.reviewed.differences[row].pairing
    left, right = pairing.left[0], pairing.right[0]
    words = dict(page(here).current.ways)["take boundaries"]
    next(one for one in page(here).pane._open._menu.actions() if one.text() == words).trigger()
    assert claims.get(here.project, left.id).spans == right.spans
    here.command("edit.undo")
    assert claims.get(here.project, left.id).spans == left.spans


def test_what_all_can_be_accepted_is_offered_with_its_number(here):
    pane = page(here).pane
    page(here)._fill_bulk()
    agreed = pane.bulk_menu.actions()[0]
    count = 2 * len(page(here)._deciding.reviewed.agreed)
    assert agreed.text() == f"Where both say the same ({count})"
    agreed.trigger()
    assert len(standing(here).claims) == count
    assert here.project.log.undoable() == "Accept: Where both say the same"


def test_the_text_shows_both_one_or_each_beside_the_other(here):
    texts = page(here).texts
    both = len(texts.first._scene.index)
    counts = {}
    for show in ("left", "right", "beside", "both"):
        here.click(f"review.show.{show}")
        counts[show] = (len(texts.first._scene.index), len(texts.second._scene.index))
    assert counts["left"][0] + counts["right"][0] == both == counts["both"][0]
    assert counts["beside"] == (counts["left"][0], counts["right"][0])


def test_two_texts_scroll_in_step(here):
    here.click("review.show.beside")
    texts = page(here).texts
    texts.first.restore_place(len(texts.first.text()) // 2)
    texts.first.first_visible_changed.emit(texts.first.place())
    assert texts.second.place() == texts.first.place()


def test_a_number_in_the_margin_opens_its_difference(here, qtbot):
    here.window.repaint()
    qtbot.waitUntil(lambda: bool(page(here).texts.first._margin._bubbles), timeout=5000)
    margin = page(here).texts.first._margin
    box, number = margin._bubbles[-1]
    QTest.mouseClick(
        margin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center().toPoint()
    )
    assert page(here).current.number == number


def test_documents_tell_what_is_left_and_the_next_one_opens(here):
    side = page(here).side
    here.until(lambda: all(row.decided is not None for row in side.model.rows))
    first = page(here).document
    total = side.model.rows[0].total
    with_differences = [row for row in side.model.rows if row.total]
    assert total == len(cards(here))
    here.command("review.next_document")
    assert page(here).document == with_differences[1].document.id != first
    assert side.current == page(here).document


def test_the_kinds_shown_can_be_narrowed(here):
    pane = page(here).pane
    pane.show_only("stance")
    key = pane.current.key
    assert {card.key for card in cards(here)} - {key} == {
        card.key for card in pane._all if "stance" in card.kinds
    } - {key}
    pane.show_only("all")
    assert len(cards(here)) == len(pane._all)
    pane.show_only("answered")
    with here.bot.waitSignal(pane.turned, check_params_cb=lambda card: card is None):
        page(here).next_document()
    assert cards(here) == []
    here.click("review.empty.button")
    assert cards(here) == pane._all


def test_sides_change_places_when_one_coder_is_chosen_twice(here):
    left, right = page(here).compared.pair
    page(here).compare(right, right)
    assert page(here).compared.pair == (right, left)


def test_a_change_elsewhere_is_followed_when_it_is_looked_at(here):
    before = [card.key for card in cards(here)]
    here.command("view.read")
    theirs = next(
        claim for claim in here.claims() if claim.coder == page(here).compared.pair[1]
        and claim.document == page(here).document
    )  # fmt: skip
    with here.project.action("Delete") as action:
        claims.remove(action, theirs.id)
    here.window.session.announce(action.changes)
    here.command("view.review")
    assert [card.key for card in cards(here)] != before


def test_alone_it_says_what_to_do(hands, tmp_path):
    hands.window.new_project(tmp_path / "alone.workbench")
    hands.command("view.review")
    assert page(hands)._empty.isVisible()
    assert "Bring in" in page(hands)._empty.button.text()
    assert page(hands)._empty._key.text() == "Ctrl+Shift+I"
    hands.press("Ctrl+J")
    assert hands.notice() == "Open a difference in the Review first."


def test_the_cards_speak(here):
    card = only_theirs(here)
    assert card.spoken.startswith(f"Difference {card.number}: Passage only by ")
    assert "no claim here" in card.spoken
    assert OTHER not in card.spoken


def test_blind_coding_hides_the_others_until_a_document_is_done(at_sample):
    hands = at_sample
    opened = hands.window.read.active
    everybody, me = len(opened.claims), hands.project.coder.id
    own = sum(claim.coder == me for claim in opened.claims.values())
    assert own < everybody
    hands.command("review.blind")
    assert len(opened.claims) == own
    hands.command("view.claims")
    hands.until(lambda: hands.window.claims.page.model.placed)
    shown = [row.claim for row in hands.window.claims.page.model.placed]
    assert {claim.coder for claim in shown if claim.document == opened.id} == {me}
    hands.command("view.review")
    assert cards(hands) == []
    assert page(hands).pane._empty.sentence.text().startswith("Blind coding")
    hands.command("view.read")
    hands.command("document.done")
    hands.command("document.previous")
    assert len(hands.window.read.active.claims) == everybody
    hands.command("view.review")
    page(hands).open(opened.id)
    assert cards(hands)


def test_names_can_be_hidden(here):
    names = {coder.name for coder in page(here).compared.coders()}
    here.window.actions_table["review.names"].trigger()
    shown = {coder.name for coder in page(here).compared.coders()}
    assert shown == {"Coder A", "Coder B"}
    assert not any(name.split()[0] in card.spoken for card in cards(here) for name in names)
    tips = {mark.names.split(":")[0] for mark in page(here).texts.first._scene.index}
    assert tips == shown
    here.window.actions_table["review.names"].trigger()
    assert {coder.name for coder in page(here).compared.coders()} == names


def test_the_overlap_from_which_claims_pair_can_be_chosen_and_is_remembered(here):
    left, right = page(here).compared.pair
    found = {}
    box = here.find("review.overlap")
    for number, share in enumerate((0.1, 0.25, 0.5, 0.75)):
        box.setCurrentIndex(number)
        box.activated.emit(number)
        wanted = review.review_document(here.project, page(here).document, left, right, share)
        assert [card.key for card in cards(here)] == [
            tuple(claim.id for claim in (*one.pairing.left, *one.pairing.right))
            for one in wanted.differences
        ]
        found[share] = len(cards(here))
    assert found[0.1] < found[0.75]
    path = here.project.path
    here.window.close_project()
    here.window.open_project(path)
    here.command("view.review")
    assert page(here).side._overlap.currentText() == "75 % overlap"
    assert len(cards(here)) == found[0.75]


def test_what_the_matrix_would_change_opens_there(here):
    left, right = page(here).compared.pair
    theirs = {claim.id for claim in here.claims() if claim.coder == right}
    here.window.actions_table["review.matrix"].trigger()
    assert here.window.perspective == "matrix"
    view = here.window.matrix.view
    here.until(lambda: view.difference is not None)
    both, mine = view.difference.after.request.filter, view.difference.before.request.filter
    assert (mine.coders, both.coders) == ({left}, {left, right})
    changes = view.difference.changes.values()
    assert not any(change.lost for change in changes)
    gained = {claim for change in changes for claim in change.gained}
    assert gained
    assert gained <= theirs


def test_f9_hides_the_sides_of_the_review_and_the_keyboard_goes_on(here):
    review_page = page(here)
    review_page.side.list.setFocus()
    here.press("F9")
    assert here.window.perspective == "review"
    assert review_page.side.isHidden()
    assert review_page.pane.list.hasFocus()
    here.press("Shift+F9")
    assert review_page.pane.isHidden()
    assert review_page.texts.isAncestorOf(here._focus())
    here.press("F9", "Shift+F9")
    assert not review_page.side.isHidden()
    assert not review_page.pane.isHidden()


def test_each_choice_has_a_reason_of_its_own(here):
    same = page(here)._deciding.reviewed.agreed[0]
    spare = [tag.id for tag in here.tags().values() if tag.name in ("Grain prices", "Displacement")]
    with here.project.action("Tag") as action:
        for claim, tag in zip((same.left[0], same.right[0]), spare, strict=True):
            claims.add_tag(action, claim.id, tag)
    here.window.session.announce(action.changes)
    page(here).pane.go_to_claim(same.left[0].id)
    page(here).pane.list.setFocus()
    opened = page(here).pane._open
    first, second = (choice.target for choice in page(here).current.choices)
    here.press("R", "Return")
    assert opened.reason.text() == ""
    here.type("Not here")
    opened.choose(0)
    assert opened.reason.text() == "Not here"  # what is typed stays
    opened.finish()
    made = {one.tag: one.reason for one in decisions.all_decisions(here.project)[first.claim]}
    assert made[first.tag] == "Not here"
    page(here).pane.go_to_claim(same.left[0].id)
    opened = page(here).pane._open
    assert opened.reason.text() == "Not here"
    opened._choices.buttons[1].click()
    assert opened.reason.text() == ""
    opened._buttons["accept"].click()
    theirs = decisions.all_decisions(here.project)[second.claim]
    assert [(one.verdict, one.reason) for one in theirs if one.tag == second.tag] == [
        ("accept", "")
    ]


def test_what_was_decided_on_the_other_side_is_told_too(here):
    row = next(n for n, one in enumerate(cards(here)) if one.kinds == {"boundaries"})
    page(here).pane.go_to(row)
    pairing = page(here)._deciding.reviewed.differences[row].pairing
    here.window.session.do(
        "Question", decisions.decide, pairing.left[0].id, "question", None, "Why so long?"
    )
    here.window.session.do("Accept", decisions.decide, pairing.right[0].id, "accept")
    name = here.project.coder.name
    whose = f"{name.split()[0]}’s claim"
    assert page(here).current.beside == (f"{name} questioned {whose}: Why so long?",)
    assert (page(here).current.outcome, page(here).current.reason) == ("Accepted", "")
    assert page(here).pane._open._said.text() == page(here).current.beside[0]


def test_what_stands_aside_is_left_out_as_in_read(here):
    texts = page(here).texts
    assert texts.first.asides == here.window.read.active.pane.text_area.asides > 0
    assert not texts.first.aside


def test_something_is_said_about_a_difference_where_it_stands(here):
    card = only_theirs(here)
    here.press("C")
    assert here.focused() == "review.comment"
    here.type("See the note")
    here.press("Return")
    assert [one.text for one in comments.of_claim(here.project, card.key[0])] == ["See the note"]
    assert page(here).pane.list.hasFocus()
    assert page(here).current.key == card.key
    name = here.project.coder.name
    assert page(here).pane._open._said.text() == f"{name}: See the note"
    here.press("C", "Return")
    assert len(page(here).current.remarks) == 1
    assert not page(here).pane._open.comment.isVisible()


def test_a_coder_who_takes_another_name_is_called_so(here):
    here.window.session.do("Change your name", coders.rename, "Mira T. Olan")
    assert page(here).side._boxes[0].currentText() == "Mira T. Olan"
