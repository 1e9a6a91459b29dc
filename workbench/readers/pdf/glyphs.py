"""The characters of a page as PDFium has them: numbered in its order, broken into lines.

PDFium takes each page apart into characters with a number each; what it made itself (line ends,
some spaces) has a number too. Whoever keeps the numbers can ask for the place of any character.
"""

import re
from collections import Counter
from ctypes import byref, c_double, create_string_buffer
from itertools import repeat
from math import pi
from typing import Any, NamedTuple

import pypdfium2.raw as raw

#: PDFium's marks for a hyphen at a line's end, after which it leaves out the line's end itself.
_HYPHENS = "\x02\ufffe"
#: As in canonical text, a character stays one: what has no meaning or is unfit becomes U+FFFD.
_FIT = {
    **dict.fromkeys((*range(1, 9), 0x0B, 0x0C, *range(14, 32), *range(0x7F, 0xA0)), " "),
    **dict.fromkeys((0, 0xFFFF, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)), "\ufffd"),
    **dict.fromkeys((0x09, 0x2028, 0x2029), " "),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    0xFEFF: "\u2060",
}
_UNFIT = re.compile(f"[{re.escape(''.join(map(chr, _FIT)))}]")
_LINE = re.compile(rf"[^\r\n{_HYPHENS}]*[^\s{_HYPHENS}][^\r\n{_HYPHENS}]*[{_HYPHENS}]?")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

Box = tuple[float, float, float, float]


class Line(NamedTuple):
    """Characters `start` to `end` that stand on one line, and the line's place on the page.

    The place is in points from the top left of the page, turned as it is read. `joined` says what
    lies between this line and the one before where both are one: nothing, or a space; None: a
    line end.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    joined: str | None = None


class View:
    """The way from a page's own coordinates to those of the page as it is looked at, in points.

    The page may be turned by `rotation` quarters clockwise, and may show a part of its sheet only.
    """

    def __init__(self, page: Any, rotation: int) -> None:
        rect = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, byref(rect))
        self.rotation = rotation
        self._edges = rect.left, rect.bottom, rect.right, rect.top
        size = rect.right - rect.left, rect.top - rect.bottom
        self.width, self.height = size if rotation % 2 == 0 else (size[1], size[0])

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return left, top, right and bottom as looked at."""
        x0, y0, x1, y1 = self._edges
        if self.rotation == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self.rotation == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self.rotation == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left


def shown(page: Any) -> View:
    """Return the view of a page as it is shown."""
    return View(page, raw.FPDFPage_GetRotation(page))


class Glyphs:
    """The characters of one page; valid as long as the page's text is loaded."""

    def __init__(self, page: Any, text: Any) -> None:
        self._text = text
        self._rect = raw.FS_RECTF()
        self._ref = byref(self._rect)
        self.units = self._read()
        self._unfit = bool(_UNFIT.search(self.units))
        #: the page turned so that most of its writing is upright, whatever way it is shown
        self.view = View(page, self._turned())
        self._measure, self._place = raw.FPDFText_GetLooseCharBox, self.view.box
        self.sideways = self.view.rotation != raw.FPDFPage_GetRotation(page)
        self.rtl = not self.units.isascii() and bool(_RTL.search(self.units))

    def _read(self) -> str:
        """Return the characters, one for each number."""
        count = raw.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        buffer = create_string_buffer(2 * count + 2)
        taken = raw.FPDFText_GetText(
            self._text, 0, count, raw.cast(buffer, raw.POINTER(raw.c_ushort))
        )
        units = buffer.raw[: 2 * max(0, taken - 1)].decode("utf-16-le", "surrogatepass")
        if len(units) == count:
            return units
        # PDFium leaves out some characters, or some take two numbers: asked for one by one, none
        # is missing.
        return "".join(map(chr, map(raw.FPDFText_GetUnicode, repeat(self._text), range(count))))

    def _turned(self) -> int:
        """Return by how many quarters the page is to be turned clockwise to be read."""
        count = len(self.units)
        numbers = {0, count // 3, count // 2, max(0, count - 1)} if count else ()
        angles = [raw.FPDFText_GetCharAngle(self._text, number) for number in numbers]
        if not any(angles):
            return 0
        quarters = Counter(round(angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
        return quarters.most_common(1)[0][0] if quarters else 0

    def box(self, number: int, view: View | None = None) -> Box:
        """Return the place of a character, with the height of its font: left, top, right, bottom.

        The page is looked at as it is read, unless another view is given.
        """
        raw.FPDFText_GetLooseCharBox(self._text, number, self._ref)
        rect = self._rect
        return (view or self.view).box(rect.left, rect.bottom, rect.right, rect.top)

    def origin(self, number: int) -> tuple[float, float]:
        """Return where on its base line a character begins, in the page's own coordinates."""
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(self._text, number, byref(x), byref(y))
        return x.value, y.value

    def at(self, x: float, y: float) -> int:
        """Return the number of the character at a point in the page's own coordinates, or -1."""
        return int(raw.FPDFText_GetCharIndexAtPos(self._text, x, y, 2.0, 2.0))

    def lines(self) -> list[Line]:
        """Return the lines in PDFium's order, without the white space around them."""
        found = []
        units, line = self.units, self.line
        for match in _LINE.finditer(units):
            start, end = match.span()
            while units[start].isspace():
                start += 1
            while units[end - 1].isspace():
                end -= 1
            found.append(line(start, end))
        return found

    def line(self, start: int, end: int) -> Line:
        """Return the line of some characters, measured at its two ends."""
        # Written out, for it is done for every line of every page.
        measure, text, rect, ref = self._measure, self._text, self._rect, self._ref
        place = self._place
        measure(text, start, ref)
        left, top, right, bottom = place(rect.left, rect.bottom, rect.right, rect.top)
        measure(text, end - 1, ref)
        first, upper, last, lower = place(rect.left, rect.bottom, rect.right, rect.top)
        return Line(
            start,
            end,
            left if left < first else first,
            top if top < upper else upper,
            right if right > last else last,
            bottom if bottom > lower else lower,
        )

    def text(self, start: int, end: int) -> tuple[str, list[int] | range]:
        """Return characters as canonical text, and for each code point its number.

        PDFium turns right-to-left writing round letter by letter, also the letters of one glyph
        (lam-alef, whole words in some fonts): those are put in order again.
        """
        words = self.units[start:end]
        if not self.rtl and not self._unfit:
            return words, range(start, end)
        if not self.rtl and not _PAIR.search(words):
            return words.translate(_FIT), range(start, end)
        numbers = list(range(start, end))
        if _RTL.search(words):
            numbers = self._mended(numbers)
        letters: list[str] = []
        kept: list[int] = []
        for number in numbers:
            unit = self.units[number]
            if kept and letters[-1] in _HIGH and "\udc00" <= unit <= "\udfff":
                pair = (letters[-1] + unit).encode("utf-16-le", "surrogatepass")
                letters[-1] = pair.decode("utf-16-le")
            else:
                letters.append(unit)
                kept.append(number)
        return "".join(letters).translate(_FIT), kept

    def _mended(self, numbers: list[int]) -> list[int]:
        places = [(self.origin(number), self.box(number)) for number in numbers]
        mended: list[int] = []
        first = 0
        for at in range(1, len(numbers) + 1):
            if at < len(numbers) and places[at] == places[first]:
                continue
            run = numbers[first:at]
            turned = any(_RTL.match(self.units[number]) for number in run)
            mended += reversed(run) if turned else run
            first = at
        return mended


_HIGH = frozenset(map(chr, range(0xD800, 0xDC00)))
