"""Reviewing what two coders made of a document: what differs, what was decided, and the ways on.

Decisions can be made by anybody; a claim is changed by its own coder alone, so the ways that change
a claim (taking over what the other side has) are open where the left side is one's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from db import claims, decisions, tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Claim, Decision, Id, Verdict
from workbench.agreement.pairing import THRESHOLD, Pairing
from workbench.operations.compare import compare_document

#: how a difference can be settled at once
Way = Literal["keep mine", "take theirs", "keep both", "combine tags", "take boundaries"]
WAYS: tuple[Way, ...] = (
    "keep mine", "take theirs", "keep both", "combine tags", "take boundaries",
)  # fmt: skip
#: decisions by claim, the oldest first
_Made = Mapping[Id, Sequence[Decision]]
#: what is taken over with the other side's claim
_RECORD = ("statement", "speaker", "confidence", "credibility")


@dataclass(frozen=True, slots=True)
class Target:
    """What is decided on: a claim, or one tag on it."""

    claim: Id
    tag: Id | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two coders differ, or did until one took over what the other has.

    `targets` are what there is to decide on, `standing` the decision on each that stands. `made`
    are all decisions on its claims, the oldest first.
    """

    pairing: Pairing
    targets: tuple[Target, ...]
    standing: tuple[Decision | None, ...]
    made: tuple[Decision, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict | None, ...]:
        """The verdict that stands on each target."""
        return tuple(one.verdict if one else None for one in self.standing)

    @property
    def decided(self) -> bool:
        """Whether a verdict stands on everything there is to decide on."""
        return None not in self.standing

    @property
    def beside(self) -> tuple[Decision, ...]:
        """What else stands on its claims: decisions on the side that is not to be decided on."""
        return tuple(one for one in self.made if not one.stale and one not in self.standing)

    @property
    def changed_since(self) -> bool:
        """Whether something was decided that has changed since and wants a new look."""
        return not self.decided and any(one.stale for one in self.made)

    @property
    def reason(self) -> str:
        """The reason given last for what stands on the targets."""
        given = [one for one in self.made if one in self.standing]
        return given[-1].reason if given else ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What two coders made of one document: differences in the order of the text, and the rest."""

    differences: tuple[Difference, ...]
    agreed: tuple[Pairing, ...]

    @property
    def decided(self) -> int:
        """How many of the differences are decided."""
        return sum(one.decided for one in self.differences)


def review_document(
    project: Project, document: Id, left: Id, right: Id, threshold: float = THRESHOLD
) -> Reviewed:
    """Compare two coders in a document and say what was decided of each difference.

    Where one side took over what the other has nothing differs any more; the place stays in the
    list, decided, as long as a verdict stands on one of its sides alone.
    """
    pairings = compare_document(project, document, left, right, threshold)
    made = decisions.of_document(project, document)
    standing = decisions.standing(made)
    differences, agreed = [], []
    for pairing in pairings:
        if pairing.same and not _settled(pairing, standing):
            agreed.append(pairing)
            continue
        targets, decided = _targets(pairing, made)
        here = (one for claim in (*pairing.left, *pairing.right) for one in made.get(claim.id, ()))
        in_time = tuple(sorted(here, key=lambda one: (one.at, one.id)))
        differences.append(Difference(pairing, targets, decided, in_time))
    return Reviewed(tuple(differences), tuple(agreed))


def _settled(pairing: Pairing, standing: decisions.Standing) -> bool:
    left, right = (
        any(
            claim.id in standing.claims
            or any((claim.id, given.tag) in standing.tags for given in claim.tags)
            for claim in side
        )
        for side in (pairing.left, pairing.right)
    )
    return left != right


def _decision(target: Target, made: _Made) -> Decision | None:
    """Return what stands on a claim or tag: on a tag its own decision, else its claim's."""
    found = [one for one in made.get(target.claim, ()) if not one.stale]
    own = [one for one in found if one.tag == target.tag]
    return next(reversed(own or [one for one in found if one.tag is None]), None)


def _targets(
    pairing: Pairing, made: _Made
) -> tuple[tuple[Target, ...], tuple[Decision | None, ...]]:
    """Return what is to be decided on, the right side's work, with the decisions that stand.

    Where only the left side's is decided on it is that: what one coder settled looks settled to
    the other too, who sees it from the other side.
    """
    found = []
    for mine, theirs in ((pairing.left, pairing.right), (pairing.right, pairing.left)):
        targets = _on_side(pairing, mine, theirs)
        found.append((targets, tuple(_decision(target, made) for target in targets)))
    return next((one for one in found if None not in one[1]), found[0])


def _on_side(
    pairing: Pairing, mine: Sequence[Claim], theirs: Sequence[Claim]
) -> tuple[Target, ...]:
    """Return what there is to decide: the tags that differ where nothing else does, else claims."""
    if not pairing.paired:
        return tuple(Target(claim.id) for claim in (*pairing.left, *pairing.right))
    if pairing.kinds <= {"tags", "stance"} and pairing.tags:
        return tuple(_carrier((*theirs, *mine), one.tag) for one in pairing.tags)
    return tuple(Target(claim.id) for claim in theirs)


def _carrier(claims: Iterable[Claim], tag: Id) -> Target:
    """Return the tag on the first of some claims that carries it."""
    return next(
        Target(claim.id, tag) for claim in claims if any(given.tag == tag for given in claim.tags)
    )


# -- deciding


def decide_on(action: Action, targets: Iterable[Target], verdict: Verdict, reason: str = "") -> int:
    """Decide on several claims or tags at once; returns on how many something else stood."""
    return sum(decisions.decide(action, one.claim, verdict, one.tag, reason) for one in targets)


def reopen(action: Action, targets: Iterable[Target]) -> int:
    """Take back what the acting coder decided on these; returns on how many it was something.

    Raises Invalid where nothing was theirs.
    """
    count = sum(decisions.reopen(action, one.claim, one.tag) for one in targets)
    if not count:
        raise Invalid("You decided nothing here: only the one who decided takes it back.")
    return count


def targets_of(
    project: Project, coder: Id, document: Id | None = None, tag: Id | None = None
) -> list[Target]:
    """Return the claims of a coder (in a document), or one tag wherever these carry it."""
    found = (
        claims.all_claims(project) if document is None else claims.of_document(project, document)
    )
    return [
        Target(claim.id, tag)
        for claim in found
        if claim.coder == coder and (tag is None or any(given.tag == tag for given in claim.tags))
    ]


def agreed_targets(reviewed: Reviewed) -> list[Target]:
    """Return the claims of both sides wherever both say the same."""
    return [Target(claim.id) for one in reviewed.agreed for claim in (*one.left, *one.right)]


# -- settling a difference at once


def ways(pairing: Pairing, me: Id) -> tuple[Way, ...]:
    """Return the ways in which a coder can settle a difference."""
    found: list[Way] = ["keep mine", "take theirs"]
    if pairing.paired:
        found.append("keep both")
        own = len(pairing.left) == len(pairing.right) == 1 and pairing.left[0].coder == me
        if own and pairing.kinds & {"tags", "stance"}:
            found.append("combine tags")
        if own and "boundaries" in pairing.kinds:
            found.append("take boundaries")
    return tuple(found)


def settle(action: Action, pairing: Pairing, way: Way, reason: str = "") -> None:
    """Settle a difference in one of its `ways`: the left side is mine, the right one theirs.

    What is taken over from the other side is written into one's own claim, and theirs is accepted.
    Otherwise both are decided on and stay as they are. Raises Invalid for a way that is not open.
    """
    if way not in ways(pairing, action.coder):
        raise Invalid("This cannot be settled so: only its own coder changes a claim.")
    mine, theirs = [[Target(claim.id) for claim in side] for side in (pairing.left, pairing.right)]
    alone = len(pairing.left) == len(pairing.right) == 1
    own = alone and pairing.left[0].coder == action.coder
    if way == "combine tags":
        _combine_tags(action, pairing)
        decide_on(action, mine, "accept", reason)
    elif way == "take boundaries":
        claims.set_spans(action, pairing.left[0].id, pairing.right[0].spans)
    elif way == "take theirs" and own:
        _take_over(action, pairing.left[0], pairing.right[0])
    else:
        decide_on(action, mine, "reject" if way == "take theirs" else "accept", reason)
    decide_on(action, theirs, "reject" if way == "keep mine" else "accept", reason)


def _take_over(action: Action, mine: Claim, theirs: Claim) -> None:
    claims.set_spans(action, mine.id, theirs.spans)
    claims.edit(action, mine.id, **{field: getattr(theirs, field) for field in _RECORD})
    wanted = {given.tag: given.role for given in theirs.tags}
    for given in mine.tags:
        if given.tag not in wanted:
            claims.remove_tag(action, mine.id, given.tag)
    for tag, role in wanted.items():
        claims.add_tag(action, mine.id, tag, role)


def _combine_tags(action: Action, pairing: Pairing) -> None:
    """Give one's own claim the other side's tags too; one of an exclusive facet stays one's own."""
    mine, theirs = pairing.left[0], pairing.right[0]
    facet_of = {tag.id: tag.facet for tag in tags.all_tags(action.project)}
    exclusive = {facet.id for facet in tags.all_facets(action.project) if facet.exclusive}
    taken = {facet_of[given.tag] for given in mine.tags} & exclusive
    have = {given.tag for given in mine.tags}
    for given in theirs.tags:
        if given.tag not in have and facet_of[given.tag] not in taken:
            claims.add_tag(action, mine.id, given.tag, given.role)
