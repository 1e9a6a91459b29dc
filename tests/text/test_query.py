import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.fold import fold
from workbench.text.keys import joints
from workbench.text.query import MOST_TERMS, REACH, Term, parse, together

from .material import texts


def found(query: str, text: str) -> list[str]:
    """What a search marks in a text, each place with its words."""
    folded = fold(text, hyphens=False)
    places = together(parse(query), folded.text, set(joints(folded)), 0, len(folded.text))
    spans = [[folded.span(*span) for span in place] for place in places]
    return [" + ".join(text[a:b] for a, b in place) for place in spans]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Water  GRAIN", [Term("water"), Term("grain")]),
        ("“Grain prices” rose", [Term("grain prices"), Term("rose")]),
        ('"grain pri', [Term("grain pri")]),
        ('"grain pri*"', [Term("grain pri", open_end=True)]),
        ('*"grain"*', [Term("grain", open_start=True, open_end=True)]),
        ("engag* *stan *gage*", [
            Term("engag", open_end=True), Term("stan", open_start=True), Term("gage", True, True),
        ]),
        ("(dam), dam's U.S. IS-KP", [Term("dam"), Term("dam's"), Term("u.s"), Term("iskp")]),
        ("dam dam", [Term("dam")]),
        ("سدّ المورين،", [Term("سد"), Term("المورين")]),
        ("$ 🔥 *", [Term("$"), Term("🔥")]),
        ('""  " " \0', []),
    ],
)  # fmt: skip
def test_what_is_asked_for(typed, terms):
    assert list(parse(typed)) == terms


def test_a_search_has_bounds():
    assert len(parse(" ".join(map(str, range(100))))) == MOST_TERMS


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ("engagement", "An en-\ngagement, engagements", ["en-\ngagement"]),
        ("engag*", "An en-\ngagement, Engages disengaged", ["en-\ngag", "Engag"]),
        ("*stan", "Pakistan stand STAN", ["stan", "STAN"]),
        ("*gage*", "disen-\ngaged", ["gage"]),
        ("administered", "Indian-\nadministered", ["administered"]),
        ("taliban", "the Tal-\niban-led 117Taliban", ["Tal-\niban", "Taliban"]),
        ("is", "IS, this, is-kp", ["IS", "is"]),
        ("iskp", "IS-KP IS–KP ISKP iskpx", ["IS-KP", "IS–KP", "ISKP"]),
        ('"the dam"', "the\n dam, the dams", ["the\n dam"]),
        ('"the da*"', "the dams", ["the da"]),
        ("محمد", "قال مُحَمَّد ولمحمد والمحمدية", ["مُحَمَّد", "محمد"]),
        ("طالبان", "والطالبان بطالبان xطالبان", ["طالبان", "طالبان"]),
        ("中文", "写中文的", ["中文"]),
        ("🔥", "a🔥b", ["🔥"]),
        ("cafe", "café cafe\u0301s", ["café"]),
    ],
)
def test_what_is_found(query, text, places):
    assert found(query, text) == places


def test_words_are_found_together_within_some_lines():
    assert found("dam grain", "grain. The dam") == ["dam + grain"]
    near, far = "dam " + "x " * (REACH // 2 - 5) + "grain", "dam " + "x " * REACH + "grain"
    assert found("dam grain", near) == ["dam + grain"]
    assert found("dam grain", far) == []


def test_of_several_words_each_nearest_set_is_one_place():
    assert found("dam grain", "dam dam grain, grain dam") == ["dam + grain", "dam + grain"]
    assert len(found("a b c", "a b c " * 3)) == 7


def test_a_word_that_stands_for_two_is_found_once():
    assert found("eng* engagement", "engagement") == ["eng + engagement"]


def is_word(character: str) -> bool:
    return re.match(r"[^\W_]", character) is not None


def plain_finds(folded, needle: str) -> set[int]:
    """Where a plain find of the folded words stands between edges, as the canonical text has it."""
    starts = set()
    for a, b in folded.find_all(needle):
        start, end = folded.span(a, b)
        before, after = folded.source[start - 1 : start], folded.source[end : end + 1]
        left = not is_word(before or " ") or not is_word(needle[0])
        right = not is_word(after or " ") or not is_word(needle[-1])
        if left and right and folded.is_whole(a, b):
            starts.add(a)
    return starts


@given(texts, st.data())
def test_whatever_a_plain_find_finds_between_words_is_found(text, data):
    folded = fold(text, hyphens=False)
    a = data.draw(st.integers(0, len(folded.text)))
    b = data.draw(st.integers(a, min(len(folded.text), a + 12)))
    needle = folded.text[a:b].strip(' *"')
    if needle:
        seams = set(joints(folded))
        places = dict(Term(needle).places(folded.text, seams))
        assert all(folded.text[start:end] == needle for start, end in places.items())
        # The fold takes soft hyphens and signs without width out of words: they part none.
        assert {
            start
            for start in plain_finds(folded, needle)
            if not re.search("[\u00ad\u0300-\uffff]", folded.source)
        } <= places.keys()
        everywhere = Term(needle, open_start=True, open_end=True)
        assert list(everywhere.places(folded.text, seams)) == list(folded.find_all(needle))
