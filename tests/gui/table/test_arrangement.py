from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Document
from workbench.gui.table.arrangement import Arrangement
from workbench.gui.table.columns import PLACES, columns_of, text_of
from workbench.gui.table.filters import Filter
from workbench.gui.table.groups import Section, grouped, groupings
from workbench.gui.table.natural import natural
from workbench.gui.table.rows import TableRow, make_row

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
    ROWS,
    Said,
    row,
)  # fmt: skip

KEYS = [PLACES, *(column.key for column in columns_of(BOOK) if column.key != "check")]


def arranged(rows=ROWS, key=PLACES, falling=False, group="", wanted=None):
    result = Arrangement()
    result.set_book(BOOK)
    result.set_rows(rows)
    result.set_sort(key, falling)
    result.set_group(group)
    result.set_filter(wanted or Filter())
    return result


def numbers(arrangement):
    return [each.id - BIG for each in arrangement.shown]


def told(arrangement):
    """The entries in short: numbers of claims, heads as words."""
    return [
        f"{entry.title} {entry.count}" if isinstance(entry, Section) else entry.id - BIG
        for entry in arrangement.entries
    ]


def test_rows_stand_as_in_the_documents_at_first():
    assert numbers(arranged(reversed(ROWS))) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("statement", [5, 2, 3, 4, 1, 6]),  # 10 raids, Duvania, Fuel, “Grain”, Kelmaria, Arabic
        ("document", [1, 2, 3, 4, 5, 6]),
        ("date", [1, 2, 3, 4, 5, 6]),
        ("facet:actor", [2, 6, 1, 3, 5, 4]),  # by the name of the first actor, none last
        ("facet:stance", [1, 2, 6, 3, 4, 5]),  # in the order of the codebook
        ("confidence", [2, 5, 1, 6, 3, 4]),
        ("credibility", [2, 1, 3, 4, 5, 6]),
        ("speaker", [1, 2, 3, 4, 5, 6]),
        ("coder", [3, 5, 1, 2, 4, 6]),
        ("place", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_sorting(key, expected):
    assert numbers(arranged(key=key)) == expected


def test_falling_keeps_equals_in_order_and_nothing_last():
    assert numbers(arranged(key="confidence", falling=True)) == [1, 6, 5, 2, 3, 4]
    assert numbers(arranged(key=PLACES, falling=True)) == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "words",
    [
        ["Report 2", "report 10", "Report 10a"],
        ["Ábaco", "abad", "Zürich"],
        ["“Alpha”", "beta", "(Gamma)"],
        ["3 days", "007 ways", "12 nights"],
    ],
)
def test_the_natural_order(words):
    backwards = words[::-1]
    assert sorted(backwards, key=natural) == words


def test_groups_by_document_and_coder():
    assert told(arranged(group="document")) == [
        "Dry Season 3", 1, 2, 3, "Grain, Fuel and Patience 2", 4, 5, "تقرير المياه 1", 6,
    ]  # fmt: skip
    assert told(arranged(group="coder")) == ["Mira Tolan 4", 1, 2, 4, 6, "Jonas Verne 2", 3, 5]


def test_a_claim_stands_under_each_of_its_tags():
    assert told(arranged(group="facet:actor", key="statement")) == [
        "Kelmaria 2", 2, 1, "Duvania 2", 2, 6, "Lantern Front 3", 5, 2, 3, "No actor 1", 4,
    ]  # fmt: skip
    assert told(arranged(group="facet:stance"))[:4] == ["For 1", 1, "Against 1", 2]


def test_a_tag_that_two_coders_gave_counts_once():
    twice = replace(ROWS[0], claim=replace(ROWS[0].claim, tags=ROWS[0].claim.tags * 2))
    assert told(arranged([twice], group="facet:actor")) == ["Kelmaria 1", 1]


def test_what_rows_can_be_grouped_by():
    assert [words for _, words in groupings(BOOK)] == [
        "No groups", "Document", "Actor", "Concern", "Stance", "Regions", "Coder", "Decision",
    ]  # fmt: skip
    assert grouped(ROWS, "facet:gone", BOOK) == ROWS


statements = st.sampled_from(["", "a", "b 2", "b 10", "é", "“a”"])
changes = st.lists(
    st.tuples(
        st.integers(1, 12), st.booleans(), statements,
        st.frozensets(st.sampled_from([KELMARIA, DUVANIA, FRONT, FILLING, FOR, AGAINST, MIXED])),
        st.sampled_from(["", "low", "high"]), st.sampled_from([MIRA, JONAS]), st.integers(1, 3),
    ),
    max_size=6,
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(changes, max_size=4),
    st.sampled_from(KEYS),
    st.booleans(),
    st.sampled_from(["", "document", "facet:actor"]),
    st.sampled_from([Filter(), Filter(text="b"), Filter(tags=frozenset({KELMARIA}))]),
)
def test_updates_come_to_the_same_as_starting_anew(steps, key, falling, group, wanted):
    kept = {each.id: each for each in ROWS}
    updated = arranged(ROWS, key, falling, group, wanted)
    for step in steps:
        changed, removed = {}, set()
        for number, removes, statement, tags, confidence, coder, document in step:
            new = row(number, *sorted(tags), statement=statement, confidence=confidence,
                      coder=coder, document=document)  # fmt: skip
            if removes:
                removed.add(new.id)
                changed.pop(new.id, None)
            else:
                changed[new.id] = new
                removed.discard(new.id)
        before = list(updated.entries)
        places = updated.update(list(changed.values()), removed)
        kept = {claim: each for claim, each in (kept | changed).items() if claim not in removed}
        anew = arranged(kept.values(), key, falling, group, wanted)
        assert updated.entries == anew.entries
        assert updated.placed == anew.placed
        if places is not None:
            other = [i for i, entry in enumerate(updated.entries) if i not in places]
            assert len(before) == len(updated.entries)
            assert all(updated.entries[i] is before[i] for i in other)


def test_many_changes_at_once():
    updated = arranged(key="statement")
    rows = [row(number, statement=f"b {number}") for number in range(7, 300)]
    assert updated.update(rows, [BIG + 5]) is None
    assert numbers(updated) == [*range(7, 300), 2, 3, 4, 1, 6]


def test_every_column_has_a_text():
    second = ROWS[1]
    texts = {column.key: text_of(column.key, second, BOOK) for column in columns_of(BOOK)}
    assert texts == {
        "check": "", "document": "Dry Season", "author": "Ansa Relin", "date": "2025-07",
        "place": "line 2", "statement": "Duvania calls it hostile.", "quote": "a quote",
        "facet:actor": "Duvania, Kelmaria, Lantern Front", "facet:concern": "Dam filling",
        "facet:stance": "− Against", "facet:region": "", "speaker": "", "confidence": "Low",
        "credibility": "2", "note": "Compare the minutes.", "coder": "Mira Tolan",
        "decision": "Open",
    }  # fmt: skip
    assert text_of("statement", ROWS[3], BOOK) == "“Grain prices in Orrel doubled”"


def test_a_row_is_made_of_a_claim_and_its_document():
    document = Document(1, "dry.txt", "", "", 9, publisher="The Post", published_on="2026")
    made = make_row(ROWS[0].claim, document, MIRA, JONAS.id, Said("a quote", "line 1"))
    assert made == TableRow(
        ROWS[0].claim, "dry.txt", 0, "The Post", "2026", MIRA, False, Said("a quote", "line 1")
    )
