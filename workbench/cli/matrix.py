"""The commands about the matrix."""

from pathlib import Path

import click

from db.records import MatrixRequest
from workbench import operations
from workbench.cli.common import (
    PATH,
    find_coder,
    find_document,
    opened,
    print_csv,
    project_argument,
)
from workbench.cli.group import main
from workbench.operations.wording import counted
from workbench.settings import Settings
from workbench.terminal import examples, say


@main.command(
    epilog=examples(
        "workbench matrix teshk.workbench",
        "workbench matrix teshk.workbench --roll-up both --out groups.csv",
        "workbench matrix teshk.workbench --by-document --coder Mira --out long.csv",
    )
)
@project_argument
@click.option("--rows", default="actor", show_default=True, help="The facet of the rows.")
@click.option("--columns", default="concern", show_default=True, help="The facet of the columns.")
@click.option("--roll-up", type=click.Choice(["rows", "columns", "both"]), help="Count by group.")
@click.option("--by-document", is_flag=True, help="One row a cell and document.")
@click.option("--document", default="", help="Only claims of this document (name or title).")
@click.option("--coder", default="", help="Only claims of this coder.")
@click.option("--hide-empty", is_flag=True, help="Leave out rows and columns without claims.")
@click.option("--out", type=PATH, help="The CSV file to write; without it, the terminal.")
def matrix(
    project: Path, rows: str, columns: str, roll_up: str | None, by_document: bool,
    document: str, coder: str, hide_empty: bool, out: Path | None,
) -> None:  # fmt: skip
    """Count the claims that carry a tag of the rows and a tag of the columns, as CSV."""
    with opened(project, write=False) as found:
        request = MatrixRequest(
            rows,
            columns,
            roll_up in ("rows", "both"),
            roll_up in ("columns", "both"),
            find_document(found, document) if document else None,
            find_coder(found, coder) if coder else None,
            hide_empty,
        )
        if out is None:
            print_csv(operations.matrix_csv(found, request, by_document=by_document))
            return
        mark = Settings()["csv_mark"]
        count = operations.export_matrix(found, out, request, by_document=by_document, mark=mark)
    say(f"{counted(count, 'row')} written to {out}.")
