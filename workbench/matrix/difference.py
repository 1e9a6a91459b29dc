"""What changed from one matrix to another: two coders, two periods, two views, then and now."""

from collections.abc import Sequence

from workbench.matrix.result import CellChange, Difference, Entry, Matrix, Value


def difference(before: Matrix, after: Matrix) -> Difference:
    """Compare two matrices cell by cell, which are found again by the keys of their entries."""
    rows = _either(after.rows, before.rows)
    columns = _either(after.columns, before.columns)
    old, new = _Cells(before), _Cells(after)
    changes: dict[tuple[int, int], CellChange] = {}
    for row, row_entry in enumerate(rows):
        for column, column_entry in enumerate(columns):
            key = (row_entry.key, column_entry.key)
            change = _change(row, column, key, old, new)
            if change is not None:
                changes[row, column] = change
    return Difference(before, after, rows, columns, changes)


class _Cells:
    """The cells of a matrix by the keys of their entries."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self._rows, self._columns = matrix.row_at(), matrix.column_at()

    def place(self, key: tuple[str, str]) -> tuple[int, int] | None:
        row, column = self._rows.get(key[0]), self._columns.get(key[1])
        return None if row is None or column is None else (row, column)

    def value(self, key: tuple[str, str]) -> Value:
        place = self.place(key)
        # What is not in a matrix has no claims; of counts that is 0.
        return 0 if place is None else self.matrix.shown.cells[place[0]][place[1]]

    def count(self, key: tuple[str, str]) -> Value:
        place = self.place(key)
        return 0 if place is None else self.matrix.claims.cells[place[0]][place[1]]

    def claims(self, key: tuple[str, str]) -> frozenset[int]:
        place = self.place(key)
        return frozenset() if place is None else frozenset(self.matrix.claims_of(*place))


def _change(
    row: int, column: int, key: tuple[str, str], before: _Cells, after: _Cells
) -> CellChange | None:
    if not before.count(key) and not after.count(key) and before.value(key) == after.value(key):
        return None
    old, new = before.claims(key), after.claims(key)
    values = before.value(key), after.value(key)
    if old == new and values[0] == values[1]:
        return None
    return CellChange(row, column, *values, tuple(sorted(new - old)), tuple(sorted(old - new)))


def _either(first: Sequence[Entry], second: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of both, those that only the second has after those of the first."""
    known = {entry.key for entry in first}
    return (*first, *(entry for entry in second if entry.key not in known))
