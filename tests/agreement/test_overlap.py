from hypothesis import given, settings
from hypothesis import strategies as st
from making import claim

from db.records import Span
from workbench.agreement.overlap import length, meetings, overlap, shared, union

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda t: Span(t[0], t[0] + t[1])),
    min_size=1,
    max_size=5,
)


def places(spans: list[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


@settings(deadline=None)
@given(SPANS, SPANS)
def test_it_counts_characters(one: list[Span], other: list[Span]) -> None:
    a, b = places(one), places(other)
    one, other = union(one), union(other)
    assert length(one) == len(a)
    assert shared(one, other) == shared(other, one) == len(a & b)
    assert overlap(one, other) == len(a & b) / len(a | b)


def test_passages_that_touch_stay_apart() -> None:
    assert union([Span(4, 8), Span(0, 4), Span(6, 9)]) == [Span(0, 4), Span(4, 9)]


@settings(deadline=None)
@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_all_that_meet_are_found_once(one: list[list[Span]], other: list[list[Span]]) -> None:
    left, right = (
        sorted((claim(*((s.start, s.end) for s in union(spans))) for spans in side),
               key=lambda found: (found.start, found.end))
        for side in (one, other)
    )  # fmt: skip
    found = list(meetings(left, right))
    assert sorted(found) == [
        (a, b)
        for a in range(len(left))
        for b in range(len(right))
        if left[a].start < right[b].end and right[b].start < left[a].end
    ]
