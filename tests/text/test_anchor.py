import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.anchor import Anchor, Finder, find_quote
from workbench.text.fold import fold

from .material import claims, sources, texts

BROKEN = re.compile(r"(?<!\d)-[ \t]*\n(?![ \t]*\n)")
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
CURLY = str.maketrans("'\"", "’”")
DASHES = str.maketrans("-–", "–-")


def on_one_line(quote: str) -> str:
    return " ".join(quote.split())


#: What happens to quotes on their way through spreadsheets, mail and word processors.
DISTORTIONS: dict[str, Callable[[str], str]] = {
    "nothing": lambda quote: quote,
    "line feeds become spaces": lambda quote: quote.replace("\n", " "),
    "white space is squeezed": on_one_line,
    "line ends become CR LF": lambda quote: quote.replace("\n", "\r\n"),
    "dashes are swapped": lambda quote: quote.translate(DASHES),
    "quotation marks are straightened": lambda quote: quote.translate(STRAIGHT),
    "quotation marks are curled": lambda quote: quote.translate(STRAIGHT).translate(CURLY),
    "broken words are joined": lambda quote: on_one_line(BROKEN.sub("", quote)),
    "broken words keep their hyphen": lambda quote: on_one_line(BROKEN.sub("-", quote)),
    "case is lost": str.upper,
    "accents are decomposed": lambda quote: unicodedata.normalize("NFD", quote),
    "all at once": lambda quote: on_one_line(
        BROKEN.sub("", quote).translate(STRAIGHT).translate(DASHES)
    ).upper(),
}


@pytest.mark.parametrize("distortion", DISTORTIONS)
def test_every_claim_of_the_sources_is_found_by_its_quote_alone(distortion):
    finders = {name: Finder(text) for name, text in sources().items()}
    rows = claims()
    right = 0
    for row in rows:
        found = finders[row["document"]].find(DISTORTIONS[distortion](row["quote"]))
        if len(found) == 1:
            place = (found[0].start, found[0].end)
            assert place == (int(row["start"]), int(row["end"])), row["claim_id"]
            right += 1
    assert len(rows) == 286
    assert right == 286


TEXT = (
    "Regional en-\ngagement remains limited. Indian-\nadministered Kashmir – a “bind” \n for all."
)


@pytest.mark.parametrize("quote", ["engagement", "en-gagement", "en- gagement", "En-\r\nGagement"])
def test_a_broken_word_is_found_however_it_is_written(quote):
    (anchor,) = find_quote(TEXT, quote)
    assert TEXT[anchor.start : anchor.end] == "en-\ngagement"
    assert anchor.how == "folded"


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("Indian-administered Kashmir", "Indian-\nadministered Kashmir"),
        ("Kashmir - a 'bind'".replace("'", '"'), "Kashmir – a “bind”"),
        ("Regional en", "Regional en"),
        ("-gagement remains", "gagement remains"),
        ("a “bind” ", "a “bind” "),
        ('a "bind" ', "a “bind”"),
    ],
)
def test_spans_end_where_the_quote_does(quote, passage):
    (anchor,) = find_quote(TEXT, quote)
    assert TEXT[anchor.start : anchor.end] == passage


def test_a_quote_word_for_word_outdoes_its_look_alikes():
    text = "the Taliban, the taliban, THE TALIBAN"
    assert find_quote(text, "the taliban") == (Anchor(13, 24, "exact"),)
    assert [anchor.start for anchor in find_quote(text, "The Taliban")] == [0, 13, 26]


def test_all_places_are_told_and_the_nearest_first_when_asked():
    text = "one two. One two. one two."
    assert [anchor.start for anchor in find_quote(text, "one two")] == [0, 18]
    assert [anchor.start for anchor in find_quote(text, "one two", near=15)] == [18, 0]


def test_of_a_quote_that_is_everywhere_only_some_places_come_back():
    found = find_quote("ab" * 5000, "b", near=9000)
    assert len(found) == 1000
    assert {anchor.start for anchor in found[:3]} == {8999, 9001, 8997}


@pytest.mark.parametrize("quote", ["", " \n", "absent", "\u200b", "-", "IS"])
def test_what_is_not_there_is_found_nowhere(quote):
    assert find_quote("one two", quote) == ()


def test_half_a_ligature_is_not_quoted():
    assert find_quote("an oﬃce", "of") == ()
    assert find_quote("an oﬃce", "office") == (Anchor(3, 7, "folded"),)


def test_offsets_that_agree_decide_between_equal_passages():
    finder = Finder("one two.\none two.\nOne\ntwo.")
    assert finder.anchor("one two", 9, 16) == (Anchor(9, 16, "exact"),)
    assert finder.anchor("One two", 18, 25) == (Anchor(18, 25, "folded"),)


@pytest.mark.parametrize("offsets", [(10, 17), (9, 15), (9, 900), (-5, 2), (16, 9), (None, None)])
def test_offsets_that_miss_count_for_nothing(offsets):
    finder = Finder("one two.\nsix ten.\n")
    assert finder.anchor("six ten", *offsets) == (Anchor(9, 16, "exact"),)
    assert finder.anchor("seven", *offsets) == ()


@given(texts, st.data())
def test_a_slice_of_any_text_is_found_as_the_fold_sees_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    found = find_quote(text, quote)
    if quote.strip():
        assert Anchor(start, end, "exact") in found
    # Flattened, and so no longer there word for word unless nothing needed flattening.
    for anchor in find_quote(text, on_one_line(quote).swapcase()):
        passage = text[anchor.start : anchor.end]
        needle = fold(on_one_line(quote).swapcase(), hyphens=False).text
        assert fold(passage, hyphens=False).text.strip("- ") == needle.strip("- ")


@given(texts, st.data())
def test_whole_words_of_any_text_are_found_when_flattened(text, data):
    words = list(re.finditer(r"\b[^\W_]+\b", text))
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first].start(), words[last].end()
    found = find_quote(text, on_one_line(text[start:end]))
    assert any(anchor.start <= start < anchor.end for anchor in found)


def edited(quote: str) -> str:
    """Leave out every eleventh word and misspell every seventh."""
    words = [word[::-1] if n % 7 == 3 else word for n, word in enumerate(quote.split())]
    return " ".join(word for n, word in enumerate(words) if n % 11 != 5)


def test_edited_quotes_of_the_sources_are_found_near_their_places():
    finders = {name: Finder(text) for name, text in sources().items()}
    close = 0
    for row in claims():
        anchor = finders[row["document"]].find_similar(edited(row["quote"]))
        if anchor is not None:
            off = abs(anchor.start - int(row["start"])) + abs(anchor.end - int(row["end"]))
            close += off <= 20
            assert anchor.how == "fuzzy"
    assert close >= 0.95 * 286


def test_a_similar_passage_begins_and_ends_with_whole_words():
    text = "Before it. The emir insisted that he would seek positive relations. After it."
    anchor = Finder(text).find_similar("the emir insisted he would sek positive relation")
    assert anchor is not None
    assert text[anchor.start : anchor.end] == (
        "The emir insisted that he would seek positive relations"
    )
    assert 75 < anchor.score < 100


def test_nothing_similar_is_found_in_another_text():
    finder = Finder("The report was written in winter by people who never met. " * 9)
    assert finder.find_similar("Trade with the neighbours grew, driven by coal imports") is None
    assert finder.find_similar("") is None
    assert Finder("").find_similar("anything") is None
