"""How long the table of a 500 x 500 matrix takes to show and to repaint. Wanted: 16 ms a repaint.

Run with `pytest tests/bench/bench_matrix_view.py`.
"""

import random

import pytest
from PySide6.QtWidgets import QApplication

from db.records import HUES, AxisTag, Matrix, MatrixRequest
from workbench.gui import theme
from workbench.gui.matrix.table import MatrixTable

SIDE = 500


def large_matrix() -> Matrix:
    chance = random.Random(1)
    rows = tuple(
        AxisTag(i, f"Actor of the {i}th kind", HUES[i % 12], f"Group {i // 10}")
        for i in range(SIDE)
    )
    columns = tuple(
        AxisTag(SIDE + i, f"Cross-border concern {i}", HUES[i % 12], f"Area {i // 8}")
        for i in range(SIDE)
    )
    cells = {
        (row.tag, column.tag): chance.randint(1, 40)
        for row in rows
        for column in columns
        if chance.random() < 0.5
    }
    totals = {tag.tag: SIDE for tag in (*rows, *columns)}
    contested = frozenset(pair for pair in cells if chance.random() < 0.1)
    return Matrix(MatrixRequest(), rows, columns, cells, totals, totals, 9999, contested)


@pytest.fixture
def table(qtbot, qapp: QApplication) -> MatrixTable:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    table = MatrixTable()
    qtbot.addWidget(table)
    table.resize(1440, 900)
    table.set_matrix(large_matrix())
    table.show()
    qtbot.waitExposed(table)
    return table


def test_show_another_matrix(table, benchmark):
    matrix = large_matrix()
    benchmark(table.set_matrix, matrix)


def test_repaint_cells(table, benchmark):
    benchmark(table.viewport().repaint)


def test_repaint_cells_and_headers(table, benchmark):
    def repaint() -> None:
        table.viewport().repaint()
        table.horizontalHeader().viewport().repaint()
        table.verticalHeader().viewport().repaint()

    benchmark(repaint)


def test_scroll_a_step(table, benchmark):
    bars = table.horizontalScrollBar(), table.verticalScrollBar()

    def scroll() -> None:
        for bar in bars:
            bar.setValue((bar.value() + 40) % bar.maximum())
        table.viewport().repaint()

    benchmark(scroll)
