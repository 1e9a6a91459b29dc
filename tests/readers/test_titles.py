import pytest

from db.records import Style
from workbench.readers.titles import choose_title, date_of, language_of

TEXT = "The dam fills\n\nWater in Kelmaria\n\nText."
H1 = (Style(15, 32, "h1"),)


@pytest.mark.parametrize(
    ("told", "shown", "styles", "title"),
    [
        ("Water in  Kelmaria", "", (), "Water in Kelmaria"),
        ("WATER – in Kelmaria", "Other", H1, "WATER – in Kelmaria"),
        ("Template 4", "The dam fills", H1, "The dam fills"),
        ("Template 4", "", H1, "Water in Kelmaria"),
        ("Template 4", "", (), "Template 4"),
        ("Microsoft Word - dam.docx", "", (), "The dam fills"),
        ("Untitled 1", "", (), "The dam fills"),
        ("report-final.pdf", "", (), "The dam fills"),
        ("x" * 400, "", (), "The dam fills"),
        ("", "", (), "The dam fills"),
    ],
)
def test_the_title_is_the_one_that_the_text_shows(
    told: str, shown: str, styles: tuple[Style, ...], title: str
) -> None:
    assert choose_title(TEXT, styles, told, shown) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Dams[image: a dam]", "Dams"),
        ("• Apples\n• Pears", "Apples"),
        ("[1] Example", "Example"),
        ("[image: a dam]", ""),
        ("[Draft] Rules of the basin", "[Draft] Rules of the basin"),
    ],
)
def test_pictures_and_bullets_are_no_part_of_a_title(text: str, title: str) -> None:
    heading = Style(0, len(text.split("\n")[0]), "h1")
    assert choose_title(text, ()) == title
    assert choose_title(text, (heading,)) == title


def test_the_number_of_a_note_is_no_part_of_a_title() -> None:
    text = "Ouch[1], said the dam[2]\n\nText."
    marks = (Style(4, 7, "noteref", "1"), Style(21, 24, "noteref", "2"))
    assert choose_title(text, marks) == "Ouch, said the dam"
    assert choose_title(text, (Style(0, 24, "h1"), *marks)) == "Ouch, said the dam"


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("2026-03-04T10:00:00Z", "2026-03-04"), ("2026-03", "2026-03"), (" 1949", "1949"),
        ("20260304", ""), ("0026-03-04", ""), ("4 March", ""), ("", ""),
    ],
)  # fmt: skip
def test_dates(told: str, date: str) -> None:
    assert date_of(told) == date


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("en", "en"), ("de_DE", "de-DE"), ("EN-gb", "en-GB"), ("zh-hant-TW", "zh-Hant-TW"),
        ("x-none", ""), ("und", ""), ("", ""), ("en-GB-oxendict", "en-GB"), ("English", ""),
    ],
)  # fmt: skip
def test_languages(told: str, language: str) -> None:
    assert language_of(told) == language
