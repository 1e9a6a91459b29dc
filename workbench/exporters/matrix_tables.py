"""The matrix as plain tables of rows: wide, long, by document, and a claim and cell a row."""

from collections import Counter
from collections.abc import Callable, Iterator

from workbench.exporters.matrix_product import Product
from workbench.matrix import Axis, Matrix, Request, Value

#: A table: its header, and its rows; what is a text is no number.
Table = tuple[list[str], list[list[str | int]]]
Maker = Callable[[Product], Table]

_CLAIM = (
    "claim_id", "document", "title", "source", "published_on", "place", "quote", "exact",
    "statement", "speaker", "coder", "stance", "decision",
)  # fmt: skip


def wide(product: Product) -> Table:
    """Return a row a row, a column a column, and the figures, zeros too; no totals.

    The first cell of the header says what the rows are: `actor`, `actor_group`, `month`. Of several
    projects a column before it says which.
    """
    matrix = product.matrix
    header = [axis_key(matrix.request.rows), *(entry.name for entry in matrix.columns)]
    cells = matrix.shown.cells
    rows: list[list[str | int]] = [
        [entry.name, *map(_plain, cells[row])] for row, entry in enumerate(matrix.rows)
    ]
    if not several(matrix):
        return header, rows
    return ["project", *header], [
        [entry.project, *row] for entry, row in zip(matrix.rows, rows, strict=True)
    ]


def long(product: Product) -> Table:
    """Return a row for each cell whose figure is not 0: row, column, figure."""
    matrix, lead = product.matrix, _Lead(product)
    return [*lead.header, "n"], [
        [*lead.cell(row, column), _plain(value)]
        for row, values in enumerate(matrix.shown.cells)
        for column, value in enumerate(values)
        if value
    ]


def by_document(product: Product) -> Table:
    """Return a row for each document and cell with claims: document, row, column, claims."""
    counts: Counter[tuple[str, int, int]] = Counter(
        (passage.document, row, column)
        for row, column in filled(product)
        for passage in product.behind(row, column)
    )
    documents = dict.fromkeys(passage.document for passage in product.passages.values())
    place = {name: at for at, name in enumerate(documents)}
    order = sorted(counts, key=lambda each: (place[each[0]], each[1], each[2]))
    lead = _Lead(product)
    return ["document", *lead.header, "n"], [
        [document, *lead.cell(row, column), counts[document, row, column]]
        for document, row, column in order
    ]


def by_claim(product: Product) -> Table:
    """Return a row for each claim in each cell, with its quote."""
    lead = _Lead(product)
    return [*lead.header, *_CLAIM], [
        [
            *lead.cell(row, column), one.name, one.document, one.title,
            one.source, one.published, one.place, one.quote, one.exact, one.statement, one.speaker,
            one.coder, one.stance, one.decision,
        ]
        for row, column in filled(product)
        for one in product.behind(row, column)
    ]  # fmt: skip


class _Lead:
    """The first cells of a row that speaks of a cell: of several projects which, row, column."""

    def __init__(self, product: Product) -> None:
        self._matrix = product.matrix
        self._several = several(product.matrix)
        self.header = ["project"] * self._several + list(axis_keys(product.matrix.request))

    def cell(self, row: int, column: int) -> list[str]:
        """Return the names of a cell."""
        entry = self._matrix.rows[row]
        return [entry.project] * self._several + [entry.name, self._matrix.columns[column].name]


def several(matrix: Matrix) -> bool:
    """Return whether a matrix is of several projects, of which each has rows of its own."""
    return any(entry.project for entry in matrix.rows)


def filled(product: Product) -> Iterator[tuple[int, int]]:
    """Yield the cells that have claims, row by row."""
    for row, counts in enumerate(product.matrix.claims.cells):
        for column, count in enumerate(counts):
            if count:
                yield row, column


def axis_key(axis: Axis) -> str:
    """Return what the header of a table calls an axis."""
    return axis.field or (f"{axis.of}_group" if axis.levels == "groups" else axis.of)


def axis_keys(request: Request) -> tuple[str, str]:
    """Return what the header of a table calls both axes, never the same."""
    rows, columns = axis_key(request.rows), axis_key(request.columns)
    if rows != columns:
        return rows, columns
    roles = request.rows.role or "row", request.columns.role or "column"
    return f"{rows}_{roles[0]}", f"{columns}_{roles[1]}"


def _plain(value: Value) -> str | int:
    """Return a figure as it is written: all its digits, and nothing for one not defined."""
    if isinstance(value, int):
        return value
    return "" if value is None else repr(value)
