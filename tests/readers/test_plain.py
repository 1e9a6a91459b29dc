import pytest

from workbench.readers.plain import guess_title, read_plain


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n  Principal Findings \n\nWhat’s new?", "Principal Findings"),
        ("INTELBRIEF\nOctober 14, 2021\n", "INTELBRIEF"),
        ("Back to publications\n\nThe Rise of the Front\n\nText", "The Rise of the Front"),
        ("=====\nA report\n=====\n", "A report"),
        ("تقرير الحالة\n\nنص", "تقرير الحالة"),
        ("A whole sentence.\n\nMore", ""),
        ("The authorities announced that the border\nwould be closed until spring.", ""),
        ("x" * 121, ""),
        ("", ""),
    ],
)
def test_the_title_is_a_first_line_that_looks_like_one(text: str, title: str) -> None:
    assert guess_title(text) == title


def test_the_text_stays_as_it_is() -> None:
    text = " A  title \n\n\ttext \x0c more\n"
    reading = read_plain(text)
    assert (reading.text, reading.styles, reading.title) == (text, (), "A title")
