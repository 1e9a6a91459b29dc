"""Real files: each comes to a text or to one clear reason, and its words are there in order.

`pytest tests/readers/test_samples.py -s -k table` prints how many files of each format are read.
"""

import html
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workbench.readers.box import Box
from workbench.readers.errors import PasswordNeeded, Unreadable
from workbench.readers.pieces import names
from workbench.readers.source import Source, read

from .conftest import SHARED

SAMPLES = SHARED / "samples"
#: The files that hold nothing to read, and why.
EMPTY = {
    "pydocx-tbl-2x2-table.docx": "has no text in it",
    "tika-test_list_override.rtf": "has no text in it",
}
#: Words that stand in a file in this order, as seen in other programs.
ORDER = {
    "docling-word_sample.docx": ["Summer activities", "Swimming in the lake", "Duck"],
    "docling-docx_rich_cells.docx": ["Column A\tColumn B", "• A First", "1. Number one", "x2"],
    "docling-equations.docx": ["inline equation: A=πr^2.", "a^2+b^2=c^2"],
    "docling-unit_test_headers_numbered.docx": ["1. Section 1", "1.1. Section 1.1", "2. Section 2"],
    "mammoth-footnotes.docx": ["Ouch[1].[2]", "[1] A tachyon walks into a bar.", "[2] Fin."],
    "mammoth-tables.docx": ["Above\n\nTop left\tTop right\nBottom left\tBottom right\n\nBelow"],
    "mammoth-text-box.docx": ["Datum plane"],
    "tika-testWORD_numbered_list.docx": ["1) This\n  a) Is\n    i) A multi", "6. six"],
    "tika-testAltChunkHTML.docx": ["Simple paragraph", "Col 1\tCol 2\nROW 1\tROW 1"],
    "docling-docx_page_header_footer_first_page.docx": ["FIRST PAGE HEADER", "body text"],
    "odfdo-dormeur_notes.odt": ["Le dormeur[1] du val", "Nature, berce-le", "[1] "],
    "odfdo-list.odt": ["• une liste accentuée\n  • un sous-élément\n\n1. une liste numérotée\n2. "],
    "tika-testODTStyles2.odt": ["Taalrol\tN\nUniek referentienummer"],
    "odfdo-span_style.odt": ["Ici l'en-tête.", "Le Père Noël a une moustache rouge."],
    "striprtf-simple_table.rtf": ["foo\tbar\n1\t1"],
    "striprtf-calcium_score.rtf": ["Calcium-Score", "Coronararterie\tCalcium-Score\nRCA\t 0"],
    "tika-testRTF-ms932.rtf": ["こんにちは", "テスト"],
    "tika-testRTFVarious.rtf": [
        "This is the header text.", "Here is a text box", "Footnote appears here[1]",
        "• Bullet 1\n• Bullet 2", "1) Number bullet 1", "Row 1 Col 1\tRow 1 Col 2", "[1] ",
    ],
    "tika-testRTFWordPadCzechCharacters.rtf": ["Článek týdne", "Svitky od Mrtvého moře"],
    "tika-testRTFInvalidUnicode.rtf": ["Unpaired hi \ufffd here", "Mismatched pair \ufffd\ufffd"],
    "idpf-moby-dick.epub": ["ETYMOLOGY", "Call me Ishmael.", "picked me up at last"],
    "idpf-regime-anticancer-arabic.epub": ["الفصل الثاني", "من أين تأتي الحياة؟"],
    "tika-testEPUB_xml_ext.epub": ["Part 1", "It was a bright cold day in April"],
    "trafilatura-creativecommons.at.faircoin.html": ["Direkt zum Inhalt", "Im Aktivitätsfeld"],
    "trafilatura-en.wikipedia.org.tsne.html": ["t-distributed stochastic", "Laurens van der"],
}  # fmt: skip
#: How many styles of a kind a file has.
STYLED = {
    "docling-docx_rich_cells.docx": {"table": 6},
    "docling-unit_test_headers.docx": {"h1": 3, "h2": 3, "h3": 2},
    "mammoth-endnotes.docx": {"note": 2, "noteref": 2},
    "docling-docx_page_header_footer_first_page.docx": {"furniture": 4, "page": 2},
    "odfdo-dormeur_notes.odt": {"note": 3, "noteref": 3},
    "idpf-childrens-literature.epub": {"page": 92},
    "idpf-moby-dick.epub": {"chapter": 142},
    "idpf-regime-anticancer-arabic.epub": {"chapter": 3},
    "trafilatura-piratenpartei-mv.de.grundeinkommen.html": {"scrap": 2},
    "striprtf-hyperlink.rtf": {"link": 1},
}


def samples(*formats: str) -> list[Path]:
    found = (path for name in formats for path in sorted((SAMPLES / name).glob("*")))
    return [path for path in found if path.is_file()]


DOCUMENTS = samples("docx", "odt", "rtf", "epub", "html")
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the shared samples are absent")


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box() as box:
        yield box


@pytest.fixture(scope="module")
def sources(box: Box) -> dict[str, Source]:
    """The samples that can be read, by name."""
    return {path.name: read(path, box=box) for path in DOCUMENTS if path.name not in EMPTY}


def test_every_sample_gives_text_or_one_clear_reason(sources: dict[str, Source], box: Box) -> None:
    assert len(sources) == len(DOCUMENTS) - len(EMPTY)
    for path in DOCUMENTS:
        if path.name in EMPTY:
            with pytest.raises(Unreadable, match=EMPTY[path.name]):
                read(path, box=box)
    for source in sources.values():
        assert source.title
        assert all(warning.endswith(".") for warning in source.warnings)


def test_what_stands_in_them_is_there_in_order(sources: dict[str, Source]) -> None:
    for name, parts in ORDER.items():
        place = 0
        for part in parts:
            found = sources[name].text.find(part, place)
            assert found >= 0, (name, part)
            place = found + len(part)


def test_their_styles_are_there(sources: dict[str, Source]) -> None:
    for name, expected in STYLED.items():
        counts = Counter(style.kind for style in sources[name].styles)
        assert {kind: counts[kind] for kind in expected} == expected, name


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def plain(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a file as its own markup has them, by another way than the readers.

    Left out are the insides of what the readers set apart: notes, boxes, formulas, what was
    deleted or hidden.
    """
    with zipfile.ZipFile(path) as file:
        inside = {
            ".docx": ["word/document.xml"], ".odt": ["content.xml"],
            ".epub": [name for name in file.namelist() if name.endswith((".xhtml", ".html"))],
        }[path.suffix]  # fmt: skip
        for name in inside:
            if name not in file.namelist():
                continue
            data = file.read(name).decode("utf-8-sig", "replace")
            if path.suffix == ".epub":
                data = re.sub(r"&(?!amp;|lt;|gt;|#)\w+;", lambda m: html.unescape(m[0]), data)
            yield from paragraphs(ElementTree.fromstring(data), path.suffix)


#: What the readers set apart or leave out, and where the words about it are looked at one by one.
APART = {
    ".docx": names("""txbxContent del moveFrom oMath oMathPara instrText pPr Fallback
        footnoteReference endnoteReference"""),
    ".odt": names("""note annotation frame tracked-changes soft-page-break forms desc title
        custom-shape"""),
    ".epub": names("head nav math svg script style img table"),
}


def paragraphs(root: ElementTree.Element, suffix: str) -> Iterator[str]:
    for node in root:
        name = node.tag.rpartition("}")[2]
        if name in APART[suffix]:
            continue
        if name in ("p", "h", "h1", "h2"):
            yield from "".join(words(node, suffix)).split("\0")
        else:
            yield from paragraphs(node, suffix)


def words(node: ElementTree.Element, suffix: str) -> Iterator[str]:
    """Yield the words within an element, and NUL for what stands apart."""
    if suffix != ".docx" or node.tag.endswith("}t"):
        yield node.text or ""
    for child in node:
        if is_apart(child, suffix):
            yield "\0"
        else:
            yield from words(child, suffix)
        if suffix != ".docx":
            yield child.tail or ""


def is_apart(node: ElementTree.Element, suffix: str) -> bool:
    hidden = any(each.tag.endswith("}vanish") for each in node.iter())
    turned = any("pagebreak" in value for value in node.attrib.values())
    return node.tag.rpartition("}")[2] in APART[suffix] or hidden or turned


@pytest.mark.parametrize("path", samples("docx", "odt", "epub"), ids=lambda path: path.name)
def test_no_paragraph_of_the_markup_is_lost(path: Path, sources: dict[str, Source]) -> None:
    source = sources.get(path.name)
    text = letters(source.text) if source else ""
    said = [part for part in map(letters, plain(path)) if part]
    lost, place = [], 0
    for part in said:
        found = text.find(part, place)
        found = text.find(part) if found < 0 else found
        if found < 0:
            lost.append(part)
        else:
            place = found
    # A book may list pages that it leaves out of its spine.
    assert len(lost) <= len(said) * 0.02, lost[:5]


def test_the_table_of_formats(box: Box) -> None:
    rows = []
    for folder in sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()):
        counts: Counter[str] = Counter()
        for path in samples(folder):
            try:
                counts["read"] += bool(read(path, box=box).text)
            except PasswordNeeded:
                counts["password asked"] += 1
            except Unreadable:
                counts["refused"] += 1
        total = len(samples(folder))
        assert sum(counts.values()) == total
        assert counts["read"] * 2 > total
        rows.append(
            f"| {folder} | {total} | {counts['read']} | {counts['password asked']} | "
            f"{counts['refused']} |"
        )
    print("\n| format | files | read | password asked | refused |\n|---|---|---|---|---|")
    print("\n".join(rows))
