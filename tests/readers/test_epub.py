import pytest

from workbench.readers.epub import read_epub
from workbench.readers.errors import Unreadable
from workbench.readers.reading import Reading

from .making import epub, zipped


def styled(reading: Reading, *kinds: str) -> list[tuple[str, str, str]]:
    return [
        (style.kind, reading.text[style.start : style.end], style.value)
        for style in reading.styles
        if style.kind in kinds
    ]


NCX = (
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="css" href="a.css" media-type="text/css"/>'
)
TOC = (
    "<ncx><navMap><navPoint><navLabel><text>The Dam</text></navLabel>"
    '<content src="a.xhtml#x"/></navPoint><navPoint><navLabel><text>The River</text></navLabel>'
    '<content src="text/b%20c.xhtml"/></navPoint></navMap></ncx>'
)


def test_chapters_come_in_the_order_of_the_spine_with_their_titles() -> None:
    chapters = {"text/b c.xhtml": "<h1>Two</h1><p>B&nbsp;b</p>", "a.xhtml": "<h1>One</h1><p>A</p>"}
    spine = '<itemref idref="i1"/><itemref idref="i0"/><itemref idref="i1"/><itemref idref="css"/>'
    told = (
        "<dc:title>Water</dc:title><dc:creator>Lena Orth</dc:creator><dc:creator>B</dc:creator>"
        "<dc:publisher>House</dc:publisher><dc:date>2026-03</dc:date><dc:language>en</dc:language>"
    )
    reading = read_epub(epub(chapters, told, spine, items=NCX, toc_ncx=TOC))
    assert reading.text == "One\n\nA\n\nTwo\n\nB\u00a0b"
    assert styled(reading, "chapter", "h1") == [
        ("chapter", "One\n\nA", "The Dam"), ("h1", "One", ""),
        ("chapter", "Two\n\nB\u00a0b", "The River"), ("h1", "Two", ""),
    ]  # fmt: skip
    assert (reading.title, reading.author, reading.publisher) == ("Water", "Lena Orth, B", "House")
    assert (reading.published_on, reading.language) == ("2026-03", "en")
    assert reading.warnings == ("The book names a chapter more than once; it was read once.",)


def test_notes_and_printed_pages() -> None:
    one = (
        '<p>A<a epub:type="noteref" href="n.xhtml#n1">*</a> b<sup><a href="#f">7</a></sup></p>'
        '<span epub:type="pagebreak" title="12"/><p>On it goes.</p>'
        '<aside id="f" epub:type="footnote"><p>A source.</p></aside>'
    )
    reading = read_epub(epub({"one.xhtml": one, "n.xhtml": '<p id="n1">* Another.</p>'}))
    assert reading.text == "A* b7\n\nOn it goes.\n\nA source.\n\n* Another."
    assert styled(reading, "noteref", "note", "page") == [
        ("noteref", "*", "1"), ("noteref", "7", "2"),
        ("page", "On it goes.\n\nA source.\n\n* Another.", "12"),
        ("note", "A source.", "2"), ("note", "* Another.", "1"),
    ]  # fmt: skip


def test_books_in_arabic_run_from_right_to_left() -> None:
    language = "<dc:language>ar</dc:language>"
    reading = read_epub(epub({"a.xhtml": "<p>نهر السد</p>"}, language))
    assert styled(reading, "rtl") == [("rtl", "نهر السد", "")]


def test_pages_that_are_no_xml_are_read_as_browsers_do() -> None:
    assert read_epub(epub({"a.xhtml": "<p>one<br>two & three"})).text == "one\ntwo & three"


def test_missing_chapters_are_told_and_books_without_any_refused() -> None:
    items = '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    spine = '<itemref idref="i0"/><itemref idref="gone"/><itemref idref="unknown"/>'
    reading = read_epub(epub({"a.xhtml": "<p>A</p>"}, spine=spine, items=items))
    assert reading.text == "A"
    assert reading.warnings == ("A chapter is missing in the file or cannot be read.",)
    with pytest.raises(Unreadable, match="no chapter"):
        read_epub(epub({}))
    with pytest.raises(Unreadable, match="no e-book"):
        read_epub(zipped({"a.txt": "A"}))


def test_protected_books_are_refused() -> None:
    encryption = '<e><CipherReference URI="OPS/a.xhtml"/></e>'
    with pytest.raises(Unreadable, match="protected against copying"):
        read_epub(zipped({"META-INF/encryption.xml": encryption}))
