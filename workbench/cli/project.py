"""The commands about a project as a whole: making, history, checks."""

from pathlib import Path

import click

from db import check as project_check
from db.errors import Invalid
from db.project import Project
from workbench import operations
from workbench.cli.common import coder_option, opened, project_argument
from workbench.cli.group import main
from workbench.operations.wording import counted
from workbench.settings import Settings
from workbench.terminal import examples, say


@main.command(epilog=examples("workbench new teshk.workbench --title 'Upper Teshk' --coder Mira"))
@project_argument
@click.option("--title", default="", help="The project's title; the file's name without one.")
@coder_option
def new(project: Path, title: str, coder: str) -> None:
    """Make a new project file."""
    name = coder.strip() or Settings()["coder"] or _login_name()
    operations.new_project(project, title, name).close()
    say(f"{project} was made for {name}.")


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser() or "Analyst"
    except (OSError, KeyError, ImportError):
        return "Analyst"


@main.command(epilog=examples("workbench undo teshk.workbench"))
@project_argument
@coder_option
def undo(project: Path, coder: str) -> None:
    """Take back the coder's last change (without --coder: of who acted last)."""
    with Project.open(project, coder) as found:
        changes = found.log.undo()
    say(f"Undone: {changes.label}." if changes else "There is nothing to undo.")


@main.command(epilog=examples("workbench redo teshk.workbench"))
@project_argument
@coder_option
def redo(project: Path, coder: str) -> None:
    """Make the change again that was taken back last (whose, as for undo)."""
    with Project.open(project, coder) as found:
        changes = found.log.redo()
    say(f"Redone: {changes.label}." if changes else "There is nothing to redo.")


@main.command(epilog=examples("workbench log teshk.workbench --last 20"))
@project_argument
@click.option("--last", type=click.IntRange(1), help="Only the last so many.")
def log(project: Path, last: int | None) -> None:
    """Show who did what and when, the newest first."""
    with opened(project, write=False) as found:
        for entry in found.log.entries(last):
            done = {"undo": "Undo: ", "redo": "Redo: "}.get(entry.kind, "")
            say(f"{entry.at}  {entry.coder}  {done}{entry.label}  ({entry.changes:,} rows)")


@main.command(epilog=examples("workbench check teshk.workbench"))
@project_argument
def check(project: Path) -> None:
    """Look whether a project is whole: pages, references, texts, passages and its log."""
    with opened(project, write=False) as found:
        findings = project_check.check(found)
    for finding in findings:
        say(finding)
    if findings:
        what = counted(len(findings), "finding")
        raise Invalid(f"{project.name} is not whole ({what}); restore it from a backup.")
    say(f"{project.name} is whole.")


@main.command(epilog=examples("workbench info teshk.workbench"))
@project_argument
def info(project: Path) -> None:
    """Say what a project holds."""
    with opened(project, write=False) as found:
        for name, value in operations.info(found):
            say(f"{name + ':':<14} {value}")
