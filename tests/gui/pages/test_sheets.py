"""Where pages lie, and the way between their points and the view's."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from workbench.gui.pages.sheets import GAP, Sheets
from workbench.readers.pdf.geometry import Quad

SIZES = [(600.0, 800.0), (800.0, 600.0), (300.0, 300.0)]
part = st.floats(0, 1)


def test_pages_lie_under_one_another_and_in_the_middle():
    sheets = Sheets(SIZES, 0.5)
    rects = [sheets.rect(page, 1000) for page in range(3)]
    assert [rect.height() for rect in rects] == [400, 300, 150]
    assert all(a.bottom() + GAP == b.top() for a, b in pairwise(rects))
    assert all(abs(rect.center().x() - 500) <= 0.5 for rect in rects)
    assert sheets.height == rects[-1].bottom() + GAP
    assert [sheets.page_at(rect.center().y()) for rect in rects] == [0, 1, 2]
    assert list(sheets.within(rects[1].top(), rects[1].bottom())) == [1]
    assert sheets.page_at(-50) == 0
    assert sheets.page_at(9999) == 2


@given(page=st.integers(0, 2), rotation=st.integers(0, 3), scale=st.floats(0.1, 5), x=part, y=part)
def test_there_and_back_is_the_same_point(page, rotation, scale, x, y):
    sheets = Sheets(SIZES, scale, rotation)
    width, height = SIZES[page]
    quad = Quad(x * width, y * height, x * width, y * height)
    corner = sheets.from_page(page, quad).topLeft()
    w, h = sheets.points(page)
    assert -0.01 <= corner.x() <= w * scale + 0.01
    assert -0.01 <= corner.y() <= h * scale + 0.01
    again = sheets.to_page(page, QPointF(corner))
    assert again == pytest.approx((quad.left, quad.top), abs=0.01)
