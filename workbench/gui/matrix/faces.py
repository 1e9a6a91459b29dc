"""What a cell looks like: ground, number and marks, painted the same in table and legend."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from workbench.gui import theme
from workbench.gui.matrix.lines import Kind

CORNER = 13
RADIUS = 3
HATCH = 8  # between the lines of a hatch
ZERO = "·"


class Face(NamedTuple):
    """All that tells one cell from another to the eye; equal faces are painted alike.

    `kind` is that of the row (`tag`, `band` or `total`; `total` too in the column of totals),
    `heat` the class of the count, `gap` a cell that was not yet read.
    """

    kind: Kind
    text: str
    heat: int = 0
    bold: bool = False
    contested: bool = False
    gap: bool = False
    chosen: bool = False


def _ground(face: Face) -> tuple[QColor, QColor]:
    now = theme.tokens()
    if face.kind == "tag":
        ground, text = now.heat[face.heat]
        return QColor(ground), QColor(now.text3 if face.text == ZERO else text)
    faint = face.text == ZERO or (face.kind == "band" and not face.bold)
    ground = now.window if face.kind == "total" else now.page
    return QColor(ground), QColor(now.text2 if faint else now.text)


def _paint_hatch(painter: QPainter, box: QRect) -> None:
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(QColor(theme.tokens().stroke), 1))
    height = box.height()
    painter.drawLines(
        [
            QLineF(x, box.bottom() + 1, x + height, box.top())
            for x in range(box.left() - height, box.right() + 1, HATCH)
        ]
    )
    painter.restore()


def _paint_contested(painter: QPainter, box: QRect, colour: QColor) -> None:
    right, top = box.right() + 1, box.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF([QPointF(right - CORNER, top), QPointF(right, top), QPointF(right, top + CORNER)])
    )
    painter.setPen(colour)
    sign = theme.interface_font("badge")
    sign.setWeight(QFont.Weight.Normal)
    painter.setFont(sign)
    flags = (
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    )
    painter.drawText(box.adjusted(6, 0, 0, 0), flags, "±")


def paint_ring(painter: QPainter, rect: QRect) -> QRect:
    """Draw the ring of the chosen cell just inside `rect`; return what is left for the ground."""
    painter.setPen(QPen(QColor(theme.tokens().accent), 2))
    painter.setBrush(QColor(theme.tokens().page))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS + 1, RADIUS + 1)
    return rect.adjusted(4, 4, -4, -4)


def paint_face(painter: QPainter, rect: QRect, face: Face, font: QFont) -> None:
    """Paint a cell into `rect`; thin gaps to its neighbours are left inside of it."""
    ground, text = _ground(face)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = paint_ring(painter, rect) if face.chosen else rect.adjusted(1, 1, -1, -1)
    if face.gap:
        _paint_hatch(painter, box)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if face.contested:
        _paint_contested(painter, box, text)
    if face.kind == "band":
        painter.fillRect(
            QRect(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(theme.tokens().hair)
        )
    number = QFont(font)
    number.setWeight(QFont.Weight.DemiBold if face.bold else QFont.Weight.Normal)
    painter.setFont(number)
    painter.setPen(text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.text)
