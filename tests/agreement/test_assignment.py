from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement.assignment import assign

WEIGHTS = st.lists(
    st.dictionaries(st.integers(0, 4), st.integers(1, 9), max_size=5), min_size=0, max_size=5
)


def best(weights: list[dict[int, int]]) -> int:
    """The greatest sum, by trying everything: columns above 4 stand for staying alone."""
    columns = range(5 + len(weights))
    return max(
        sum(row.get(column, 0) for row, column in zip(weights, chosen, strict=False))
        for chosen in permutations(columns, len(weights))
    )


@settings(deadline=None)
@given(WEIGHTS)
def test_the_sum_is_the_greatest(weights: list[dict[int, int]]) -> None:
    found = assign(weights)
    assert len(set(found.values())) == len(found)
    assert sum(weights[row][column] for row, column in found.items()) == best(weights)


def test_two_fair_pairs_are_worth_more_than_one_good_one() -> None:
    assert assign([{0: 9, 1: 8}, {0: 7}]) == {0: 1, 1: 0}


def test_a_row_stays_alone_rather_than_take_a_better_ones_place() -> None:
    assert assign([{0: 9}, {0: 3}]) == {0: 0}
