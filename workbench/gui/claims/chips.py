"""Chips: a tag's shape and name in a hair-line box; one paint function for cards and buttons."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from db.records import ClaimTag, Id, Role
from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ROLE_WORDS
from workbench.gui.claims.measure import Ruler, is_rtl

INSET, SHAPE, GAP = 7, 8, 5  # pixels: before the shape, the shape, between the parts
CLOSE = 16  # the x and its room


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows; a dashed one was given by another coder."""

    tag: Id
    facet: str
    colour: str
    name: str
    role: Role = "holder"
    sign: str = ""
    dashed: bool = False

    @property
    def spoken(self) -> str:
        return f"{ROLE_WORDS[self.role]} {self.name}".strip()


def chip_of(book: CodeBook, given: ClaimTag, me: Id | None = None) -> Chip:
    """Return the chip of a tag on a claim; dashed where `me` is given and did not tag it."""
    tag = book.tags[given.tag]
    return Chip(
        tag.id,
        book.facet_of(tag.id).key,
        tag.colour,
        tag.name,
        given.role,
        book.sign(tag.id),
        dashed=me is not None and given.coder != me,
    )


def chip_height(ruler: Ruler) -> int:
    """Return the height of a chip in the ruler's font: 21 pixels, more for large fonts."""
    return max(21, ruler.height + 5)


def chip_width(ruler: Ruler, chip: Chip, *, closable: bool = False) -> float:
    """Return the width at which a chip shows its whole name."""
    word = ROLE_WORDS[chip.role]
    role = ruler.width(word) + GAP if word else 0.0
    end = CLOSE if closable else INSET
    return INSET + SHAPE + GAP + role + ruler.width(chip.name) + 1 + end


def flow_chips(widths: list[float], room: float, height: int, gap: int = 5) -> list[QRectF]:
    """Return where chips stand from (0, 0) on, wrapping in `room`; too wide ones are narrowed."""
    boxes: list[QRectF] = []
    x, y = 0.0, 0.0
    for width in widths:
        width = min(width, room)
        if x and x + width > room:
            x, y = 0.0, y + height + gap - 1
        boxes.append(QRectF(x, y, width, height))
        x += width + gap
    return boxes


def close_box(box: QRectF) -> QRectF:
    """Return where the x of a closable chip is pressed."""
    return QRectF(box.right() - CLOSE - 2, box.top(), CLOSE + 2, box.height())


def _paint_mark(painter: QPainter, ruler: Ruler, chip: Chip, box: QRectF) -> None:
    if not chip.sign:
        middle = round(box.left() + INSET + SHAPE / 2), round(box.center().y())
        theme.draw_shape(painter, chip.facet, chip.colour, *middle, SHAPE)
        return
    bold = QFont(ruler.font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(theme.tokens().text))
    place = QRectF(box.left() + INSET, box.top(), SHAPE, box.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, chip.sign)


def paint_chip(
    painter: QPainter,
    ruler: Ruler,
    chip: Chip,
    box: QRectF,
    *,
    closable: bool = False,
    ground: str = "",
    focus: bool = False,
) -> None:
    """Paint a chip into `box`, cutting a name that does not fit."""
    now = theme.tokens()
    paint_box(painter, box, ground or now.page, focus=focus, dashed=chip.dashed)
    _paint_mark(painter, ruler, chip, box)
    painter.setFont(ruler.font)
    x = box.left() + INSET + SHAPE + GAP
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    word = ROLE_WORDS[chip.role]
    if word:
        painter.setPen(QColor(now.text2))
        painter.drawText(QRectF(x, box.top(), ruler.width(word) + 1, box.height()), flags, word)
        x += ruler.width(word) + GAP
    room = box.right() - x - (CLOSE if closable else INSET)
    painter.setPen(QColor(now.text))
    name = ruler.cut(chip.name, room + 1)
    place = QRectF(x, box.top(), room + 1, box.height())
    if is_rtl(name):
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, name)
    if closable:
        _paint_cross(painter, close_box(box).center() - QPointF(1, 0), now.text2)


def paint_box(
    painter: QPainter, box: QRectF, ground: str, *, focus: bool = False, dashed: bool = False
) -> None:
    """Paint the ground and edge of a chip; a focused one has the ring."""
    now = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(now.accent if focus else now.stroke if dashed else now.hair))
    pen.setWidth(2 if focus else 1)
    if dashed and not focus:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(QColor(ground))
    inset = 1.0 if focus else 0.5
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 4, 4)
    painter.restore()


def _paint_cross(painter: QPainter, middle: QPointF, colour: str) -> None:
    pixmap = theme.icon_pixmap("close", colour, 10, painter.device().devicePixelRatioF())
    painter.drawPixmap(middle - QPointF(5, 5), pixmap)
