import pytest

from workbench.readers.plain import guess_date, guess_title, read_plain


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n  Principal Findings \n\nWhat’s new?", "Principal Findings"),
        ("INTELBRIEF\nOctober 14, 2021\n", "INTELBRIEF"),
        ("INTELBRIEF\nOctober 14, 2021\nBrief: Impact of it\nBottom", "Brief: Impact of it"),
        ("DAILY BRIEF\n\nThe dam fills, and nobody says why.\n", "DAILY BRIEF"),
        ("DAILY BRIEF\n- one point of some\n", "DAILY BRIEF"),
        ("WATER\nMore\n", "WATER"),
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


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("INTELBRIEF\nOctober 14, 2021\nText", "2021-10-14"),
        ("Title\n\n27 Aug 2021\n\nText", "2021-08-27"),
        ("Title\nFriday, 3rd September 2021\n", "2021-09-03"),
        ("2021-09-03\n", "2021-09-03"),
        ("2021-13-03\n", ""),
        ("On October 14, 2021 it rained.", ""),
        ("a\nb\nc\nd\ne\nf\n27 Aug 2021\n", ""),
        ("", ""),
    ],
)
def test_the_date_is_a_line_near_the_start(text: str, date: str) -> None:
    assert guess_date(text) == date
    assert read_plain(text).published_on == date
