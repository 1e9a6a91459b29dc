import pytest

from workbench.readers.errors import Unreadable
from workbench.readers.reading import Reading
from workbench.readers.rtf import read_rtf


def rtf(inner: str, head: str = "") -> Reading:
    return read_rtf(rb"{\rtf1\ansi\ansicpg1252" + head.encode() + b" " + inner.encode() + b"}")


def styled(reading: Reading, *kinds: str) -> list[tuple[str, str, str]]:
    return [
        (style.kind, reading.text[style.start : style.end], style.value)
        for style in reading.styles
        if style.kind in kinds
    ]


def test_paragraphs_and_words() -> None:
    reading = rtf(
        r"{\stylesheet{\s3 heading 2;}}\pard\s3 First\par\pard It {\b fills} \i slowly\i0\par"
        r"\rtlpar a\line b\tab c\~d\_e\-f\emdash g \{x\}\par"
    )
    assert reading.text == ("First\n\nIt fills slowly\n\na\nb\tc\u00a0d\u2011e\u00adf—g {x}")
    assert styled(reading, "h2", "strong", "em", "rtl") == [
        ("h2", "First", ""), ("strong", "fills", ""), ("em", "slowly", ""),
        ("rtl", "a\nb\tc\u00a0d\u2011e\u00adf—g {x}", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r"Z\'fcrich", "Zürich"),
        (r"{\fonttbl{\f1\fcharset204 x;}{\f2\fcharset128 y;}}\f1 \'ef\'f0{\f2 \'83\'65}", "прテ"),
        (r"\u1575?\u-10179?\u-8704?!", "ا😀!"),
        (r"{\uc2\u1575ab}c{\uc0\u1576 d}", "اcبd"),
        (r"\u1575\'3fx", "اx"),
        (r"\u55357?x", "\ufffdx"),
        (r"{\upr{plain}{\*\ud{\u1575?}}}", "ا"),
        (r"a{\*\unknown b}c{\pict\bin3 }}}d}e", "a" + "c[image]e"),
        (r"a\par\'a0b", "a\n\n\u00a0b"),
    ],
)
def test_characters(inner: str, text: str) -> None:
    assert rtf(inner).text == text


def test_lists_tables_and_links() -> None:
    reading = rtf(
        r"{\listtext 1.\tab}\ilvl0 one\par{\listtext\'b7\tab}\ilvl1 two\par"
        r"\pard\trowd\intbl a\cell b\cell\row\trowd\intbl \cell d\cell\row\pard"
        r'{\field{\*\fldinst HYPERLINK "https://example.org/"}{\fldrslt here}}\par'
    )
    assert reading.text == "1. one\n  • two\n\na\tb\n\td\n\nhere"
    assert styled(reading, "item", "table", "link") == [
        ("item", "1. one", ""), ("item", "• two", ""), ("table", "a\tb\n\td", ""),
        ("link", "here", "https://example.org/"),
    ]  # fmt: skip


def test_notes_furniture_pages_and_comments() -> None:
    reading = rtf(
        r"{\header Secret\par}{\footer\chpgn\par}One{\super\chftn}{\footnote\pard\chftn Source.}"
        r" two{\*\annotation remark}\page Three{\v hidden}{\deleted gone}\par"
    )
    assert reading.text == "Secret\n\nOne[1] twoThree\n\n[1] Source."
    assert styled(reading, "furniture", "noteref", "note", "page") == [
        ("furniture", "Secret", ""), ("page", "One[1] two", "1"), ("noteref", "[1]", "1"),
        ("page", "Three", "2"), ("note", "[1] Source.", "1"),
    ]  # fmt: skip
    assert reading.warnings == ("1 comment in the margin left out.",)


def test_properties() -> None:
    reading = rtf(
        r"{\info{\title The Dam}{\author Lena Orth}{\*\company Desk 4}"
        r"{\creatim\yr2026\mo3\dy4\hr9}}The Dam\par Text."
    )
    assert (reading.title, reading.author, reading.publisher, reading.published_on) == (
        "The Dam", "Lena Orth", "Desk 4", "2026-03-04",
    )  # fmt: skip


def test_a_file_that_ends_early_gives_what_there_is() -> None:
    cut = read_rtf(rb"{\rtf1 one {\b two \par three")
    assert cut.text == "one two\n\nthree"
    assert len(cut.warnings) == 1
    assert read_rtf(rb"{\rtf1 one}}} two").text == "one"


def test_other_files_and_deep_ones_are_refused() -> None:
    with pytest.raises(Unreadable, match="no rich text"):
        read_rtf(b"words")
    with pytest.raises(Unreadable, match="nests deeper"):
        read_rtf(rb"{\rtf1 " + b"{" * 5000)
