from workbench.exchange.matrix_csv import difference_rows, period_rows
from workbench.matrix import Context, Entry, Figures, Matrix, Request
from workbench.matrix.difference import difference


def matrix(rows, columns, cells, claims, **others):
    """A matrix of given cells, in each of which stand given claims."""
    figures = Figures(cells, [0] * len(rows), [0] * len(columns), 0)
    return Matrix(
        Request(period="year"), Context(), tuple(rows), tuple(columns), figures, figures,
        (), (), frozenset(), (), 0, **others,
        _claims_of=lambda row, column: claims[row][column],
    )  # fmt: skip


A, B, WATER, ROADS = (Entry(f"t{n}", name) for n, name in enumerate(("A", "B", "Water", "Roads")))


def test_a_difference_has_a_row_for_each_cell_that_changed():
    before = matrix([A], [WATER, ROADS], [[2, 1]], [[[1, 2], [3]]])
    after = matrix([B, A], [ROADS, WATER], [[0, None], [1, 3]], [[[], []], [[3], [1, 5, 6]]])
    found = difference(before, after)
    assert [entry.name for entry in found.rows] == ["B", "A"]
    assert difference_rows(found, ("Ana", "Bo")) == (
        ["row", "column", "Ana", "Bo", "difference", "gained", "lost"],
        [["B", "Water", 0, "", "", "", ""], ["A", "Water", 2, 3, 1, "5 6", "2"]],
    )


def test_as_many_other_claims_are_a_change():
    one, other = (matrix([A], [WATER], [[1]], [[[claim]]]) for claim in (1, 2))
    (change,) = difference(one, other).changes.values()
    assert (change.by, change.gained, change.lost) == (0, (2,), (1,))
    assert not difference(one, one).changes


def test_figures_by_time_leave_out_nothing_but_nothing():
    found = matrix(
        [A], [WATER], [[3]], [[[1, 2, 3]]], periods=("2024", "2025", "2026"), series=[[[1, 0, 2]]]
    )
    assert period_rows(found) == (
        ["row", "column", "year", "n"],
        [["A", "Water", "2024", 1], ["A", "Water", "2026", 2]],
    )
