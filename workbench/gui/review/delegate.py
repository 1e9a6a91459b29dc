"""Paints the closed differences."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from db.records import Id
from workbench.gui import theme
from workbench.gui.claims.strokes import paint_ground
from workbench.gui.reader.numbers import BUBBLE, paint_number
from workbench.gui.review.card import VERDICT_ICONS, VERDICT_TONES, DifferenceCard
from workbench.gui.review.model import DifferenceModel
from workbench.gui.review.painting import Rulers, lay_out_side, paint_side
from workbench.gui.words import counted, tool_tip

_Index = QModelIndex | QPersistentModelIndex

GAP = 8  # px between cards
INSET = 12
ROW = 4  # px between the rows of a card


class DifferenceDelegate(QStyledItemDelegate):
    """Paints differences; the open one is a widget in the place of its row."""

    def __init__(self, model: DifferenceModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.width = 0
        self.open_key: tuple[Id, ...] | None = None
        self.open_height = 0
        self.restyle()

    def restyle(self) -> None:
        """Measure anew after a change of fonts."""
        self.rulers = Rulers()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        card = self._model.card(index.row())
        if card.key == self.open_key:
            return QSize(0, self.open_height + GAP)
        return QSize(0, self._height(card) + GAP)

    def _height(self, card: DifferenceCard) -> int:
        room = self.width - 2 * INSET
        sides = sum(lay_out_side(self.rulers, side, room).height + ROW for side in card.sides)
        return 2 * INSET - 4 + self._head() + sides + (self._foot() if self._tells(card) else 0)

    def _head(self) -> int:
        return max(BUBBLE, self.rulers.title.height) + ROW

    def _foot(self) -> int:
        return self.rulers.small.height + 2 + ROW

    @staticmethod
    def _tells(card: DifferenceCard) -> bool:
        return card.decided or card.changed_since or bool(card.remarks)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = self._model.card(index.row())
        if card.key == self.open_key:
            return
        box = QRectF(option.rect.adjusted(0, 0, 0, -GAP))
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        paint_ground(painter, box, option.state)
        inner = box.adjusted(INSET, INSET - 2, -INSET, -INSET + 2)
        self._paint_head(painter, card, inner)
        corner = QPointF(inner.left(), inner.top() + self._head())
        for side in card.sides:
            layout = lay_out_side(self.rulers, side, inner.width())
            paint_side(painter, self.rulers, side, layout, corner)
            corner += QPointF(0, layout.height + ROW)
        if self._tells(card):
            foot = QRectF(corner.x(), corner.y(), inner.width(), self._foot() - ROW)
            self._paint_outcome(painter, card, foot)
        painter.restore()

    def _paint_head(self, painter: QPainter, card: DifferenceCard, box: QRectF) -> None:
        now, rulers = theme.tokens(), self.rulers
        high = self._head() - ROW
        middle = QPointF(box.left() + BUBBLE / 2, box.top() + high / 2)
        paint_number(painter, rulers.badge.font, card.number, middle, current=False)
        line = QRectF(box.left(), box.top(), box.width(), high)
        painter.setFont(rulers.small.font)
        painter.setPen(QColor(now.text2))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, card.place)
        place = rulers.small.width(card.place) + 8
        room = box.width() - BUBBLE - 8 - place
        painter.setFont(rulers.title.font)
        painter.setPen(QColor(now.text))
        painter.drawText(
            line.translated(BUBBLE + 8, 0),
            Qt.AlignmentFlag.AlignVCenter,
            rulers.title.cut(card.title, room),
        )

    def _paint_outcome(self, painter: QPainter, card: DifferenceCard, box: QRectF) -> None:
        now, small = theme.tokens(), self.rulers.small
        verdict = card.verdict if card.decided else None
        tone = getattr(now, VERDICT_TONES[verdict]) if verdict else now.text2
        icon = VERDICT_ICONS[verdict] if verdict else "redo" if card.changed_since else "comment"
        ratio = painter.device().devicePixelRatioF()
        pixmap = theme.icon_pixmap(icon, tone, 14, ratio)
        painter.drawPixmap(QPointF(box.left(), box.center().y() - 7), pixmap)
        head = card.outcome or ("Changed since: look again" if card.changed_since else "")
        x = box.left() + 20
        painter.setFont(small.font)
        for words, colour in ((head, tone), (told(card), now.text2)):
            shown = small.cut(words, box.right() - x) if words and x < box.right() - 20 else ""
            painter.setPen(QColor(colour))
            place = QRectF(x, box.top(), box.right() - x, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            x += small.width(shown) + 10 if shown else 0

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -GAP))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        card = self._model.card(index.row())
        lines = [card.title, *(side.spoken for side in card.sides), card.outcome, told(card)]
        QToolTip.showText(event.globalPos(), tool_tip("\n".join(filter(None, lines))), view)
        return True


def told(card: DifferenceCard) -> str:
    """Return who decided and why, and how much was said about it."""
    said = counted(len(card.remarks), "comment") if card.remarks else ""
    if card.answered:
        said = f"answered: {card.remarks[-1].text}"
    said = " · ".join(filter(None, (*card.beside, said)))
    who = f"by {card.made_by}" if card.made_by and card.decided else ""
    return " · ".join(part for part in (card.reason, who, said) if part)
