"""Comments on claims in the real window."""

from PySide6.QtWidgets import QLabel

from db import comments, documents


def said(hands, claim):
    return [comment.text for comment in comments.of_claim(hands.project, claim.id)]


def test_a_comment_is_one_step_shown_at_once_and_taken_back(at_work):
    claim = at_work.claims()[0]
    read = at_work.window.read
    read.go_to(claim)
    at_work.press("Alt+Return")
    at_work.find("card.comment").setFocus()
    at_work.type("Which sluice?")
    at_work.press("Ctrl+Return")
    assert said(at_work, claim) == ["Which sluice?"]
    (label,) = at_work.window.findChildren(QLabel, "card.remark.text")
    assert label.text() == "Which sluice?"
    assert at_work.find("card.comment").hasFocus()
    assert at_work.project.log.entries(1)[0].label == "Comment"
    at_work.click("card.remark.delete")
    assert said(at_work, claim) == []
    assert at_work.notice() == "Done: Delete comment."
    at_work.click("notice.action")
    assert said(at_work, claim) == ["Which sluice?"]
    (card,) = [card for card in read.active.cards() if card.claim.id == claim.id]
    assert [remark.text for remark in card.remarks] == ["Which sluice?"]
    assert card.remarks[0].mine


def test_the_reliability_of_the_source_stands_on_its_cards(at_work):
    document = at_work.document("Plain")
    at_work.window.session.do("Edit document", documents.edit, document, reliability="B")
    assert {card.reliability for card in at_work.window.read.active.cards()} == {"B"}


def test_the_fields_of_the_card_are_one_step_of_the_project(at_work):
    read = at_work.window.read
    read.panel.fields_hidden.emit(frozenset({"speaker"}))
    assert at_work.project.log.entries(1)[0].label == "Fields of the card"
    claim = next(claim for claim in at_work.claims() if not claim.speaker)
    read.go_to(claim)
    at_work.press("Alt+Return")
    assert not at_work.find("card.speaker").isVisible()
    at_work.press("Escape")
    at_work.window.undo()
    at_work.press("Alt+Return")
    assert at_work.find("card.speaker").isVisible()
