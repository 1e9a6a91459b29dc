"""Where the characters of a page stand, and which of them stands at a point; without PDFium.

Places are in points of the page as it is shown, from its top left, with the page's own rotation.
Offsets count code points of the page's text.
"""

import json
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

#: How much farther a line above or below counts than what lies as far beside.
_ACROSS = 8.0
#: Points between two characters that still belong to one of them.
_BETWEEN = 1.0
#: Parts of the page's width from which what lies beside may be in another column.
_COLUMN = 0.25


class Quad(NamedTuple):
    """A rectangle of a page as it is shown, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def united(self, other: "Quad") -> "Quad":
        """Return the smallest rectangle around both."""
        return Quad(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


class PageGeometry:
    """The places of the code points of one page.

    `boxes` has left, top, right and bottom for each code point, looked at as the page is read,
    where `width` and `height` are the page's; what was made up has no area. `rows` are the ranges
    of the lines, `rtl` the code points that are written from right to left, and `turn` by how
    many quarters the page as shown is turned clockwise against the page as read.
    """

    def __init__(
        self,
        text: str,
        rows: Sequence[tuple[int, int]],
        boxes: "array[float]",
        size: tuple[float, float],
        turn: int = 0,
        rtl: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.rows = tuple(rows)
        self.turn = turn
        self._boxes = boxes
        self._rtl = rtl
        self._width, self._height = size
        self._frames = [self._frame(*row) for row in self.rows]

    def __len__(self) -> int:
        return len(self.text)

    def _box(self, offset: int) -> Quad:
        return Quad(*self._boxes[4 * offset : 4 * offset + 4])

    def _solid(self, start: int, end: int) -> Iterator[tuple[int, Quad]]:
        """Yield the code points of a range that have a place."""
        for offset in range(start, end):
            box = self._box(offset)
            if box.right > box.left and box.bottom > box.top:
                yield offset, box

    def _frame(self, start: int, end: int) -> Quad:
        frame: Quad | None = None
        for _offset, box in self._solid(start, end):
            frame = box if frame is None else frame.united(box)
        return frame or Quad(0, 0, 0, 0)

    # -- from the text to the page

    def quads(self, start: int, end: int) -> list[Quad]:
        """Return the rectangles of a range, one for each line.

        A line has several where the direction of writing turns within the range.
        """
        found: list[Quad] = []
        for lo, hi in self.rows:
            if lo < end and hi > start:
                found += self._pieces(lo, hi, start, end)
        return [self._shown(quad) for quad in found]

    def _pieces(self, lo: int, hi: int, start: int, end: int) -> list[Quad]:
        pieces: list[Quad] = []
        goes_on = False
        # Side by side, characters of the range are one piece until another stands between them.
        for offset, box in sorted(self._solid(lo, hi), key=lambda item: item[1].left):
            inside = start <= offset < end
            if inside and goes_on:
                pieces[-1] = pieces[-1].united(box)
            elif inside:
                pieces.append(box)
            goes_on = inside
        return pieces

    def caret(self, offset: int) -> Quad | None:
        """Return the line, without width, where a caret before a code point stands."""
        for place, at_end in ((offset, False), (offset - 1, True)):
            if any(lo <= place < hi for lo, hi in self.rows):
                box = self._box(place)
                right = at_end != (place in self._rtl)
                x = box.right if right else box.left
                return self._shown(Quad(x, box.top, x, box.bottom))
        return None

    def is_rtl(self, offset: int) -> bool:
        """Whether a code point is written from right to left."""
        return offset in self._rtl

    def row_of(self, offset: int) -> int:
        """Return the number of the line of an offset, or of the nearest line before it."""
        return max(0, bisect_right(self.rows, offset, key=lambda row: row[0]) - 1)

    def on_row(self, row: int, x: float, y: float) -> int:
        """Return the boundary on a line that stands at a point of the page, along the line."""
        lo, hi = self.rows[row]
        frame = self._frames[row]
        along, _across = self._read(x, y)
        found = self._nearest_in(row, min(max(along, frame.left), frame.right))
        return min(max(found, lo), hi)

    # -- from the page to the text

    def at(self, x: float, y: float) -> int | None:
        """Return the code point that stands at a point, or None."""
        x, y = self._read(x, y)
        row = self._row_near(x, y)
        if row is None or not self._frames[row].top <= y <= self._frames[row].bottom:
            return None
        inside = [
            (max(box.left - x, x - box.right, 0.0), offset)
            for offset, box in self._solid(*self.rows[row])
        ]
        away, offset = min(inside)
        return offset if away <= _BETWEEN else None

    def nearest(self, x: float, y: float) -> int:
        """Return the boundary between code points nearest to a point: where a caret would go."""
        x, y = self._read(x, y)
        row = self._row_near(x, y)
        if row is None:
            return 0
        return self._nearest_in(row, x)

    def _nearest_in(self, row: int, x: float) -> int:
        lo, hi = self.rows[row]
        best, far = lo, float("inf")
        for offset, box in self._solid(lo, hi):
            away = max(box.left - x, x - box.right, 0.0)
            if away < far:
                after = (x > (box.left + box.right) / 2) != (offset in self._rtl)
                best, far = offset + after, away
        return best

    def _row_near(self, x: float, y: float) -> int | None:
        beside, around = [], []
        for number, frame in enumerate(self._frames):
            if frame.right <= frame.left:
                continue
            across = max(frame.top - y, y - frame.bottom, 0.0)
            along = max(frame.left - x, x - frame.right, 0.0)
            around.append((along + _ACROSS * across, number))
            if across == 0:
                middle = abs((frame.top + frame.bottom) / 2 - y)
                beside.append((along, middle, number))
        if beside and min(beside)[0] < _COLUMN * self._width:
            return min(beside)[2]
        return min(around)[1] if around else None

    # -- turning

    def _shown(self, quad: Quad) -> Quad:
        a = self._turned(quad.left, quad.top)
        b = self._turned(quad.right, quad.bottom)
        return Quad(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        return (
            (x, y),
            (self._height - y, x),
            (self._width - x, self._height - y),
            (y, self._width - x),
        )[self.turn]

    def _read(self, x: float, y: float) -> tuple[float, float]:
        return (
            (x, y),
            (y, self._height - x),
            (self._width - x, self._height - y),
            (self._width - y, x),
        )[self.turn]

    # -- going between processes, and with the canonical text

    def fitted(self, text: str) -> "PageGeometry":
        """Return the same places for the page's part of the canonical text.

        Both texts are the same unless the file was imported by another version of PDFium or of
        this program; then the places of what is the same in both are kept.
        """
        if text == self.text:
            return self
        boxes = array("f", bytes(16 * len(text)))
        old_to_new: dict[int, int] = {}
        matcher = SequenceMatcher(None, self.text, text, autojunk=False)
        for old, new, size in matcher.get_matching_blocks():
            boxes[4 * new : 4 * (new + size)] = self._boxes[4 * old : 4 * (old + size)]
            old_to_new.update(zip(range(old, old + size), range(new, new + size), strict=True))
        rows = []
        for lo, hi in self.rows:
            kept = [old_to_new[offset] for offset in range(lo, hi) if offset in old_to_new]
            if kept:
                rows.append((kept[0], kept[-1] + 1))
        rtl = frozenset(old_to_new[offset] for offset in self._rtl if offset in old_to_new)
        return PageGeometry(text, rows, boxes, (self._width, self._height), self.turn, rtl)

    def to_bytes(self) -> bytes:
        """Return the geometry as bytes that `from_bytes` takes."""
        head = {
            "text": self.text,
            "rows": self.rows,
            "size": (self._width, self._height),
            "turn": self.turn,
            "rtl": sorted(self._rtl),
        }
        told = json.dumps(head).encode()
        return struct.pack("<I", len(told)) + told + self._boxes.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "PageGeometry":
        """Return the geometry that `to_bytes` wrote; raises ValueError for anything else."""
        (length,) = struct.unpack_from("<I", data)
        head = json.loads(data[4 : 4 + length])
        boxes = array("f", data[4 + length :])
        text, rows, turn = str(head["text"]), head["rows"], int(head["turn"])
        if len(boxes) != 4 * len(text) or not 0 <= turn < 4:
            raise ValueError("a page whose places do not fit its text")
        if any(not 0 <= lo <= hi <= len(text) for lo, hi in rows):
            raise ValueError("a line beyond its page")
        width, height = map(float, head["size"])
        return cls(
            text,
            [(lo, hi) for lo, hi in rows],
            boxes,
            (width, height),
            turn,
            frozenset(head["rtl"]),
        )
