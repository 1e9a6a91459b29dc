"""Paints a passage of the drill-down: who, where, the quote in the reading font, the stance."""

from collections import OrderedDict

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui import theme
from workbench.gui.matrix.passage_model import SIGNS, Passage, PassageModel
from workbench.gui.panes import KeyboardRing, draw_icon, draw_line, draw_ring, strong_font
from workbench.gui.words import is_right_to_left

SIDE, TOP, GAP = 14, 10, 6
MOST_LINES = 4
MOST_LAYOUTS = 400
CHIP = 21
ARROW = 28


def _utf16_head(text: str, units: int) -> str:
    """Return the words before a position that Qt counts in UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le")


class Quote:
    """A quote laid out for a width, cut after a few lines, on the side of its own script."""

    def __init__(self, text: str, width: int) -> None:
        scale = QFontInfo(theme.interface_font()).pixelSize() / 13
        self._rtl = is_right_to_left(text)
        font = theme.reading_font((15.5 if self._rtl else 14) * scale)
        self._line = round((25 if self._rtl else 22) * scale)
        self._ascent_room = max(0, self._line - QFontMetrics(font).height()) / 2
        self._layout, starts = self._lay_out(text, font, width)
        if len(starts) > MOST_LINES:
            head = _utf16_head(text, starts[MOST_LINES - 1])
            rest = QFontMetrics(font).elidedText(
                text[len(head) :], Qt.TextElideMode.ElideRight, width - 4
            )
            self._layout, starts = self._lay_out(head + rest, font, width)
        self.height = self._line * min(len(starts), MOST_LINES)

    def _lay_out(self, text: str, font: QFont, width: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(text, font)
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        direction = Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) <= MOST_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, len(starts) * self._line + self._ascent_room))
            starts.append(line.textStart())
        layout.endLayout()
        return layout, starts

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y), in the painter's pen."""
        self._layout.draw(painter, QPointF(x, y))


class PassageDelegate(QStyledItemDelegate):
    """Reads the model's records; layouts are kept, as the view asks for every height twice."""

    def __init__(self, view: QListView, model: PassageModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._ring = KeyboardRing(view)
        self._quotes: OrderedDict[tuple[str, int], Quote] = OrderedDict()

    def forget(self) -> None:
        """Drop what was laid out with other fonts."""
        self._quotes.clear()

    def _quote(self, text: str, width: int) -> Quote:
        key = (text, width)
        if key not in self._quotes:
            if len(self._quotes) >= MOST_LAYOUTS:
                self._quotes.popitem(last=False)
            self._quotes[key] = Quote(text, width)
        return self._quotes[key]

    def _head_height(self) -> int:
        return max(18, QFontMetrics(theme.interface_font("small")).height() + 3)

    def _foot_height(self) -> int:
        return max(CHIP, QFontMetrics(theme.interface_font("small")).height() + 5)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width()
        quote = self._quote(self._model.passages[index.row()].words, width - 2 * SIDE)
        height = self._head_height() + GAP + quote.height + GAP + self._foot_height()
        return QSize(width, TOP + height + TOP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now, rect = theme.tokens(), QRect(option.rect)
        passage = self._model.passages[index.row()]
        state = option.state
        painter.save()
        current = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        if current:
            painter.fillRect(rect, QColor(now.accent_tint))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(now.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(now.hover))
        painter.fillRect(
            rect.left() + SIDE, rect.bottom(), rect.width() - 2 * SIDE, 1, QColor(now.hair)
        )
        inner = rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        self._paint_head(painter, inner, passage)
        painter.setPen(QColor(now.text))
        quote = self._quote(passage.words, inner.width())
        quote.draw(painter, inner.left(), inner.top() + self._head_height() + GAP)
        self._paint_foot(painter, inner, passage)
        if current and self._ring.on:
            draw_ring(painter, rect)
        painter.restore()

    def _paint_head(self, painter: QPainter, inner: QRect, passage: Passage) -> None:
        now, small = theme.tokens(), theme.interface_font("small")
        head = QRect(inner.left(), inner.top(), inner.width(), self._head_height())
        badge = theme.interface_font("badge")
        wide = max(22, QFontMetrics(badge).horizontalAdvance(passage.coder) + 10)
        box = QRect(head.left(), head.top(), wide, head.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(now.stroke), 1)
        if not passage.mine:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(badge)
        painter.setPen(QColor(now.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, passage.coder)
        room = min(QFontMetrics(small).horizontalAdvance(passage.place) + 1, head.width() // 2)
        place = QRect(head.right() - room + 1, head.top(), room, head.height())
        draw_line(painter, place, passage.place, small, now.text2)
        title = QRect(
            head.left() + wide + 8, head.top(), head.width() - wide - room - 16, head.height()
        )
        draw_line(painter, title, passage.title, small, now.text2)

    def _paint_foot(self, painter: QPainter, inner: QRect, passage: Passage) -> None:
        now, height = theme.tokens(), self._foot_height()
        foot = QRect(inner.left(), inner.bottom() + 1 - height, inner.width(), height)
        if passage.stance:
            self._paint_stance(painter, foot, passage)
        draw_icon(painter, "arrow-right", now.text2, foot.right() - 8, foot.center().y() + 1, 16)

    def _paint_stance(self, painter: QPainter, foot: QRect, passage: Passage) -> None:
        now, small = theme.tokens(), theme.interface_font("small")
        sign = SIGNS[passage.sign]
        metrics, strong = QFontMetrics(small), strong_font("small")
        before = QFontMetrics(strong).horizontalAdvance(sign) + 5 if sign else 0
        room = foot.width() - ARROW - before - 14
        name = metrics.elidedText(passage.stance, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(name) + before + 14
        chip = QRect(foot.left(), foot.top(), wide, foot.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(now.hair))
        painter.setBrush(QColor(now.page))
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(now.text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        flags |= Qt.AlignmentFlag.AlignVCenter
        painter.setFont(strong)
        painter.drawText(chip.adjusted(7, 0, 0, 0), flags, sign)
        painter.setFont(small)
        painter.drawText(chip.adjusted(7 + before, 0, 0, 0), flags, name)
