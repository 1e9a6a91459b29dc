from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.reader.marks import Mark, MarkIndex

places = st.integers(0, 5_000)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    start = draw(places)
    length = draw(st.one_of(st.integers(0, 900), st.just(60_000)))
    return Mark(draw(st.integers(1, 12)), start, start + length, "ink", True)


def brute(all_marks: list[Mark], lo: int, hi: int) -> set[Mark]:
    return {m for m in all_marks if m.start < hi and m.end > lo and m.start < m.end}


@given(st.lists(marks(), max_size=40), st.lists(marks(), max_size=10), places, places)
def test_a_query_finds_what_looking_at_all_would_find(
    first: list[Mark], more: list[Mark], a: int, b: int
) -> None:
    lo, hi = min(a, b), max(a, b) + 1
    index = MarkIndex(first)
    for mark in more:
        index.add(mark)
    assert set(index.query(lo, hi)) == brute(first + more, lo, hi)
    assert list(index.starts) == sorted(mark.start for mark in first + more)


@given(st.lists(marks(), max_size=40), st.integers(1, 12), st.lists(marks(), max_size=4), places)
def test_a_claim_is_replaced_whole(
    given_marks: list[Mark], claim: int, new: list[Mark], at: int
) -> None:
    new = [Mark(claim, m.start, m.end, "rose", False) for m in new]
    index = MarkIndex(given_marks)
    index.replace(claim, new)
    kept = [mark for mark in given_marks if mark.claim != claim] + new
    assert set(index.at(at)) == brute(kept, at, at + 1)
    assert list(index.starts) == sorted(mark.start for mark in kept)
    assert sorted(index.of(claim), key=repr) == sorted(new, key=repr)


def test_marks_come_in_the_order_of_the_text_and_the_longest_first() -> None:
    short, long, later = (
        Mark(1, 5, 8, "ink", True), Mark(2, 5, 30, "ink", True), Mark(3, 7, 9, "ink", True),
    )  # fmt: skip
    assert MarkIndex([later, short, long]).query(0, 50) == [long, short, later]


def test_removing_a_claim_that_is_not_there_changes_nothing() -> None:
    index = MarkIndex([Mark(1, 5, 8, "ink", True)])
    index.remove(9)
    assert len(index) == 1
