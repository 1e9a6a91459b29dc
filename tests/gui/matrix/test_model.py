from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from workbench.gui.matrix.grid import MatrixGrid
from workbench.gui.matrix.model import MatrixModel

from .making import tag

ROLE = Qt.ItemDataRole
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.fixture
def model(qapp, matrix):
    model = MatrixModel()
    model.set_grid(MatrixGrid(matrix))
    return model


def test_the_model_keeps_qt_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_pair_and_position_are_inverse(model):
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert model.position(model.pair(row, column)) == (row, column)
    assert model.pair(5, 3) == (None, None)
    assert model.position(("t99", "t11")) is None
    assert model.position(("t1", "t99")) is None


def test_other_figures_in_the_same_lines_reset_nothing(model, matrix, qtbot):
    other = replace(matrix, contested=frozenset())
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.set_grid(MatrixGrid(other))
    assert model.grid.matrix is other
    with qtbot.waitSignal(model.modelReset):
        assert model.set_grid(MatrixGrid(replace(matrix, rows=matrix.rows[:3])))


def test_headers_name_groups_and_say_how_totals_count(model):
    assert model.headerData(0, ACROSS) == "Dam filling"
    assert model.headerData(0, ACROSS, ROLE.AccessibleTextRole) == "Water, Dam filling"
    assert model.headerData(0, DOWN, ROLE.AccessibleTextRole) == "States, open group"
    tip = model.headerData(3, ACROSS, ROLE.ToolTipRole)
    assert "Claims that stand in this row; a claim counts once" in tip
    assert "stand in this column" in model.headerData(5, DOWN, ROLE.ToolTipRole)


def test_cells_answer_screen_readers(model):
    said = model.data(model.index(4, 2), ROLE.AccessibleTextRole)
    assert said == "Lantern Front, Cross-border raids: 16 claims, contested"


def test_tool_tips_show_markup_as_text(model, matrix):
    rows = (tag(1, "<b>Kelmaria</b>"), *matrix.rows[1:])
    model.set_grid(MatrixGrid(replace(matrix, rows=rows)))
    assert "&lt;b&gt;Kelmaria" in model.headerData(0, DOWN, ROLE.ToolTipRole)
    assert "&lt;b&gt;Kelmaria" in model.data(model.index(0, 0), ROLE.ToolTipRole)
