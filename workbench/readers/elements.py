"""Trees of HTML told to `Pieces`, tag by tag; deep trees need no deep stack."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from workbench.readers.formula import formula
from workbench.readers.markup import Node, local, texts
from workbench.readers.pieces import TAGS, Pieces, names

#: What is not for reading, with all that is in it.
_UNSEEN = names(
    """script style noscript template head title meta link iframe object embed applet svg canvas
    audio video select textarea button dialog datalist progress meter"""
)
_AS_DIV = names(
    """section article main header footer nav aside address details summary form fieldset legend
    center caption figcaption body hgroup"""
)
_TABLE = frozenset({"table", "tr", "td", "th"})
_FROM_THE_RIGHT = names("ar arc ckb dv fa he ku ps sd ug ur yi")
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.I)
_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Notes:
    """The marks of notes and their bodies among the elements of a tree, with their numbers."""

    marks: Mapping[Node, str] = field(default_factory=dict)
    bodies: Mapping[Node, str] = field(default_factory=dict)


def feed(pieces: Pieces, root: Node, notes: Notes | None = None, language: str = "") -> None:
    """Tell `pieces` what a tree of HTML or XHTML says, without what is hidden.

    Where nothing else is said, the paragraphs run as those of the `language` do.
    """
    _Feeder(pieces, notes or Notes(), language).feed(root)


class _Feeder:
    """One walk over a tree."""

    def __init__(self, pieces: Pieces, notes: Notes, language: str) -> None:
        self._pieces = pieces
        self._notes = notes
        self._direction = "rtl" if language.lower().split("-")[0] in _FROM_THE_RIGHT else ""
        #: for every open element: its name, the tags that it opened, and its direction
        self._open: list[tuple[str, tuple[str, ...], str]] = []
        #: for every open table, whether it holds data, or the layout of the page
        self._tables: list[bool] = []

    def feed(self, root: Node) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        unseen: Node = None
        for event, node in walk:
            if event == "start":
                if unseen is None and self._is_unseen(node):
                    unseen = node
                    walk.skip_subtree()
                elif unseen is None:
                    self._start(node)
            else:
                if unseen is None:
                    self._end()
                elif unseen is node:
                    unseen = None
                if node is not root and node.tail:
                    self._pieces.words(node.tail)

    def _is_unseen(self, node: Node) -> bool:
        name = local(node)
        if name == "math":
            self._pieces.words(f" {node.get('alttext') or formula(node)} ")
            return True
        if name == "img":
            self._picture(node)
            return True
        if is_page_break(node):
            self._pieces.mark("page", page_label(node))
            return True
        hidden = node.get("hidden") is not None or _NO_DISPLAY.search(node.get("style", ""))
        return name in _UNSEEN or bool(hidden and name not in ("html", "body", "main", "article"))

    def _picture(self, node: Node) -> None:
        tiny = any(node.get(side) in ("0", "1", "2") for side in ("width", "height"))
        # An empty description says that the picture is for show.
        if not tiny and node.get("alt") != "":
            self._pieces.start("img", {"alt": node.get("alt", "")})

    def _start(self, node: Node) -> None:
        name = local(node)
        above = self._open[-1][2] if self._open else self._direction
        direction = {"rtl": "rtl", "ltr": "ltr"}.get(node.get("dir", "").lower(), above)
        if name == "table":
            self._tables.append(_is_table(node))
        laid_out = name in _TABLE and not (self._tables and self._tables[-1])
        tag = "div" if name in _AS_DIV or laid_out else name
        opened = [tag] if tag in TAGS else []
        if node in self._notes.bodies:
            opened.insert(0, "note")
        if node in self._notes.marks:
            opened.append("noteref")
        for each in opened:
            self._pieces.start(each, self._given(node, each, direction))
        self._open.append((name, tuple(opened), direction))
        if name == "q":
            self._pieces.words("“")
        if node.text:
            self._pieces.words(node.text)

    def _given(self, node: Node, tag: str, direction: str) -> dict[str, str]:
        if tag == "note":
            return {"value": self._notes.bodies[node]}
        if tag == "noteref":
            return {"value": self._notes.marks[node]}
        given = {name: node.get(name) for name in ("href", "start") if node.get(name) is not None}
        # Only what holds words itself is a paragraph.
        if direction == "rtl" and tag not in ("table", "ul", "ol", "dl", "tr", "div"):
            given["dir"] = "rtl"
        return given

    def _end(self) -> None:
        name, opened, _ = self._open.pop()
        if name == "table":
            self._tables.pop()
        if name == "q":
            self._pieces.words("”")
        for tag in reversed(opened):
            if tag not in ("br", "hr", "img"):
                self._pieces.end(tag)


def is_page_break(node: Node) -> bool:
    """Whether an element marks where a page of the printed book begins."""
    return "pagebreak" in node.get(_TYPE, "") or node.get("role") == "doc-pagebreak"


def page_label(node: Node) -> str:
    """Return the number that a page break gives."""
    told = node.get("aria-label") or node.get("title") or texts(node) or node.get("id", "")
    number = re.search(r"(?:\d+|[ivxlcdm]+)\W*$", told.strip(), re.I)
    return number[0].strip(" .") if number else str(told).strip()


def _is_table(node: Node) -> bool:
    """Whether a table holds data: more than one column, and no table inside."""
    if node.get("role") in ("presentation", "none"):
        return False
    if next((each for each in node.iterdescendants() if local(each) == "table"), None) is not None:
        return False
    rows = (each for each in node.iter() if local(each) == "tr")
    return any(sum(local(cell) in ("td", "th") for cell in row) > 1 for row in rows)
