from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from db.records import AxisTag, Matrix, MatrixRequest
from workbench.gui import theme

ROWS = (
    AxisTag(1, "Kelmaria", "ink", "States"),
    AxisTag(2, "Duvania", "rust", "States"),
    AxisTag(3, "Lantern Front", "brick", "Armed groups"),
)
COLUMNS = (
    AxisTag(11, "Dam filling", "lagoon", "Water"),
    AxisTag(12, "Canal diversion", "sky", "Water"),
    AxisTag(13, "Cross-border raids", "brick", "Security"),
)
CELLS = {(1, 11): 14, (1, 12): 2, (2, 11): 5, (3, 13): 16}
#: One claim stands under both 11 and 12, and one in the rows 1 and 2.
MATRIX = Matrix(
    MatrixRequest(),
    ROWS,
    COLUMNS,
    CELLS,
    {1: 15, 2: 5, 3: 16},
    {11: 18, 12: 2, 13: 16},
    34,
    frozenset({(3, 13)}),
)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)


@pytest.fixture
def matrix() -> Matrix:
    return MATRIX


@pytest.fixture
def matrix_of() -> Callable[[int, int], Matrix]:
    """Return a function that makes a matrix of so many rows and columns, every cell 1."""

    def make(rows: int, columns: int) -> Matrix:
        across = tuple(AxisTag(1000 + i, f"Concern {i}", "sky") for i in range(columns))
        down = tuple(AxisTag(i, f"Actor {i}", "ink") for i in range(rows))
        cells = {(row.tag, column.tag): 1 for row in down for column in across}
        return Matrix(
            MatrixRequest(),
            down,
            across,
            cells,
            {row.tag: columns for row in down},
            {column.tag: rows for column in across},
            rows * columns,
        )

    return make
