from dataclasses import replace

import pytest

from workbench.gui.matrix.changes import ChangeGrid
from workbench.gui.matrix.grid import MatrixGrid, table_of
from workbench.matrix import CellChange, Difference, Figures, Gap, Request


@pytest.fixture
def grid(matrix):
    return MatrixGrid(matrix)


def texts(grid):
    columns = range(len(grid.columns))
    return [[grid.face(row, column).text for column in columns] for row in range(len(grid.rows))]


def test_groups_and_totals_stand_with_the_cells(grid):
    assert texts(grid) == [
        ["18", "2", "·", "19"],
        ["14", "2", "·", "15"],
        ["5", "·", "·", "5"],
        ["·", "·", "16", "16"],
        ["·", "·", "16", "16"],
        ["18", "2", "16", "34"],
    ]
    kinds = [grid.face(row, 0).kind for row in range(6)]
    assert kinds == ["group", "tag", "tag", "group", "tag", "total"]


def test_heat_follows_single_cells_not_their_sums(grid, matrix):
    assert grid.heat.limits[-1] <= 16
    more = [list(row) for row in matrix.shown.cells]
    more[0][0] = 900
    summed = replace(matrix, shown=replace(matrix.shown, cells=more))
    assert MatrixGrid(summed).heat.limits == grid.heat.limits


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (4, 2, "Lantern Front, Cross-border raids: 16 claims, contested"),
        (1, 0, "Kelmaria, Dam filling: 14 claims"),
        (2, 1, "Duvania, Canal diversion: not yet read"),
        (2, 2, "Duvania, Cross-border raids: nothing in what was read"),
        (1, 2, "Kelmaria, Cross-border raids: no document that could fill it"),
        (5, 0, "Total, Dam filling: 18 claims"),
        (5, 3, "Total: 34 claims"),
        (0, 0, "States, Dam filling: 18 claims"),
    ],
)
def test_cells_speak(grid, row, column, said):
    assert grid.spoken(row, column) == said


def test_gaps_are_told_apart(grid):
    assert [grid.face(2, 1).gap, grid.face(2, 2).gap, grid.face(1, 2).gap] == [
        Gap.UNREAD, Gap.NOTHING, Gap.NO_DOCUMENT,
    ]  # fmt: skip


def test_another_measure_says_how_many_claims_it_rests_on(matrix):
    shown = Figures([[0.25] * 3] * 5, [None] * 5, [None] * 3, None)
    request = replace(matrix.request, measure="jaccard")
    grid = MatrixGrid(replace(matrix, request=request, shown=shown, unsure=frozenset({(1, 0)})))
    assert grid.face(1, 0).text == "~\u202f0.25"
    assert grid.spoken(1, 0) == (
        "Kelmaria, Dam filling: Jaccard index 0.25, 14 claims, rests on too few claims"
    )
    assert grid.face(1, 3).text == "–"  # there are claims, but it is not defined


def test_sides_stand_in_the_cells_of_a_split(matrix):
    sides = [[3] * 3] * 5, [[1, 0, 0]] * 5
    request = replace(matrix.request, measure="split")
    grid = MatrixGrid(replace(matrix, request=request, supporting=sides[0], against=sides[1]))
    assert grid.face(1, 0).text == "+3 −1"
    assert grid.plain(1, 0) == "+3 −1"


def test_only_contested_cells_stay_when_that_is_asked(matrix):
    grid = MatrixGrid(matrix, only_contested=True)
    assert grid.face(4, 2).kind == "tag"
    assert (grid.face(1, 0).kind, grid.face(1, 0).text) == ("faint", "14")


def test_curves_are_those_of_the_cell(matrix):
    series = [[[row, None, 2] for _column in range(3)] for row in range(5)]
    grid = MatrixGrid(replace(matrix, periods=("2024", "2025", "2026"), series=series))
    assert grid.face(4, 0).series == (4, 0, 2)
    assert grid.face(0, 0).series == ()


def test_figures_are_copied_plain(grid):
    assert [grid.plain(1, 0), grid.plain(2, 2), grid.plain(5, 3)] == ["14", "0", "34"]


def test_an_empty_place_says_which_gap_it_is(matrix):
    grid = MatrixGrid(replace(matrix, _unread=lambda row, column: 10 * row + column))
    said = "No claim stands here"
    assert grid.why_empty(2, 1) == f"{said}: not yet read in 21 documents."
    assert grid.why_empty(1, 2) == f"{said}: no document that could fill it."
    assert grid.why_empty(4, 0) == f"{said}: nothing in what was read."
    bare = replace(matrix, gaps=[[Gap.NOTHING] * 3, [Gap.UNREAD] * 3, *[[Gap.NOTHING] * 3] * 3])
    grid = MatrixGrid(bare)
    assert grid.why_empty(0, 3) == f"{said}: nothing in what was read."
    assert grid.why_empty(1, 3) == grid.why_empty(5, 0) == f"{said}: not yet read."
    assert MatrixGrid(replace(matrix, gaps=())).why_empty(0, 0) == f"{said}."


# -- differences


@pytest.fixture
def changes(matrix):
    cells = [list(row) for row in matrix.shown.cells]
    cells[1][0], cells[4][2] = 16, 10
    after = replace(matrix, shown=Figures(cells, [20, 17, 5, 10, 10], [20, 2, 10], 30))
    changed = {
        (1, 0): CellChange(1, 0, 14, 16, (7, 8, 9), (6,)),
        (4, 2): CellChange(4, 2, 16, 10, (), (1, 2, 3, 4, 5, 6)),
        (1, 1): CellChange(1, 1, 2, 2, (5,), (4,)),
    }
    return ChangeGrid(Difference(matrix, after, matrix.rows, matrix.columns, changed))


def test_changes_have_signs_and_either_side_its_heat(changes):
    assert [changes.face(1, 0).text, changes.face(4, 2).text] == ["+2", "−6"]
    assert changes.face(1, 0).heat > 0 > changes.face(4, 2).heat
    assert changes.face(1, 1).text == "="
    assert changes.face(2, 2).text == "·"


def test_changes_are_copied_as_a_table(changes, matrix):
    rows = (replace(matrix.rows[0], name="=1+1"), *matrix.rows[1:])
    named = ChangeGrid(replace(changes.difference, rows=rows))
    lines = [line.split("\t") for line in table_of(named).splitlines()]
    assert lines[0] == ["", "Dam filling", "Canal diversion", "Cross-border raids", "Total"]
    assert lines[1][0] == "'=1+1"
    assert lines[5] == ["Lantern Front", "0", "0", "-6", "-6"]


def test_changes_of_totals_are_those_of_the_margins(changes):
    assert [changes.face(row, 3).text for row in range(6)] == ["+1", "+2", "·", "−6", "−6", "−4"]
    assert [changes.face(5, column).text for column in range(3)] == ["+2", "·", "−6"]


def test_changes_speak(changes):
    assert changes.spoken(1, 0) == (
        "Kelmaria, Dam filling: 16 claims now, 14 claims before; 3 claims gained, 1 claim lost"
    )
    assert changes.spoken(2, 2) == "Duvania, Cross-border raids: no change"
    assert changes.plain(4, 2) == "-6"


def test_a_figure_that_is_not_defined_has_no_change(matrix):
    changed = {(1, 0): CellChange(1, 0, None, 2, (5,), ())}
    request = replace(matrix, request=Request(measure="balance"))
    grid = ChangeGrid(Difference(request, request, matrix.rows, matrix.columns, changed))
    assert grid.face(1, 0).text == "≠"


@pytest.mark.parametrize("measure", ["balance", "split"])
def test_claims_without_a_side_are_told_from_no_claims(matrix, measure):
    request = replace(matrix.request, measure=measure)
    shown = Figures([[None] * 3] * 5, [None] * 5, [None] * 3, None)
    grid = MatrixGrid(replace(matrix, request=request, shown=shown))
    assert [grid.face(1, column).text for column in range(3)] == ["–", "–", "·"]
    assert [grid.plain(1, column) for column in range(3)] == ["", "", ""]
