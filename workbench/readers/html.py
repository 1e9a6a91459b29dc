"""HTML taken apart into canonical text and styles, without rendering or fetching anything."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from db.records import Style
from workbench.text.canonical import canonical

_DEEPEST = 100
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.I)
#: The kind of style that a tag becomes.
_KINDS = {
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
    "blockquote": "quote", "li": "item", "pre": "pre", "code": "code",
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "link",
}  # fmt: skip
_BLOCKS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "ul", "ol", "table", "hr"}
)
_VOID = frozenset({"br", "hr", "img"})
#: What holds blocks only: white space between them is the writer's, not the text's.
_FRAMES = frozenset({"ul", "ol", "table", "thead", "tbody", "tr", "blockquote"})


class TooDeep(Exception):
    """Tags nest deeper than anything that somebody wrote by hand."""


@dataclass(slots=True)
class _Open:
    """A tag that is open; `start` is negative until its first character is written."""

    tag: str
    kind: str = ""
    value: str = ""
    start: int = -1
    items: int = 0


class Pieces(HTMLParser):
    """Feed it HTML, close it, and ask for the `result`.

    Paragraphs stand apart by an empty line; items, rows and line breaks by a line end; cells by
    bars; a picture is its description in brackets. Links keep web and mail addresses only.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._styles: list[Style] = []
        self._open: list[_Open] = []
        self._unstarted: list[_Open] = []
        self._gap = 0  # line ends owed before the next character
        self._marked = False  # nothing stands yet behind the mark of an item
        self._verbatim: list[str] | None = None

    def result(self) -> tuple[str, tuple[Style, ...]]:
        """Return the canonical text and its styles, by start, the longer first."""
        text = "".join(self._pieces).rstrip()
        styles = set()
        for style in self._styles:
            end = style.start + len(text[style.start : style.end].rstrip())
            if end > style.start:
                styles.add(Style(style.start, end, style.kind, style.value))
        return text, tuple(sorted(styles, key=lambda s: (s.start, -s.end, s.kind, s.value)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag in ("li", "tr"):
            self._break(tag)
        if tag == "br":
            self._write("\n")
        elif tag == "img":
            self._words(f"[image: {given['alt']}]" if given.get("alt") else "[image]")
        if tag in _VOID:
            return
        if len(self._open) == _DEEPEST:
            raise TooDeep
        opened = _Open(tag, _KINDS.get(tag, ""))
        if tag == "a":
            address = given.get("href", "").strip()
            opened.kind, opened.value = ("link" if _SAFE_ADDRESS.match(address) else ""), address
        elif tag == "ol" and given.get("start", "").isdecimal():
            opened.items = int(given["start"][:9]) - 1
        self._enter(opened)

    def _enter(self, opened: _Open) -> None:
        if opened.tag in ("td", "th"):
            row = next((o for o in reversed(self._open) if o.tag == "tr"), opened)
            row.items += 1
            if row.items > 1:
                self._write(" | ")
        elif opened.tag == "pre":
            self._verbatim = []
        elif opened.tag == "code" and self._verbatim is not None:
            opened.kind = ""
        self._open.append(opened)
        if opened.kind:
            self._unstarted.append(opened)
        if opened.tag == "li":
            self._write(self._mark())
            self._marked = True

    def handle_endtag(self, tag: str) -> None:
        if not any(opened.tag == tag for opened in self._open):
            return
        if tag == "pre" and self._verbatim is not None:
            lines, self._verbatim = canonical("".join(self._verbatim)).strip("\n"), None
            if lines:
                self._write(lines)
        while True:
            closed = self._open.pop()
            self._finish(closed)
            if closed.tag == tag:
                break
        if tag == "li":
            self._marked = False
        if tag in _BLOCKS or tag in ("li", "tr"):
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._verbatim is not None:
            self._verbatim.append(data)
        elif not (self._open and self._open[-1].tag in _FRAMES and data.isspace()):
            self._words(data)

    def _break(self, tag: str) -> None:
        """Owe line ends: two about paragraphs, one about rows and all that is in a list."""
        if tag in ("ul", "ol"):
            # An item's style ends where the items inside it begin.
            for opened in self._open:
                if opened.tag == "li":
                    self._finish(opened)
        if self._marked or not self._length:
            return
        in_list = any(opened.tag == "li" for opened in self._open)
        self._gap = max(self._gap, 1 if in_list or tag in ("li", "tr") else 2)

    def _mark(self) -> str:
        lists = [opened for opened in self._open if opened.tag in ("ul", "ol")]
        indent = "  " * (len(lists) - 1)
        if not lists or lists[-1].tag == "ul":
            return f"{indent}• "
        lists[-1].items += 1
        return f"{indent}{lists[-1].items}. "

    def _words(self, data: str) -> None:
        text = _SPACE.sub(" ", canonical(data))
        if self._gap or not self._pieces or self._pieces[-1][-1] in " \n":
            text = text.lstrip(" \ufeff")
        if text:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._gap or text == "\n":
            self._trim()
        text, self._gap = "\n" * self._gap + text, 0
        first = self._length + len(text) - len(text.lstrip("\n "))
        for opened in self._unstarted:
            opened.start = first
        self._unstarted.clear()
        self._marked = False
        self._pieces.append(text)
        self._length += len(text)

    def _trim(self) -> None:
        """Take the space from the end of the last line."""
        if self._pieces and (kept := self._pieces[-1].rstrip(" ")) != self._pieces[-1]:
            self._length -= len(self._pieces[-1]) - len(kept)
            self._pieces[-1:] = [kept] if kept else []

    def _finish(self, opened: _Open) -> None:
        if opened.kind and opened.start >= 0:
            self._styles.append(Style(opened.start, self._length, opened.kind, opened.value))
        elif opened in self._unstarted:
            self._unstarted.remove(opened)
        opened.kind = ""
