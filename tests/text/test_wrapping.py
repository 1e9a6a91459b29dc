import pytest

from workbench.text.wrapping import is_wrap, wrap_width

from .material import sources

BODY = "The collapse of the government in the capital sent tremors through regional"
FULL_STOP = "would not compromise, and it reassured its followers that it would never do so."


@pytest.mark.parametrize(
    ("line", "following"),
    [
        (BODY, "capitals, where officials have spent two years"),
        (BODY, "Afghanistan, and have been at it for years"),
        (BODY, "– and some of those next to them"),
        (BODY, "2021. It has been so since"),
        (BODY, " to be exaggerated; it was the first page of"),
        (FULL_STOP, "Rolling out a series of edicts, the emir showed"),
        ("  2. An item of a list that is indented and as long as the lines around", "     it are"),
    ],
)
def test_a_full_line_goes_on(line, following):
    assert is_wrap(line, following, 80)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        (BODY, ""),
        ("", BODY),
        (BODY, "  \t"),
        ("It was over.", "The next day was another one"),
        ("Executive Summary", "As most of the world shuns the regime"),
        (FULL_STOP, "  Some of its actions have engendered tensions"),
        (FULL_STOP, " countries – to which they responded"),
        (FULL_STOP, "44 See the tweet of the agency"),
        (FULL_STOP, "IV. Economic Dynamics"),
        (FULL_STOP, "- another item"),
        (BODY, "• a bullet"),
        (BODY, "> quoted by mail"),
        ("I. Introduction " + "." * 50 + " 1", "II. Diplomacy " + "." * 50 + " 3"),
        ("Name                Country             Year of the first of the visits", "Ann  X"),
        (BODY, "-------------------"),
        (FULL_STOP * 3, "The next paragraph of text that is not wrapped"),
    ],
)
def test_a_paragraph_ends(line, following):
    assert not is_wrap(line, following, 80)


def test_no_line_of_unwrapped_text_goes_on():
    assert not is_wrap(BODY, "capitals, where officials", 0)


def test_the_report_is_wrapped_and_the_pages_are_not():
    widths = {name[:3]: wrap_width(text) for name, text in sources().items()}
    assert 80 <= widths["003"] <= 100
    assert widths["000"] == widths["001"] == 0


VERSE = (
    "The sea is calm tonight.\nThe tide is full, the moon lies fair\n"
    "Upon the straits; on the French coast the light\nGleams and is gone; the cliffs stand,\n"
)
WORDS = "apples\nbananas\npears\nmedlars\nquinces\nplums\n"


@pytest.mark.parametrize(
    "text", ["", "\n\n", BODY, VERSE, WORDS, f"{BODY * 4}\n\n{BODY * 5}\n" * 9]
)
def test_verse_lists_and_long_lines_are_not_hard_wrapped(text):
    assert wrap_width(text) == 0


def test_wrapped_text_in_arabic_script_is_told_by_its_stops():
    line = "تعد الدراسة التي أجراها المركز في العام الماضي من أهم الدراسات التي\n"
    assert wrap_width(line * 6 + "جميع الأطراف.\n") == len(line) - 1
