"""Page furniture and footnotes of extracted text, with and without pages."""

from pathlib import Path

import pytest

from workbench.text.extracted import page_styles, wrapped_styles
from workbench.text.furniture import counted_numbers, furniture, lines_of, page_number

REPORT = Path(__file__).parents[3] / "shared" / "sources" / "003_11bc6fdc09320bd6.txt"
BODY = (
    "The water office closed the canals in the month after the harvest, as it\n"
    "had done in every year since the weir was built, and the estates above it\n"
    "went on as before. Nobody in the district had been asked, and the letters\n"
    "that the farmers wrote were answered with a printed card and no more than\n"
    "that.{mark} They wrote again, and they were told that the rights were old.\n"
)


def words(text, styles, kind):
    return [text[style.start : style.end] for style in styles if style.kind == kind]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("12", 12),
        (" - 7 - ", 7),
        ("Page 3 of 20", 3),
        ("xiv", 14),
        ("۱۲", 12),
        ("12 canals", None),
        ("7-45 b", None),
        ("", None),
    ],
)
def test_page_numbers(line, number):
    assert page_number(line) == number


def test_heads_with_changing_numbers_come_again_but_what_comes_once_is_text():
    texts = [
        f"Water {n}\n{n * n} letters\n{'z' * n}\n{BODY}{'a' * n}\n{'b' * n}\n{n}" for n in (3, 4, 5)
    ]
    texts[1] = texts[1].replace("letters", "answers")
    found = [line.words for line in furniture([lines_of(text) for text in texts])]
    assert sorted(found) == sorted(
        ["Water 3", "Water 4", "Water 5", "3", "4", "5", "9 letters", "25 letters"]
    )


def test_a_text_without_pages_gives_away_its_numbers_by_counting():
    text = "".join(f"{BODY * 4}\n{n}\n" for n in range(1, 5)) + "1,204\n1848\n"
    assert [line.words for line in counted_numbers(lines_of(text))] == ["1", "2", "3", "4"]


def test_notes_need_their_mark_and_end_where_a_page_begins():
    block = "1 Interview with an official of the\nwater office, Kelmar, 2021.\n2 Ibid.\n"
    text = BODY.format(mark="1") + BODY.format(mark="2") + "\n \n" + block + " " + BODY * 2
    styles = wrapped_styles(text)
    assert words(text, styles, "note") == [
        "1 Interview with an official of the\nwater office, Kelmar, 2021.",
        "2 Ibid.",
    ]
    assert words(text, styles, "noteref") == ["1", "2"]
    without = text.replace("that.1", "that.").replace("that.2", "that.")
    assert wrapped_styles(without) == []


def test_the_number_of_a_note_may_be_glued_to_the_next_line():
    block = "\n \n1 Interview with an official of the\nwater office, Kelmar, 2021.\n"
    text = "Far\n\n1away the wells fell dry. " + BODY.format(mark="") + block + " " + BODY
    [mark] = [style for style in wrapped_styles(text) if style.kind == "noteref"]
    assert (mark.start, mark.end, mark.value) == (5, 6, "1")
    assert "noteref" not in [style.kind for style in wrapped_styles(text.replace("1away", "1st"))]


def test_a_numbered_heading_is_no_note():
    block = "1 Interviews were held in May.\n"
    text = BODY.format(mark="1") + "\n1. The third filling\n\n" + BODY + "\n \n" + block
    assert words(text, wrapped_styles(text), "note") == [block.strip()]


def test_heads_beside_page_numbers_are_furniture_too():
    text = "".join(f"{BODY * 4}{'a' * n}\n{n}\n\nDry Season\n\n" for n in range(1, 5))
    found = words(text, wrapped_styles(text), "furniture")
    assert found == ["1", "Dry Season", "2", "Dry Season", "3", "Dry Season", "4", "Dry Season"]


def test_notes_of_pages_are_smaller_than_the_text():
    text = "The canals\nwere closed* by order\n* A note below."
    lines = [
        line._replace(top=0.3, bottom=0.4, size=size)
        for line, size in zip(lines_of(text), (10, 10, 8), strict=True)
    ]
    assert words(text, page_styles(text, [lines]), "note") == ["* A note below."]
    assert page_styles(text, [[line._replace(size=10) for line in lines]]) == []


def test_a_text_that_is_not_hard_wrapped_has_neither():
    assert wrapped_styles("One paragraph.1\n\n1 Not a note.\n") == []


@pytest.mark.skipif(not REPORT.exists(), reason="no ../shared/sources here")
def test_a_real_report_gives_its_notes():
    text = REPORT.read_text(encoding="utf-8")
    styles = wrapped_styles(text)
    numbers = {style.value for style in styles if style.kind == "note"}
    assert {str(number) for number in range(1, 222)} <= numbers
    marks = [style for style in styles if style.kind == "noteref"]
    assert len(marks) == 221
    notes = [style for style in styles if style.kind == "note"]
    assert not any(a.start <= mark.start < a.end for mark in marks for a in notes)
