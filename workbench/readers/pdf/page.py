"""One page: its text as it goes into the canonical text, and the way back to PDFium's numbers.

The text of a page depends on nothing but the page and its number, so that the worker of the page
view makes, from the same bytes, the same text again that the import made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workbench.readers.pdf.glyphs import Glyphs, Line
from workbench.readers.pdf.order import (
    find_gutter,
    foot_last,
    in_columns,
    join_pieces,
    paragraph_starts,
)

#: Between two pages: a line end, and the mark of a page.
SEPARATOR = "\n\f"
_BLANK = re.compile(r"(?<=\S)\s+(?=\S)")
#: Space between two characters that is more than one between words, in parts of the line's height.
_GAP = 0.9


class Row(NamedTuple):
    """A line of a page's text: code points `start` to `end`, and where it stands as shown."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page. `pieces` say which characters it is made of.

    A piece is a place in the text and the numbers of the characters from there on; what lies
    between two pieces is made up: line ends, and spaces between pieces of a line.
    """

    text: str
    rows: tuple[Row, ...]
    pieces: tuple[tuple[int, list[int] | range], ...]
    rtl: bool = False

    def numbers(self) -> list[int]:
        """Return for each code point the number of its character, or -1 if it was made up."""
        found = [-1] * len(self.text)
        for start, numbers in self.pieces:
            found[start : start + len(numbers)] = numbers
        return found


def blank_page(number: int, *, damaged: bool = False) -> PageText:
    """Return what stands for a page, counted from 0, that has no text or cannot be read."""
    what = "cannot be read" if damaged else "has no text"
    return PageText(f"[Page {number + 1} {what}]", (), ())


def read_page(glyphs: Glyphs, number: int) -> PageText:
    """Return the text of a page, counted from 0, in the order of reading."""
    lines = glyphs.lines()
    if not lines:
        return blank_page(number)
    if glyphs.sideways:  # PDFium takes such lines for one, and puts them in the order across
        lines.sort(key=lambda line: (round(line.top), line.left))
    lines = join_pieces(foot_last(lines))
    rtl = glyphs.rtl and _mostly_rtl(glyphs.units)
    gutter = find_gutter(lines, glyphs.view.width, lambda line: _gaps(glyphs, line))
    if gutter is not None:
        parted = [part for line in lines for part in _part(glyphs, line, gutter)]
        lines = join_pieces(
            [line._replace(joined=None) for line in in_columns(parted, gutter, rtl=rtl)]
        )
    written = _write(glyphs, lines, rtl=rtl)
    return written if written.text.strip() else blank_page(number)


def _mostly_rtl(units: str) -> bool:
    letters = sum(unit.isalpha() for unit in units)
    return (
        2 * sum("\u0590" <= unit <= "\u08ff" or "\ufb1d" <= unit <= "\ufefc" for unit in units)
        > letters
    )


def _write(glyphs: Glyphs, lines: list[Line], *, rtl: bool) -> PageText:
    parts: list[str] = []
    pieces: list[tuple[int, list[int] | range]] = []
    rows: list[Row] = []
    at = 0
    starts = paragraph_starts(lines, rtl=rtl)
    for line, begins in zip(lines, starts, strict=True):
        between = line.joined
        if between is None:
            between = "\n\n" if begins else "\n"
        if not parts:
            between = ""
        words, numbers = glyphs.text(line.start, line.end)
        start = at + len(between)
        parts += (between, words)
        pieces.append((start, numbers))
        at = start + len(words)
        if line.joined is not None and rows:
            rows[-1] = _wider(rows[-1], line, at)
        else:
            rows.append(Row(start, at, line.left, line.top, line.right, line.bottom))
    return PageText("".join(parts), tuple(rows), tuple(pieces), rtl)


def _wider(row: Row, line: Line, end: int) -> Row:
    return Row(
        row.start,
        end,
        min(row.left, line.left),
        min(row.top, line.top),
        max(row.right, line.right),
        max(row.bottom, line.bottom),
    )


def _blanks(glyphs: Glyphs, line: Line) -> Iterator[tuple[int, int, float, float]]:
    """Yield the stretches of white space within a line: where they begin and end.

    With the numbers of the characters come the edges of their neighbours on the page. A gap that
    parts columns is among them, for PDFium makes a space of it.
    """
    for match in _BLANK.finditer(glyphs.units, line.start, line.end):
        left, right = glyphs.box(match.start() - 1)[2], glyphs.box(match.end())[0]
        yield match.start(), match.end(), left, right


def _gaps(glyphs: Glyphs, line: Line) -> list[tuple[float, float]]:
    """Return the wide gaps in the middle third of a line as left and right edges."""
    third = (line.end - line.start) // 3
    inner = line._replace(start=line.start + third, end=line.end - third)
    least = _GAP * (line.bottom - line.top)
    return [(left, right) for _, _, left, right in _blanks(glyphs, inner) if right - left > least]


def _part(glyphs: Glyphs, line: Line, gutter: tuple[float, float]) -> list[Line]:
    """Return a line in two where it goes over the gutter with nothing in it."""
    if line.left < gutter[0] and line.right > gutter[1]:
        for start, end, left, right in _blanks(glyphs, line):
            if left <= gutter[0] + 1 and right >= gutter[1] - 1:
                return [glyphs.line(line.start, start), glyphs.line(end, line.end)]
    return [line]
