"""Bringing in what was made apart from this project: another project, or a table of claims."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from db import coders, merge
from db.errors import Invalid
from db.log import Action
from db.merge import Progress
from db.project import Project
from workbench.operations.joining_match import Matches, match
from workbench.operations.joining_rows import Joiner
from workbench.operations.merge_plan import Answers, Doubt, MergePlan, Share
from workbench.operations.wording import counted, listed

_COUNTED = {
    "claim": "claims", "tag": "tags", "document": "documents", "comment": "comments",
    "decision": "decisions",
}  # fmt: skip


class Outcome(NamedTuple):
    """What came, by coder; how many claims were here; what is to be said besides."""

    shares: tuple[Share, ...]
    already: int
    warnings: tuple[str, ...]


T = TypeVar("T")


class _TakeBack(Exception):
    """What was done on trial is to be taken back."""


def tried(project: Project, work: Callable[[Action], T]) -> T:
    """Return what some work would return; all it does to the project is taken back."""
    outcome: list[T] = []
    try:
        with project.action("Try") as action:
            outcome.append(work(action))
            raise _TakeBack
    except _TakeBack:
        return outcome[0]


def plan_project(project: Project, other: Project, progress: Progress) -> MergePlan:
    """Return what bringing another project in would do: it is tried, and taken back."""
    matches = match(project, other, {})
    outcome = tried(project, lambda action: _join(action, other, matches, progress))
    return MergePlan(
        other.path,
        "apart",
        other.title,
        outcome.shares,
        already=outcome.already,
        doubtful=tuple(matches.doubts),
        warnings=outcome.warnings,
        nothing_new=not outcome.shares,
    )


def join_project(action: Action, other: Project, answers: Answers, progress: Progress) -> Outcome:
    """Bring another project in; raises Invalid where something doubtful was not answered."""
    matches = match(action.project, other, answers)
    assert_answered(matches.doubts, answers)
    return _join(action, other, matches, progress)


def assert_answered(doubts: list[Doubt], answers: Answers) -> None:
    """Raise Invalid where something doubtful has neither an answer nor a proposal."""
    open_ones = [one.name for one in doubts if one.id not in answers and one.proposed is None]
    if open_ones:
        raise Invalid(
            f"Say first whether these are in the project already: {listed(open_ones)}; "
            "nothing was brought in."
        )


def _join(action: Action, other: Project, matches: Matches, progress: Progress) -> Outcome:
    joiner = Joiner(action, other, matches)
    joiner.join(progress)
    merge.assert_whole(action)
    names = {coder.id: coder.name for coder in coders.all_coders(action.project)}
    whose = other.coder.name  # of what bears nobody's name
    counts: dict[str, Counter[str]] = {}
    for (table, coder), number in joiner.came.items():
        if table != "coder":
            counts.setdefault(names.get(coder, whose), Counter())[_COUNTED.get(table, "")] += number
    shares = tuple(
        Share(name, **{what: number for what, number in found.items() if what})
        for name, found in sorted(counts.items())
    )
    return Outcome(shares, joiner.already, _said(joiner))


def _said(joiner: Joiner) -> tuple[str, ...]:
    found = []
    if joiner.in_doubt:
        found.append(
            "To be placed by hand, for their text differs here: "
            f"{counted(joiner.in_doubt, 'claim')}."
        )
    if joiner.different:
        found.append(
            "Left as they are here, though that file says something else: "
            f"{counted(joiner.different, 'claim')}."
        )
    return tuple(found)
