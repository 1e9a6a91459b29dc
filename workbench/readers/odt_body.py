"""The text of an OpenDocument text told to `Pieces`: paragraphs, lists, tables, notes."""

import re
from dataclasses import dataclass, field

from workbench.readers.formula import formula
from workbench.readers.markup import Node, local
from workbench.readers.odt_styles import Level, Styles, told
from workbench.readers.pieces import Pieces, names

_BLANKS = re.compile(r"[ \t\r\n]+")
#: Left out with all that is in it: declarations, deleted words, indexes of the program itself.
_UNSEEN = names(
    """tracked-changes forms sequence-decls variable-decls user-field-decls ruby-text
    table-of-content-source alphabetical-index-source illustration-index-source shapes
    bibliography-source object-index-source table-index-source user-index-source script
    desc title binary-data event-listeners annotation-end"""
)
_BLOCKS = names(
    """section index-body table-of-content alphabetical-index illustration-index bibliography
    object-index table-index user-index index-title text-box header-first"""
)
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_MOST_REPEATED = 50


@dataclass(slots=True)
class _List:
    """A list that is open: its levels and the numbers of its items by level."""

    levels: dict[int, Level]
    numbers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """One walk over a part of an OpenDocument text."""

    pieces: Pieces
    styles: Styles
    title: str = ""
    page: int = 1
    comments: int = 0
    _notes: list[Node] = field(default_factory=list)
    _list: _List | None = None
    #: the numbers that the last list of a style came to, for one that goes on
    _ended: dict[str, list[int]] = field(default_factory=dict)
    _outline: list[int] = field(default_factory=list)
    _boxes: list[Node] = field(default_factory=list)
    _pending: str = ""
    _mark: dict[str, str] | None = None

    def tell(self, node: Node) -> None:
        """Tell what is in an element that holds paragraphs, lists and tables."""
        for each in node:
            name = local(each)
            if name in ("p", "h"):
                self._paragraph(each)
            elif name == "list":
                self._tell_list(each)
            elif name == "table":
                self._table(each)
            elif name == "frame":
                self._frame(each)
                self._tell_boxes()
            elif name in _BLOCKS:
                self.tell(each)

    def tell_notes(self) -> None:
        """Tell the bodies of the notes that were met, each with its number before it."""
        for number, node in enumerate(self._notes, 1):
            self.pieces.start("note", {"value": str(number)})
            self._pending = f"[{number}] "
            self.tell(node)
            self.pieces.end("note")

    # -- paragraphs

    def _paragraph(self, node: Node) -> None:
        style = self.styles.of(told(node, "style-name"))
        if style.hidden:
            return
        if style.breaks:
            self._next_page()
        mark, self._mark = self._mark, None
        level = told(node, "outline-level")
        tag = style.kind if style.kind in ("blockquote", "pre") else "p"
        if local(node) == "h":
            tag = f"h{min(int(level), 6) if level.isdecimal() and level != '0' else 1}"
        elif style.kind == "title":
            tag = "h1"
        given = {"dir": "rtl"} if style.rtl else {}
        if mark is not None and tag == "p":
            tag, given = "li", given | mark
        before = self.pieces.length
        self.pieces.start(tag, given)
        self._inline(node, heading=tag[0] == "h")
        self.pieces.end(tag)
        if style.kind == "title" and not self.title:
            self.title = self.pieces.since(before)
        self._tell_boxes()

    def _inline(self, node: Node, *, heading: bool = False) -> None:
        if node.text:
            self._words(node.text)
        for each in node:
            self._piece(each, heading)
            if each.tail:
                self._words(each.tail)

    def _words(self, text: str) -> None:
        """Write words: blanks count as one, as more are written as elements of their own."""
        self._say(_BLANKS.sub(" ", text))

    def _say(self, text: str) -> None:
        if self._pending:
            text = text.lstrip()
            if not text:
                return
            text, self._pending = self._pending + text, ""
        self.pieces.exact(text)

    def _piece(self, node: Node, heading: bool) -> None:
        name = local(node)
        if name == "span":
            self._span(node, heading)
        elif name == "a":
            self.pieces.start("a", {"href": told(node, "href")})
            self._inline(node, heading=heading)
            self.pieces.end("a")
        elif name == "s":
            count = told(node, "c")
            self._say(" " * (min(int(count), 1000) if count.isdecimal() else 1))
        elif name == "tab":
            self._say("\t")
        elif name == "line-break":
            self.pieces.write("\n")
        elif name == "soft-page-break":
            self._next_page()
        elif name == "note":
            self._note(node)
        elif name == "annotation":
            self.comments += 1
        elif name == "frame":
            self._frame(node)
        elif name not in _UNSEEN:
            self._inline(node, heading=heading)

    def _span(self, node: Node, heading: bool) -> None:
        style = self.styles.of(told(node, "style-name"))
        if style.hidden:
            return
        tags = ["strong"] if style.bold and not heading else []
        tags += ["em"] if style.italic else []
        for tag in tags:
            self.pieces.start(tag)
        self._inline(node, heading=heading)
        for tag in reversed(tags):
            self.pieces.end(tag)

    def _next_page(self) -> None:
        if self.pieces.length:
            self.page += 1
            self.pieces.mark("page", str(self.page))

    def _note(self, node: Node) -> None:
        body = next((each for each in node if local(each) == "note-body"), None)
        if body is None:
            return
        self._notes.append(body)
        self.pieces.start("noteref", {"value": str(len(self._notes))})
        self.pieces.exact(f"[{len(self._notes)}]")
        self.pieces.end("noteref")

    # -- pictures and boxes

    def _frame(self, node: Node) -> None:
        """Tell a picture by its description; a box of text comes after the paragraph."""
        kinds = {local(each): each for each in node}
        if "text-box" in kinds:
            self._boxes.append(kinds["text-box"])
            return
        maths = next((each for each in node.iter() if local(each) == "math"), None)
        if maths is not None:
            self._say(formula(maths))
            return
        shows = next(
            (kinds[kind].text for kind in ("desc", "title") if kind in kinds and kinds[kind].text),
            "",
        )
        if "image" in kinds or "object" in kinds:
            self.pieces.start("img", {"alt": shows})

    def _tell_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.tell(box)

    # -- lists and tables

    def _tell_list(self, node: Node) -> None:
        outer = self._list
        name = told(node, "style-name")
        if outer is None:
            goes_on = told(node, "continue-numbering") == "true" or told(node, "continue-list")
            self._list = _List(
                self.styles.levels(name) or {}, list(self._ended.get(name, [])) if goes_on else []
            )
        else:
            self._list = _List(self.styles.levels(name) or outer.levels, [*outer.numbers, 0])
        if not self._list.numbers:
            self._list.numbers = [0]
        level = self._list.levels.get(len(self._list.numbers), Level())
        if self._list.numbers[-1] == 0:
            self._list.numbers[-1] = level.start - 1
        for each in node:
            if local(each) in ("list-item", "list-header"):
                self._item(each, level)
        self._ended[name] = self._list.numbers
        self._list = outer

    def _item(self, node: Node, level: Level) -> None:
        assert self._list is not None
        numbers = self._list.numbers
        if local(node) == "list-item":
            start = told(node, "start-value")
            numbers[-1] = int(start) if start.isdecimal() and len(start) < 7 else numbers[-1] + 1
            depth = str(min(len(numbers) - 1, 8))
            self._mark = {"mark": level.mark(numbers), "level": depth}
        self.tell(node)
        self._mark = None

    def _table(self, node: Node) -> None:
        rows = [list(_cells(row)) for row in _rows(node)]
        if max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                self.tell(cell)
            return
        outer, self._list, self._mark = self._list, None, None
        self.pieces.start("table")
        for row in rows:
            self.pieces.start("tr")
            for cell in row:
                self.pieces.start("td")
                self.tell(cell)
                self.pieces.end("td")
            self.pieces.end("tr")
        self.pieces.end("table")
        self._list = outer


def _rows(node: Node) -> list[Node]:
    found: list[Node] = []
    for each in node:
        if local(each) == "table-row":
            found.append(each)
        elif local(each) in ("table-header-rows", "table-rows", "table-row-group"):
            found += _rows(each)
    return found


def _cells(row: Node) -> list[Node]:
    found: list[Node] = []
    for each in row:
        if local(each) in _CELLS:
            again = told(each, "number-columns-repeated")
            count = int(again) if again.isdecimal() and len(again) < 6 else 1
            found += [each] * min(count, _MOST_REPEATED)
    while found and not len(found[-1]):
        found.pop()
    return found
