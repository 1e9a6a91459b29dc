"""Laws for whatever bytes a reader gets: a reading that fits its text, or one sentence."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import ProjectError
from workbench.readers.boxed import read_job
from workbench.readers.formats import recognise
from workbench.readers.frames import Job, packed, unpacked
from workbench.readers.pieces import OWN, TAGS, Pieces
from workbench.text.canonical import canonical

from .making import docx, epub, odt, p, r, zipped

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)  # fmt: skip
SEEDS = {
    "a.docx": docx(
        p("One", r(" two", "<w:b/>"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
        footnotes=f'<w:footnote w:id="1">{p("note")}</w:footnote>',
        core="<dc:title>One</dc:title>",
    ),
    "a.odt": odt("<text:h>One</text:h><text:p>a<text:s/>b</text:p>", meta="<dc:title>T</dc:title>"),
    "a.epub": epub({"a.xhtml": "<h1>One</h1><p>a &amp; b</p>", "b.xhtml": "<p>c</p>"}),
    "a.rtf": rb"{\rtf1\ansi{\fonttbl{\f0 x;}}{\info{\title T}}\b One\b0\par \u1575?\'e4"
    rb"{\footnote n}\trowd\intbl a\cell b\cell\row}",
    "a.html": b"<html><head><title>T</title></head><body><p>a<b>b</b></p><table><tr><td>c<td>d"
    b"</table><ul><li>e</ul></body></html>",
    "a.mht": b"Subject: T\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: "
    b"text/html; charset=utf-8\n\n<p>a</p>\n--x--\n",
}
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 6)), min_size=1, max_size=8
)


def look(name: str, data: bytes) -> None:
    """Read bytes as the process in the box does, and hold the answer to its laws."""
    form = recognise(data, name)
    if not form.reader or form.key == "pdf":
        return
    try:
        reading, found = read_job(Job(form.key, name, data))
    except ProjectError as trouble:
        told = str(trouble)
    else:
        told = ""
    if told:
        assert told.endswith(".")
        assert "\n" not in told
        return
    assert canonical(reading.text) == reading.text
    assert [(s.start, -s.end) for s in reading.styles] == sorted(
        (s.start, -s.end) for s in reading.styles
    )
    for style in reading.styles:
        assert 0 <= style.start < style.end <= len(reading.text)
    assert unpacked(packed(reading, found.key), name)[0] == reading


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files(name: str) -> None:
    @settings(QUICK, max_examples=30)
    @given(EDITS)
    def check(edits: list[tuple[float, bytes, int]]) -> None:
        data = bytearray(SEEDS[name])
        for place, new, gone in edits:
            at = round(place * len(data))
            data[at : at + gone] = new
        look(name, bytes(data))

    check()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {part: file.read(part) for part in file.namelist()}


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_damaged_parts_of_whole_containers(name: str) -> None:
    whole = parts(SEEDS[name])

    @QUICK
    @given(st.sampled_from(sorted(whole)), EDITS)
    def check(part: str, edits: list[tuple[float, bytes, int]]) -> None:
        data = bytearray(whole[part])
        for place, new, gone in edits:
            at = round(place * len(data))
            data[at : at + gone] = new
        look(name, zipped({**whole, part: bytes(data)}))

    check()


WORDS = st.sampled_from(["a", " ", "b\u00a0c", "نهر", "😀", "\u2028", "\ufeff", "&amp;", ""])
W_TAGS = (
    "p", "r", "t", "tbl", "tr", "tc", "tab", "br", "hyperlink", "del", "ins", "sdt", "sdtContent",
    "pPr", "rPr", "b", "numPr", "ilvl", "numId", "txbxContent", "drawing", "footnoteReference",
    "fldChar", "instrText", "sym", "lastRenderedPageBreak", "oMath", "pict",
)  # fmt: skip
VALUES = st.sampled_from(["1", "0", "-1", "99999999999", "x", "begin", "end", "page", "\u0661"])


def tree(tags: tuple[str, ...], prefix: str, value: str) -> st.SearchStrategy[str]:
    """Trees of tags with words between them; the one attribute is `value`."""

    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda tag, told, inside: (
                f'<{prefix}{tag} {value}="{told}">{"".join(inside)}</{prefix}{tag}>'
            ),
            st.sampled_from(tags), VALUES, st.lists(inner, max_size=4),
        )  # fmt: skip

    return st.recursive(WORDS, wrapped, max_leaves=25)


@QUICK
@given(tree(W_TAGS, "w:", "w:val"))
def test_any_tree_of_word(body: str) -> None:
    look("a.docx", docx(body, numbering="<w:num/><w:abstractNum/>", styles="<w:style/>"))


T_TAGS = ("p", "h", "span", "list", "list-item", "s", "tab", "a", "note", "note-body", "section")


@QUICK
@given(tree(T_TAGS, "text:", "text:c"))
def test_any_tree_of_opendocument(body: str) -> None:
    look("a.odt", odt(body))


H_TAGS = (*sorted(TAGS | OWN), "div", "span", "sup", "math", "mfrac", "q", "nav", "article", "svg")


@settings(QUICK, max_examples=20)
@given(tree(H_TAGS, "", "id"))
def test_any_tree_of_html(body: str) -> None:
    look("a.html", f"<html><body>{body}</body></html>".encode())
    look("a.epub", epub({"a.xhtml": body.replace("\u2028", "")}))


RTF_WORDS = st.sampled_from([
    "{", "}", "\\par ", "\\cell ", "\\row ", "\\trowd ", "\\intbl ", "\\pard ", "\\b ", "\\u1575?",
    "\\'e4", "a", "\\footnote ", "\\field", "\\*", "\\fldinst ", "\\fldrslt ", "\\uc0 ", "\\bin3 ",
    "\\nestcell ", "\\nestrow ", "\\header ", "\\upr", "\\ud ", "\\info", "\\title ", "\\page ",
    "\\listtext ", "\\stylesheet", "\\s1 ", "\\f9 ", "\\fonttbl", "\\fcharset128 ", "\\creatim",
])  # fmt: skip


@QUICK
@given(st.lists(RTF_WORDS, max_size=60))
def test_any_words_of_rich_text(words: list[str]) -> None:
    look("a.rtf", ("{\\rtf1 " + "".join(words)).encode())


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("start"), st.sampled_from(H_TAGS)),
            st.tuples(st.just("end"), st.sampled_from(H_TAGS)),
            st.tuples(st.just("words"), st.text(alphabet="ab \n\t\u00a0نé", max_size=6)),
            st.tuples(st.just("exact"), st.text(alphabet="ab \n\t\u00a0نé", max_size=6)),
            st.tuples(st.just("mark"), st.sampled_from(["page", "chapter"])),
        ),
        max_size=40,
    )
)
def test_pieces_keep_all_words_in_order(steps: list[tuple[str, str]]) -> None:
    pieces, said = Pieces(), ""
    for what, value in steps:
        if what == "start":
            pieces.start(value)
        elif what == "end":
            pieces.end(value)
        elif what == "mark":
            pieces.mark(value, "1")
        else:
            getattr(pieces, what)(value)
            said += value
    text, styles = pieces.result()
    words = text.replace("[image]", "")
    assert [letter for letter in words if letter in "abنé"] == [
        letter for letter in said if letter in "abنé"
    ]
    for style in styles:
        assert text[style.start : style.end].strip("\n") == text[style.start : style.end]
        assert 0 <= style.start < style.end <= len(text)
