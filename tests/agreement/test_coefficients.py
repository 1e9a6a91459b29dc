"""What must hold of the coefficients, and what other programs make of the same units."""

from collections import Counter
from typing import Any

import krippendorff as reference
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance

from workbench.agreement.coefficients import (
    brennan_prediger,
    cohen,
    fleiss,
    gwet,
    holsti,
    krippendorff,
    percent,
)
from workbench.agreement.distances import jaccard, masi
from workbench.agreement.ratings import Ratings, Undefined

#: units of two to four coders with three values, all judged
UNITS = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.tuples(*[st.sampled_from("abc")] * coders), min_size=2, max_size=25)
)
GAPS = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.tuples(*[st.sampled_from(["a", "b", "c", None])] * coders), min_size=2, max_size=25
    )
)
SETS = st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=3)
SET_UNITS = st.lists(st.tuples(SETS, SETS), min_size=2, max_size=15)


def task(units: list[tuple[Any, ...]], **named: Any) -> AnnotationTask:
    rows = [
        (f"coder {coder}", f"unit {place}", value)
        for place, values in enumerate(units)
        for coder, value in enumerate(values)
    ]
    return AnnotationTask(rows, **named)


def varied(units: list[tuple[Any, ...]]) -> bool:
    """Whether each coder used two values, without which others divide by nothing."""
    return all(len({values[coder] for values in units}) > 1 for coder in range(len(units[0])))


@settings(max_examples=50, deadline=None)
@given(UNITS.filter(varied))
def test_they_are_those_of_nltk(units: list[tuple[str, ...]]) -> None:
    ratings, other = Counter(units), task(units)
    values = len({value for unit in units for value in unit})
    assert percent(ratings) == pytest.approx(other.avg_Ao())
    assert cohen(ratings) == pytest.approx(other.kappa())
    assert fleiss(ratings) == pytest.approx(other.pi())
    assert brennan_prediger(ratings, values) == pytest.approx(other.S())
    assert krippendorff(ratings) == pytest.approx(other.alpha())


@settings(max_examples=50, deadline=None)
@given(GAPS)
def test_alpha_with_missing_values_is_that_of_krippendorff(
    units: list[tuple[str | None, ...]],
) -> None:
    try:
        found = krippendorff(Counter(units))
    except Undefined:
        return
    counts = [[unit.count(value) for value in "abc"] for unit in units]
    expected = reference.alpha(value_counts=counts, level_of_measurement="nominal")
    assert found == pytest.approx(expected)


@settings(max_examples=50, deadline=None)
@given(SET_UNITS)
def test_alpha_of_sets_is_that_of_nltk(units: list[tuple[frozenset[str], ...]]) -> None:
    ratings = Counter(units)
    if len({value for unit in units for value in unit}) == 1:
        with pytest.raises(Undefined):
            krippendorff(ratings, jaccard)
        return
    expected = task(units, distance=jaccard_distance).alpha()
    assert krippendorff(ratings, jaccard) == pytest.approx(expected)


def test_the_example_of_masi() -> None:
    """Sets of which one has all of the other, sets that share some, and sets that share none."""
    assert masi(frozenset("ab"), frozenset("abc")) == pytest.approx(1 - 2 / 3 * 2 / 3)
    assert masi(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(frozenset("ab"), frozenset("cd")) == 1
    assert masi(frozenset(), frozenset("a")) == jaccard(frozenset(), frozenset("a")) == 1
    assert masi(frozenset(), frozenset()) == jaccard(frozenset(), frozenset()) == 0
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5


@settings(deadline=None)
@given(SETS, SETS)
def test_distances_are_the_same_both_ways_and_never_above_1(
    one: frozenset[str], other: frozenset[str]
) -> None:
    for distance in (jaccard, masi):
        assert distance(one, other) == distance(other, one)
        assert (distance(one, other) == 0) == (one == other)
        assert distance(one, other) <= 1
    assert jaccard(one, other) <= masi(one, other) + 1e-12


@settings(deadline=None)
@given(UNITS)
def test_none_is_above_full_agreement(units: list[tuple[str, ...]]) -> None:
    ratings = Counter(units)
    same = all(len(set(unit)) == 1 for unit in units)
    for measure in (percent, cohen, fleiss, krippendorff, lambda r: gwet(r, 3)):
        try:
            found = measure(ratings)
        except Undefined:
            continue
        assert found <= 1 + 1e-12
        assert (found == pytest.approx(1)) == same


@settings(deadline=None)
@given(UNITS, st.integers(2, 5))
def test_the_same_units_again_change_only_what_allows_for_their_number(
    units: list[tuple[str, ...]], times: int
) -> None:
    once = Counter(units)
    often = {values: count * times for values, count in once.items()}
    for measure in (percent, cohen, fleiss, lambda r: gwet(r, 3)):
        try:
            found = measure(once)
        except Undefined:
            with pytest.raises(Undefined):
                measure(often)
            continue
        assert measure(often) == pytest.approx(found)


def tags(*letters: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(word) for word in letters)


def test_holsti_counts_tags_that_were_applied() -> None:
    ratings = {tags("ab", "a"): 3, tags("c", ""): 1, tags("", ""): 100}
    assert holsti(ratings) == 2 * 3 / (3 * 3 + 1)
    with pytest.raises(Undefined, match="no coder applied any tag"):
        holsti({tags("", ""): 5})
    with pytest.raises(TypeError):
        holsti({("a", "a"): 5})


def test_of_three_coders_kappa_and_holsti_are_the_mean_of_all_pairs() -> None:
    ratings = {tags("a", "a", ""): 2, tags("", "", ""): 2}
    assert cohen(ratings) == pytest.approx((1 + 0 + 0) / 3)
    assert holsti(ratings) == pytest.approx((1 + 0 + 0) / 3)


EMPTY: list[Ratings] = [{}, {("a", None): 3}, {("a", "a"): 0}]


@pytest.mark.parametrize("ratings", EMPTY)
def test_without_a_unit_judged_twice_there_is_nothing(ratings: Ratings) -> None:
    for measure in (
        percent, cohen, fleiss, krippendorff,
        lambda r: gwet(r, 2), lambda r: brennan_prediger(r, 2),
    ):  # fmt: skip
        with pytest.raises(Undefined, match="no unit was judged by two coders"):
            measure(ratings)


def test_where_all_gave_one_value_chance_explains_all() -> None:
    ratings = {("a", "a"): 7}
    for measure in (cohen, fleiss, krippendorff):
        with pytest.raises(Undefined, match="the same value"):
            measure(ratings)
    for with_values in (gwet, brennan_prediger):
        assert with_values(ratings, 2) == 1
        with pytest.raises(Undefined, match="only one value"):
            with_values(ratings, 1)
    assert percent(ratings) == 1


def test_a_constant_coder_agrees_by_chance_alone() -> None:
    assert cohen({("a", "a"): 5, ("b", "a"): 3}) == 0


MANY_SETS = st.dictionaries(
    st.frozensets(st.integers(0, 7), max_size=6), st.integers(1, 4), min_size=2, max_size=12
)


@settings(deadline=None)
@given(MANY_SETS)
def test_the_mean_distance_of_sets_is_that_of_all_pairs(seen: dict[frozenset[int], int]) -> None:
    every = [value for value, times in seen.items() for _ in range(times)]
    for distance in (jaccard, masi):
        pairs = [
            distance(one, other) for place, one in enumerate(every) for other in every[place + 1 :]
        ]
        assert distance.mean(seen) == pytest.approx(sum(pairs) / len(pairs))


def test_the_mean_distance_of_very_many_sets_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {frozenset((a, b, a + b)): 1 + a % 3 for a in range(12) for b in range(a)}
    exact = jaccard.mean(seen)
    monkeypatch.setattr("workbench.agreement.distances._STEPS", 10)
    assert jaccard.mean(seen) == pytest.approx(exact, abs=0.005)
    assert jaccard.mean(seen) != exact
