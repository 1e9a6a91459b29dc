"""What others decided on one's claims, over a real project."""

import pytest

from db import claims, comments, decisions
from db.project import Project

from ..fixtures import OTHER  # noqa: TID252


@pytest.fixture
def told(hands, small_path):
    """The teammate's window after three decisions on two of my claims and one on their own."""
    with Project.open(small_path, OTHER) as project, project.action("Decide") as action:
        first, second, third, theirs = _in_order(project)
        decisions.decide(action, first.id, "accept")
        decisions.decide(action, second.id, "question", reason="Who says so?")
        decisions.decide(action, third.id, "reject", third.tags[0].tag, "Not Sarneth")
        decisions.decide(action, theirs.id, "accept")
    hands.window.open_project(small_path, "Mira Tolan")
    hands.command("review.feedback")
    return hands


def _in_order(project):
    found = claims.all_claims(project)
    me = found[0].coder
    return [claim for claim in found if claim.coder == me] + [
        claim for claim in found if claim.coder != me
    ]


def dialog(hands):
    return hands.window.place.feedback._dialog


def rows(hands):
    return [(row.verdict, row.about, row.state) for row in dialog(hands).model.rows]


def test_questions_come_first_and_tags_are_named(told):
    assert rows(told) == [
        ("question", "your claim", "to be answered"),
        ("accept", "your claim", ""),
        ("reject", "your tag “Sarneth”", ""),
    ]
    assert dialog(told).model.rows[0].by.name == OTHER
    assert dialog(told).model.rows[0].place == "Plain, line 1"


def test_an_answer_is_a_comment_and_can_be_undone(told):
    claim = dialog(told).model.rows[0].claim
    dialog(told).field.setText("The envoy")
    told.click("feedback.send")
    assert [one.text for one in comments.of_claim(told.project, claim)] == ["The envoy"]
    assert "answered" in {state for *_, state in rows(told)}
    told.window.undo()
    assert comments.of_claim(told.project, claim) == []
    assert rows(told)[0] == ("question", "your claim", "to be answered")


def test_the_passage_is_shown_in_its_text(told):
    told.click("feedback.show")
    assert told.window.perspective == "read"
    assert told.window.read.claim == dialog(told).model.rows[0].claim


def test_the_project_takes_its_list_along(told):
    opened = told.window.place.feedback
    told.window.close_project()
    assert opened._dialog is None
