"""Paints a passage of the drill-down: who, where, the words, the stance, and what was decided."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui import theme
from workbench.gui.matrix.passage_model import VERDICT_WORDS, Passage, PassageModel
from workbench.gui.matrix.quote import Quotes
from workbench.gui.panes import KeyboardRing, draw_icon, draw_line, draw_ring, strong_font
from workbench.text.stance import stance_sign

SIDE, TOP, GAP = 14, 10, 6
CHIP = 21
ARROW = 22
#: what a button has beside its word
BUTTON = 29
#: the width of a button without a word
BARE = 24
LEAST_CHIP = 52
#: what a click can decide, with icon and word
DECIDE = {"accept": ("check", "Accept"), "reject": ("cross", "Reject"),
          "question": ("question", "Question")}  # fmt: skip


class PassageDelegate(QStyledItemDelegate):
    """Reads the model's records; layouts are kept, as the view asks for every height twice."""

    def __init__(self, view: QListView, model: PassageModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._ring = KeyboardRing(view)
        self.quotes = Quotes()

    def _head_height(self) -> int:
        return max(18, QFontMetrics(theme.interface_font("small")).height() + 3)

    def _foot_height(self) -> int:
        return max(CHIP, QFontMetrics(theme.interface_font("small")).height() + 5)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._view.viewport().width()
        quote = self.quotes.laid_out(self._model.words(index.row()), width - 2 * SIDE)
        height = self._head_height() + GAP + quote.height + GAP + self._foot_height()
        return QSize(width, TOP + height + TOP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now, rect = theme.tokens(), QRect(option.rect)
        passage, words = self._model.passages[index.row()], self._model.words(index.row())
        painter.save()
        current = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        if current:
            painter.fillRect(rect, QColor(now.accent_tint))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(now.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(now.hover))
        painter.fillRect(
            rect.left() + SIDE, rect.bottom(), rect.width() - 2 * SIDE, 1, QColor(now.hair)
        )
        inner = rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        self._paint_head(painter, inner, passage, words.place)
        quote = self.quotes.laid_out(words, inner.width())
        quote.draw(painter, inner.left(), inner.top() + self._head_height() + GAP)
        self._paint_foot(painter, self._foot(rect), passage)
        if current and self._ring.on:
            draw_ring(painter, rect)
        painter.restore()

    def _paint_head(self, painter: QPainter, inner: QRect, passage: Passage, place: str) -> None:
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
        if passage.change:
            sign = "+ gained" if passage.change == "gained" else "− lost"
            room = QRect(box.right() + 8, head.top(), head.width(), head.height())
            wide += draw_line(painter, room, sign, strong_font("small"), now.text) + 8
        room_for = min(QFontMetrics(small).horizontalAdvance(place) + 1, head.width() // 2)
        at = QRect(head.right() - room_for + 1, head.top(), room_for, head.height())
        draw_line(painter, at, place, small, now.text2)
        title = QRect(
            head.left() + wide + 8, head.top(), head.width() - wide - room_for - 16, head.height()
        )
        draw_line(painter, title, passage.source, small, now.text2)

    # -- the foot: stance, decision, and the buttons to decide

    def _foot(self, rect: QRect) -> QRect:
        inner, height = rect.adjusted(SIDE, TOP, -SIDE, -TOP), self._foot_height()
        return QRect(inner.left(), inner.bottom() + 1 - height, inner.width(), height)

    def _paint_foot(self, painter: QPainter, foot: QRect, passage: Passage) -> None:
        now = theme.tokens()
        if passage.stance:
            self._paint_stance(painter, foot, passage)
        if passage.verdict:
            self._paint_verdict(painter, foot, passage)
        else:
            for verdict, box in self._buttons(foot, passage).items():
                icon, words = DECIDE[verdict]
                painter.setPen(QColor(now.hair))
                painter.setBrush(QColor(now.page))
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
                draw_icon(painter, icon, now.text2, box.left() + 12, box.center().y() + 1, 14)
                if box.width() > BARE:
                    room = box.adjusted(22, 0, -4, 0)
                    draw_line(painter, room, words, theme.interface_font("small"), now.text)
        draw_icon(painter, "arrow-right", now.text2, foot.right() - 8, foot.center().y() + 1, 16)

    def _buttons(self, foot: QRect, passage: Passage) -> dict[str, QRect]:
        """Return where the buttons of an open passage stand; none where there is no room."""
        x = foot.left() + (self._stance_width(foot, passage) + 8 if passage.stance else 0)
        found: dict[str, QRect] = {}
        for verdict, wide in zip(DECIDE, self._button_widths(foot, passage), strict=True):
            if x + wide > foot.right() - ARROW + 2:
                return found
            found[verdict] = QRect(x, foot.top(), wide, foot.height())
            x += wide + 6
        return found

    def _button_widths(self, foot: QRect, passage: Passage) -> list[int]:
        """Return the widths of the buttons: their words go where the stance could not be read."""
        metrics = QFontMetrics(theme.interface_font("small"))
        wide = [metrics.horizontalAdvance(words) + BUTTON for _icon, words in DECIDE.values()]
        stance = self._whole_stance(passage) if passage.stance else 0
        fits = stance + 2 + sum(one + 6 for one in wide) <= foot.width() - ARROW
        return wide if fits else [BARE] * len(wide)

    @staticmethod
    def _whole_stance(passage: Passage) -> int:
        """Return the width of the chip with the whole of its words."""
        sign = stance_sign(passage.sign, passage.stance)
        before = QFontMetrics(strong_font("small")).horizontalAdvance(sign) + 5 if sign else 0
        words = QFontMetrics(theme.interface_font("small")).horizontalAdvance(passage.stance)
        return words + before + 15

    def verdict_at(self, rect: QRect, row: int, point: QPoint) -> str:
        """Return what a click at a point of a passage decides; empty for nothing."""
        passage = self._model.passages[row]
        if passage.verdict:
            return ""
        boxes = self._buttons(self._foot(rect), passage)
        return next((verdict for verdict, box in boxes.items() if box.contains(point)), "")

    def _paint_verdict(self, painter: QPainter, foot: QRect, passage: Passage) -> None:
        now = theme.tokens()
        assert passage.verdict is not None
        colour = {"accept": now.ok, "reject": now.no, "question": now.ask}[passage.verdict]
        x = foot.left() + (self._stance_width(foot, passage) + 10 if passage.stance else 0)
        icon = DECIDE[passage.verdict][0]
        draw_icon(painter, icon, colour, x + 8, foot.center().y() + 1, 14)
        room = QRect(x + 20, foot.top(), foot.right() - ARROW - x - 20, foot.height())
        words = VERDICT_WORDS[passage.verdict]
        draw_line(painter, room, words, theme.interface_font("small"), colour)

    def _stance_width(self, foot: QRect, passage: Passage) -> int:
        """Return the width of the chip: it gives way to the signs of the buttons."""
        rest = 0
        if not passage.verdict:
            rest = sum(wide + 6 for wide in self._button_widths(foot, passage)) + 2
        return min(self._whole_stance(passage), max(LEAST_CHIP, foot.width() - ARROW - rest))

    def _paint_stance(self, painter: QPainter, foot: QRect, passage: Passage) -> None:
        now, small = theme.tokens(), theme.interface_font("small")
        chip = QRect(foot.left(), foot.top(), self._stance_width(foot, passage), foot.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(now.hair))
        painter.setBrush(QColor(now.page))
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        room = chip.adjusted(7, 0, -6, 0)
        sign = stance_sign(passage.sign, passage.stance)
        if sign:
            used = draw_line(painter, room, sign, strong_font("small"), now.text)
            room.adjust(used + 5, 0, 0, 0)
        draw_line(painter, room, passage.stance, small, now.text)
