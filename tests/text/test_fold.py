import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.characters import folded_character
from workbench.text.fold import Folded, fold

from .material import sources, texts

folds = st.builds(fold, texts, marks=st.booleans(), hyphens=st.booleans())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Taliban", "taliban"),
        ("ISIS–K ISIS—K ISIS−K", "isis-k isis-k isis-k"),
        ("a -- b", "a - b"),
        ("“x” ‘y’ «z»", '"x" \'y\' "z"'),
        ("a \u00a0\n\t b", "a b"),
        ("a\u00adb c\u200bd \ufeffe", "ab cd e"),
        ("café cafe\u0301 İstanbul ø ß ﬁ Æ", "cafe cafe istanbul o ss fi ae"),
        ("مُحَمَّد كتـــاب می\u200cروم", "محمد كتاب ميروم"),
        ("regional en-\ngagement", "regional engagement"),
        ("Indian-\nadministered Indian-administered", "indian-administered indian-administered"),
        ("loot-\n\n \n74 Some", "loot- 74 some"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_what_folds_into_what(text, folded):
    assert fold(text).text == folded


def test_marks_count_when_asked_for():
    assert fold("café cafe\u0301", marks=False).text == "cafe\u0301 cafe\u0301"
    assert fold("مُحَمَّد", marks=False).text == "مُحَمَّد"


@pytest.mark.parametrize(
    "spelling",
    ["co-operation", "cooperation", "co-\noperation", "co- operation", "co\u00ad\noperation"],
)
def test_without_hyphens_every_spelling_is_the_same(spelling):
    assert fold(spelling, hyphens=False).text == "cooperation"


def test_dashes_between_words_and_ranges_stay():
    assert fold("West – or 2021-\n2023", hyphens=False).text == "west - or 2021-2023"


def test_spans_end_with_the_words_and_hold_their_marks():
    folded = fold("the en-\ngagement \n of cafe\u0301 – ﬁne")
    assert folded.text == "the engagement of cafe - fine"

    def passage(words: str) -> str:
        a, b = next(folded.find_all(words))
        start, end = folded.span(a, b)
        return folded.source[start:end]

    assert passage("engagement") == "en-\ngagement"
    assert passage("en") == "en"
    assert passage("gagement") == "gagement"
    assert passage("cafe") == "cafe\u0301"
    assert passage("fine") == "ﬁne"
    assert passage("of") == "of"


def test_half_a_ligature_is_no_whole():
    folded = fold("oﬃce")
    assert folded.text == "office"
    assert folded.is_whole(0, 6)
    assert folded.is_whole(1, 4)
    assert not folded.is_whole(0, 2)
    assert not folded.is_whole(2, 6)


@given(folds)
def test_origins_rise_and_end_with_the_text(folded: Folded):
    origins = [folded.origin(i) for i in range(len(folded.text) + 1)]
    assert origins == sorted(origins)
    assert origins[-1] == len(folded.source)


@given(folds)
def test_positions_rise_and_undo_origins(folded: Folded):
    positions = [folded.position(offset) for offset in range(len(folded.source) + 1)]
    assert positions == sorted(positions)
    for i in range(len(folded.text) + 1):
        assert folded.position(folded.origin(i)) == i or not folded.is_whole(i, i)


@given(texts, st.booleans(), st.booleans())
def test_only_what_reads_as_nothing_lies_outside_all_spans(text, marks, hyphens):
    folded = fold(text, marks=marks, hyphens=hyphens)
    covered: set[int] = set()
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert start < end
        covered.update(range(start, end))
    outside = {character for at, character in enumerate(text) if at not in covered}
    assert {folded_character(character, marks) for character in outside} <= {"", "-", " "}


@given(texts)
def test_composed_and_decomposed_text_fold_alike(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed, hyphens=False).text == fold(text, hyphens=False).text


def test_the_sources_fold_to_plain_lines():
    for text in sources().values():
        folded = fold(text)
        assert "\n" not in folded.text
        assert "  " not in folded.text
        assert folded.text == folded.text.lower()
