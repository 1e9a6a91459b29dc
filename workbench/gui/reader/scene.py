"""What is drawn with the text: the marks, the selected claim, find hits, and where they are hit."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from db.records import Style
from workbench.gui import theme
from workbench.gui.reader import painter as draw
from workbench.gui.reader.column import Column
from workbench.gui.reader.layout import PAD
from workbench.gui.reader.marks import Mark, MarkIndex
from workbench.text.references import reference_at

OUTSIDE = 2  # px between a passage and its handles
GRAB = 6  # px on either side of a handle
_REACH = 8  # px by which outlines and dashes leave their line


@dataclass(frozen=True, slots=True)
class Grip:
    """A handle in the viewport: the bound it moves, and where it stands."""

    claim: int
    span: int
    end: bool
    colour: str
    x: float
    top: float
    bottom: float

    def holds(self, point: QPointF) -> bool:
        """Tell whether a point is near enough to take the handle."""
        return abs(point.x() - self.x) <= GRAB and self.top - 4 <= point.y() <= self.bottom + 4


class Scene:
    """The things drawn under and over the text of a column; only what is in sight is looked at.

    Positions are code points; heights and points are those of the column's viewport.
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self.index = MarkIndex()
        self.selected: int | None = None
        #: whether the selected claim has handles at its bounds
        self.movable = True
        self.hits: Sequence[tuple[int, int]] = ()
        self.current_hit: int | None = None
        self.flash: tuple[int, int] | None = None
        self.mentions: Sequence[tuple[int, int]] = ()
        #: the mention that one is at
        self.outlined: tuple[int, int] | None = None

    def marks_at(self, point: QPointF) -> list[Mark]:
        """Return the marks whose highlight is under a point, the shortest first."""
        found = []
        for block, y in self._column.visible(point.y(), point.y()):
            local = point - QPointF(0, y)
            for mark in self.index.query(*self._column.places.range_of(block)):
                rects = self._pieces(block, mark.start, mark.end)
                if any(rect.adjusted(0, 0, 0, draw.LOWER + 1).contains(local) for rect in rects):
                    found.append(mark)
        return sorted(found, key=lambda mark: (mark.end - mark.start, mark.claim))

    def reference_at(self, point: QPointF) -> Style | None:
        """Return the link, the note or its mark whose words are under a point."""
        for block, y in self._column.visible(point.y(), point.y()):
            local = point - QPointF(0, y)
            here = [
                style
                for style in self._column.styles_in(*self._column.places.range_of(block))
                if any(box.contains(local) for box in self._pieces(block, style.start, style.end))
            ]
            if here:
                return reference_at(here, max(style.start for style in here))
        return None

    def grips(self) -> Iterator[Grip]:
        """Yield the handles in sight of the selected claim."""
        if self.selected is None or not self.movable:
            return
        blocks = list(self._column.visible(0, self._column.viewport().height()))
        tops = {block.blockNumber(): y for block, y in blocks}
        for span, mark in enumerate(self.index.of(self.selected)):
            if not mark.mine:
                return  # a teammate's words stay where they put them
            for offset, end in ((mark.start, False), (mark.end - 1, True)):
                block, _ = self._column.places.block_of(offset)
                y = tops.get(block.blockNumber())
                if y is not None and self._pieces(block, mark.start, mark.end):
                    lo, hi = self._column.places.range_of(block)
                    box, right = self._column.geometry_of.edge(
                        block, max(mark.start, lo), min(mark.end, hi), of_end=end
                    )
                    # The handle stands outside the passage, so that it covers none of it.
                    x = box.right() + OUTSIDE if right else box.left() - OUTSIDE
                    top, bottom = y + box.top(), y + box.bottom()
                    yield Grip(mark.claim, span, end, mark.colour, x, top, bottom)

    def draw_under(self, painter: QPainter, area: QRect) -> None:
        """Draw what stands under the text in a part of the viewport."""
        for block, y in self._column.visible(area.top() - _REACH, area.bottom() + _REACH):
            lo, hi = self._column.places.range_of(block)
            painter.translate(0, y)
            kind = self._column.places.kind_of(block)
            if kind == "quote":
                self._draw_quote_bar(painter, block)
            if any(
                style.kind == "row" and lo < style.end <= hi
                for style in self._column.styles_in(lo, hi)
            ):
                self._draw_rule(painter, block)
            for number in _within(self.mentions, lo, hi):
                draw.draw_mention(painter, self._pieces(block, *self.mentions[number]))
            marks = self.index.query(lo, hi) if hi > lo else []
            self._draw_marks(painter, block, marks)
            for number in _within(self.hits, lo, hi):
                rects = self._pieces(block, *self.hits[number])
                draw.draw_hit(painter, rects, current=number == self.current_hit)
            painter.translate(0, -y)

    def draw_over(self, painter: QPainter, area: QRect) -> None:
        """Draw what stands over the text: outlines, and the handles."""
        for passage, outline in (
            (self.flash, draw.draw_flash),
            (self.outlined, draw.draw_place),
        ):
            if passage is not None:
                for block, y in self._column.visible(area.top(), area.bottom()):
                    painter.translate(0, y)
                    outline(painter, self._pieces(block, *passage))
                    painter.translate(0, -y)
        for grip in self.grips():
            draw.draw_handle(painter, grip.colour, grip.x, grip.top, grip.bottom)

    def _draw_marks(self, painter: QPainter, block: QTextBlock, marks: list[Mark]) -> None:
        # Fills first and dashes after, so that no fill covers a teammate's line.
        for mine in (True, False):
            for mark in marks:
                if mark.mine is mine and mark.claim != self.selected:
                    draw.draw_highlight(painter, mark, self._pieces(block, mark.start, mark.end))
        for mark in marks:
            if mark.claim == self.selected:
                draw.draw_selected(painter, mark, self._pieces(block, mark.start, mark.end))

    def _draw_quote_bar(self, painter: QPainter, block: QTextBlock) -> None:
        option = block.layout().textOption()
        rtl = option.textDirection() == Qt.LayoutDirection.RightToLeft
        x = self._column.viewport().width() - PAD - 6 if rtl else PAD + 4
        height = self._column.places.lines_of(block)[-1].bottom
        painter.fillRect(QRectF(x, 2, 2, height - 4), QColor(theme.tokens().hair))

    def _draw_rule(self, painter: QPainter, block: QTextBlock) -> None:
        """Draw the line under a row of a table."""
        width = self._column.viewport().width() - 2 * PAD
        bottom = self._column.places.lines_of(block)[-1].bottom + 1
        painter.fillRect(QRectF(PAD, bottom, width, 1), QColor(theme.tokens().hair))

    def _pieces(self, block: QTextBlock, start: int, end: int) -> tuple[QRectF, ...]:
        lo, hi = self._column.places.range_of(block)
        if end <= lo or start >= hi:
            return ()
        return self._column.geometry_of.pieces(block, max(start, lo), min(end, hi))


def _within(places: Sequence[tuple[int, int]], lo: int, hi: int) -> Iterator[int]:
    """Yield the numbers of the places, in order and none over another, that reach into a range."""
    # The one before the first to start here may still reach in.
    number = max(0, bisect_left(places, (lo, 0)) - 1)
    while number < len(places) and places[number][0] < hi:
        if places[number][1] > lo:
            yield number
        number += 1
