from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from db.records import AxisTag
from workbench.gui.matrix.model import MatrixModel

ROLE = Qt.ItemDataRole


@pytest.fixture
def model(qapp, qtmodeltester, matrix):
    model = MatrixModel()
    model.set_matrix(matrix)
    return model


def test_counts_stand_in_rows_with_totals_and_empty_bands(model):
    assert model.counts == [
        [None, None, None, None],
        [14, 2, 0, 15],
        [5, 0, 0, 5],
        [None, None, None, None],
        [0, 0, 16, 16],
        [18, 2, 16, 34],
    ]


def test_bands_show_the_distinct_claims_of_a_group(model, matrix):
    model.set_matrix(matrix, None, {("States", 11): 18}, {"States": 19})
    assert model.counts[0] == [18, 0, 0, 19]
    assert model.counts[3] == [0, 0, 0, 0]


def test_the_model_keeps_qt_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_bands_cannot_be_entered(model):
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_pair_and_position_are_inverse(model):
    for row, line in enumerate(model.rows):
        if line.kind != "band":
            for column in range(len(model.columns)):
                assert model.position(model.pair(row, column)) == (row, column)
    assert model.pair(5, 3) == (None, None)
    assert model.position((99, 11)) is None
    assert model.position((1, 99)) is None


@pytest.mark.parametrize(
    ("row", "column", "spoken"),
    [
        (4, 2, "Lantern Front, Cross-border raids: 16 claims, contested"),
        (1, 0, "Kelmaria, Dam filling: 14 claims"),
        (2, 1, "Duvania, Canal diversion: no claims"),
        (5, 0, "Total, Dam filling: 18 claims"),
        (5, 3, "Total: 34 claims"),
        (0, 0, "States, Dam filling"),
    ],
)
def test_cells_speak(model, row, column, spoken):
    assert model.data(model.index(row, column), ROLE.AccessibleTextRole) == spoken


def test_what_was_not_read_is_told_from_what_holds_nothing(model, matrix):
    model.set_matrix(matrix, frozenset({(2, 12), (98, 99)}))
    assert model.spoken(2, 1) == "Duvania, Canal diversion: not yet read"
    assert model.spoken(2, 2) == "Duvania, Cross-border raids: nothing in what was read"
    assert model.gaps == {(2, 1)}


def test_one_claim_is_singular(model, matrix):
    model.set_matrix(replace(matrix, cells={(1, 11): 1}))
    assert model.spoken(1, 0) == "Kelmaria, Dam filling: 1 claim"


def test_headers_name_groups_and_say_how_totals_count(model):
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(0, across) == "Dam filling"
    assert model.headerData(0, across, ROLE.AccessibleTextRole) == "Water, Dam filling"
    assert model.headerData(4, down, ROLE.AccessibleTextRole) == "Armed groups, Lantern Front"
    tip = model.headerData(3, across, ROLE.ToolTipRole)
    assert "Claims that stand in this row; a claim counts once" in tip
    assert "stand in this column" in model.headerData(5, down, ROLE.ToolTipRole)


def test_tool_tips_show_markup_as_text(model, matrix):
    model.set_matrix(replace(matrix, rows=(AxisTag(1, "<b>Kelmaria</b>", "ink"),)))
    tip = model.headerData(0, Qt.Orientation.Vertical, ROLE.ToolTipRole)
    assert "&lt;b&gt;Kelmaria" in tip
    assert "&lt;b&gt;Kelmaria" in model.data(model.index(0, 0), ROLE.ToolTipRole)
