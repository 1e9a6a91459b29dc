"""The text of a Word file told to `Pieces`: paragraphs, runs, tables, boxes, notes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workbench.readers.docx_nodes import (
    NOTES,
    UNSEEN,
    boxes_in,
    description,
    goes_on,
    speaks,
    symbol,
    within,
)
from workbench.readers.docx_parts import (
    Numbering,
    Styles,
    child,
    direction_of,
    is_on,
    numbering_of,
    value,
)
from workbench.readers.formula import formula
from workbench.readers.markup import Node, local
from workbench.readers.pieces import Pieces, names

#: Content as if the element were not there.
_TRANSPARENT = names(
    """body sdt sdtContent customXml smartTag ins moveTo fldSimple dir bdo AlternateContent Choice
    hdr ftr footnote endnote txbxContent oMathPara"""
)
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.I)


@dataclass(slots=True)
class _Field:
    """A field whose end is still to come: its instruction, until the result begins."""

    instruction: str = ""
    is_link: bool = False


@dataclass(slots=True)
class Body:
    """One walk over the parts of a Word file; `chunk` reads a part that is of another format."""

    pieces: Pieces
    styles: Styles
    numbering: Numbering
    links: Mapping[str, tuple[str, str]]
    chunk: Callable[[Pieces, str], None]
    #: the notes that the text named so far, by kind and id, with their numbers
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    title: str = ""
    page: int = 0
    _turned: int = -1  # the length of the text where the last page was turned
    comments: int = 0
    _fields: list[_Field] = field(default_factory=list)
    _boxes: list[Node] = field(default_factory=list)
    _pending: str = ""  # words that stand before the first of a note

    def tell(self, node: Node) -> None:
        """Tell what is in an element that holds paragraphs and tables."""
        for each in node:
            name = local(each)
            if name == "p":
                self._paragraph(each)
            elif name == "tbl":
                self._table(each)
            elif name == "altChunk":
                self.chunk(self.pieces, self.links.get(value(each, "id"), ("", ""))[1])
            elif name == "oMathPara":
                self._math(each)
            elif name in _TRANSPARENT:
                self.tell(each)

    def tell_note(self, node: Node, number: str) -> None:
        """Tell the body of a note, its number before the first words."""
        self.pieces.start("note", {"value": number})
        self._pending = f"[{number}] "
        self.tell(node)
        self.pieces.end("note")

    def _say(self, text: str) -> None:
        """Write words, with the number of a note before its first ones."""
        if self._pending:
            text = text.lstrip()
            if not text:
                return
            text, self._pending = self._pending + text, ""
        self.pieces.exact(text)

    def _paragraph(self, node: Node) -> None:
        properties = child(node, "pPr")
        style = self.styles.of(value(child(properties, "pStyle")))
        rtl = direction_of(properties)
        rtl = style.rtl if rtl is None else rtl
        if is_on(child(properties, "pageBreakBefore")):
            self._next_page()
        mark, level = self._mark(numbering_of(properties) or style.numbering)
        given = {"dir": "rtl"} if rtl else {}
        tag = style.tag or "p"
        if mark and tag == "p":
            tag = "li"
            given |= {"mark": mark, "level": str(min(level, 8))}
        before = self.pieces.length
        if not mark and not speaks(node):
            self._silent(node)
            return
        self.pieces.start(tag, given)
        if mark and tag != "li":
            self._say(f"{mark} ")
        self._inline(node, style.tag.startswith("h"))
        self.pieces.end(tag)
        if style.title and not self.title:
            self.title = self.pieces.since(before)
        self._tell_boxes()

    def _silent(self, node: Node) -> None:
        """Take from a paragraph without words the breaks of pages."""
        for each in node.iter():
            if local(each) == "br" and value(each, "type") == "page":
                self._next_page()

    def _tell_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.tell(box)

    def _mark(self, numbered: tuple[str, int] | None) -> tuple[str, int]:
        return (self.numbering.mark(*numbered), numbered[1]) if numbered else ("", 0)

    def _inline(self, node: Node, heading: bool = False) -> None:
        for each in node:
            name = local(each)
            if name == "r":
                self._run(each, heading)
            elif name == "hyperlink":
                self._link(each, heading)
            elif name == "oMath":
                self._math(each)
            elif name not in UNSEEN:
                self._inline(each, heading)

    def _link(self, node: Node, heading: bool) -> None:
        kind, address = self.links.get(value(node, "id"), ("", ""))
        self.pieces.start("a", {"href": address if kind == "hyperlink" else ""})
        self._inline(node, heading)
        self.pieces.end("a")

    def _math(self, node: Node) -> None:
        before = node.getprevious()
        blank = " " if before is not None and local(before) == "oMath" else ""
        self._say(blank + formula(node))

    def _run(self, node: Node, heading: bool) -> None:
        properties = child(node, "rPr")
        if is_on(child(properties, "vanish")):
            return
        style = self.styles.of(value(child(properties, "rStyle")))
        bold, italic = child(properties, "b"), child(properties, "i")
        tags = []
        if (is_on(bold) if bold is not None else style.bold) and not heading:
            tags.append("strong")
        if is_on(italic) if italic is not None else style.italic:
            tags.append("em")
        for tag in tags:
            self.pieces.start(tag)
        for each in node:
            self._content(each)
        for tag in reversed(tags):
            self.pieces.end(tag)

    def _content(self, node: Node) -> None:
        name = local(node)
        if name == "t":
            self._words(node)
        elif name in _CHARACTERS:
            self._say(_CHARACTERS[name])
        elif name == "br":
            self._next_page() if value(node, "type") == "page" else self.pieces.write("\n")
        elif name == "lastRenderedPageBreak":
            # Word notes the turn of the page behind a break that asks for it once more.
            if self.pieces.length != self._turned:
                self._next_page()
        elif name == "sym":
            self._say(symbol(value(node, "char")))
        elif name in NOTES:
            self._note(NOTES[name], value(node, "id"))
        elif name == "fldChar":
            self._field(value(node, "fldCharType"))
        elif name == "instrText":
            if self._fields:
                self._fields[-1].instruction += node.text or ""
        elif name in ("drawing", "pict", "object"):
            self._drawing(node)
        elif name == "commentReference":
            self.comments += 1
        elif name not in UNSEEN:
            for each in node:
                self._content(each)

    def _words(self, node: Node) -> None:
        told = node.text or ""
        if value(node, "space") != "preserve":
            told = told.strip(" \t\n\r")
        # Line ends of the file's own layout are no line ends of the text.
        self._say(re.sub(r"[\t\n\r]+", " ", told))

    def _next_page(self) -> None:
        self.page += 1
        self._turned = self.pieces.length
        self.pieces.mark("page", str(self.page))

    def _note(self, kind: str, identity: str) -> None:
        number = self.notes.setdefault((kind, identity), str(len(self.notes) + 1))
        self.pieces.start("noteref", {"value": number})
        self._say(f"[{number}]")
        self.pieces.end("noteref")

    def _field(self, event: str) -> None:
        if event == "begin":
            self._fields.append(_Field())
        elif event == "separate" and self._fields:
            match = _LINK.match(self._fields[-1].instruction)
            if match:
                self._fields[-1].is_link = True
                self.pieces.start("a", {"href": match[1]})
        elif event == "end" and self._fields and self._fields.pop().is_link:
            self.pieces.end("a")

    def _drawing(self, node: Node) -> None:
        """Tell a picture by its description; boxes with text come after the paragraph."""
        boxes = boxes_in(node)
        self._boxes += boxes
        shows = next((s for each in node.iter() if (s := description(each))), "")
        pictured = any(
            local(each) in ("blip", "imagedata", "chart", "OLEObject") for each in node.iter()
        )
        if pictured or (shows and not boxes):
            self.pieces.start("img", {"alt": shows})

    def _table(self, node: Node) -> None:
        cells = [within(row, "tc") for row in within(node, "tr")]
        if max(map(len, cells), default=0) < 2:
            # A frame about text, not a table.
            for cell in (cell for row in cells for cell in row):
                self.tell(cell)
            return
        self.pieces.start("table")
        for row in cells:
            self.pieces.start("tr")
            for cell in row:
                self.pieces.start("td")
                if not goes_on(cell):
                    self.tell(cell)
                self.pieces.end("td")
            self.pieces.end("tr")
        self.pieces.end("table")
