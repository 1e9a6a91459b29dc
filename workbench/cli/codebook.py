"""The commands about the codebook."""

from pathlib import Path

import click

from workbench import operations
from workbench.cli.common import PATH, coder_option, opened, project_argument
from workbench.cli.group import main
from workbench.operations.wording import counted
from workbench.settings import Settings
from workbench.terminal import examples, say


@main.group()
def codebook() -> None:
    """Take in or write the codebook as CSV, or print it to be read."""


@codebook.command("import", epilog=examples("workbench codebook import P.workbench codebook.csv"))
@project_argument
@click.argument("file", type=PATH)
@coder_option
def import_codebook(project: Path, file: Path, coder: str) -> None:
    """Take in tags: kind,tag,group,aliases,description (aliases separated by |)."""
    with opened(project, coder) as found, found.action("Import codebook") as action:
        count = operations.import_codebook(action, file)
    say(f"{counted(count, 'tag')} read from {file}.")


@codebook.command("export", epilog=examples("workbench codebook export P.workbench codebook.csv"))
@project_argument
@click.argument("file", type=PATH)
def export_codebook(project: Path, file: Path) -> None:
    """Write the codebook."""
    with opened(project, write=False) as found:
        count = operations.export_codebook(found, file, mark=Settings()["csv_mark"])
    say(f"{counted(count, 'tag')} written to {file}.")


@codebook.command("print", epilog=examples("workbench codebook print P.workbench codebook.html"))
@project_argument
@click.argument("file", type=PATH)
def print_codebook(project: Path, file: Path) -> None:
    """Write the codebook for the team to read, as FILE.html or FILE.md."""
    with opened(project, write=False) as found:
        count = operations.print_codebook(found, file)
    say(f"{counted(count, 'tag')} written to {file}.")
