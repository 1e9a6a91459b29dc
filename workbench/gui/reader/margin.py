"""The margin beside the column: brackets of the claims, coders' initials, the focus ring."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.gui import theme
from workbench.gui.reader.column import Column
from workbench.gui.reader.lanes import LANES, Bracket, assign
from workbench.gui.reader.layout import PAD
from workbench.gui.reader.marks import Mark, MarkIndex
from workbench.gui.reader.numbers import BUBBLE, paint_number
from workbench.gui.reader.painter import LINE, dashed
from workbench.gui.reader.tooltip import plain

LANE = 16  # px
FIRST = 20  # px from the text to the first lane
TICK = 6  # px of the short ends of a bracket
HEAD = 20  # px for the initials
FAR = 20_000  # code points beyond the screen that may still decide a lane


class Margin(QWidget):
    """What lies under the viewport and shows beside it: the page, and the brackets on it.

    `marks` gives the index to draw from. Brackets stand at the start side of the interface,
    whatever the script of the text.
    """

    #: The claims of the brackets under a click, innermost first.
    pressed = Signal(list)
    #: A number that was clicked.
    number_pressed = Signal(int)

    def __init__(self, column: Column, marks: Callable[[], MarkIndex]) -> None:
        super().__init__(column)
        self._column = column
        self._marks = marks
        self._brackets: list[Bracket] = []
        self._passing = False
        self.selected: int | None = None
        #: numbers that stand at places of the text, such as those of differences, by offset
        self.numbers: list[tuple[int, int]] = []
        self.current_number = 0
        self._bubbles: list[tuple[QRectF, int]] = []
        self.ring = False
        self.setObjectName("readerMargin")
        self.setMouseTracking(True)
        self.lower()

    def refresh(self) -> None:
        """Draw again: the text has moved, or its marks have changed."""
        self.update()

    # -- where the brackets are

    def _lay_out(self) -> list[Bracket]:
        """Return the brackets in sight, their tops and bottoms in px of this widget."""
        column = self._column
        height = column.viewport().height()
        visible = [(block.blockNumber(), block, y) for block, y in column.visible(0, height)]
        if not visible:
            return []
        tops = {number: y + column.viewport().y() for number, _, y in visible}
        lo, hi = column.places.range_of(visible[0][1])[0], column.places.range_of(visible[-1][1])[1]
        lined = [
            (mark, *column.places.lined(mark.start, mark.end)) for mark in self._around(lo, hi)
        ]
        placed = assign(lined)
        return [self._in_px(item, tops) for item in placed if item.top < hi and item.bottom > lo]

    def _around(self, lo: int, hi: int) -> list[Mark]:
        """Return the marks in sight and those that decide on their lanes, so that none jumps."""
        index = self._marks()
        marks = index.query(lo, max(hi, lo + 1))
        floor, ceiling = lo - FAR, hi + FAR
        while marks:
            reach = min(mark.start for mark in marks), max(mark.end for mark in marks)
            first, last = max(floor, min(lo, reach[0])), min(ceiling, max(hi, reach[1]))
            if (first, last) == (lo, hi):
                break
            lo, hi = first, last
            marks = index.query(lo, hi)
        return marks

    def _in_px(self, bracket: Bracket, tops: dict[int, float]) -> Bracket:
        mark = bracket.mark
        first, first_line = self._column.places.block_of(mark.start)
        last, last_line = self._column.places.block_of(max(mark.start, mark.end - 1))
        top, bottom = -40.0, self.height() + 40.0
        if first.blockNumber() in tops:
            lines = self._column.places.lines_of(first)
            top = tops[first.blockNumber()] + lines[first_line].box_top
        if last.blockNumber() in tops:
            lines = self._column.places.lines_of(last)
            bottom = tops[last.blockNumber()] + lines[last_line].box_bottom
        return Bracket(mark, bracket.lane, top, bottom)

    def _lane_x(self, lane: int) -> float:
        edge = self._column.viewport().geometry()
        if self.isRightToLeft():
            return edge.right() - PAD + FIRST + LANE * lane
        return edge.left() + PAD - FIRST - LANE * lane

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(now.page))
        self._brackets = self._lay_out()
        for bracket in self._brackets:
            if bracket.lane < LANES:
                self._draw_bracket(painter, bracket)
        self._draw_more(painter)
        self._draw_initials(painter)
        self._draw_numbers(painter)
        if self.ring:
            painter.setPen(QPen(QColor(now.accent), LINE))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _draw_numbers(self, painter: QPainter) -> None:
        """Draw the numbers beside their lines; those of one line stand under each other."""
        self._bubbles = []
        if not self.numbers:
            return
        column, bottom = self._column, -1.0
        font = theme.interface_font("badge")
        x = self._lane_x(LANES) + (-6 if self.isRightToLeft() else 6)
        visible = [
            (*column.places.range_of(block), block, y)
            for block, y in column.visible(0, column.viewport().height())
        ]
        for lo, hi, block, y in visible:
            for offset, number in self.numbers:
                if lo <= offset <= hi and (offset < hi or lo == hi):
                    _block, line = column.places.block_of(offset)
                    slot = column.places.lines_of(block)[line]
                    middle = y + column.viewport().y() + (slot.box_top + slot.box_bottom) / 2
                    middle = max(middle, bottom + BUBBLE / 2 + 1)
                    bottom = middle + BUBBLE / 2
                    current = number == self.current_number
                    paint_number(painter, font, number, QPointF(x, middle), current=current)
                    box = QRectF(x - BUBBLE / 2, middle - BUBBLE / 2, BUBBLE, BUBBLE)
                    self._bubbles.append((box, number))

    def _number_at(self, point: QPointF) -> int | None:
        return next((number for box, number in self._bubbles if box.contains(point)), None)

    def _draw_bracket(self, painter: QPainter, bracket: Bracket) -> None:
        mark = bracket.mark
        strong = QColor(theme.hue(mark.colour).strong)
        pen = QPen(strong, LINE) if mark.mine else dashed(strong)
        if mark.claim == self.selected:
            pen.setWidth(LINE + 1)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        x = self._lane_x(bracket.lane)
        inward = x - TICK if self.isRightToLeft() else x + TICK
        top, bottom = bracket.top + 2, bracket.bottom
        painter.setPen(pen)
        painter.drawPolyline(
            [QPointF(inward, top), QPointF(x, top), QPointF(x, bottom), QPointF(inward, bottom)]
        )

    def _draw_more(self, painter: QPainter) -> None:
        """Draw a count where more brackets stand side by side than there are lanes."""
        painter.setFont(theme.interface_font("badge"))
        painter.setPen(QColor(theme.tokens().text2))
        for box, brackets in self._clusters():
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{len(brackets)}")

    def _clusters(self) -> list[tuple[QRectF, list[Bracket]]]:
        clusters: list[list[Bracket]] = []
        bottom = 0.0
        hidden = [item for item in self._brackets if item.lane >= LANES]
        for bracket in sorted(hidden, key=lambda item: item.top):
            if clusters and bracket.top < bottom:
                clusters[-1].append(bracket)
                bottom = max(bottom, bracket.bottom)
            else:
                clusters.append([bracket])
                bottom = bracket.bottom
        x = self._lane_x(LANES) - LANE / 2 + (-2 if self.isRightToLeft() else 2)
        return [(QRectF(x, max(HEAD, cluster[0].top), LANE, LANE), cluster) for cluster in clusters]

    def _draw_initials(self, painter: QPainter) -> None:
        """Draw each coder's initials at the top of the first lane that is theirs alone."""
        owners: dict[int, set[str]] = {}
        for bracket in self._brackets:
            owners.setdefault(bracket.lane, set()).add(bracket.mark.coder)
        now = theme.tokens()
        named: set[str] = set()
        font = theme.interface_font("badge")
        font.setPointSizeF(font.pointSizeF() * 0.9)  # two letters to a lane
        painter.setFont(font)
        for lane in sorted(owners):
            if lane >= LANES or len(owners[lane]) != 1:
                continue
            (coder,) = owners[lane]
            if coder and coder not in named:
                named.add(coder)
                box = QRectF(self._lane_x(lane) - LANE / 2 + 2, LINE, LANE, HEAD - LINE)
                painter.fillRect(box, QColor(now.page))
                painter.setPen(QColor(now.text2))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
                painter.drawText(box, int(flags), coder)

    # -- the pointer

    def hits(self, point: QPointF) -> list[Mark]:
        """Return the marks whose bracket, or count, stands under a point, innermost first."""
        for box, brackets in self._clusters():
            if box.contains(point):
                return [item.mark for item in brackets]
        half = LANE / 2
        return [
            item.mark
            for item in self._brackets
            if item.lane < LANES
            and abs(self._lane_x(item.lane) + 2 - point.x()) <= half
            and item.top - 2 <= point.y() <= item.bottom + 2
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number is not None:
            self._passing = False
            self.number_pressed.emit(number)
            return
        self._passing = not self.hits(event.position())
        if self._passing:
            self._pass_on(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() and self._passing:
            self._pass_on(event)
        place = event.position()
        over = bool(self.hits(place)) or self._number_at(place) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._passing:
            self._pass_on(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            claims = [mark.claim for mark in self.hits(event.position())]
            if claims:
                self.pressed.emit(claims)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._column.viewport(), event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            names = [mark.names for mark in self.hits(QPointF(event.pos())) if mark.names]
            QToolTip.showText(event.globalPos(), plain(names), self)
            return True
        return super().event(event)

    def _pass_on(self, event: QMouseEvent) -> None:
        """Let a selection begin beside the text as if it began in it."""
        viewport = self._column.viewport()
        local = event.position() - QPointF(viewport.pos())
        QCoreApplication.sendEvent(
            viewport,
            QMouseEvent(
                event.type(), local, event.globalPosition(), event.button(),
                event.buttons(), event.modifiers(), event.pointingDevice(),
            ),
        )  # fmt: skip
