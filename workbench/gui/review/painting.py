"""How a difference is drawn: its number, its sides, and what was decided."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from workbench.gui import theme
from workbench.gui.claims.chips import chip_height, chip_width, flow_chips, paint_chip
from workbench.gui.claims.measure import Ruler, is_rtl
from workbench.gui.claims.strokes import badge_width, paint_badge
from workbench.gui.review.card import Side
from workbench.text.offsets import Utf16Map

AFTER_BADGE = 6
NOTHING = "no claim here"
_MOST_LINES = 3


class Rulers:
    """The fonts of the cards, measured."""

    def __init__(self) -> None:
        self.title = Ruler(_strong(theme.interface_font("body")))
        self.body = Ruler(theme.interface_font("body"))
        self.small = Ruler(theme.interface_font("small"))
        self.badge = Ruler(theme.interface_font("badge"))


def _strong(font: QFont) -> QFont:
    font.setWeight(QFont.Weight.DemiBold)
    return font


@dataclass(frozen=True, slots=True)
class SideLayout:
    """Where the parts of a side stand, from its top left corner on."""

    boxes: tuple[QRectF, ...]
    words: QTextLayout | None
    start: float
    height: int


def lay_out_side(rulers: Rulers, side: Side, width: float) -> SideLayout:
    """Return where badge, chips or words of a side stand in a width."""
    start = badge_width(rulers.badge, side) + AFTER_BADGE
    least = chip_height(rulers.small)
    if side.chips:
        widths = [chip_width(rulers.small, chip) for chip in side.chips]
        boxes = tuple(box.translated(start, 0) for box in flow_chips(widths, width - start, least))
        return SideLayout(boxes, None, start, round(boxes[-1].bottom()))
    if side.words:
        layout = _words(rulers, side, width - start)
        height = ceil(layout.boundingRect().bottom())  # the first line has its gap above
        return SideLayout((), layout, start, max(least, height))
    return SideLayout((), None, start, least)


def _words(rulers: Rulers, side: Side, width: float) -> QTextLayout:
    text = "".join(words for words, _ in side.words)
    layout = QTextLayout(text, rulers.body.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_rtl(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.setFormats(_bold(side, rulers, text))
    layout.beginLayout()
    y = 2.0
    for _line in range(_MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _bold(side: Side, rulers: Rulers, text: str) -> list[QTextLayout.FormatRange]:
    to_utf16 = Utf16Map(text).to_utf16
    found, at = [], 0
    for words, differs in side.words:
        if differs and words:
            part = QTextLayout.FormatRange()
            part.start = to_utf16(at)
            part.length = to_utf16(at + len(words)) - part.start
            part.format.setFontWeight(QFont.Weight.Bold)
            found.append(part)
        at += len(words)
    return found


def paint_side(
    painter: QPainter, rulers: Rulers, side: Side, layout: SideLayout, corner: QPointF
) -> None:
    """Paint a side from its top left corner on."""
    now = theme.tokens()
    high = chip_height(rulers.small)
    badge = QRectF(corner.x(), corner.y() + (high - 16) / 2, layout.start - AFTER_BADGE, 16)
    paint_badge(painter, rulers.badge, side, badge)
    for chip, box in zip(side.chips, layout.boxes, strict=True):
        paint_chip(painter, rulers.small, chip, box.translated(corner))
    if layout.words is not None:
        painter.setPen(QColor(now.text))
        layout.words.draw(painter, corner + QPointF(layout.start, 0))
    elif not side.chips:
        painter.setFont(rulers.body.font)
        painter.setPen(QColor(now.text2))
        place = QRectF(corner.x() + layout.start, corner.y(), 400, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, NOTHING)
