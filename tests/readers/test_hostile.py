"""Files made to break a reader: each comes to a text or to one sentence, soon and within limits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.readers.box import Box
from workbench.readers.errors import EncodingDoubt, Unreadable
from workbench.readers.frames import Job
from workbench.readers.source import read

from .conftest import SHARED
from .making import docx, epub, p

HOSTILE = SHARED / "hostile"
FOLDERS = ("html", "md", "svg", "text", "xml", "zip")
#: What a file comes to: the start of its text, or words of the sentence.
EXPECTED = {
    "zip/ok.docx": "plain honest document",
    "zip/bomb_200MB.docx": "swells to more than any document holds",
    "zip/duplicate_member.docx": "has two parts of one name",
    "zip/spine_repeat_5000.epub": "again and again",
    "zip/traversal.qdpx": "is a zip file and no document",
    "zip/overlap_1000x20MB.qdpx": "is a zip file and no document",
    "xml/laughs.docx": "defines entities of its own",
    "xml/xxe.docx": "defines entities of its own",
    "xml/deep_tables.docx": "nests deeper than any document",
    "xml/xxe_file.xml": "<?xml",
    "html/nested_tables_500.html": "x",
    "html/nested_b_100k.html": "x",
    "html/nested_blockquote_5k.html": "x",
    "html/data_png_bomb.html": "x[image]",
}


def files() -> list[Path]:
    return [
        path for name in FOLDERS if (HOSTILE / name).is_dir()
        for path in sorted((HOSTILE / name).iterdir())
    ]  # fmt: skip


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box() as box:
        yield box


def answered(path: Path, box: Box) -> tuple[str, str]:
    """Return what a file comes to, and that again if it is a sentence."""
    try:
        return read(path, box=box).text, ""
    except (Unreadable, EncodingDoubt) as trouble:
        return str(trouble), str(trouble)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile files are absent")
@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_hostile_file_is_answered(path: Path, box: Box) -> None:
    # The time that a file may take is held by the box: what takes longer is told as that.
    answer, told = answered(path, box)
    assert not told or (path.name in told and told.endswith(".") and "\n" not in told)
    assert "takes too long" not in answer
    assert "breaks the reader" not in answer
    assert "in the reader" not in answer
    assert "root:" not in answer  # the first line of the file that the attacks point at
    expected = EXPECTED.get(f"{path.parent.name}/{path.name}", "")
    assert answer.startswith(expected) or (expected in answer and expected[:1].islower())
    assert read_after(box) == "alive"


def read_after(box: Box) -> str:
    return box.read(Job("docx", "a.docx", docx(p("alive"))))[0].text


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{\\field" * 900,
        b"{\\rtf1 " + b"\\trowd\\intbl a\\cell" * 20_000,
        b"{\\rtf1 {\\footnote " * 500,
        b"{\\rtf1\\uc99999999 \\u1 " + b"x" * 100_000,
        b"{\\rtf1\\bin9999999999 x",
        b"{\\rtf1 \\u99999999999999 \\'zz \\f-1 \\s-7 \\ilvl-3 \\outlinelevel99 x}",
        b"{\\rtf1\\ansicpg99999 {\\fonttbl{\\f0\\fcharset999\\cpg424242 x;}}\\f0 \\'e4}",
    ],
)
def test_hostile_rich_text_is_answered(data: bytes, box: Box, tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(data)
    _, told = answered(path, box)
    assert "breaks the reader" not in told
    assert "in the reader" not in told


def test_a_style_that_is_its_own_base_ends(box: Box, tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("x", style="A"), styles=styles))
    assert read(path, box=box).text == "x"


def test_notes_that_point_at_each_other_end(box: Box, tmp_path: Path) -> None:
    note = '<w:footnote w:id="{}">' + p('<w:r><w:footnoteReference w:id="{}"/></w:r>', "x")
    notes = note.format(1, 2) + "</w:footnote>" + note.format(2, 1) + "</w:footnote>"
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p('<w:r><w:footnoteReference w:id="1"/></w:r>', "a"), footnotes=notes))
    assert read(path, box=box).text.startswith("[1]a\n\n[1] ")


def test_addresses_in_a_book_do_not_lead_out_of_it(box: Box, tmp_path: Path) -> None:
    items = (
        '<item id="x" href="../../../../etc/passwd" media-type="application/xhtml+xml"/>'
        '<item id="y" href="file:///etc/passwd" media-type="application/xhtml+xml"/>'
    )
    spine = '<itemref idref="x"/><itemref idref="y"/><itemref idref="i0"/>'
    path = tmp_path / "a.epub"
    path.write_bytes(
        epub({"a.xhtml": '<img src="file:///etc/passwd"/>A'}, spine=spine, items=items)
    )
    source = read(path, box=box)
    assert source.text == "[image]A"
    assert source.warnings == ("A chapter is missing in the file or cannot be read.",)
