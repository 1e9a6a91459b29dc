"""Text with styles put together piece by piece, from the tags of HTML whatever the format is.

Every rich format is told in one language, that of HTML: paragraphs, headings, lists, tables, words
that stand out, and a few tags of our own (`note`, `noteref`, `furniture`). So line ends, blanks and
the bounds of styles follow the same rules for all of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from db.records import Style
from workbench.text.canonical import canonical

_DEEPEST = 100


def names(words: str) -> frozenset[str]:
    """Return the names in a list that is written as one text."""
    return frozenset(words.split())


_SPACE = re.compile(r"[ \t\n\r\f]+")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.I)
#: The kind of style that a tag becomes.
_KINDS = {
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
    "blockquote": "quote", "li": "item", "pre": "pre", "code": "code", "tt": "code", "kbd": "code",
    "samp": "code", "strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em",
    "dfn": "em", "a": "link", "table": "table", "tr": "row", "td": "cell", "th": "cell",
    "note": "note", "noteref": "noteref", "furniture": "furniture", "img": "image",
}  # fmt: skip
#: Line ends that are owed before and after a tag.
_GAPS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "ul", "ol"), 2),
    **dict.fromkeys(("table", "hr", "figure", "dl", "note", "furniture"), 2),
    **dict.fromkeys(("li", "tr", "div", "dt", "dd"), 1),
}
_VOID = frozenset({"br", "hr", "img"})
#: What holds blocks only: white space between them is the writer's, not the text's.
_FRAMES = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "blockquote"})
#: Inside these, paragraphs stand on lines of their own, without an empty one between.
_TIGHT = frozenset({"li", "td", "th", "note", "furniture"})
#: Our own tags, which no page of HTML has any business with.
OWN = frozenset({"note", "noteref", "furniture"})
TAGS = frozenset({*_KINDS, *_GAPS, *_VOID, *_FRAMES}) - OWN
_NOTHING: Mapping[str, str] = {}


@dataclass(slots=True, eq=False)
class _Open:
    """A tag that is open; `start` is negative until its first character is written."""

    tag: str
    kinds: dict[str, str] = field(default_factory=dict)
    start: int = -1
    items: int = 0
    began: int = 0  # the length of the text where it was opened


class Pieces:
    """Give it tags and words in their order and ask for the `result`.

    Paragraphs stand apart by an empty line; items, rows and line breaks by a line end; cells by a
    tab; a picture is its description in brackets. Links keep web and mail addresses only. What
    nests deeper than 100 tags is read as if the deeper ones were not there: `too_deep` says so.
    """

    def __init__(self) -> None:
        self.too_deep = False
        self._pieces: list[str] = []
        self._length = 0
        self._styles: list[Style] = []
        self._open: list[_Open] = []
        self._ignored = 0
        self._unstarted: list[_Open] = []
        self._gap = 0  # line ends owed before the next character
        self._marked = False  # nothing stands yet behind the mark of an item
        self._verbatim: list[str] | None = None
        self._stretches: dict[str, tuple[int, str]] = {}

    def result(self) -> tuple[str, tuple[Style, ...]]:
        """Return the canonical text and its styles, by start, the longer first."""
        for kind in list(self._stretches):
            self.mark(kind, None)
        while self._open:
            self.end(self._open[-1].tag)
        text = "".join(self._pieces).rstrip()
        styles = set()
        for style in self._styles:
            inside = text[style.start : style.end]
            start = style.start + len(inside) - len(inside.lstrip("\n"))
            end = style.start + len(inside.rstrip())
            if end > start:
                styles.add(Style(start, end, style.kind, style.value))
        return text, tuple(sorted(styles, key=lambda s: (s.start, -s.end, s.kind, s.value)))

    @property
    def length(self) -> int:
        """How many characters were written; line ends that are owed do not count."""
        return self._length

    def since(self, place: int) -> str:
        """Return what was written since the text had a length, blanks as single spaces."""
        found, length = [], self._length
        for piece in reversed(self._pieces):
            if length <= place:
                break
            found.append(piece[max(0, place - length + len(piece)) :])
            length -= len(piece)
        return " ".join("".join(reversed(found)).split())

    def apart(self) -> None:
        """Owe the line ends that stand between two parts of a text."""
        if self._length:
            self._gap = max(self._gap, 2)

    def mark(self, kind: str, value: str | None) -> None:
        """Begin the next `page` or `chapter` here, which ends the last one; None begins none."""
        if kind in self._stretches:
            start, label = self._stretches.pop(kind)
            self._styles.append(Style(start, self._length, kind, label))
        if value is not None:
            self._stretches[kind] = (self._length, value)

    def start(self, tag: str, given: Mapping[str, str] = _NOTHING) -> None:
        """Open a tag; of its attributes `alt`, `href`, `start`, `dir`, `mark`, `level` count."""
        if tag in _GAPS:
            self._break(tag)
        if tag == "br":
            self.write("\n")
        elif tag == "img":
            self._picture(" ".join(canonical(given.get("alt", "")).split()))
        if tag in _VOID:
            return
        if self._ignored or len(self._open) == _DEEPEST:
            self._ignored += 1
            self.too_deep = True
            return
        opened = _Open(tag)
        if tag in _KINDS:
            opened.kinds[_KINDS[tag]] = given.get("value", "")
        if tag == "a":
            address = canonical(given.get("href", "")).strip()
            opened.kinds = {"link": address} if _SAFE_ADDRESS.match(address) else {}
        elif tag == "ol" and given.get("start", "").isdecimal():
            opened.items = int(given["start"][:9]) - 1
        if given.get("dir") == "rtl" and tag in _GAPS:
            opened.kinds["rtl"] = ""
        self._enter(opened, given)

    def _enter(self, opened: _Open, given: Mapping[str, str]) -> None:
        if opened.tag in ("td", "th"):
            self._begin_cell()
        elif opened.tag == "pre":
            self._verbatim = []
        elif opened.tag == "code" and self._verbatim is not None:
            opened.kinds = {}
        opened.began = self._length
        self._open.append(opened)
        if opened.kinds:
            self._unstarted.append(opened)
        if opened.tag == "li":
            self.write(self._mark(given))
            self._marked = True

    def _begin_cell(self) -> None:
        row = next((each for each in reversed(self._open) if each.tag == "tr"), None)
        if row is None:
            return
        row.items += 1
        if row.items > 1:
            if self._length > row.began:
                self._gap = 0  # what the last paragraph of the cell before owes
            self._put("\t")

    def end(self, tag: str) -> None:
        """Close a tag and what is still open inside it; one that is not open does no harm."""
        if self._ignored:
            self._ignored -= 1
            return
        if not any(opened.tag == tag for opened in self._open):
            return
        if tag == "pre":
            self._end_verbatim()
        while True:
            closed = self._open.pop()
            self._finish(closed)
            if closed.tag == tag:
                break
        if tag == "li":
            self._marked = False
        if tag in _GAPS:
            self._break(tag)

    def words(self, data: str) -> None:
        """Add words; any white space in them is one space, as in HTML."""
        if self._verbatim is not None:
            self._verbatim.append(data)
        elif not (self._open and self._open[-1].tag in _FRAMES and data.isspace()):
            text = _SPACE.sub(" ", canonical(data))
            if self._gap or not self._pieces or self._pieces[-1][-1] in " \n\t":
                text = text.lstrip(" \ufeff")
            if text:
                self.write(text)

    def exact(self, data: str) -> None:
        """Add words whose white space counts, as in word processors."""
        text = canonical(data)
        if text:
            if self._verbatim:
                self._end_verbatim()
            self.write(text)

    def _end_verbatim(self) -> None:
        """Write what was kept as it is since a `pre` began."""
        verbatim, self._verbatim = self._verbatim, None
        if verbatim and (lines := canonical("".join(verbatim)).strip("\n")):
            self.write(lines)

    def _break(self, tag: str) -> None:
        """Owe line ends: two about paragraphs, one about rows and all that is in a list or cell."""
        if tag in ("ul", "ol"):
            # An item's style ends where the items inside it begin.
            for opened in self._open:
                if opened.tag == "li":
                    self._finish(opened)
        if self._marked or not self._length:
            return
        tight = any(opened.tag in _TIGHT for opened in self._open)
        if tight and self._in_fresh_cell():
            return
        self._gap = max(self._gap, 1 if tight else _GAPS[tag])

    def _in_fresh_cell(self) -> bool:
        """Whether nothing stands yet in the innermost cell: its first paragraph breaks no line."""
        for opened in reversed(self._open):
            if opened.tag in ("td", "th"):
                return opened.began == self._length
            if opened.tag in ("tr", "li"):
                break
        return False

    def _mark(self, given: Mapping[str, str]) -> str:
        lists = [opened for opened in self._open if opened.tag in ("ul", "ol")]
        indent = "  " * (int(given["level"]) if "level" in given else len(lists) - 1)
        if "mark" in given:
            return f"{indent}{canonical(given['mark'])} "
        if not lists or lists[-1].tag == "ul":
            return f"{indent}• "
        lists[-1].items += 1
        return f"{indent}{lists[-1].items}. "

    def _picture(self, shows: str) -> None:
        opened = _Open("img", {"image": shows})
        self._unstarted.append(opened)
        self.words(f"[image: {shows}]" if shows else "[image]")
        self._finish(opened)

    def write(self, text: str) -> None:
        """Add text as it is, after the line ends that are owed."""
        if text == "\n":
            self._trim()
        self._put(text)
        first = self._length - len(text.lstrip("\n \t"))
        for opened in self._unstarted:
            opened.start = first
        self._unstarted.clear()

    def _put(self, text: str) -> None:
        if self._gap:
            self._trim()
        self._pieces.append("\n" * self._gap + text)
        self._length += self._gap + len(text)
        self._gap, self._marked = 0, False

    def _trim(self) -> None:
        """Take the space from the end of the last line."""
        if self._pieces and (kept := self._pieces[-1].rstrip(" ")) != self._pieces[-1]:
            self._length -= len(self._pieces[-1]) - len(kept)
            self._pieces[-1:] = [kept] if kept else []

    def _finish(self, opened: _Open) -> None:
        if opened.start >= 0:
            for kind, value in opened.kinds.items():
                self._styles.append(Style(opened.start, self._length, kind, value))
        elif opened in self._unstarted:
            self._unstarted.remove(opened)
        opened.kinds = {}
