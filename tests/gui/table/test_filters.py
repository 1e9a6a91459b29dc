from dataclasses import fields, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.records import CONFIDENCES
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.conditions import LACKS, is_date
from workbench.gui.table.filters import Filter

from .matter import (
    AGAINST,
    BIG,
    BOOK,
    DUVANIA,
    FILLING,
    FOR,
    FRONT,
    JONAS,
    KELMARIA,
    MIRA,
    MIXED,
    NAMES,
    NORTH,
    RAIDS,
    ROWS,
    STATES,
    WATER,
    row,
)  # fmt: skip

TAGS = (STATES, KELMARIA, DUVANIA, FRONT, WATER, FILLING, RAIDS, FOR, AGAINST, MIXED, NORTH)
GONE = 999
FACETS = {"actor": range(10, 20), "concern": range(20, 30), "stance": range(30, 40)}
BELOW = {STATES: {STATES, KELMARIA, DUVANIA}, WATER: {WATER, FILLING}}
DATES = ("", "2025", "2025-07", "2025-07-14", "2025-08", "2026", "2026-03-14", "in spring")
DECISIONS = ("open", "accept", "changed")
WORDS = ("", "dam", "Dam filling", "FILLING", "señor", "grain prices", "x")


def some(*values):
    return st.frozensets(st.sampled_from(values), max_size=3)


rows = st.builds(
    lambda number, tags, document, coder, quote, date, words, confidence, grade, decision: replace(
        row(number, *tags, document=document, coder=coder, quote=quote, statement=words[0],
            speaker=words[1], note=words[2], confidence=confidence, credibility=grade),
        published_on=date,
        decision=decision,
    ),
    st.integers(1, 99),
    some(*TAGS),
    st.sampled_from((1, 2, 3)),
    st.sampled_from((MIRA, JONAS)),
    st.sampled_from(("The dam’s filling", "Señor", "Grain")),
    st.sampled_from(DATES),
    st.tuples(*[st.sampled_from(WORDS)] * 3),
    st.sampled_from(("", *CONFIDENCES)),
    st.sampled_from((None, 1, 2, 6)),
    st.sampled_from(DECISIONS),
)  # fmt: skip
filters = st.builds(
    Filter,
    text=st.sampled_from(WORDS),
    documents=some(1, 2, 7),
    coders=some(MIRA.id, JONAS.id),
    tags=some(*TAGS, GONE),
    without=some(*TAGS, GONE),
    confidences=some(*CONFIDENCES),
    credibilities=some(1, 2),
    decisions=some(*DECISIONS),
    since=st.sampled_from([date for date in DATES if date != "in spring"]),
    until=st.sampled_from([date for date in DATES if date != "in spring"]),
    missing=some(*LACKS, "facet:actor", "facet:stance"),
)


def days(date):
    """The first and the last day that a date may mean, as numbers."""
    parts = [int(part) for part in date.split("-")]
    first = parts + [1] * (3 - len(parts))
    last = parts + [12, 31][len(parts) - 1 :] if len(parts) < 3 else parts
    return [a * 10000 + b * 100 + c for a, b, c in (first, last)]


def plainly(wanted, shown):
    """What a filter means, said as simply as can be."""
    claim = shown.claim
    has = {each.tag for each in claim.tags}
    words = " ".join((claim.statement, shown.quote, claim.speaker, claim.note))
    words = words.lower().replace("ñ", "n").replace("’", "'")
    texts = wanted.text.lower().replace("ñ", "n").split()
    known = wanted.tags - {GONE}
    groups = [known & set(tags) for tags in (*FACETS.values(), {NORTH}) if known & set(tags)]
    dated = bool(wanted.since or wanted.until)
    good_date = not dated or is_date(shown.published_on)
    if good_date and wanted.since:
        good_date = days(shown.published_on)[1] >= days(wanted.since)[0]
    if good_date and wanted.until:
        good_date = days(shown.published_on)[0] <= days(wanted.until)[1]

    def has_any(tags):
        return any(has & BELOW.get(tag, {tag}) for tag in tags)

    def lacks(name):
        if name.startswith("facet:"):
            return not has & set(FACETS[name[6:]])
        return not (shown.published_on if name == "date" else getattr(claim, name))

    return (
        all(text in words for text in texts)
        and (not wanted.documents or claim.document in wanted.documents)
        and (not wanted.decisions or shown.decision in wanted.decisions)
        and (not wanted.coders or claim.coder in wanted.coders)
        and all(has_any(group) for group in groups)
        and (wanted.tags != {GONE})
        and not has_any(wanted.without)
        and (not wanted.confidences or claim.confidence in wanted.confidences)
        and (not wanted.credibilities or claim.credibility in wanted.credibilities)
        and good_date
        and all(lacks(name) for name in wanted.missing)
    )


@given(filters, st.lists(rows, max_size=8))
def test_a_filter_means_what_it_says(wanted, shown):
    expected = [each for each in shown if plainly(wanted, each)]
    assert wanted.select(shown, BOOK) == expected
    assert [each for each in shown if wanted.matches(each, BOOK)] == expected


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), [1, 2, 3, 4, 5, 6]),
        (Filter(text="calls  FILLING"), [1]),
        (Filter(text="minutes"), [2]),
        (Filter(text="engineers"), [1]),
        (Filter(text="فنية"), [6]),
        (Filter(tags=frozenset({STATES})), [1, 2, 6]),
        (Filter(tags=frozenset({KELMARIA, FRONT})), [1, 2, 3, 5]),
        (Filter(tags=frozenset({KELMARIA, FOR})), [1]),
        (Filter(without=frozenset({WATER})), [3, 4, 5, 6]),
        (Filter(since="2026", until="2026"), [4, 5]),
        (Filter(since="2025-07-20", until="2025-07-25"), [1, 2, 3]),
        (Filter(missing=frozenset({"statement"})), [4]),
        (Filter(missing=frozenset({"facet:stance", "confidence"})), [3, 4]),
        (Filter(missing=frozenset({"date"})), [6]),
    ],
)
def test_what_is_found(wanted, found):
    assert [each.id - BIG for each in wanted.select(ROWS, BOOK)] == found


def test_nothing_is_found_by_tags_that_are_all_deleted():
    assert Filter(tags=frozenset({GONE})).select(ROWS, BOOK) == []
    assert len(Filter(tags=frozenset({GONE, KELMARIA})).select(ROWS, BOOK)) == 2
    assert len(Filter(without=frozenset({GONE})).select(ROWS, BOOK)) == 6


def test_tags_in_a_ring_do_not_hang():
    tags = dict(BOOK.tags)
    tags[STATES] = replace(tags[STATES], parent=KELMARIA)
    ring = CodeBook(BOOK.facets, tags)
    assert [each.id - BIG for each in Filter(tags=frozenset({STATES})).select(ROWS, ring)] == [
        1, 2, 6,
    ]  # fmt: skip


@given(filters)
def test_a_filter_comes_back_from_json(wanted):
    assert Filter.from_json(wanted.to_json()) == wanted


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(junk | st.dictionaries(st.sampled_from([each.name for each in fields(Filter)]), junk))
@example({"tags": [[1], True, "2", 3], "since": "2026-13", "missing": ["facet:x", "colour"]})
def test_any_json_gives_a_filter_that_works(found):
    wanted = Filter.from_json(found)
    assert Filter.from_json(wanted.to_json()) == wanted
    wanted.select(ROWS, BOOK)
    wanted.sentence(NAMES)


def test_only_what_is_understood_is_taken():
    found = {"tags": [[1], True, "2", 3], "since": "2026-13", "missing": ["facet:x", "colour"]}
    assert Filter.from_json(found) == Filter(tags=frozenset({3}), missing=frozenset({"facet:x"}))


@given(filters)
def test_dropping_every_part_leaves_no_condition(wanted):
    left = wanted
    for part in wanted.parts(NAMES):
        shorter = left.drop(part.key, BOOK)
        assert shorter != left
        left = shorter
    assert left.select(ROWS, BOOK) == ROWS


def test_the_sentence():
    wanted = Filter(
        text="the  dam", documents=frozenset({1, 2}), tags=frozenset({KELMARIA, DUVANIA, FOR}),
        without=frozenset({RAIDS}), coders=frozenset({JONAS.id}),
        confidences=frozenset({"high", "low"}), credibilities=frozenset({1}), since="2025",
        until="2026-03", missing=frozenset({"note", "facet:actor"}),
    )  # fmt: skip
    assert wanted.sentence(NAMES) == (
        "with “the dam”, in Dry Season or Grain, Fuel and Patience, tagged Duvania or Kelmaria, "
        "tagged For, without Cross-border raids, by Jonas Verne, low or high confidence, "
        "credibility 1, published 2025 to 2026-03, no actor, no note"
    )
    assert Filter(since="2025").sentence(NAMES) == "published since 2025"
    assert Filter(until="2025").sentence(NAMES) == "published until 2025"
    assert Filter(since="2025", until="2025").sentence(NAMES) == "published 2025"
    assert Filter(tags=frozenset({GONE})).sentence(NAMES) == "tagged something deleted"
    assert Filter(missing=frozenset({"facet:x"})).sentence(NAMES) == "no something deleted"


def test_many_names_are_counted():
    names = replace(NAMES, documents={number: f"Report {number}" for number in range(1, 8)})
    wanted = Filter(documents=frozenset(range(1, 8)))
    assert wanted.sentence(names) == "in Report 1, Report 2, Report 3 or 4 others"
    wanted = Filter(documents=frozenset(range(1, 5)))
    assert wanted.sentence(names) == "in Report 1, Report 2, Report 3 or Report 4"


def test_tags_of_one_facet_are_exchanged():
    wanted = Filter(tags=frozenset({KELMARIA, FOR}))
    assert wanted.with_tags(1, {FRONT}, BOOK).tags == {FRONT, FOR}
    assert wanted.with_tags(1, (), BOOK).tags == {FOR}


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-12-31"])
def test_dates(date):
    assert is_date(date)


@pytest.mark.parametrize("text", ["", "26", "2026-", "2026-13", "2026-00", "2026-03-32", "٢٠٢٦"])
def test_no_dates(text):
    assert not is_date(text)
