from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.reader.lanes import assign
from workbench.gui.reader.marks import Mark


def item(claim: int, top: int, bottom: int, mine: bool = True) -> tuple[Mark, float, float]:
    return Mark(claim, top, bottom, "ink", mine), top, bottom


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 20), st.booleans()).map(
            lambda at: item(1, at[0], at[0] + at[1], at[2])
        ),
        max_size=30,
    )
)
def test_nothing_stands_beside_another_in_one_lane(
    items: list[tuple[Mark, float, float]],
) -> None:
    brackets = assign(items)
    assert len(brackets) == len(items)
    for k, one in enumerate(brackets):
        for other in brackets[:k]:
            apart = one.bottom <= other.top or other.bottom <= one.top
            assert apart or one.lane != other.lane


def test_the_own_marks_stand_innermost_and_alone_in_the_first_lane() -> None:
    lanes = {b.mark.claim: b.lane for b in assign([item(1, 0, 9, False), item(2, 3, 5)])}
    assert lanes == {1: 1, 2: 0}


def test_an_overlap_takes_a_new_lane_and_what_follows_comes_back() -> None:
    lanes = {b.mark.claim: b.lane for b in assign([item(1, 0, 9), item(2, 5, 12), item(3, 9, 20)])}
    assert lanes == {1: 0, 2: 1, 3: 0}
