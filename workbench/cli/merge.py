"""The commands about working together: bringing in a teammate's file, and copies to hand on."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from db.errors import Invalid
from workbench import operations
from workbench.cli.common import PATH, coder_option, find_document, opened, project_argument
from workbench.cli.group import main
from workbench.operations.merge_plan import Answers, Difference, MergePlan
from workbench.terminal import examples, progress, say

#: rows of one kind that are shown
_MOST = 20


@main.command(
    epilog=examples(
        "workbench merge teshk.workbench from-bo.workbench --dry-run",
        "workbench merge teshk.workbench from-bo.workbench",
        "workbench merge teshk.workbench claims.csv --same 'Water supply=water'",
    )
)
@project_argument
@click.argument("other", type=PATH)
@click.option("--dry-run", is_flag=True, help="Say what would come; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
@click.option(
    "--same", multiple=True, metavar="THEIRS=MINE",
    help="A tag, document or coder of theirs that is one here; nothing after = if it is none.",
)  # fmt: skip
@coder_option
def merge(
    project: Path, other: Path, dry_run: bool, as_json: bool, same: tuple[str, ...], coder: str
) -> None:
    """Bring in a teammate's file: a copy of PROJECT, another project, or claims as CSV.

    It is one step that undo takes back. What is here already does not come twice, and nobody's
    work is overwritten: where two wrote the same, both can be seen.
    """
    with opened(project, coder) as found:
        with progress("Comparing") as tell:
            plan = operations.plan_merge(found, other, tell)
        if dry_run:
            _show(plan, as_json)
            return
        answers = _answers(plan, same)
        with progress("Bringing in") as tell:
            report = operations.merge_file(found, plan, answers, tell)
    if as_json:
        _show(plan, as_json)
        return
    say(report.sentence())
    for warning in report.warnings:
        say(f"  {warning}")


@main.command(
    epilog=examples(
        "workbench copy teshk.workbench for-bo.workbench",
        "workbench copy teshk.workbench to-read.workbench --anonymous --document brief.md",
    )
)
@project_argument
@click.argument("target", type=PATH)
@click.option(
    "--anonymous", is_flag=True, help="Call the coders Coder 1 and so on, in the log too."
)
@click.option(
    "--document", "names", multiple=True, metavar="DOCUMENT",
    help="Only this document (name or title) and what was made of it; may be given again.",
)  # fmt: skip
def copy(project: Path, target: Path, anonymous: bool, names: tuple[str, ...]) -> None:
    """Write a copy of PROJECT as TARGET, to hand on.

    A plain copy shares its history with PROJECT: what is done in it can be brought in with merge.
    """
    with opened(project, write=False) as found:
        chosen = [find_document(found, name) for name in names]
        said = operations.copy_project(found, target, documents=chosen, anonymous=anonymous)
    say(said)


def _answers(plan: MergePlan, same: tuple[str, ...]) -> Answers:
    """Return what was answered on the command line; raises Invalid for what fits no question."""
    answers: dict[int, int | None] = {}
    for answer in same:
        theirs, sign, mine = (part.strip() for part in answer.rpartition("="))
        doubts = [one for one in plan.doubtful if one.name == theirs]
        chosen = [one.id for doubt in doubts for one in doubt.candidates if one.name == mine]
        if not sign or not doubts or (mine and not chosen):
            raise Invalid(f"“{answer}” answers no question; --dry-run lists them.")
        answers[doubts[0].id] = chosen[0] if mine else None
    return answers


def _show(plan: MergePlan, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_plain(plan), ensure_ascii=False, indent=1))
        return
    say(plan.sentence())
    for share in plan.shares:
        counts = {name: number for name, number in asdict(share).items() if number != share.coder}
        told = ", ".join(f"{name} {number:,}" for name, number in counts.items() if number)
        say(f"  {share.coder}: {told or 'other rows'}")
    if plan.already:
        say(f"  Here already: {plan.already:,} of the claims.")
    _list("Changed", plan.changes)
    _list("Deleted", plan.deletions)
    for one in plan.conflicts[:_MOST]:
        others = "; ".join(f"“{other.value}” ({other.coder})" for other in one.others)
        standing = f"“{one.standing.value}” ({one.standing.coder})"
        say(f"  Conflict in {one.table} {one.field}: {standing} stands; {others}")
    for doubt in plan.doubtful:
        names = ", ".join(f"“{one.name}” ({one.reason})" for one in doubt.candidates)
        say(f"  Is the {doubt.table} “{doubt.name}” {names}? Say so with --same.")
    for warning in plan.warnings:
        say(f"  {warning}")


def _list(word: str, found: tuple[Difference, ...]) -> None:
    for one in found[:_MOST]:
        fields = "; ".join(f"{name}: “{mine}” → “{theirs}”" for name, mine, theirs in one.fields)
        say(f"  {word} by {one.coder}: {one.table} “{one.name}” {fields}".rstrip())
    if len(found) > _MOST:
        say(f"  and {len(found) - _MOST:,} more")


def _plain(plan: MergePlan) -> dict[str, Any]:
    """Return a plan as JSON has it; ids are texts, for JSON's numbers are shorter."""
    found = {
        "file": plan.path.name,
        "kind": plan.kind,
        "title": plan.title,
        "nothing_new": plan.nothing_new,
        "already": plan.already,
        "warnings": plan.warnings,
    }
    for name in ("shares", "changes", "deletions", "conflicts", "doubtful"):
        found[name] = [_texts(asdict(one)) for one in getattr(plan, name)]
    return found


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: str(one) if name in _IDS and one is not None else _texts(one)
            for name, one in value.items()
        }
    return [_texts(one) for one in value] if isinstance(value, list | tuple) else value


_IDS = frozenset(("id", "row", "action", "claim", "document", "proposed"))
