"""What was decided of claims, on their cards in Read."""

from PySide6.QtWidgets import QLabel

from db import claims, decisions
from db.project import Project

from ..fixtures import OTHER  # noqa: TID252


def told(hands, claim):
    found = next(card for card in hands.window.read.active.cards() if card.claim.id == claim.id)
    return [ruling.told for ruling in found.rulings]


def decide(hands, claim, verdict, tag=None, reason=""):
    hands.window.session.do("Decide", decisions.decide, claim.id, verdict, tag, reason)


def test_a_card_follows_what_is_decided_and_what_changes(at_work):
    claim = next(one for one in at_work.claims() if one.tags)
    tag = claim.tags[0].tag
    name = at_work.window.session.book.tags[tag].name
    decide(at_work, claim, "reject", tag, "Not meant")
    decide(at_work, claim, "accept")
    assert told(at_work, claim) == [
        "Accepted by Mira Tolan", f"“{name}” rejected by Mira Tolan: Not meant",
    ]  # fmt: skip
    at_work.window.session.do("Edit", claims.edit, claim.id, statement="Another")
    assert told(at_work, claim)[0] == "Changed since it was decided on"
    at_work.window.undo()
    assert told(at_work, claim)[0] == "Accepted by Mira Tolan"
    at_work.window.undo()
    at_work.window.undo()
    assert told(at_work, claim) == []


def test_the_last_word_stands_on_the_open_card(at_work, small_path):
    claim = next(one for one in at_work.claims() if one.coder == at_work.project.coder.id)
    at_work.window.close_project()
    with Project.open(small_path, OTHER) as project, project.action("Decide") as action:
        decisions.decide(action, claim.id, "question", reason="Who says so?")
    at_work.window.open_project(small_path, "Mira Tolan")
    at_work.window.read.go_to(claim)
    at_work.press("Alt+Return")

    def lines():
        labels = at_work.window.findChildren(QLabel, "card.ruling")
        return [label.text() for label in labels if label.isVisible()]

    assert lines() == [f"Questioned by {OTHER}: Who says so?"]
    decide(at_work, claim, "accept")
    assert lines() == ["Accepted by Mira Tolan"]


def test_blind_coding_hides_what_others_decided(at_work, small_path):
    claim = next(one for one in at_work.claims() if one.coder == at_work.project.coder.id)
    decide(at_work, claim, "accept")
    at_work.window.close_project()
    with Project.open(small_path, OTHER) as project, project.action("Decide") as action:
        decisions.decide(action, claim.id, "reject")
    at_work.window.open_project(small_path, "Mira Tolan")
    assert told(at_work, claim) == [f"Rejected by {OTHER}"]
    at_work.command("review.blind")
    assert told(at_work, claim) == ["Accepted by Mira Tolan"]
