from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Facet, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.ranking import TagIndex, folded_query

FACET = Facet(1, "concern", "Concerns", False, 0)


def index_of(*tags, archived=()):
    """Each tag is a name, or (name, alias, ...); ids count from 1."""
    made = {}
    for number, tag in enumerate(tags, start=1):
        name, *aliases = (tag,) if isinstance(tag, str) else tag
        made[number] = Tag(
            number, 1, None, name, "ink", position=number, aliases=tuple(aliases),
            archived=number in archived,
        )  # fmt: skip
    return TagIndex(CodeBook((FACET,), made))


def found(index, typed, recent=()):
    book = index.book
    return [book.tags[m.tag].name for m in index.search(folded_query(typed), recent, None)]


def test_names_come_before_words_before_aliases_before_insides():
    index = index_of("Portrait", "Free transit", ("Fees", "transfers"), "Transit", "Extranet")
    assert found(index, "tran") == ["Transit", "Free transit", "Fees", "Extranet"]


@pytest.mark.parametrize("typed", ["is-k", "IS–K", "is—k", "  Is-K "])
def test_case_and_kinds_of_dash_do_not_matter(typed):
    assert found(index_of("IS–KP", "Iskander", "ISK"), typed) == ["IS–KP"]


@pytest.mark.parametrize("typed", ["uber", "ÜBER", "Über", "U\u0308ber"])
def test_accents_do_not_matter(typed):
    assert found(index_of("Überweisungen", "Other"), typed) == ["Überweisungen"]


def test_among_equals_the_recent_come_first_then_codebook_order():
    index = index_of("Water", "Wages", "Wars")
    assert found(index, "wa") == ["Water", "Wages", "Wars"]
    assert found(index, "wa", recent=[3, 2]) == ["Wars", "Wages", "Water"]


def test_a_word_after_a_dash_counts_as_a_word():
    assert found(index_of("Disorder", "Cross-border raids"), "bord") == ["Cross-border raids"]
    assert found(index_of("Reorder", "Cross-order raids"), "order")[0] == "Cross-order raids"


def test_what_was_typed_is_found_in_the_name_as_it_is_written():
    index = index_of("ISIS – Khorasan", ("Fees", "Money transfers"))
    [match] = index.search(folded_query("isis - kh"), [], None)
    name = index.book.tags[match.tag].name
    assert name[slice(*match.typed)] == "ISIS – Kh"
    [match] = index.search(folded_query("trans"), [], None)
    assert match.through[slice(*match.typed)] == "trans"


def test_the_word_is_marked_where_the_word_begins():
    [match] = index_of("Strandings and strands").search("strands", [], None)
    assert match.typed == (15, 22)
    [match] = index_of("Extra tra").search("tra", [], None)
    assert match.typed == (6, 9)


def test_archived_tags_are_never_offered():
    index = index_of("Water", "Wages", archived=(2,))
    assert found(index, "wa") == ["Water"]
    assert [match.tag for match in index.all([2], None)] == [1]


def test_without_letters_the_recent_come_first_and_then_all():
    index = index_of("A", "B", "C")
    assert [match.tag for match in index.all([3, 9, 3], None)] == [3, 1, 2]


def test_a_facet_limits_what_is_found():
    other = Facet(2, "actor", "Actors", False, 1)
    tags = index_of("Water").book.tags
    tags = {**tags, 7: Tag(7, 2, None, "Water board", "ink")}
    index = TagIndex(CodeBook((FACET, other), tags))
    assert [match.tag for match in index.search("water", [], 2)] == [7]
    assert [match.tag for match in index.all([], 1)] == [1]
    assert index.has("water")
    assert not index.has("water", 2)


def test_a_name_or_alias_is_recognised_whole():
    index = index_of(("Fees", "Money transfers"))
    assert index.has(folded_query("FEES"))
    assert index.has(folded_query(" money  Transfers "))
    assert not index.has(folded_query("fee"))


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_any_part_of_a_name_finds_it(names, data):
    index = index_of(*names)
    number = data.draw(st.integers(1, len(names)))
    name = names[number - 1]
    start = data.draw(st.integers(0, len(name) - 1))
    query = folded_query(name[start:])
    matches = {match.tag: match for match in index.search(query, [], None)} if query else {}
    if query and query in folded_query(name):
        assert number in matches
    for match in matches.values():
        start, end = match.typed
        assert 0 <= start < end <= len(index.book.tags[match.tag].name)


def test_renaming_a_tag_is_seen_in_the_next_book():
    book = index_of("Water").book
    renamed = CodeBook(book.facets, {1: replace(book.tags[1], name="Rivers")})
    assert found(TagIndex(renamed), "riv") == ["Rivers"]
