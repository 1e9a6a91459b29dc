from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from db.records import Coder, Document, Facet, Tag
from workbench.gui import theme
from workbench.matrix import Axis, Context, Entry, Gap, Matrix, Request

from .making import make_matrix, tag

STATES = Entry("g100", "States", 100, is_group=True)
ARMED = Entry("g101", "Armed groups", 101, is_group=True)
ROWS = (
    STATES,
    tag(1, "Kelmaria", "ink", "States", parent="g100", level=1),
    tag(2, "Duvania", "rust", "States", parent="g100", level=1),
    ARMED,
    tag(3, "Lantern Front", "brick", "Armed groups", parent="g101", level=1),
)
COLUMNS = (
    tag(11, "Dam filling", "lagoon", "Water"),
    tag(12, "Canal diversion", "sky", "Water"),
    tag(13, "Cross-border raids", "brick", "Security"),
)
CELLS = {
    ("g100", "t11"): 18, ("g100", "t12"): 2, ("g101", "t13"): 16,
    ("t1", "t11"): 14, ("t1", "t12"): 2, ("t2", "t11"): 5, ("t3", "t13"): 16,
}  # fmt: skip
#: One claim stands under both 11 and 12, and one in the rows 1 and 2.
TOTALS = (
    {"g100": 19, "t1": 15, "t2": 5, "g101": 16, "t3": 16}, {"t11": 18, "t12": 2, "t13": 16}, 34,
)  # fmt: skip
CONTEXT = Context(
    facets=(Facet(1, "actor", "Actors", False, 0), Facet(2, "concern", "Concerns", False, 1),
            Facet(3, "stance", "Stance", True, 2)),
    tags=(Tag(100, 1, None, "States", "ink"), Tag(1, 1, 100, "Kelmaria", "ink"),
          Tag(2, 1, 100, "Duvania", "rust"), Tag(11, 2, None, "Dam filling", "lagoon")),
    documents=(Document(21, "a.txt", "Dry Season", "", 9, published_on="2025-03"),
               Document(22, "b.txt", "The Front", "", 9, published_on="2026", language="ar")),
    coders=(Coder(31, "Mira Tolan"), Coder(32, "Jonas Verne")),
    groups={21: "North", 22: "South"},
)  # fmt: skip
REQUEST = Request(rows=Axis("actor", levels="both"))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)


@pytest.fixture
def matrix() -> Matrix:
    """States with two actors, armed groups with one; one cell contested, one not yet read."""
    return make_matrix(
        ROWS, COLUMNS, CELLS, request=REQUEST, context=CONTEXT, contested=[("t3", "t13")],
        gaps={("t2", "t12"): Gap.UNREAD, ("t1", "t13"): Gap.NO_DOCUMENT}, totals=TOTALS,
    )  # fmt: skip


@pytest.fixture
def matrix_of() -> Callable[[int, int], Matrix]:
    """Return a function that makes a matrix of so many rows and columns, every cell 1."""

    def make(rows: int, columns: int) -> Matrix:
        across = [tag(1000 + i, f"Concern {i}", "sky") for i in range(columns)]
        down = [tag(i, f"Actor {i}") for i in range(rows)]
        cells = {(row.key, column.key): 1 for row in down for column in across}
        return make_matrix(down, across, cells)

    return make
