"""What reviewers decided of claims as a whole, and deciding on many of them in one step."""

from collections.abc import Collection, Iterable
from typing import Literal, get_args

from db import claims, decisions
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Decision, Id, Verdict

#: What stands of a claim: a verdict, nothing, or nothing more since the claim is another.
State = Literal["open", "accept", "reject", "question", "changed"]
STATES: tuple[State, ...] = get_args(State)
#: How the states are called in sentences and on the command line.
STATE_WORDS: dict[State, str] = {
    "open": "open", "accept": "accepted", "reject": "rejected", "question": "questioned",
    "changed": "changed since",
}  # fmt: skip


def states(project: Project, chosen: Collection[Id] | None = None) -> dict[Id, State]:
    """Return what stands of claims (of all, if none are named); absent ones are open.

    A verdict on one of a claim's tags is none on the claim.
    """
    if chosen is None:
        made = decisions.all_decisions(project)
    else:
        made = decisions.of_claims(project, chosen)
    standing = decisions.standing(made).claims
    return {
        claim: standing.get(claim, "changed")
        for claim, about in made.items()
        if claim in standing or _was_decided(about)
    }


def _was_decided(about: Iterable[Decision]) -> bool:
    return any(one.stale and one.tag is None for one in about)


def claims_in(project: Project, wanted: Collection[State]) -> set[Id]:
    """Return the claims of which one of these states is true."""
    known = states(project)
    found = {claim for claim, state in known.items() if state in wanted}
    if "open" in wanted:
        found |= {claim.id for claim in claims.all_claims(project)} - known.keys()
    return found


def decide_claims(
    action: Action, chosen: Collection[Id], verdict: Verdict, reason: str = ""
) -> int:
    """Accept, reject or question claims, whosever they are; returns how many were not so."""
    found = claims.many(action.project, chosen)
    if not found:
        raise Invalid("These claims are no longer in the project.")
    return sum(decisions.decide(action, one.id, verdict, reason=reason) for one in found)


def reopen_claims(action: Action, chosen: Collection[Id]) -> int:
    """Take back what the acting coder decided of claims; returns of how many that was something.

    Raises Invalid where it was nothing.
    """
    count = sum(decisions.reopen(action, claim) for claim in chosen)
    if not count:
        raise Invalid("None of these decisions is yours: only who decided takes it back.")
    return count
