import pytest

from workbench.readers.errors import Unreadable
from workbench.readers.odt import read_odt
from workbench.readers.reading import Reading

from .making import odt, zipped


def styled(reading: Reading, *kinds: str) -> list[tuple[str, str, str]]:
    return [
        (style.kind, reading.text[style.start : style.end], style.value)
        for style in reading.styles
        if style.kind in kinds
    ]


def p(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


AUTOMATIC = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="R" style:family="paragraph">'
    '<style:paragraph-properties style:writing-mode="rl-tb"/></style:style>'
    '<style:style style:name="N" style:family="paragraph">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Quotations"/>'
)


def test_paragraphs_headings_and_words() -> None:
    body = (
        '<text:h text:outline-level="2">First<text:s text:c="2"/>part</text:h>'
        + p('It <text:span text:style-name="B">fills</text:span>\n   now<text:line-break/>and on')
        + p("He said", "P7")
        + p("نهر السد", "R")
        + p('to <text:a xlink:href="https://example.org/">here</text:a><text:tab/>.')
    )
    reading = read_odt(odt(body, AUTOMATIC))
    assert reading.text == (
        "First  part\n\nIt fills now\nand on\n\nHe said\n\nنهر السد\n\nto here\t."
    )
    assert styled(reading, "h2", "strong", "quote", "rtl", "link") == [
        ("h2", "First  part", ""), ("strong", "fills", ""), ("quote", "He said", ""),
        ("rtl", "نهر السد", ""), ("link", "here", "https://example.org/"),
    ]  # fmt: skip


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-suffix="." style:num-format="1" text:start-value="2"/>'
    '<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>'
    "</text:list-style>"
)


def test_lists_count_as_they_look() -> None:
    def items(*inner: str) -> str:
        return "".join(f"<text:list-item>{each}</text:list-item>" for each in inner)

    def listed(inner: str, name: str = "L", more: str = "") -> str:
        return f'<text:list text:style-name="{name}" {more}>{inner}</text:list>'

    body = (
        listed(items(p("a"), p("b") + p("more") + listed(items(p("c"), p("d")), ""), p("e")))
        + p("between")
        + listed(items(p("f")), more='text:continue-numbering="true"')
        + listed(items(p("g")), "unknown")
    )
    reading = read_odt(odt(body, LISTS))
    assert reading.text == ("2. a\n3. b\n\nmore\n\n  a) c\n  b) d\n4. e\n\nbetween\n\n5. f\n• g")


def test_tables_notes_and_furniture() -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    note = "<text:note><text:note-body>{}</text:note-body></text:note>"
    body = p("One" + note.format(p(" Source.")) + " two")
    body += f"<table:table>{row(p('a'), p('b'))}{row('', p('d'))}</table:table>"
    styles = (
        "<office:master-styles><style:master-page><style:header>"
        f"{p('Secret')}</style:header><style:footer>{p('7')}</style:footer>"
        "</style:master-page></office:master-styles>"
    )
    reading = read_odt(odt(body, styles=styles))
    assert reading.text == "Secret\n\nOne[1] two\n\na\tb\n\td\n\n[1] Source."
    assert styled(reading, "furniture", "noteref", "table", "note") == [
        ("furniture", "Secret", ""), ("noteref", "[1]", "1"), ("table", "a\tb\n\td", ""),
        ("note", "[1] Source.", "1"),
    ]  # fmt: skip


def test_pages_pictures_comments_and_deleted_words() -> None:
    picture = "<draw:frame><draw:image/><svg:desc xmlns:svg='s'>A map</svg:desc></draw:frame>"
    box = f"<draw:frame><draw:text-box>{p('In the box')}</draw:text-box></draw:frame>"
    body = (
        f"<text:tracked-changes>{p('gone')}</text:tracked-changes>"
        + p(f"One {picture}{box}<office:annotation>{p('remark')}</office:annotation>")
        + p("Two", "N")
        + p("<text:soft-page-break/>Three")
    )
    reading = read_odt(odt(body, AUTOMATIC))
    assert reading.text == "One [image: A map]\n\nIn the box\n\nTwo\n\nThree"
    assert [value for _, _, value in styled(reading, "page")] == ["1", "2", "3"]
    assert reading.warnings == ("1 comment in the margin left out.",)


def test_properties_and_flat_files() -> None:
    meta = (
        "<dc:title>Water</dc:title><meta:initial-creator>Lena Orth</meta:initial-creator>"
        "<meta:creation-date>2026-03-04T10:00:00</meta:creation-date><dc:language>ar</dc:language>"
    )
    reading = read_odt(odt(p("Water"), meta=meta))
    assert (reading.title, reading.author, reading.published_on, reading.language) == (
        "Water", "Lena Orth", "2026-03-04", "ar",
    )  # fmt: skip
    flat = (
        '<office:document xmlns:office="o" xmlns:text="t"><office:body><office:text>'
        "<text:p>Flat</text:p></office:text></office:body></office:document>"
    )
    assert read_odt(flat.encode()).text == "Flat"


def test_what_is_no_text_is_refused() -> None:
    for data in (zipped({"x": "y"}), zipped({"content.xml": "<a/>"}), b"<a/>"):
        with pytest.raises(Unreadable, match="no OpenDocument text"):
            read_odt(data)
    locked = zipped({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"})
    with pytest.raises(Unreadable, match="encrypted"):
        read_odt(locked)


def test_cells_that_repeat_are_limited() -> None:
    many = 'table:number-columns-repeated="99999"'
    cell = f"<table:table-cell {many}><text:p>x</text:p></table:table-cell>"
    body = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert read_odt(odt(body)).text.count("x") == 50
