from collections.abc import Iterator
from pathlib import Path

import pytest

from db import claims, comments, decisions, documents
from db.errors import Invalid
from db.project import Project
from db.records import Id, Span
from workbench.operations.feedback import answer, answered_questions, feedback


class Desk:
    """A project in which Joren made two claims, Mira questioned one and accepted the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.project = Project.create(path, "Upper Teshk", "Mira")
        self.mira = self.project.coder.id
        self.joren = self.turn("Joren")
        with self.project.action("Claims") as action:
            document = documents.add(action, "dry.txt", "Grain doubled. The raid went on.\n")
            self.grain = claims.add(action, document, [Span(0, 13)])
            self.raid = claims.add(action, document, [Span(15, 31)])
        self.turn("Mira")
        self.ask("Which grain?")
        with self.project.action("Accept") as action:
            decisions.decide(action, self.raid, "accept")

    def turn(self, coder: str) -> Id:
        self.project.close()
        self.project = Project.open(self.path, coder)
        return self.project.coder.id

    def ask(self, reason: str) -> None:
        with self.project.action("Question") as action:
            decisions.decide(action, self.grain, "question", reason=reason)

    def answer(self, text: str) -> None:
        with self.project.action("Answer") as action:
            answer(action, self.grain, text)

    def asked(self) -> list[Id]:
        return [claim.id for claim in answered_questions(self.project, self.mira)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "p.workbench")
    yield desk
    desk.project.close()


def test_the_one_reviewed_sees_what_was_decided_and_answers(desk: Desk) -> None:
    assert feedback(desk.project, desk.mira) == []
    desk.turn("Joren")
    asked, accepted = feedback(desk.project, desk.joren)
    assert (asked.claim.id, asked.decision.reason, asked.waits) == (
        desk.grain, "Which grain?", True,
    )  # fmt: skip
    assert (accepted.claim.id, accepted.waits) == (desk.raid, False)
    desk.answer("Millet")
    asked, accepted = feedback(desk.project, desk.joren)
    assert (asked.answered, asked.waits, accepted.answered) == (True, False, False)
    assert [said.text for said in comments.of_claim(desk.project, desk.grain)] == ["Millet"]


def test_an_answer_needs_words(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.answer("  ")


def test_the_one_who_asked_sees_what_was_answered_until_they_ask_again(desk: Desk) -> None:
    desk.answer("My own remark is no answer")
    assert desk.asked() == []
    desk.turn("Joren")
    desk.answer("Millet")
    desk.turn("Mira")
    assert desk.asked() == [desk.grain]
    desk.ask("Whose millet?")
    assert desk.asked() == []


def test_a_claim_that_was_changed_since_waits_for_no_answer(desk: Desk) -> None:
    desk.turn("Joren")
    with desk.project.action("Edit") as action:
        claims.edit(action, desk.grain, statement="Grain prices doubled.")
    assert not feedback(desk.project, desk.joren)[0].waits
    desk.answer("I made it clear")
    assert desk.asked() == []
