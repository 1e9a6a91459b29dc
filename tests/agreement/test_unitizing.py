"""Alpha for unitizing against the formulas of the source, written out place by place."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Span
from workbench.agreement.ratings import Undefined
from workbench.agreement.unitizing import alpha_u, unitized

LENGTH = 24


@st.composite
def coders(draw: st.DrawFn) -> list[list[Span]]:
    def units() -> list[Span]:
        ends = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=8)))
        kept = draw(st.lists(st.booleans(), min_size=len(ends), max_size=len(ends)))
        spans = zip(ends, ends[1:], kept, strict=False)
        return [Span(start, end) for start, end, keep in spans if keep]

    return [units() for _ in range(draw(st.integers(2, 3)))]


def sections(units: list[Span]) -> list[tuple[Span, bool]]:
    found, reached = [], 0
    for unit in [*units, Span(LENGTH, LENGTH)]:
        if unit.start > reached:
            found.append((Span(reached, unit.start), False))
        if unit.start < unit.end:
            found.append((unit, True))
        reached = unit.end
    return found


def by_the_book(units: list[list[Span]]) -> tuple[float, float]:
    """Do and De of the source, every pair of sections compared."""
    every = [sections(of) for of in units]
    apart = 0
    for one, other in permutations(every, 2):
        for a, marked in one:
            for b, other_marked in other:
                if marked and other_marked and a.start < b.end and b.start < a.end:
                    apart += (a.start - b.start) ** 2 + (a.end - b.end) ** 2
                elif marked and not other_marked and b.start <= a.start and a.end <= b.end:
                    apart += 2 * (a.end - a.start) ** 2
    total = len(units) * LENGTH
    lengths = [(span.end - span.start, marked) for of in every for span, marked in of]
    count = sum(marked for _, marked in lengths)
    chance = 0.0
    for a, marked in lengths:
        if marked:
            chance += (count - 1) / 3 * (2 * a**3 - 3 * a**2 + a)
            chance += a**2 * sum(b - a + 1 for b, other in lengths if not other and b >= a)
    pairs = total * (total - 1) - sum(a * (a - 1) for a, marked in lengths if marked)
    expected = 2 / LENGTH * chance / pairs if pairs else 0.0
    return apart / (len(units) * (len(units) - 1) * LENGTH**2), expected


@settings(deadline=None)
@given(coders())
def test_it_is_that_of_the_book(units: list[list[Span]]) -> None:
    observed, expected = by_the_book(units)
    found = unitized(LENGTH, units)
    assert found.observed == pytest.approx(observed)
    assert found.expected == pytest.approx(expected)


def test_the_same_units_agree() -> None:
    units = [[Span(2, 9), Span(12, 14)]] * 2
    assert alpha_u([unitized(LENGTH, units)]) == 1


def test_parts_are_what_no_unit_reaches_out_of() -> None:
    found = unitized(LENGTH, [[Span(0, 4), Span(10, 14)], [Span(2, 6), Span(14, 16)]])
    scale = 2 * LENGTH**2
    assert found.parts == pytest.approx((2 * 8 / scale, 2 * 16 / scale, 2 * 4 / scale))


def test_without_units_it_is_undefined() -> None:
    with pytest.raises(Undefined):
        alpha_u([unitized(LENGTH, [[], []])])
