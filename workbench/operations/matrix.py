"""The matrix as CSV, and as a table for the terminal."""

from pathlib import Path

from tabulate import tabulate

from db import documents, matrix
from db.errors import Invalid
from db.project import Project
from db.records import MatrixRequest
from workbench.exchange.matrix_csv import MatrixTable, by_document_rows, matrix_rows
from workbench.exchange.tables import format_rows, write_rows
from workbench.operations.targets import assert_no_project


def _rows(project: Project, request: MatrixRequest, by_document: bool) -> MatrixTable:
    if not by_document:
        return matrix_rows(matrix.build(project, request))
    wanted = [
        document
        for document in documents.all_documents(project)
        if request.document in (None, document.id)
    ]
    cells = matrix.by_document(project, request, wanted)
    return by_document_rows(
        ((document.name, row.name, column.name, n) for document, row, column, n in cells),
        f"{request.rows}_group" if request.roll_up_rows else request.rows,
        f"{request.columns}_group" if request.roll_up_columns else request.columns,
    )


def matrix_csv(project: Project, request: MatrixRequest, *, by_document: bool = False) -> str:
    """Return the matrix as CSV text."""
    header, rows = _rows(project, request, by_document)
    return format_rows(header, rows)


def export_matrix(
    project: Project,
    path: Path,
    request: MatrixRequest,
    *,
    by_document: bool = False,
    mark: bool = False,
) -> int:
    """Write the matrix as CSV, wide or (`by_document`) one row a cell; returns the rows written.

    `mark` as for `export_claims`. Raises Invalid for an axis that is no facet of the project.
    """
    assert_no_project(project, path)
    header, rows = _rows(project, request, by_document)
    write_rows(path, header, rows, bom=mark)
    return len(rows)


def matrix_table(project: Project, request: MatrixRequest, width: int = 9) -> str:
    """Return the matrix as a table for a terminal, its column heads broken at a width."""
    found = matrix.build(project, request)
    if not found.rows or not found.columns:
        raise Invalid("The codebook has nothing for this matrix yet; import one first.")
    header, rows = matrix_rows(found)
    shown = [[name, *(count or "·" for count in counts)] for name, *counts in rows]
    table: str = tabulate(
        shown, header, tablefmt="simple", stralign="right", colalign=("left",),
        maxheadercolwidths=[None, *([width] * len(found.columns))],
    )  # fmt: skip
    return table
