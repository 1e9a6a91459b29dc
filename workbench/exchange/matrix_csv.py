"""A cross-reference matrix as a table."""

from collections.abc import Iterable

from db.records import Matrix

#: A table: its header, and its rows.
MatrixTable = tuple[list[str], list[list[str | int]]]


def matrix_rows(matrix: Matrix) -> MatrixTable:
    """Return a row a row tag, a column a column tag, and the counts, zeros too.

    The first header cell is the key of the facet on the rows, with `_group` where rows are
    rolled up.
    """
    request = matrix.request
    corner = f"{request.rows}_group" if request.roll_up_rows else request.rows
    header = [corner, *(column.name for column in matrix.columns)]
    rows: list[list[str | int]] = [
        [row.name, *(matrix.count(row.tag, column.tag) for column in matrix.columns)]
        for row in matrix.rows
    ]
    return header, rows


def by_document_rows(
    counts: Iterable[tuple[str, str, str, int]], rows: str = "actor", columns: str = "concern"
) -> MatrixTable:
    """Return the long form: document, row tag, column tag and count, a cell of a document a row.

    `counts` come in the order in which they are written; `rows` and `columns` are facet keys.
    """
    return ["document", rows, columns, "n"], [list(count) for count in counts if count[3]]
