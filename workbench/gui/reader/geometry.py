"""Where passages stand on the screen: rectangles of lines, right in both directions of writing."""

import re
from bisect import bisect_right
from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from workbench.gui.reader.layout import Line, ReaderLayout

#: Characters that turn the direction of writing, or are written from right to left.
_BIDI = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_KEPT = 4000  # passages whose rectangles are remembered
_TOUCHING = 0.8  # px between pieces that are one


class Geometry:
    """Rectangles of passages, relative to the top left of their block; remembered until relaid."""

    def __init__(self, layout: ReaderLayout) -> None:
        self._layout = layout
        self._generation = layout.generation
        self._known: dict[tuple[int, int, int], tuple[QRectF, ...]] = {}

    def pieces(self, block: QTextBlock, start: int, end: int) -> tuple[QRectF, ...]:
        """Return the rectangles of code points `start` to `end` within a block.

        One for each line, or several where the direction of writing turns; none for a blank line.
        """
        if self._generation != self._layout.generation or len(self._known) > _KEPT:
            self._generation = self._layout.generation
            self._known.clear()
        key = (block.position(), start, end)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._measure(block, start, end)
        return known

    def edge(self, block: QTextBlock, start: int, end: int, *, of_end: bool) -> tuple[QRectF, bool]:
        """Return the rectangle of a passage's first or last piece in reading order within a block.

        With it comes whether the bound is the rectangle's right edge. The passage must not be
        empty there.
        """
        pieces = self.pieces(block, start, end)
        lines = self._layout.lines(block)
        unit = self._unit(block, end) - 1 if of_end else self._unit(block, start)
        number = line_at(lines, unit)
        on_line = [piece for piece in pieces if piece.top() == lines[number].box_top]
        x = _x(
            block.layout().lineAt(number),
            unit,
            QTextLine.Edge.Trailing if of_end else QTextLine.Edge.Leading,
        )
        edges = [(piece, right) for piece in on_line for right in (False, True)]
        return min(edges, key=lambda at: abs((at[0].right() if at[1] else at[0].left()) - x))

    def _unit(self, block: QTextBlock, position: int) -> int:
        unit = self._layout.text.map.to_utf16(position) - block.position()
        return min(max(unit, 0), block.length() - 1)

    def _turns(self, block: QTextBlock) -> bool:
        start, end = self._layout.text.block_range(block)
        shown = self._layout.text.shown[start:end]
        # Said by the document: words from left to right in a paragraph from right to left.
        if block.layout().textOption().textDirection() == Qt.LayoutDirection.RightToLeft:
            return True
        return not shown.isascii() and bool(_BIDI.search(shown))

    def _measure(self, block: QTextBlock, start: int, end: int) -> tuple[QRectF, ...]:
        first, last = self._unit(block, start), self._unit(block, end)
        if first >= last:
            return ()
        lines = self._layout.lines(block)
        layout = block.layout()
        while first and not layout.isValidCursorPosition(first):
            first -= 1  # within an emoji of several characters, or between a letter and its mark
        turns = self._turns(block)
        rects: list[QRectF] = []
        for number in range(line_at(lines, first), line_at(lines, last - 1) + 1):
            line = lines[number]
            drawn = layout.lineAt(number)
            lo, hi = max(first, line.start), min(last, line.end)
            spans = _turning(layout, drawn, lo, hi) if turns else _straight(drawn, lo, hi)
            height = line.box_bottom - line.box_top
            rects.extend(QRectF(x, line.box_top, end - x, height) for x, end in spans)
        return tuple(rects)


def line_at(lines: tuple[Line, ...], unit: int) -> int:
    """Return the number of the line that holds a UTF-16 unit of the block."""
    return max(0, bisect_right(lines, unit, key=lambda line: line.start) - 1)


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    return cast(tuple[float, int], line.cursorToX(unit, edge))[0]


def _right(line: QTextLine) -> float:
    return line.naturalTextRect().right()


def _straight(line: QTextLine, lo: int, hi: int) -> list[tuple[float, float]]:
    # The blanks at which a line was wrapped hang over its end: a highlight stops before them.
    x, end = _x(line, lo), min(_x(line, hi), _right(line))
    return [(x, end)] if end > x else []


def _turning(layout: QTextLayout, line: QTextLine, lo: int, hi: int) -> list[tuple[float, float]]:
    """Return the stretches of units on a line in which the direction of writing turns.

    Character by character, for logical neighbours need not be neighbours on the screen. The first
    character of a run against the line has no width between its cursors: its glyph has.
    """
    found: list[tuple[float, float]] = []
    unit = lo
    while unit < hi:
        x, end = sorted((_x(line, unit), _x(line, unit, QTextLine.Edge.Trailing)))
        stretches = [(x, end)]
        start, unit = unit, max(unit + 1, layout.nextCursorPosition(unit))
        if end - x < 0.01:
            boxes = [run.boundingRect() for run in line.glyphRuns(start, unit - start)]
            stretches = [(box.left(), box.right()) for box in boxes]
        for x, end in stretches:
            if end - x >= 0.01:
                _join(found, x, end)
    limits = line.naturalTextRect()
    found = [(max(x, limits.left()), min(end, limits.right())) for x, end in found]
    return [(x, end) for x, end in found if end > x]


def _join(found: list[tuple[float, float]], x: float, end: float) -> None:
    if found and abs(found[-1][1] - x) < _TOUCHING:
        found[-1] = (found[-1][0], end)
    elif found and abs(found[-1][0] - end) < _TOUCHING:
        found[-1] = (x, found[-1][1])
    else:
        found.append((x, end))
