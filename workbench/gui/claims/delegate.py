"""Paints the closed claim cards."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from db.records import ClaimTag, Id
from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.chips import (
    Chip,
    chip_height,
    chip_of,
    chip_width,
    flow_chips,
    paint_chip,
)
from workbench.gui.claims.measure import Ruler, is_rtl
from workbench.gui.claims.model import CardModel
from workbench.gui.claims.rulings import in_short
from workbench.gui.claims.strokes import badge_width, mirror, paint_badge, paint_edge, paint_ground
from workbench.gui.table.decision import draw_sign, tone
from workbench.gui.words import tool_tip
from workbench.operations.decided import State

_Index = QModelIndex | QPersistentModelIndex

GAP = 8  # between cards
INSET = 14  # of a card's contents at the sides
TOP = 10
PART = 7  # between statement, chips and meta line
_MOST_LINES, _MOST_QUOTE_LINES = 4, 3
_TIP = 2000  # characters of a tool tip


@dataclass(frozen=True, slots=True)
class CardLayout:
    """Where the parts of a card stand, from its top left corner on."""

    lines: list[str]
    line_height: int
    chips: list[Chip]
    boxes: list[QRectF]
    meta: QRectF
    height: int


class CardDelegate(QStyledItemDelegate):
    """Paints claim cards; heights are kept by claim until the width or the card changes."""

    def __init__(self, model: CardModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._book = CodeBook((), {})
        self._me: Id = 0
        self._heights: dict[Id, tuple[ClaimCard, int]] = {}
        self._chips: dict[ClaimTag, tuple[Chip, float]] = {}
        self._width = 0
        self.open_claim: Id | None = None
        self.open_height = 0
        self.restyle()

    def restyle(self) -> None:
        """Measure anew after a change of fonts."""
        self.body = Ruler(theme.interface_font("body"))
        self.quote = Ruler(theme.reading_font(14))
        self.small = Ruler(theme.interface_font("small"))
        self.badge = Ruler(theme.interface_font("badge"))
        self.set_book(self._book, self._me)

    def set_book(self, book: CodeBook, me: Id) -> None:
        """Take the codebook and the coder at the keyboard."""
        self._book, self._me = book, me
        self._heights.clear()
        self._chips.clear()

    def set_width(self, width: int) -> bool:
        """Take the width of the cards; return whether it is another one."""
        changed = width != self._width
        if changed:
            self._width = width
            self._heights.clear()
        return changed

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        card = self._model.card(index.row())
        if card.claim.id == self.open_claim:
            return QSize(0, self.open_height + GAP)
        known = self._heights.get(card.claim.id)
        if known is None or known[0] is not card:
            known = self._heights[card.claim.id] = (card, self.lay_out(card).height)
        return QSize(0, known[1] + GAP)

    def lay_out(self, card: ClaimCard) -> CardLayout:
        """Return where the parts of a closed card stand at the width set."""
        room = self._width - 2 * INSET
        ruler, most, lead = self._voice(card)
        lines = ruler.wrap(card.says, room, most)
        line_height = ruler.height + lead
        y = TOP + len(lines) * line_height + PART
        sized = [self._chip(given) for given in self._book.tags_in_order(card.claim)]
        height = chip_height(self.small)
        boxes = [
            box.translated(INSET, y)
            for box in flow_chips([width for _, width in sized], room, height)
        ]
        if boxes:
            y = round(boxes[-1].bottom()) + PART
        meta = QRectF(INSET, y, room, max(16, self.small.height))
        end = y + round(meta.height()) + TOP
        return CardLayout(lines, line_height, [chip for chip, _ in sized], boxes, meta, end)

    def _voice(self, card: ClaimCard) -> tuple[Ruler, int, int]:
        """Return how a card's words are set: ruler, lines at most, pixels between lines."""
        if card.claim.statement:
            return self.body, _MOST_LINES, 2
        return self.quote, _MOST_QUOTE_LINES, 3

    def _chip(self, given: ClaimTag) -> tuple[Chip, float]:
        known = self._chips.get(given)
        if known is None:
            chip = chip_of(self._book, given, self._me)
            known = self._chips[given] = (chip, chip_width(self.small, chip))
        return known

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = self._model.card(index.row())
        if card.claim.id == self.open_claim:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        box = QRectF(rect.adjusted(0, 0, 0, -GAP))
        layout = self.lay_out(card)
        painter.save()
        paint_ground(painter, box, state)
        colour = self._book.colour_of(card.claim)
        paint_edge(painter, box, colour, dashed=not card.mine, mirrored=mirrored)
        painter.translate(box.topLeft())
        self._paint_words(painter, card, layout, box.width())
        for chip, place in zip(layout.chips, layout.boxes, strict=True):
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            paint_chip(painter, self.small, chip, mirror(place, box.width(), mirrored))
        self._paint_meta(painter, card, layout.meta, mirrored)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, card: ClaimCard, layout: CardLayout, width: float
    ) -> None:
        rtl = is_rtl(card.says)
        painter.setFont(self._voice(card)[0].font)
        painter.setPen(QColor(theme.tokens().text))
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        line = QRectF(INSET, TOP, width - 2 * INSET, layout.line_height)
        for words in layout.lines:
            painter.drawText(line, flags | Qt.TextFlag.TextDontClip, words)
            line.translate(0, layout.line_height)

    def _paint_meta(self, painter: QPainter, card: ClaimCard, box: QRectF, mirrored: bool) -> None:
        now, claim = theme.tokens(), card.claim
        width = box.right() + INSET
        badge = QRectF(box.left(), box.top(), badge_width(self.badge, card), box.height())
        paint_badge(painter, self.badge, card, mirror(badge, width, mirrored))
        painter.setFont(self.small.font)
        painter.setPen(QColor(now.text2))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        x = badge.right() + 9
        said = str(len(card.remarks)) if card.remarks else ""
        end = box.right() - (18 if claim.note else 0)
        end -= 20 + self.small.width(said) if said else 0
        if card.doubts:
            room = QRectF(x, box.top(), end - x, box.height())
            x = self._paint_state(painter, "question", "to be placed", room, width, mirrored)
        state, word = in_short(card.rulings)
        if word:
            room = QRectF(x, box.top(), end - x, box.height())
            x = self._paint_state(painter, state, word, room, width, mirrored)
        graded = f"{card.reliability}{claim.credibility}" if claim.credibility else ""
        for part in (claim.confidence.capitalize(), graded, claim.speaker):
            words = self.small.cut(" ".join(part.split()), end - x) if x < end else ""
            if not words:
                continue
            place = QRectF(x, box.top(), self.small.width(words) + 1, box.height())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(mirror(place, width, mirrored), flags, words)
            x = place.right() + 10
        row = QRectF(0, box.top(), width, box.height())
        if claim.note:
            x = self._paint_icon(painter, "note", "", row.translated(x, 0), mirrored)
        if said:
            self._paint_icon(painter, "comment", said, row.translated(x, 0), mirrored)

    def _paint_state(
        self,
        painter: QPainter,
        state: State,
        words: str,
        box: QRectF,
        width: float,
        mirrored: bool,
    ) -> float:
        """Paint what is to be done or was decided, in a card of a width; return where it ends."""
        icon = mirror(QRectF(box.left(), box.center().y() - 7, 14, 14), width, mirrored)
        draw_sign(painter, icon.toRect(), state)
        words = self.small.cut(words, max(0, box.width() - 17))
        place = QRectF(box.left() + 17, box.top(), self.small.width(words) + 1, box.height())
        painter.save()
        painter.setPen(QColor(tone(state)))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(mirror(place, width, mirrored), flags, words)
        painter.restore()
        return place.right() + 10

    def _paint_icon(
        self, painter: QPainter, icon: str, words: str, box: QRectF, mirrored: bool
    ) -> float:
        """Paint an icon, and words after it, at the left of a box as wide as the card."""
        width = box.width()
        place = mirror(QRectF(box.left(), box.center().y() - 7, 14, 14), width, mirrored)
        ratio = painter.device().devicePixelRatioF()
        pixmap = theme.icon_pixmap(icon, theme.tokens().text2, 14, ratio)
        painter.drawPixmap(place.topLeft(), pixmap)
        room = self.small.width(words) + 1 if words else 0
        after = QRectF(box.left() + 17, box.top(), room, box.height())
        painter.drawText(mirror(after, width, mirrored), Qt.AlignmentFlag.AlignCenter, words)
        return after.right() + 4

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, 0, -GAP))

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
        lines = self.lay_out(card).lines
        says = card.says[:_TIP]
        cut = " ".join(lines) != " ".join(says.split())
        told = [says] if cut else []
        told += [ruling.told for ruling in card.rulings]
        QToolTip.showText(event.globalPos(), tool_tip("\n".join(told)), view)
        return True
