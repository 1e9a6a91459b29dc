"""How a text is shown: other characters in some places, the same number of them everywhere.

What is shown has as many code points and as many UTF-16 units as the text, place by place, so an
offset in one is an offset in the other. Only blanks, line ends and hyphens are ever replaced.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from db.records import Span, Style
from workbench.text.asides import Asides
from workbench.text.hyphens import line_end_hyphens
from workbench.text.wrapping import is_wrap, wrap_width

#: Takes no room and no part in where lines break.
_GLUE = "\u2060"
#: Takes no room unless a line breaks there; then it shows as a hyphen.
_SOFT_HYPHEN = "\u00ad"
#: Takes no room, and a line may break there.
_SEAM = "\u200b"
_SHOWN_ONLY = dict.fromkeys(map(ord, _GLUE + _SOFT_HYPHEN + _SEAM))

#: between the passages of one claim, where they are shown in one line
GAP = " […] "

#: The first line of a page often comes out of a PDF with a space before it.
_STRAY_SPACE = re.compile(r"^ (?=\S)", re.MULTILINE)
_BROKEN = re.compile(r"[^\W\d_][-\u2010]\Z")
_LINE_END = re.compile(r"\n[ \t]*")


def hard_wrapped(text: str) -> bool:
    """Whether the lines of a text were broken to fit a page, so that it should be reflowed."""
    return wrap_width(text) > 0


# Reader, cards, tables and citations ask for the same few texts again and again.
@lru_cache(maxsize=4)
def reflow(text: str) -> str:
    """Return a hard-wrapped text as it is shown, its lines run together into paragraphs.

    A line end within a paragraph shows as one space, a word that a hyphen broke shows whole, and
    a hyphen that belongs to its word is followed by no space. Paragraphs, headings, lists, tables
    and notes keep their line ends. A text that is not hard-wrapped comes back unchanged.
    """
    width = wrap_width(text)
    if not width:
        return text
    joins = dict(line_end_hyphens(text))
    pieces: list[str] = []
    done = line_start = 0
    for match in _LINE_END.finditer(text):
        line = text[line_start : match.start()]
        start, end = line_start + len(line.rstrip(" \t")), match.end()
        line_start = match.start() + 1
        joined = joins.get(start - 1)
        if joined:
            start, filling = start - 1, _GLUE * (end - start) + _SOFT_HYPHEN
        elif joined is False:
            filling = _SEAM * (end - start)
        elif is_wrap(line, text[line_start : _line_end(text, line_start)], width):
            filling = " " + _SEAM * (end - start - 1)
        else:
            continue
        pieces += (text[done:start], filling)
        done = end
    pieces.append(text[done:])
    return _STRAY_SPACE.sub(_SEAM, "".join(pieces))


def clean(shown: str) -> str:
    """Return the words of a passage of reflowed text as one reads them, for a card or a list."""
    return " ".join(shown.translate(_SHOWN_ONLY).split())


def quotable(text: str, styles: Iterable[Style]) -> str:
    """Return a text as `reflow` shows it, without the numbers of notes at its words."""
    shown, done = reflow(text), 0
    pieces: list[str] = []
    for style in styles:
        if style.kind == "noteref" and style.start >= done:
            pieces += (shown[done : style.start], _GLUE * (style.end - style.start))
            done = style.end
    return "".join((*pieces, shown[done:]))


def one_line(shown: str, spans: Iterable[Span], asides: Asides | None = None) -> str:
    """Return the words of passages in one line, given their text as `reflow` shows it.

    Between two passages stands a sign that something is left out, unless it is only page
    furniture and footnotes; a word that a hyphen broke over those is joined.
    """
    line, end = "", 0
    for span in spans:
        words = clean(shown[span.start : span.end])
        if not line:
            line = words
        elif asides is None or not asides.fill(shown, end, span.start):
            line += GAP + words
        elif _BROKEN.search(line) and words[:1].islower():
            line = line[:-1] + words
        else:
            line += f" {words}"
        end = span.end
    return line


def break_long(text: str, every: int = 4000) -> str:
    """Show a line end instead of a space at least every `every` characters of a long line.

    A screen lays out a line at a time, and one of millions of characters takes it seconds. A
    sentence's end in the second half of a stretch is taken first, else its last space. A run
    without a space cannot be broken, as nothing in it may be replaced: it stays whole.
    """
    pieces: list[str] = []
    done = 0
    while len(text) - done > every:
        place = line_end = _line_end(text, done)
        if line_end - done > every:
            place = _break_place(text, done, every, line_end)
        if place == len(text):
            break
        # Where the line is broken and where it ends, one character makes room for a line end.
        pieces.append(text[done:place])
        done = place + 1
    pieces.append(text[done:])
    return "\n".join(pieces)


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _break_place(text: str, start: int, every: int, line_end: int) -> int:
    """Return where the space to break at stands, or the line's end if the line has no more."""
    stop = text.rfind(". ", start + every // 2, start + every + 1)
    if stop >= 0:
        return stop + 1
    space = text.rfind(" ", start, start + every + 1)
    if space < 0:
        space = text.find(" ", start + every, line_end)
    return space if space >= 0 else line_end
