import zipfile
from io import BytesIO

import pytest

from workbench.readers.docx import read_docx
from workbench.readers.errors import Unreadable
from workbench.readers.reading import Reading

from .making import docx, p, r, zipped


def styled(reading: Reading, *kinds: str) -> list[tuple[str, str, str]]:
    """Return kind, words and value of the styles of some kinds."""
    return [
        (style.kind, reading.text[style.start : style.end], style.value)
        for style in reading.styles
        if style.kind in kinds
    ]


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H2"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
)


def test_headings_quotes_and_words_that_stand_out() -> None:
    body = (
        p("The Dam", style="T")
        + p("First", style="Own")
        + p("It ", r("fills", "<w:b/>"), r(" slowly", '<w:i/><w:b w:val="0"/>'), " now")
        + p("He said", style="Q")
    )
    reading = read_docx(docx(body, styles=STYLES))
    assert reading.text == "The Dam\n\nFirst\n\nIt fills slowly now\n\nHe said"
    assert styled(reading, "h1", "h2", "strong", "em", "quote") == [
        ("h1", "The Dam", ""), ("h2", "First", ""), ("strong", "fills", ""),
        ("em", "slowly", ""), ("quote", "He said", ""),
    ]  # fmt: skip
    assert (reading.title, reading.language) == ("The Dam", "en-GB")


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)


def item(text: str, number: int, level: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=numbered)


def test_lists_are_numbered_as_they_look() -> None:
    body = (
        item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + p("between") + item("d", 1)
        + item("e", 1, 1) + item("f", 2) + item("g", 3) + item("h", 99)
    )  # fmt: skip
    reading = read_docx(docx(body, numbering=NUMBERING))
    assert reading.text == ("3. a\n  3a) b\n  3b) c\n\nbetween\n\n4. d\n  4a) e\n• f\n9. g\n\nh")
    assert len(styled(reading, "item")) == 7


def test_tables_read_cell_by_cell() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"

    below = cell("above", "<w:vMerge/>")
    rows = f"<w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{cell('')}{cell('d')}</w:tr>"
    rows += f"<w:tr>{below}{cell('f')}</w:tr>"
    reading = read_docx(docx(p("Before") + f"<w:tbl>{rows}</w:tbl>" + p("After")))
    assert reading.text == "Before\n\na\tb\n\td\n\tf\n\nAfter"
    assert styled(reading, "table") == [("table", "a\tb\n\td\n\tf", "")]
    assert [words for _, words, _ in styled(reading, "cell")] == ["a", "b", "d", "f"]
    # One column is a frame about text.
    framed = read_docx(docx(f"<w:tbl><w:tr>{cell('x')}</w:tr><w:tr>{cell('y')}</w:tr></w:tbl>"))
    assert (framed.text, styled(framed, "table")) == ("x\n\ny", [])


def test_notes_stand_at_the_end_and_are_linked() -> None:
    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def note(number: int, text: str, more: str = "") -> str:
        return f'<w:footnote w:id="{number}"{more}>{p("", " " + text)}</w:footnote>'

    notes = note(-1, "line", ' w:type="separator"') + note(4, "Source A.") + note(5, "Source B.")
    ends = f'<w:endnote w:id="4">{p("End.")}</w:endnote>'
    body = p("One", mark("footnote", 5), " two", mark("endnote", 4), ".")
    body += p("Three", mark("footnote", 4), mark("footnote", 6))
    reading = read_docx(docx(body, footnotes=notes, endnotes=ends))
    assert reading.text == (
        "One[1] two[2].\n\nThree[3][4]\n\n[1] Source B.\n\n[2] End.\n\n[3] Source A."
    )
    assert styled(reading, "noteref", "note") == [
        ("noteref", "[1]", "1"), ("noteref", "[2]", "2"), ("noteref", "[3]", "3"),
        ("noteref", "[4]", "4"), ("note", "[1] Source B.", "1"), ("note", "[2] End.", "2"),
        ("note", "[3] Source A.", "3"),
    ]  # fmt: skip


def test_links_lead_to_the_web_alone() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    targets = ["https://example.org/a", "file:///etc/passwd", "\\\\host\\share", "javascript:x()"]
    links = "".join(
        f'<Relationship Id="l{number}" Type="{kind}" Target="{target}" TargetMode="External"/>'
        for number, target in enumerate(targets)
    )
    body = p(*(f'<w:hyperlink r:id="l{n}">{r(f"w{n} ")}</w:hyperlink>' for n in range(4)))
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    reading = read_docx(docx(body + p(field.format(r("here"))), links))
    assert reading.text == "w0 w1 w2 w3\n\nhere"
    assert styled(reading, "link") == [
        ("link", "w0", "https://example.org/a"), ("link", "here", "https://example.org/b"),
    ]  # fmt: skip


def test_pages_furniture_and_paragraphs_from_right_to_left() -> None:
    body = p("One") + p('<w:r><w:br w:type="page"/></w:r>')
    body += p("نهر السد", properties="<w:bidi/>")
    body += p("<w:r><w:lastRenderedPageBreak/><w:t>Three</w:t></w:r>")
    reading = read_docx(
        docx(body, header1=p("Secret"), header2=p("Secret"), footer1=p("12"), footer2=p("Desk 4"))
    )
    assert reading.text == "Secret\n\nOne\n\nنهر السد\n\nThree\n\nDesk 4"
    assert styled(reading, "page") == [
        ("page", "One", "1"), ("page", "نهر السد", "2"), ("page", "Three", "3"),
    ]  # fmt: skip
    assert styled(reading, "furniture", "rtl") == [
        ("furniture", "Secret", ""), ("rtl", "نهر السد", ""), ("furniture", "Desk 4", ""),
    ]  # fmt: skip


def test_a_page_that_turns_where_it_was_asked_to_turns_once() -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>"
    body = p("One") + p('<w:r><w:br w:type="page"/></w:r>') + p(rendered.format("Two"))
    body += p(rendered.format("Three"), properties="<w:pageBreakBefore/>")
    body += p(rendered.format("Four"))
    reading = read_docx(docx(body))
    assert styled(reading, "page") == [
        ("page", "One", "1"), ("page", "Two", "2"), ("page", "Three", "3"), ("page", "Four", "4"),
    ]  # fmt: skip


def test_what_was_deleted_or_hidden_is_left_out_and_comments_are_told() -> None:
    body = p(
        "kept ", '<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>',
        f"<w:ins>{r('added ')}</w:ins>", r("secret", "<w:vanish/>"),
        '<w:r><w:commentReference w:id="1"/></w:r>',
        "<w:r><w:t>a</w:t><w:softHyphen/><w:noBreakHyphen/><w:tab/><w:t>b</w:t></w:r>",
    )  # fmt: skip
    reading = read_docx(docx(body))
    assert reading.text == "kept added a\xad\u2011\tb"
    assert reading.warnings == ("1 comment in the margin left out.",)


def test_pictures_boxes_and_formulas_are_marked_places() -> None:
    shown = '<d:docPr xmlns:d="d" descr="A map"/><a:blip xmlns:a="a"/>'
    drawing = f"<w:r><w:drawing>{shown}</w:drawing></w:r>"
    inner = p("In the box")
    box = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    maths = (
        '<m:oMath xmlns:m="m"><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>'
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    reading = read_docx(docx(p("See ", drawing, box, " there") + p(maths)))
    assert reading.text == "See [image: A map] there\n\nIn the box\n\n(a+b)/2"
    assert styled(reading, "image") == [("image", "[image: A map]", "A map")]


def test_properties_are_taken_where_they_are_true() -> None:
    core = (
        "<dc:title>{}</dc:title><dc:creator>Lena Orth</dc:creator>"
        "<dcterms:created>2026-03-04T10:00:00Z</dcterms:created><dc:language>de_DE</dc:language>"
    )
    reading = read_docx(docx(p("Water in Kelmaria") + p("Text."), core=core.format("Template 4")))
    assert (reading.author, reading.published_on) == ("Lena Orth", "2026-03-04")
    assert (reading.title, reading.language) == ("Template 4", "de-DE")
    shown = read_docx(docx(p("Old") + p("x"), core=core.format("Microsoft Word - a.doc")))
    assert shown.title == "Old"


def test_white_space_counts_as_it_was_typed() -> None:
    assert read_docx(docx(p("a  b\u00a0c ", "d"))).text == "a  b\u00a0c d"
    assert read_docx(docx(p(r("a\n b")))).text == "a  b"
    assert read_docx(docx("<w:p><w:r><w:t>\n  a  </w:t></w:r></w:p>")).text == "a"


def test_without_text_it_is_empty_and_without_a_body_refused() -> None:
    assert read_docx(docx("<w:p/>")).text == ""
    with pytest.raises(Unreadable, match="no Word document"):
        read_docx(zipped({"word/document.xml": "<a/>"}))
    with pytest.raises(Unreadable):
        read_docx(zipped({"word/other.xml": "<a/>"}))


def test_a_damaged_file_gives_what_is_left_with_a_warning() -> None:
    whole = docx("".join(p(f"Paragraph {number} of many words.") for number in range(2000)))
    with zipfile.ZipFile(BytesIO(whole)) as file:
        start = file.getinfo("word/document.xml").header_offset
        packed = file.getinfo("word/document.xml").compress_size
    cut = read_docx(whole[: start + packed // 2])
    assert cut.text.startswith("Paragraph 0 of many words.\n\nParagraph 1 of")
    assert cut.warnings == ("The file is damaged; what could be read of it was read.",)


def test_deep_documents_are_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + p("x") + "</w:sdtContent></w:sdt>" * 200
    with pytest.raises(Unreadable, match="nests deeper"):
        read_docx(docx(deep))
