"""The command line itself: the group that every command belongs to."""

import click

from workbench import __version__
from workbench.terminal import Commands, examples


@click.group(
    "workbench",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "workbench upper-teshk.workbench",
        "workbench sample",
        "workbench matrix upper-teshk.workbench --roll-up columns --out matrix.csv",
    ),
)
@click.version_option(__version__, prog_name="workbench")
def main() -> None:
    """Annotate source documents offline: claims, actors, concerns, and the matrix of both.

    `workbench [PROJECT]` opens the window.
    """
