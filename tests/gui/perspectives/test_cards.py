import pytest

from db.records import Claim, ClaimTag, Coder, Facet, Span, Tag
from resources import resource
from workbench.gui.claims.book import CodeBook
from workbench.gui.perspectives.cards import Lines, card_of, marks_of, place_of, quote_of
from workbench.text.reflow import reflow

ME, OTHER = Coder(1, "Mira Tolan"), Coder(2, "Jonas Verne")
BOOK = CodeBook(
    (Facet(1, "actor", "Actors", False, 0), Facet(2, "concern", "Concerns", False, 1)),
    {
        11: Tag(11, 1, None, "Kelmaria", "rust"),
        21: Tag(21, 2, None, "Water", "lagoon"),
    },
)
TEXT = "First line\nsecond line\n\nfourth 😀 line\nfifth"


def claim(*spans, tags=(), coder=1):
    return Claim(7, 1, coder, tuple(Span(*span) for span in spans), tags)


def test_a_quote_is_what_the_passages_hold_in_one_line():
    assert quote_of(claim((0, 10)), TEXT, Lines(TEXT)) == "First line"
    two = claim((0, 17), (24, 32))
    assert quote_of(two, TEXT, Lines(TEXT)) == "First line second […] fourth 😀"


def test_a_quote_has_words_whole_that_a_line_end_broke():
    text = resource("sample", "dry-season-wet-politics.txt").read_text(encoding="utf-8")
    start = text.index("one be-\ntween")
    shown = reflow(text)
    passage = claim((start, start + len("one be-\ntween")))
    assert quote_of(passage, shown, Lines(text)) == "one between"


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (10, 1), (11, 2), (24, 4), (42, 5)])
def test_lines_are_counted_as_the_file_has_them(offset, line):
    assert Lines(TEXT).number(offset) == line


def test_lines_far_down_are_counted_right_and_in_any_order():
    text = "line\n" * 100_000
    lines = Lines(text)
    for offset in (450_000, 5, 499_999, 250_000, 120_000, 450_001):
        assert lines.number(offset) == offset // 5 + 1


def test_a_place_names_the_line_and_the_number_of_passages():
    assert place_of(claim((11, 17)), Lines(TEXT)) == "line 2"
    assert place_of(claim((11, 17), (24, 30)), Lines(TEXT)) == "2 passages, line 2"


def test_a_card_knows_whose_it_is():
    coders = {1: ME, 2: OTHER}
    mine = card_of(claim((0, 5)), TEXT, Lines(TEXT), coders, 1)
    theirs = card_of(claim((0, 5), coder=2), TEXT, Lines(TEXT), coders, 1)
    assert (mine.mine, mine.coder, mine.quote, mine.place) == (True, ME, "First", "line 1")
    assert (theirs.mine, theirs.coder) == (False, OTHER)
    assert card_of(claim((0, 5), coder=3), TEXT, Lines(TEXT), coders, 1).coder.name == "Unknown"


def test_each_passage_has_a_mark_in_the_colour_of_the_claim():
    tags = (ClaimTag(11, 1), ClaimTag(21, 1))
    marks = list(marks_of(claim((0, 5), (24, 30), tags=tags), BOOK, {1: ME}, 1))
    assert [(mark.start, mark.end) for mark in marks] == [(0, 5), (24, 30)]
    assert {mark.colour for mark in marks} == {"lagoon"}
    assert {mark.names for mark in marks} == {"Mira Tolan: Kelmaria, Water"}
    assert all(mark.mine and mark.coder == "MT" for mark in marks)


def test_a_mark_without_tags_says_so_and_anothers_is_not_mine():
    (mark,) = marks_of(claim((0, 5), coder=2), BOOK, {2: OTHER}, 1)
    assert mark.names == "Jonas Verne: no tags yet"
    assert not mark.mine
    assert mark.colour == "ink"
