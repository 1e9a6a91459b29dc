"""Bringing in a teammate's file: what it would do, and doing it."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from db import conflicts, merge
from db.merge import Progress, State, Union
from db.project import Project
from db.records import Changes
from workbench.operations import joining, joining_claims
from workbench.operations.merge_plan import Answers, MergePlan
from workbench.operations.merge_summary import summarise
from workbench.operations.wording import BRING_IN, counted
from workbench.readers.files import printable


def _silent(_done: int, _of: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What bringing in a file did; `changes` is None where there was nothing new in it."""

    changes: Changes | None
    said: str
    warnings: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say in one sentence what came."""
        return self.said


@dataclass(frozen=True, slots=True)
class _Shared:
    """What was found in a copy of the project, and the states of both that it was found in."""

    union: Union
    states: tuple[State, State]
    digest: str


def plan_merge(project: Project, path: Path, progress: Progress = _silent) -> MergePlan:
    """Return what bringing a file into the project would do; nothing is changed.

    The file is another copy of the project, another project, or a `.csv` of claims. `progress` is
    told how much is done, and may raise to stop it. Raises the ProjectError that says why the file
    cannot be brought in.
    """
    if path.suffix.lower() == ".csv":
        return joining_claims.plan_claims(project, path)
    with merge.open_copy(path, project) as other:
        if not merge.shares_history(project, other):
            return joining.plan_project(project, other, progress)
        union = merge.unite(project, other, progress)
        title = other.title
        states = merge.state(project), merge.state(other)
        theirs = {row[0] for row in other.query("SELECT id FROM claim")}
    shares, changes, deletions = summarise(union)
    coming = {one.row for one in union.rows if one.table == "claim" and one.before is None}
    names = {row: one.values["name"] for row, one in union.fold.tables["coder"].items()}
    known = {(one.table, one.row, one.field) for one in conflicts.conflicts(project)}
    found = conflicts.of_fold(union.fold, names)
    return MergePlan(
        path,
        "history",
        title,
        shares,
        changes,
        deletions,
        tuple(one for one in found if (one.table, one.row, one.field) not in known),
        len(theirs - coming),
        warnings=_warnings(union),
        nothing_new=union.nothing_new,
        material=_Shared(union, states, other.digest),
    )


def merge_file(
    project: Project, plan: MergePlan, answers: Answers | None = None, progress: Progress = _silent
) -> MergeReport:
    """Bring a file into the project as it was planned: one step of the log, to be undone as one.

    `answers` says of doubtful rows which one here is the same; what is proposed is taken where
    there is none. `progress` may raise to stop it; then nothing is changed. Raises Invalid where a
    doubtful row has neither answer nor proposal, DamagedProject where the file is not whole.
    """
    if plan.nothing_new:
        return MergeReport(None, plan.sentence())
    if plan.kind != "history":
        return _join(project, plan, answers or {}, progress)
    material = plan.material
    known = material.digest if isinstance(material, _Shared) else ""
    with merge.open_copy(plan.path, project, known) as other:
        if not isinstance(material, _Shared) or material.states != (
            merge.state(project), merge.state(other),
        ):  # fmt: skip
            plan = plan_merge(project, plan.path, progress)
            material = plan.material
        if plan.nothing_new or not isinstance(material, _Shared):
            return MergeReport(None, plan.sentence())
        with project.action(_label(plan), "merge") as action:
            merge.bring_in(action, other, material.union, progress)
    return MergeReport(action.changes, plan.sentence(), plan.warnings)


def _join(project: Project, plan: MergePlan, answers: Answers, progress: Progress) -> MergeReport:
    label = _label(plan)
    if plan.kind == "claims":
        with project.action(label) as action:
            outcome = joining_claims.join_claims(action, plan.path, answers, progress)
    else:
        with merge.open_copy(plan.path, project) as other, project.action(label) as action:
            outcome = joining.join_project(action, other, answers, progress)
    done = replace(
        plan, shares=outcome.shares, warnings=outcome.warnings, nothing_new=not outcome.shares
    )
    return MergeReport(action.changes, done.sentence(), outcome.warnings)


def _label(plan: MergePlan) -> str:
    return f"{BRING_IN} {printable(plan.path.name)}"


def _warnings(union: Union) -> tuple[str, ...]:
    """Say what came out otherwise than either of the two would expect."""
    found = []
    if union.strange:
        found.append(
            f"Left out: {counted(union.strange, 'row')} changed outside Workbench, past the log of "
            "the file; bring in its claims as CSV if they matter."
        )
    for row in union.fold.tables["tag"].values():
        wanted = row.heads_of(("name",))[-1][1][0]
        if row.alive and row.values["name"] != wanted:
            found.append(
                f"Two tags are called “{wanted}”: the later one comes as “{row.values['name']}”; "
                "merge the two in the codebook if they are the same."
            )
    names = Counter(row.values["name"] for row in union.fold.tables["coder"].values())
    found += [
        f"Two coders are called “{name}”; one of them should choose another name."
        for name, number in names.items()
        if number > 1
    ]
    return tuple(found)
