import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import claim, tag

from db.records import Claim
from workbench.agreement.pairing import KINDS, Pairing, TagDifference, pair_claims

STANCES = frozenset({tag("+"), tag("-")})


def pair(left: list[Claim], right: list[Claim], threshold: float = 0.25) -> list[Pairing]:
    return pair_claims(left, right, STANCES, threshold)


def only(left: list[Claim], right: list[Claim]) -> Pairing:
    (found,) = pair(left, right)
    return found


def test_the_same_claim_twice_is_no_difference() -> None:
    mine, theirs = claim((4, 20), tags="ab+"), claim((4, 20), tags="+ba", coder=2)
    found = only([mine], [theirs])
    assert (found.left, found.right, found.overlap) == ((mine,), (theirs,), 1.0)
    assert found.same
    assert found.paired
    assert found.document == 7


def test_several_kinds_hold_at_once() -> None:
    mine, theirs = claim((0, 30), tags="ab+"), claim((10, 40), tags="ac-", statement="They say so.")
    found = only([mine], [theirs])
    assert found.kinds == {"tags", "boundaries", "stance"}
    assert found.overlap == 0.5
    assert found.tags == (
        TagDifference(tag("b"), "holder", None),
        TagDifference(tag("+"), "holder", None),
        TagDifference(tag("c"), None, "holder"),
        TagDifference(tag("-"), None, "holder"),
    )
    assert found.fields == ("statement",)
    assert (found.start, found.end) == (0, 40)


def test_another_role_is_another_tag() -> None:
    found = only([claim((0, 9), tags="a")], [claim((0, 9), about="a")])
    assert found.kinds == {"tags"}
    assert found.tags == (TagDifference(tag("a"), "holder", "about"),)


def test_other_stance_alone_is_not_another_tag() -> None:
    assert only([claim((0, 9), tags="a+")], [claim((0, 9), tags="a-")]).kinds == {"stance"}


def test_a_claim_without_a_partner_is_of_one_only() -> None:
    found = pair([claim((50, 60)), claim((0, 9))], [claim((20, 30))])
    assert [one.kinds for one in found] == [{"only left"}, {"only right"}, {"only left"}]
    assert [one.overlap for one in found] == [0, 0, 0]
    assert not found[0].paired


def test_below_the_threshold_nothing_is_paired() -> None:
    mine, theirs = [claim((0, 100))], [claim((60, 140))]
    assert only(mine, theirs).kinds == {"boundaries"}
    assert [one.kinds for one in pair(mine, theirs, 0.3)] == [{"only left"}, {"only right"}]


def test_tags_decide_between_claims_on_the_same_words() -> None:
    mine = [claim((0, 50), tags="a"), claim((0, 50), tags="b")]
    theirs = [claim((0, 50), tags="b"), claim((0, 50), tags="a")]
    assert all(one.same for one in pair(mine, theirs))


def test_the_sum_decides_not_the_best_single_pair() -> None:
    one, two = claim((0, 100)), claim((0, 60))
    a, b = claim((0, 80)), claim((30, 200))
    assert {(x.left[0], x.right[0]) for x in pair([one, two], [a, b])} == {(one, b), (two, a)}


def test_a_claim_that_covers_two_is_split() -> None:
    whole, first, second = claim((0, 100), tags="ab"), claim((0, 45), tags="a"), claim((50, 100))
    found = only([whole], [second, first])
    assert (found.left, found.right) == ((whole,), (first, second))
    assert found.kinds == {"split", "tags", "boundaries"}
    assert found.overlap == 0.95
    assert found.tags == (TagDifference(tag("b"), "holder", None),)


def test_the_other_way_round_it_is_a_merge() -> None:
    whole, first, second = claim((0, 100), tags="ab"), claim((0, 45), tags="a"), claim((50, 100))
    found = only([first, second], [whole])
    assert (found.left, found.right) == ((first, second), (whole,))
    assert found.kinds == {"merge", "tags", "boundaries"}


def test_pieces_too_short_for_a_pair_make_a_split_together() -> None:
    pieces = [claim((start, start + 18)) for start in range(0, 100, 20)]
    assert only([claim((0, 100))], pieces).kinds == {"split", "boundaries"}


def test_two_claims_on_the_same_words_are_no_pieces() -> None:
    found = pair([claim((0, 100), tags="a")], [claim((0, 99), tags="a"), claim((1, 99), tags="b")])
    assert [one.kinds for one in found] == [{"boundaries"}, {"only right"}]


def test_passages_over_a_page_break_count_by_their_words() -> None:
    found = only([claim((0, 40), (90, 100))], [claim((0, 40), (60, 100))])
    assert found.overlap == 50 / 80
    assert [one.kinds for one in pair([claim((0, 9), (90, 99))], [claim((10, 89))])] == [
        {"only left"},
        {"only right"},
    ]


CLAIMS = st.lists(
    st.builds(
        lambda start, length, tags: claim((start, start + length), tags=tags),
        st.integers(0, 60), st.integers(1, 30), st.text("abc+-", max_size=3),
    ),
    max_size=9,
)  # fmt: skip


@settings(deadline=None)
@given(CLAIMS, CLAIMS, st.floats(0.05, 1), st.randoms())
def test_every_claim_stands_once_whatever_the_order(
    left: list[Claim], right: list[Claim], threshold: float, chance: random.Random
) -> None:
    found = pair(left, right, threshold)
    assert sorted(c.id for one in found for c in one.left) == sorted(c.id for c in left)
    assert sorted(c.id for one in found for c in one.right) == sorted(c.id for c in right)
    for one in found:
        assert one.kinds <= set(KINDS)
        assert one.left or one.right
        assert min(len(one.left), len(one.right)) <= 1
        if len(one.left) == len(one.right) == 1:
            assert one.overlap >= threshold
    shuffled = [chance.sample(side, len(side)) for side in (left, right)]
    assert pair(shuffled[0], shuffled[1], threshold) == found


@pytest.mark.parametrize("count", [60])
def test_many_claims_on_the_same_words_are_all_paired(count: int) -> None:
    found = pair([claim((0, 9)) for _ in range(count)], [claim((0, 9)) for _ in range(count)])
    assert len(found) == count
