"""A matrix counted and written in one go, as CSV and as a table for the terminal."""

from pathlib import Path

from tabulate import tabulate

from db.errors import Invalid
from db.project import Project
from workbench.exchange.tables import format_rows, write_rows
from workbench.exporters.matrix_product import Origin, Product
from workbench.exporters.matrix_tables import Table, wide
from workbench.matrix.request import Request
from workbench.matrix.result import Matrix
from workbench.operations.targets import assert_no_project

_NOWHERE = Origin((), "", "", "", "")


def _counted(project: Project, request: Request) -> Matrix:
    # Counting needs numpy, for which the start of the program does not wait.
    from workbench.operations.matrix_source import build_matrix

    return build_matrix(project, request)


def _table(project: Project, request: Request) -> Table:
    return wide(Product(_counted(project, request), _NOWHERE))


def matrix_csv(project: Project, request: Request) -> str:
    """Return the matrix as CSV text; raises Invalid for what the project lacks."""
    return format_rows(*_table(project, request))


def export_matrix(project: Project, path: Path, request: Request) -> int:
    """Write the matrix as CSV, without passages and proof; returns the rows written."""
    assert_no_project(project, path)
    header, rows = _table(project, request)
    write_rows(path, header, rows)
    return len(rows)


def matrix_table(project: Project, request: Request, width: int = 9) -> str:
    """Return the matrix as a table for a terminal, its column heads broken at a width.

    Raises Invalid where there is nothing to show.
    """
    header, rows = _table(project, request)
    if not rows or len(header) < 2:
        raise Invalid("The codebook has nothing for this matrix yet; import one first.")
    shown = [[name, *(count or "·" for count in counts)] for name, *counts in rows]
    table: str = tabulate(
        shown, header, tablefmt="simple", stralign="right", colalign=("left",),
        maxheadercolwidths=[None, *([width] * (len(header) - 1))],
    )  # fmt: skip
    return table
