"""Code points and UTF-16 units, for the edge to Qt, which counts in units."""

import re
from array import array
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Translate offsets of one text between code points and UTF-16 units.

    Holds the places of the characters outside the Basic Multilingual Plane, which take two
    units; a text without any costs nothing. Offsets are not checked against the length.
    """

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        self._points = array("I")
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            self._points.extend(match.start() for match in _ASTRAL.finditer(text))
        self._units = array("I", (point + k for k, point in enumerate(self._points)))

    def to_utf16(self, cp: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return cp + bisect_left(self._points, cp)

    def to_codepoint(self, u16: int) -> int:
        """Return the code point offset of a UTF-16 offset; inside a pair, that of its start."""
        before = bisect_right(self._units, u16 - 1)
        if before and self._units[before - 1] == u16 - 1:
            return self._points[before - 1]
        return u16 - before
