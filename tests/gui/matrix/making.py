"""Matrices made by hand, as the calculation would make them."""

from collections.abc import Mapping, Sequence

from workbench.matrix import Context, Entry, Figures, Gap, Matrix, Request

Cells = Mapping[tuple[str, str], int]


def tag(number: int, name: str, colour: str = "ink", group: str = "", **more: object) -> Entry:
    """Return the entry of a tag; its id is its number."""
    return Entry(f"t{number}", name, number, colour, group, **more)


def make_matrix(
    rows: Sequence[Entry],
    columns: Sequence[Entry],
    cells: Cells,
    *,
    request: Request | None = None,
    context: Context | None = None,
    contested: Sequence[tuple[str, str]] = (),
    gaps: Mapping[tuple[str, str], Gap] | None = None,
    totals: tuple[Mapping[str, int], Mapping[str, int], int] | None = None,
    **more: object,
) -> Matrix:
    """Return a matrix of counts by the keys of row and column, its margins sums if not given."""
    table = [[cells.get((row.key, column.key), 0) for column in columns] for row in rows]
    if totals is None:
        down, across = (
            [sum(row) for row in table],
            [sum(column) for column in zip(*table, strict=True)],
        )
        whole = sum(down)
    else:
        down = [totals[0].get(row.key, 0) for row in rows]
        across = [totals[1].get(column.key, 0) for column in columns]
        whole = totals[2]
    figures = Figures(table, down, across or [0] * len(columns), whole)
    row_at = {row.key: at for at, row in enumerate(rows)}
    column_at = {column.key: at for at, column in enumerate(columns)}
    why = [
        [
            Gap.FILLED if count else (gaps or {}).get((row.key, column.key), Gap.NOTHING)
            for count, column in zip(counts, columns, strict=True)
        ]
        for counts, row in zip(table, rows, strict=True)
    ]
    sides = [[0] * len(columns) for _ in rows]
    return Matrix(
        request or Request(), context or Context(), tuple(rows), tuple(columns), figures, figures,
        sides, sides, frozenset((row_at[row], column_at[column]) for row, column in contested),
        why, whole, **more,
    )  # fmt: skip
