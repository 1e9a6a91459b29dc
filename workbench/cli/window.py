"""The commands that open the window."""

import os
import shlex
import sys
from pathlib import Path

import click

from db.errors import Invalid
from db.project import Project
from workbench import operations
from workbench.cli.common import PATH, coder_option
from workbench.cli.group import main
from workbench.matrix import Request
from workbench.terminal import examples, say


@main.command("open", hidden=True)
@click.argument("project", type=PATH, required=False)
@coder_option
def open_window(project: Path | None, coder: str) -> None:
    """Open the window, with a project if one is named."""
    if project is not None and not project.exists():
        raise Invalid(f"There is no file {project}; workbench new makes a project.")
    _window(project, coder)


def _window(project: Path | None, coder: str = "") -> None:
    if not _has_display():
        raise Invalid(
            "There is no display to open a window on; set DISPLAY, or use a command of "
            "workbench --help."
        )
    try:
        from workbench.gui.app import run
    except ImportError as error:
        raise Invalid(
            f"The window cannot be opened, for a library is missing ({error}); "
            "the README names the packages that it needs."
        ) from error
    sys.exit(run(project, coder))


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


@main.command(epilog=examples("workbench sample", "workbench sample ~/teshk --no-window"))
@click.argument("folder", type=PATH, default=Path("workbench-sample"))
@click.option("--no-window", is_flag=True, help="Write and print the matrix; open no window.")
def sample(folder: Path, no_window: bool) -> None:
    """Write the sample project into FOLDER and open it.

    Without a display the matrix is written and printed instead.
    """
    path = operations.write_sample(folder)
    if _has_display() and not no_window:
        _window(path, operations.SAMPLE_CODER)
    target = folder / "matrix.csv"
    with Project.open(path, write=False) as project:
        operations.export_matrix(project, target, Request())
        table = operations.matrix_table(project, Request(hide_empty=True))
    click.echo(table)
    click.echo()
    say(f"The sample project is {path}, its matrix {target}.")
    say(f"On a computer with a display, this opens its window: workbench {shlex.quote(str(path))}")
