"""Small PDF files made by hand, with every word where the test wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612, 792


@dataclass
class Sheet:
    """A page: words as (x, y from below, size, words), and what else it has."""

    words: list[tuple[float, float, float, str]] = field(default_factory=list)
    rotate: int = 0
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    drawing: bytes = b""

    def column(self, lines: Sequence[str], x: float, top: float, size: float = 10) -> "Sheet":
        """Set lines under one another from a base line on, 1.2 sizes apart."""
        for number, line in enumerate(lines):
            self.words.append((x, top - 1.2 * size * number, size, line))
        return self


def make_pdf(
    sheets: Sequence[Sheet],
    *,
    info: dict[str, str] | None = None,
    language: str = "",
    labels: str = "",
    outline: Sequence[tuple[str, int]] = (),
    glyphs: dict[str, str] | None = None,
) -> bytes:
    """Return a PDF of these pages in Helvetica.

    `labels` is the inside of a number tree of page labels, `outline` has titles with pages from
    0, `glyphs` says which text stands for a letter of the file.
    """
    objects: list[bytes] = [b""] * 4  # catalog, page tree, font, its letters

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    pages = [_page(sheet, add) for sheet in sheets]
    catalog = b"/Type/Catalog/Pages 2 0 R"
    if language:
        catalog += f"/Lang({language})".encode()
    if labels:
        catalog += f"/PageLabels<</Nums[{labels}]>>".encode()
    if outline:
        catalog += b"/Outlines %d 0 R" % _outline(outline, pages, len(objects), add)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
    objects[0] = b"<<" + catalog + b">>"
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages))
    objects[2] = font + (b"/ToUnicode 4 0 R>>" if glyphs else b">>")
    objects[3] = _stream(_letters(glyphs or {}))
    said = "".join(f"/{name}({value})" for name, value in (info or {}).items()).encode()
    return _file(objects, add(b"<<" + said + b">>"))


def _page(sheet: Sheet, add) -> int:
    parts = [sheet.drawing]
    for x, y, size, words in sheet.words:
        escaped = words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(")
        escaped = escaped.replace(b")", rb"\)")
        parts.append(b"BT /F %g Tf %g %g Td (%b) Tj ET" % (size, x, y, escaped))
    contents = add(_stream(b"\n".join(parts)))
    annotations = b" ".join(
        b"<</Type/Annot/Subtype/Link/Rect[%g %g %g %g]/A<</S/URI/URI(%b)>>>>"
        % (*link[:4], link[4].encode())
        for link in sheet.links
    )
    return add(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>/Annots[%b]>>"
        % (WIDTH, HEIGHT, sheet.rotate, contents, annotations)
    )


def _outline(entries, pages: list[int], before: int, add) -> int:
    root = before + len(entries) + 1
    for number, (title, page) in enumerate(entries):
        following = b"/Next %d 0 R" % (before + number + 2) if number + 1 < len(entries) else b""
        add(
            b"<</Title(%b)/Parent %d 0 R/Dest[%d 0 R/Fit]%b>>"
            % (title.encode(), root, pages[page], following)
        )
    return add(b"<</First %d 0 R/Last %d 0 R/Count %d>>" % (before + 1, root - 1, len(entries)))


def _letters(glyphs: dict[str, str]) -> bytes:
    rows = "".join(
        f"<{ord(letter):02x}><{words.encode('utf-16-be').hex()}>\n"
        for letter, words in glyphs.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <00><FF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{rows}endbfchar endcmap end end"
    ).encode()


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(data), data)


def _file(objects: list[bytes], info: int) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, info, len(out))
    )
