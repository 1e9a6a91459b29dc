import random

import numpy as np
import pytest

from db.errors import Invalid
from workbench.matrix import Axis, Entry, Sort
from workbench.matrix.order import by_likeness, order

NAMES = ("beta", "Alpha", "gamma")
FLAT = tuple(Entry(f"t{n}", name) for n, name in enumerate(NAMES))
OTHERS = (Entry("t10", "Water"), Entry("t11", "Roads"))
CELLS = np.array([[1.0, 5], [3, 0], [2, np.nan]])
TOTALS = np.array([6.0, 3, 2])


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        (Sort(), [0, 1, 2]),
        (Sort(reverse=True), [2, 1, 0]),
        (Sort("name"), [1, 0, 2]),
        (Sort("total"), [0, 1, 2]),
        (Sort("total", reverse=True), [2, 1, 0]),
        (Sort("entry", "t10"), [1, 2, 0]),
        (Sort("entry", "t11"), [0, 1, 2]),
    ],
)
def test_an_axis_is_sorted(sort: Sort, found: list[int]) -> None:
    assert order(Axis("actor", sort=sort), FLAT, OTHERS, CELLS, TOTALS) == found


def test_pinned_entries_come_first() -> None:
    axis = Axis("actor", sort=Sort("name"), pinned=("t2", "gone"))
    assert order(axis, FLAT, OTHERS, CELLS, TOTALS) == [2, 1, 0]


def test_an_entry_that_went_cannot_be_sorted_by() -> None:
    with pytest.raises(Invalid, match="choose another order"):
        order(Axis("actor", sort=Sort("entry", "t99")), FLAT, OTHERS, CELLS, TOTALS)


def test_tags_are_sorted_within_their_groups() -> None:
    entries = (
        Entry("g1", "One", is_group=True), Entry("t2", "b", parent="g1", level=1),
        Entry("t3", "a", parent="g1", level=1), Entry("g4", "Four", is_group=True),
        Entry("t5", "c", parent="g4", level=1), Entry("t6", "Alone"),
    )  # fmt: skip
    cells, totals = np.zeros((6, 1)), np.array([5.0, 1, 4, 9, 9, 7])
    by = {
        "name": ["Alone", "Four", "c", "One", "a", "b"],
        "total": ["Four", "c", "Alone", "One", "a", "b"],
    }
    for sort, names in by.items():
        found = order(Axis("actor", sort=Sort(sort)), entries, OTHERS[:1], cells, totals)
        assert [entries[at].name for at in found] == names


def test_like_rows_stand_together() -> None:
    """Rows of a band, shuffled, are brought back into their order, one way or the other."""
    band = np.array([[max(0, 3 - abs(row - column)) for column in range(8)] for row in range(8)])
    shuffled = list(range(8))
    random.Random(3).shuffle(shuffled)
    found = [shuffled[at] for at in by_likeness(band[shuffled].astype(float))]
    assert found in (list(range(8)), list(range(7, -1, -1)))


def test_empty_rows_come_last_and_every_row_once() -> None:
    cells = np.array([[0, 0], [2, 0], [np.nan, 0], [0, 3], [4, 0]], float)
    found = by_likeness(cells)
    assert sorted(found) == [0, 1, 2, 3, 4]
    assert set(found[3:]) == {0, 2}
    assert abs(found.index(1) - found.index(4)) == 1
    assert by_likeness(np.zeros((0, 3))) == []
