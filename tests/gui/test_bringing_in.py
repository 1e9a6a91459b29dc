"""Bringing a teammate's file in, from the menu to the review and back."""

import shutil

import pytest
from PySide6.QtWidgets import QComboBox

from db import claims, decisions, documents, tags
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.gui.dialogs.conflicts import ConflictsDialog
from workbench.gui.dialogs.merge import MergeDialog
from workbench.operations import feedback

from .fixtures import OTHER


@pytest.fixture
def theirs(small_path, tmp_path):
    """A copy in which the teammate made a claim more."""
    path = tmp_path / "theirs.workbench"
    shutil.copy(small_path, path)
    with Project.open(path, OTHER) as project, project.action("Claim") as action:
        record = documents.all_documents(project)[0]
        claims.add(action, record.id, [Span(0, 8)], statement="Theirs")
    return path


def bring(hands, path):
    hands.answers.lay_ready(path)
    hands.command("review.bring_in")
    return hands.window.findChild(MergeDialog)


def statements(hands):
    return {claim.statement for claim in hands.claims()}


def test_a_copy_is_shown_first_and_then_brought_in_as_one_step(at_work, theirs):
    before = len(at_work.claims())
    dialog = bring(at_work, theirs)
    assert "1 new claim" in dialog.plan.sentence()
    assert len(at_work.claims()) == before
    dialog.accept()
    assert "Theirs" in statements(at_work)
    assert len(at_work.claims()) == before + 1
    assert at_work.window.perspective == "review"
    assert "1 new claim" in at_work.notice()
    at_work.command("edit.undo")
    assert len(at_work.claims()) == before
    at_work.command("edit.redo")
    assert "Theirs" in statements(at_work)


def test_a_second_time_there_is_nothing_new(at_work, theirs):
    bring(at_work, theirs).accept()
    at_work.until(lambda: not at_work.window.findChild(MergeDialog))
    at_work.window.activateWindow()
    at_work.until(at_work.window.isActiveWindow)
    assert bring(at_work, theirs) is None
    assert "nothing new" in at_work.notice()


def test_cancel_changes_nothing(at_work, theirs):
    before = at_work.claims()
    bring(at_work, theirs).reject()
    assert at_work.claims() == before


def test_what_cannot_be_brought_in_is_said(at_work, tmp_path):
    broken = tmp_path / "broken.workbench"
    broken.write_bytes(b"no project at all")
    assert bring(at_work, broken) is None
    assert "broken.workbench" in at_work.notice()


def test_doubtful_tags_of_another_project_are_asked(at_work, tmp_path):
    path = tmp_path / "apart.workbench"
    record = documents.all_documents(at_work.project)[0]
    with operations.new_project(path, "Apart", OTHER) as project, project.action("Fill") as action:
        text = documents.text(at_work.project, record)
        document = documents.add(action, "plain.txt", text, title="Plain")
        facet = next(one for one in tags.all_facets(project) if one.key == "actor")
        # The same letters, but one of them Cyrillic: alike to the eye, not the same.
        tag = tags.add(action, facet.id, "Kelm\u0430ria")
        claims.add(action, document, [Span(0, 8)], tags=[(tag, "holder")], statement="Apart")
    dialog = bring(at_work, path)
    boxes = dialog.findChildren(QComboBox)
    assert len(boxes) == len(dialog.plan.doubtful) >= 1
    box = next(box for box in boxes if "Kelm" in box.objectName())
    kelmaria = at_work.tags()["Kelmaria"]
    number = next(n for n in range(box.count()) if box.itemText(n).startswith("Kelmaria"))
    box.setCurrentIndex(number)
    dialog.accept()
    made = next(claim for claim in at_work.claims() if claim.statement == "Apart")
    assert made.tags[0].tag == kelmaria.id
    assert len([name for name in at_work.tags() if name.startswith("Kelm")]) == 1


def test_decisions_on_my_claims_are_offered_and_then_answers_to_my_questions(
    at_work, theirs, small_path, tmp_path
):
    mine, their_claim = (
        next(one.id for one in at_work.claims() if (one.coder == at_work.project.coder.id) is own)
        for own in (True, False)
    )
    with at_work.project.action("Ask") as action:
        decisions.decide(action, their_claim, "question", reason="Who said so?")
    at_work.window.session.announce(action.changes)
    shutil.copy(small_path, theirs)
    with Project.open(theirs, OTHER) as project, project.action("Decide") as action:
        decisions.decide(action, mine, "reject", reason="One step too far")
    bring(at_work, theirs).accept()
    assert at_work.notice().endswith("1 decision on your claims came with it.")
    at_work.click("notice.action")
    rows = at_work.window.place.feedback._dialog.model.rows
    assert [(row.verdict, row.by.name, row.reason) for row in rows] == [
        ("reject", OTHER, "One step too far")
    ]
    at_work.window.place.feedback._dialog.close()
    with Project.open(theirs, OTHER) as project, project.action("Answer") as action:
        feedback.answer(action, their_claim, "The envoy")
    at_work.until(lambda: not at_work.window.findChild(MergeDialog))
    at_work.window.activateWindow()
    at_work.until(at_work.window.isActiveWindow)
    bring(at_work, theirs).accept()
    assert at_work.notice().endswith("1 answer to your questions came with it.")
    at_work.click("notice.action")
    review = at_work.window.place.review
    assert their_claim in review.current.key
    assert review.current.answered
    assert review.pane._open._said.text() == f"{OTHER}: The envoy"
    assert review.pane.model.rowCount() == 1


def test_a_conflict_is_listed_and_settled(at_work, small_path, tmp_path):
    path = tmp_path / "theirs.workbench"
    shutil.copy(small_path, path)
    claim = at_work.claims()[0].id
    with Project.open(path, OTHER) as project, project.action("Edit") as action:
        claims.edit(action, claim, statement="Theirs")
    with at_work.project.action("Edit") as action:
        claims.edit(action, claim, statement="Mine")
    bring(at_work, path).accept()
    at_work.command("review.conflicts")
    dialog = at_work.window.findChild(ConflictsDialog)
    assert dialog.list.count() == 1
    standing = claims.get(at_work.project, claim).statement
    at_work.click("conflicts.take1")
    assert {standing, claims.get(at_work.project, claim).statement} == {"Mine", "Theirs"}
    assert dialog.list.count() == 0
    assert "no conflict" in dialog.sentence.text()
