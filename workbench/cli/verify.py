"""The command that counts an exported matrix anew."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.errors import Invalid
from workbench.cli.common import MOST, PATH, opened
from workbench.cli.group import main
from workbench.matrix.figures import figure_text
from workbench.operations.wording import counted
from workbench.terminal import examples, say

if TYPE_CHECKING:
    from workbench.operations.verify import Verification


@main.command(epilog=examples("workbench verify teshk.workbench matrix.xlsx"))
@click.argument("projects", type=PATH, nargs=-1, required=True)
@click.argument("export", type=PATH)
def verify(projects: tuple[Path, ...], export: Path) -> None:
    """Say whether the figures of an exported matrix still follow from its project.

    A matrix of several projects wants all of them.

    EXPORT is a CSV (with its proof beside it), XLSX, HTML, GraphML, Markdown, SVG or JSON file.
    Exit code 1 where they do not: changed since, or the file altered.
    """
    with ExitStack() as stack:
        found = [stack.enter_context(opened(path, write=False)) for path in projects]
        # Counting needs numpy, which no other command has to wait for.
        from workbench.operations.verify import verify_export

        result = verify_export(found, export)
    name = " and ".join(path.name for path in projects)
    for line in _altered(result):
        say(line)
    for line in _changed(result):
        say(line)
    if not result.holds:
        raise Invalid(f"{export.name} does not say what {name} says: {_summary(result)}.")
    cells = len(result.proof.rows) * len(result.proof.columns)
    read = "" if result.altered is not None else " (by its proof; drawn figures are not read)"
    follow = "follows" if cells == 1 else "follow"
    say(f"{counted(cells, 'figure')} of {export.name} {follow} from {name}{read}.")


def _summary(result: "Verification") -> str:
    altered, changed = len(result.altered or ()), len(result.difference.changes)
    parts = [
        altered and f"{counted(altered, 'figure')} altered in the file",
        changed and f"{counted(changed, 'cell')} changed since",
        result.gone and f"{counted(len(result.gone), 'claim')} gone from the project",
    ]
    return ", ".join(part for part in parts if part)


def _altered(result: "Verification") -> Iterator[str]:
    """Yield the first figures that the file's own proof contradicts."""
    proof = result.proof
    for shown in (result.altered or ())[:MOST]:
        row, column = shown.cell
        cell = f"{proof.rows[row][1]} × {proof.columns[column][1]}"
        yield f"{cell}: the file says {shown.found or 'nothing'}, its proof {shown.proven or '0'}."
    yield from _rest(len(result.altered or ()), "figure")


def _changed(result: "Verification") -> Iterator[str]:
    """Yield the first cells that differ from the project, with how many claims came and went."""
    found = result.difference
    for change in list(found.changes.values())[:MOST]:
        cell = f"{found.rows[change.row].name} × {found.columns[change.column].name}"
        before, now = (
            figure_text(value, found.after.request) or "nothing"
            for value in (change.before, change.after)
        )
        moved = [f"{len(change.gained)} gained"] * bool(change.gained)
        moved += [f"{len(change.lost)} lost"] * bool(change.lost)
        yield f"{cell}: {before} in the export, {now} now ({', '.join(moved) or 'same claims'})."
    yield from _rest(len(found.changes), "cell")


def _rest(count: int, what: str) -> Iterator[str]:
    if count > MOST:
        yield f"… and {counted(count - MOST, what)} more."
