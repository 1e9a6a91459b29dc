"""How long the table of a 500 x 500 matrix takes to show and to repaint. Wanted: 16 ms a repaint.

Run with `pytest tests/bench/bench_matrix_view.py`.
"""

import random

import pytest
from PySide6.QtWidgets import QApplication

from db.records import HUES
from workbench.gui import theme
from workbench.gui.matrix.grid import MatrixGrid
from workbench.gui.matrix.table import MatrixTable
from workbench.matrix import Context, Entry, Figures, Gap, Matrix, Request

SIDE = 500


def large_matrix(*, curves: bool = False) -> Matrix:
    chance = random.Random(1)
    rows = tuple(
        Entry(f"t{i}", f"Actor of the {i}th kind", i, HUES[i % 12], f"Group {i // 10}")
        for i in range(SIDE)
    )
    columns = tuple(
        Entry(f"t{i}", f"Cross-border concern {i}", i, HUES[i % 12], f"Area {i // 8}")
        for i in range(SIDE, 2 * SIDE)
    )
    cells = [
        [chance.randint(1, 40) if chance.random() < 0.5 else 0 for _column in columns]
        for _row in rows
    ]
    figures = Figures(cells, [SIDE] * SIDE, [SIDE] * SIDE, 9999)
    contested = frozenset((r, c) for r in range(SIDE) for c in range(SIDE) if cells[r][c] > 36)
    gaps = [[Gap.FILLED if cell else Gap.UNREAD for cell in row] for row in cells]
    series = [[[cell // 4, cell // 2, cell] for cell in row] for row in cells] if curves else ()
    return Matrix(
        Request(), Context(), rows, columns, figures, figures, cells, cells, contested, gaps, 9999,
        periods=("2024", "2025", "2026") if curves else (), series=series,
    )  # fmt: skip


@pytest.fixture
def table(qtbot, qapp: QApplication) -> MatrixTable:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    table = MatrixTable()
    qtbot.addWidget(table)
    table.resize(1440, 900)
    table.set_grid(MatrixGrid(large_matrix()))
    table.show()
    qtbot.waitExposed(table)
    return table


def test_show_another_matrix(table, benchmark):
    matrix = large_matrix()
    benchmark(lambda: table.set_grid(MatrixGrid(matrix)))


def test_repaint_cells(table, benchmark):
    benchmark(table.viewport().repaint)


def test_repaint_cells_with_curves(table, benchmark):
    table.set_grid(MatrixGrid(large_matrix(curves=True)))
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
