"""Units and their tables against counting one by one."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import claim

from db.records import Id, Span
from workbench.agreement.overlap import union
from workbench.agreement.tables import MARKED, Tables, Wanted
from workbench.agreement.units import (
    ANY,
    NONE,
    Block,
    aligned,
    cells,
    characters,
    coded,
    document,
    passages,
    stretches,
)

LENGTH = 40
SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda t: Span(t[0], t[0] + t[1])),
    min_size=1, max_size=3,
).map(union)  # fmt: skip
MARKS = st.lists(
    st.tuples(SPANS, st.frozensets(st.integers(1, 3), max_size=2).map(lambda tags: tags | {ANY})),
    max_size=5,
)
CODERS = st.lists(MARKS, min_size=2, max_size=3)
Marks = list[tuple[list[Span], frozenset[Id]]]


def tags_at(marks: Marks, place: int) -> frozenset[Id]:
    found = (tags for spans, tags in marks if any(one.start <= place < one.end for one in spans))
    return NONE.union(*found)


@settings(deadline=None)
@given(CODERS, st.sets(st.integers(1, LENGTH - 1), max_size=4))
def test_characters(coders: list[Marks], breaks: set[int]) -> None:
    starts = [0, *sorted(breaks)]
    expected = [
        dict(Counter(tuple(tags_at(marks, place) for marks in coders) for place in range(*ends)))
        for ends in zip(starts, [*starts[1:], LENGTH], strict=True)
    ]
    assert characters(starts, LENGTH, coders) == expected


@settings(deadline=None)
@given(CODERS)
def test_stretches_have_what_touches_them(coders: list[Marks]) -> None:
    spans = [Span(0, 9), Span(10, 25), Span(25, 38)]
    expected = [
        {
            tuple(
                NONE.union(*(tags_at(marks, place) for place in range(span.start, span.end)))
                for marks in coders
            ): 1
        }
        for span in spans
    ]
    assert stretches(spans, coders) == expected


def test_a_document_has_the_tags_of_all_its_claims() -> None:
    one = [([Span(0, 4)], frozenset({ANY, 1})), ([Span(9, 12)], frozenset({ANY, 2}))]
    assert document([one, []]) == {(frozenset({ANY, 1, 2}), NONE): 1}


def test_cells_are_filled_by_one_claim_with_both_tags() -> None:
    mine, theirs = [frozenset({1, 8}), frozenset({2})], [frozenset({1}), frozenset({8})]
    assert cells([1, 2], [8], [mine, theirs]) == [{(MARKED, NONE): 1}, {(NONE, NONE): 1}]


def test_what_nobody_coded_is_left_out() -> None:
    marked: Block = {(MARKED, NONE): 3, (NONE, NONE): 9}
    assert coded([marked, {(NONE, NONE): 2}]) == [{(MARKED, NONE): 3}]


def test_passages_are_moved_and_joined_by_tag() -> None:
    marks = [([Span(0, 5)], frozenset({1})), ([Span(3, 8), Span(9, 10)], frozenset({1, 2}))]
    assert passages(marks, 100) == {
        1: [Span(100, 108), Span(109, 110)],
        2: [Span(103, 108), Span(109, 110)],
    }


def test_claims_of_three_are_grouped_by_what_was_marked_first() -> None:
    a, b, c = claim((0, 20)), claim((2, 20), coder=2), claim((50, 60), coder=2)
    d, e = claim((0, 18), coder=3), claim((51, 60), coder=3)
    assert aligned([[a], [c, b], [e, d]], 0.25) == [(a, b, d), (None, c, e)]


SETS = st.none() | st.frozensets(st.integers(0, 4), max_size=3)
BLOCKS = st.lists(
    st.dictionaries(st.tuples(SETS, SETS, SETS), st.integers(1, 5), min_size=1, max_size=3),
    min_size=1, max_size=6,
)  # fmt: skip


def marked(values: tuple[frozenset[Id] | None, ...], tag: Id) -> tuple[object, ...]:
    return tuple(None if tags is None else MARKED if tag in tags else NONE for tags in values)


@settings(deadline=None)
@given(BLOCKS)
def test_ratings_are_those_of_each_unit_by_itself(blocks: list[Block]) -> None:
    wanted = frozenset({1, 2, 3})
    one: Counter[object] = Counter()
    each: Counter[object] = Counter()
    sets: Counter[object] = Counter()
    for block in blocks:
        for values, units in block.items():
            one[marked(values, 1)] += units
            for tag in wanted:
                each[marked(values, tag)] += units
            sets[tuple(None if tags is None else tags & wanted for tags in values)] += units
    tables = Tables(blocks, [Wanted(frozenset({1})), Wanted(wanted), Wanted(wanted, True)])
    assert tables.ratings() == [one, each, sets]
    assert sum(tables.kinds) == len(blocks)
    # Twice as many blocks of every kind are twice as many units.
    twice = tables.ratings([2 * number for number in tables.kinds])
    assert twice[1] == {values: 2 * count for values, count in each.items()}


@pytest.mark.parametrize("number", [0, 1])
def test_a_sample_counts_the_blocks_that_were_drawn(number: int) -> None:
    blocks: list[Block] = [{(MARKED, NONE): 3}, {(NONE, NONE): 2}, {(MARKED, NONE): 3}]
    tables = Tables(blocks, [Wanted(frozenset({ANY}))])
    assert tables.kinds == (2, 1)
    (found,) = tables.ratings([number, 2])
    assert found == ({(MARKED, NONE): 3} if number else {}) | {(NONE, NONE): 4}
