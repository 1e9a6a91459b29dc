"""The forms of a matrix against golden files, and against whatever a name or a quote may hold.

The golden files are written anew by `python -m tests.exporters.test_matrix_files`, to be looked at.
"""

import csv
import io
import json
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.exchange.marks import mark
from workbench.exchange.tables import format_rows
from workbench.exporters import matrix_tables
from workbench.exporters.matrix_clipboard import html_table, tab_separated
from workbench.exporters.matrix_graphml import graphml
from workbench.exporters.matrix_html import html_page
from workbench.exporters.matrix_markdown import markdown_page
from workbench.exporters.matrix_picture import draw
from workbench.exporters.matrix_product import KINDS, Picture, Product
from workbench.exporters.matrix_proof import BrokenProof, from_json, proof_of, to_json
from workbench.exporters.matrix_xlsx import xlsx_bytes
from workbench.exporters.picture_svg import svg
from workbench.exporters.sheets import LONGEST, TooLarge, assert_fits, pieces

from . import products

GOLDEN = Path(__file__).parents[1] / "golden"


def table(maker):
    return lambda product: format_rows(*maker(product))


def picture(kind, **named):
    return lambda product: svg(draw(replace(product, picture=Picture(kind, **named))))


FORMS = {
    "matrix.csv": table(matrix_tables.wide),
    "matrix-long.csv": table(matrix_tables.long),
    "matrix-documents.csv": table(matrix_tables.by_document),
    "matrix-claims.csv": table(matrix_tables.by_claim),
    "matrix.html": html_page,
    "matrix.md": markdown_page,
    "matrix.graphml": graphml,
    "matrix.proof.json": lambda product: to_json(proof_of(product)),
    "matrix.tsv": lambda product: tab_separated(product, mark),
    "matrix-table.html": lambda product: html_table(product, mark),
    "heat.svg": picture("heat"),
    "bars.svg": picture("bars", axis="column", entry="t1", palette="print"),
    "network.svg": picture("network", palette="dark"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_small_matrix_is_written_as_ever(name):
    made = FORMS[name](products.small())
    assert made.encode() == (GOLDEN / name).read_bytes()


# -- nothing breaks out

odd = (
    st.text(max_size=12)
    | st.text(st.sampled_from("<>&\"'`|\\*_#=+-@;,\t\r\n\x00\x0b\u2028 ab"), max_size=12)
    | st.sampled_from(
        ["</script><script>alert(1)</script>", "]]>", "-->", "<!--", "=cmd|' /C calc'!A0", "+1",
         "@SUM(1)", "\ud800", "\ufffe", "_x0041_", "جبهة", "a" * 300, "&amp;", "​=1"]
    )
)  # fmt: skip


@st.composite
def odd_products(draw_: st.DrawFn) -> Product:
    names = st.lists(st.tuples(odd, odd), min_size=1, max_size=3)
    rows, columns = products.entries(draw_(names)), products.entries(draw_(names))
    claims = draw_(
        st.lists(
            st.tuples(
                st.lists(st.integers(0, len(rows) - 1), min_size=1, max_size=2),
                st.lists(st.integers(0, len(columns) - 1), min_size=1, max_size=2),
                st.sampled_from([1, 0, -1]),
                odd,
            ),
            max_size=4,
        )
    )
    origin = replace(products.ORIGIN, projects=((7, draw_(odd)),), sentence=draw_(odd))
    return products.product(products.counted(rows, columns, claims), claims, origin)


class Parsed(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.scripts: list[list[str]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        assert not any(
            name.startswith("on") or name in ("style", "src", "href") for name, _ in attrs
        )
        if tag == "script":
            self.scripts.append([])

    def handle_data(self, data):
        if self.scripts and not self.texts:
            self.scripts[-1].append(data)


OURS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "noscript", "div",
    "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "span", "i", "s", "aside",
    "footer", "h2", "dl", "dt", "dd", "script",
}  # fmt: skip


@given(odd_products())
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_out_of_the_page(product):
    page = html_page(product)
    page.encode()
    parsed = Parsed(page)
    assert set(parsed.tags) <= OURS
    assert parsed.tags["script"] == 3
    proof, passages, _code = ("".join(parts).partition("\n</body>")[0] for parts in parsed.scripts)
    assert from_json(proof) == proof_of(product)
    assert [one[2] for one in json.loads(passages)] == [
        one.quote.translate(dict.fromkeys((55296,), 65533)) for one in product.passages.values()
    ]


@given(odd_products())
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_out_of_xml(product):
    for form in ("matrix.graphml", "heat.svg", "network.svg"):
        root = ET.fromstring(FORMS[form](product).encode())
        names = {node.tag.rpartition("}")[2] for node in root.iter()}
        assert names <= {
            "graphml", "key", "graph", "data", "node", "edge", "svg", "title", "desc", "defs",
            "pattern", "rect", "g", "path", "circle", "polygon", "text",
        }  # fmt: skip
        assert not any(
            key.startswith("on") or "href" in key for one in root.iter() for key in one.attrib
        )


@given(odd_products())
@settings(max_examples=40, deadline=None)
def test_no_text_is_a_formula_in_a_workbook(product):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(product)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    for cell in cells:
        if cell.hyperlink:
            assert cell.hyperlink.target is None
    passages = list(book["Passages"].iter_rows(min_row=2))
    assert len(passages) == sum(map(sum, product.matrix.claims.cells))


@given(odd_products())
@settings(max_examples=60, deadline=None)
def test_no_text_is_a_formula_in_a_table(product):
    for name in ("matrix.csv", "matrix-long.csv", "matrix-claims.csv", "matrix.tsv"):
        text = FORMS[name](product)
        text.encode()
        between = "\t" if name == "matrix.tsv" else ","
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=between):
            for cell in cells:
                assert not cell.startswith(("=", "@", "\t", "\r"))
                if cell[:1] in ("+", "-"):
                    float(cell)


@given(odd_products())
@settings(max_examples=60, deadline=None)
def test_markdown_holds_one_proof_and_no_foreign_tag(product):
    page = markdown_page(product)
    page.encode()
    body, _, rest = page.rpartition("<!-- proof ")
    assert from_json(rest.removesuffix(" -->\n")) == proof_of(product)
    assert "<" not in body


# -- long texts and large sheets


@pytest.mark.parametrize(
    "text", ["", "a" * LONGEST, "b" * (LONGEST + 1), "🔥" * 40_000, "é" * 99_999]
)
def test_a_long_text_goes_on_in_further_cells(text):
    found = pieces(text)
    assert "".join(found) == text
    assert all(len(each.encode("utf-16-le")) // 2 <= LONGEST for each in found)
    assert len(found) == max(1, -(-len(text.encode("utf-16-le")) // 2 // LONGEST))


def test_a_long_quote_is_whole_in_the_workbook():
    quote = " ".join(f"word{n}" for n in range(20_000))
    rows, columns = products.entries(["A"]), products.entries(["B"])
    claims = [([0], [0], 0, quote), ([0], [0], 0, "short")]
    product = products.product(products.counted(rows, columns, claims), claims)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(product)))["Passages"]
    heads = [cell.value for cell in sheet[1]]
    places = [at for at, head in enumerate(heads) if head == "Quote" or head.startswith("Quote (")]
    assert len(places) == 6
    assert "".join(sheet[2][at].value for at in places) == quote
    assert [sheet[3][at].value for at in places] == ["short", *[None] * 5]


def test_what_no_sheet_holds_is_refused():
    assert_fits(1_048_576, 16_384)
    with pytest.raises(TooLarge, match="filter the matrix"):
        assert_fits(1_048_577, 3)


# -- the proof


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "damaged"), ("{}", "no proof"), ("[" * 100_000, "damaged"), ("[]", "no proof"),
        ('{"kind":"workbench-matrix","version":2}', "newer"),
        ('{"kind":"workbench-matrix","version":1}', "changed"),
        ('{"kind":"workbench-matrix","version":1e400}', "newer"),
    ],
)  # fmt: skip
def test_what_is_no_proof_is_refused_in_a_sentence(text, said):
    with pytest.raises(BrokenProof, match=said):
        from_json(text)


@pytest.mark.parametrize(
    "change",
    [
        {"behind": [[9, 0, 0]]}, {"behind": [[0, 0, 99]]}, {"behind": [[0, 0, True]]},
        {"cells": [[1]]}, {"cells": 3}, {"claims": ["x"]}, {"claims": [f"0/{1 << 70}"]},
        {"rows": [["a"]]}, {"total": "1"}, {"at": 3}, {"scope": None}, {"projects": [1]},
    ],
)  # fmt: skip
def test_a_proof_that_makes_no_sense_is_refused(change):
    from workbench.exporters import matrix_proof

    body = matrix_proof._body(proof_of(products.small())) | change
    text = json.dumps(body | {"sha256": matrix_proof._digest(body)})
    with pytest.raises(BrokenProof, match="damaged"):
        from_json(text)


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_are_the_same_each_time_and_stay_within_their_frame(kind):
    product = replace(products.large(12, 8, 90), picture=Picture(kind))
    drawing = draw(product)
    assert drawing == draw(product)
    for x, y, part in drawing.parts:
        assert x + part.width <= drawing.width
        assert y + part.height <= drawing.height
    words = [
        shape.text for *_, part in drawing.parts for shape in part.shapes if hasattr(shape, "text")
    ]
    assert f"{product.matrix.claims.rows[0]:,}" in words


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for file, form in FORMS.items():
        (GOLDEN / file).write_bytes(form(products.small()).encode())
        print(file, file=sys.stderr)
