"""Tables of a matrix that no product holds: the difference of two, and figures by time."""

from workbench.matrix.result import Difference, Entry, Matrix, Value

#: A table: its header, and its rows.
MatrixTable = tuple[list[str], list[list[str | int]]]


def difference_rows(found: Difference, names: tuple[str, str]) -> MatrixTable:
    """Return a row for each cell that differs: both figures and their difference, and claims.

    The claims that only the second matrix has in the cell, and those that only the first has, are
    given by their ids, separated by blanks; `names` say what the two matrices are of.
    """
    header = ["row", "column", *names, "difference", "gained", "lost"]
    projects = any(entry.project for entry in found.rows)
    rows: list[list[str | int]] = []
    for change in found.changes.values():
        row, column = found.rows[change.row], found.columns[change.column]
        rows.append(
            [
                *_lead(row, projects), column.name, plain(change.before), plain(change.after),
                plain(change.by), " ".join(map(str, change.gained)),
                " ".join(map(str, change.lost)),
            ]
        )  # fmt: skip
    return ["project", *header] if projects else header, rows


def period_rows(matrix: Matrix) -> MatrixTable:
    """Return a row for each cell and time whose figure is not 0: row, column, time, figure."""
    header = ["row", "column", matrix.request.period, "n"]
    projects = any(entry.project for entry in matrix.rows)
    rows: list[list[str | int]] = [
        [*_lead(row, projects), column.name, period, plain(value)]
        for row, by_column in zip(matrix.rows, matrix.series, strict=False)
        for column, series in zip(matrix.columns, by_column, strict=True)
        for period, value in zip(matrix.periods, series, strict=True)
        if value
    ]
    return ["project", *header] if projects else header, rows


def _lead(row: Entry, projects: bool) -> list[str]:
    return [row.project, row.name] if projects else [row.name]


def plain(value: Value) -> str | int:
    """Return a figure as it is written: all its digits, and nothing for one not defined."""
    if isinstance(value, int):
        return value
    return "" if value is None else repr(value)
