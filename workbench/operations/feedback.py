"""What comes back to the one whose claims were reviewed, and the answers that go back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db import claims, comments, decisions
from db.log import Action
from db.project import Project
from db.records import Claim, Comment, Decision, Id


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody else decided on a claim of one's own, and whether one has answered since."""

    claim: Claim
    decision: Decision
    answered: bool

    @property
    def waits(self) -> bool:
        """Whether it is a question that still waits for an answer."""
        asked = self.decision.verdict == "question" and not self.decision.stale
        return asked and not self.answered


def feedback(project: Project, coder: Id) -> list[Feedback]:
    """Return what others decided on a coder's claims, in the order of the documents and texts."""
    made: Mapping[Id, Sequence[Decision]] = decisions.all_decisions(project)
    answers = comments.last_by(project, coder)
    return [
        Feedback(claim, one, answers.get(claim.id, "") > one.at)
        for claim in claims.many(project, list(made))
        if claim.coder == coder
        for one in made[claim.id]
        if one.coder != coder
    ]


def answer(action: Action, claim: Id, text: str) -> Id:
    """Answer what was decided on a claim, as the acting coder; returns the comment's id.

    Raises Invalid for an answer without words or too long, or where the claim is gone.
    """
    return comments.add(action, claim, text)


def answered(made: Sequence[Decision], said: Sequence[Comment]) -> bool:
    """Return whether somebody answered a question that stands, given all about one claim."""
    return any(
        one.verdict == "question" and not one.stale and each.coder != one.coder and each.at > one.at
        for one in made
        for each in said
    )


def answered_questions(project: Project, coder: Id) -> list[Claim]:
    """Return the claims on which a coder's questions stand and were answered, as texts go."""
    made = {
        claim: [one for one in found if one.coder == coder]
        for claim, found in decisions.all_decisions(project).items()
    }
    said = comments.of_claims(project, [claim for claim, found in made.items() if found])
    wanted = [claim for claim, found in made.items() if answered(found, said.get(claim, ()))]
    return claims.many(project, wanted)
