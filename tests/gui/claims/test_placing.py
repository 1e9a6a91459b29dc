from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from workbench.gui.claims.placing import place

ROOM = QRect(0, 0, 1000, 700)


def test_below_where_there_is_room():
    line = QRect(50, 100, 300, 20)
    assert place(line, line, ROOM, 322, 300).rect(322, 300) == QRect(50, 124, 322, 300)


def test_above_the_whole_selection_where_there_is_not():
    line = QRect(50, 600, 300, 20)
    spot = place(line, QRect(50, 500, 300, 120), ROOM, 322, 300)
    assert spot.above
    assert spot.rect(322, 300) == QRect(50, 196, 322, 300)
    assert spot.rect(322, 100).bottom() == 495


def test_at_the_right_edge_it_moves_left():
    line = QRect(950, 100, 40, 20)
    assert place(line, line, ROOM, 322, 300).x == 1000 - 322 - 4


@given(st.integers(-50, 1000), st.integers(-100, 750), st.integers(0, 800), st.integers(60, 500))
def test_it_stays_in_the_room_and_off_the_selection_where_half_of_it_fits(x, y, tall, height):
    line = QRect(x, y, 200, 20)
    avoid = line.adjusted(0, -tall, 0, 0)
    box = place(line, avoid, ROOM, 322, height).rect(322, height)
    assert ROOM.contains(box)
    below, above = 700 - 8 - (y + 20), y - tall - 8
    if (2 * below >= height or 2 * above >= height) and y + 20 >= 0 and y - tall <= 700:
        assert not box.intersects(avoid)
