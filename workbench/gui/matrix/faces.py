"""What a cell looks like: ground, number and marks, painted the same in table and legend."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from workbench.gui import theme
from workbench.gui.panes import strong_font
from workbench.matrix import Gap
from workbench.matrix.figures import ZERO

CORNER = 13
RADIUS = 3
HATCH = 8  # between the lines of a hatch
CURVE = 9  # the height of a curve, in pixels


class Face(NamedTuple):
    """All that tells one cell from another to the eye; equal faces are painted alike.

    `kind` is that of the line (`tag`, `group` or `total`), or `faint` for a cell that steps back;
    `heat` the class of the figure, below 0 for less than nothing; `gap` why there is none;
    `series` the figures of a small curve.
    """

    kind: Literal["tag", "group", "total", "faint"]
    text: str
    heat: int = 0
    bold: bool = False
    contested: bool = False
    gap: Gap = Gap.FILLED
    chosen: bool = False
    series: tuple[float, ...] = ()


def _ground(face: Face) -> tuple[QColor, QColor]:
    now = theme.tokens()
    if face.kind == "tag":
        ground, text = now.heat_of(face.heat)
        return QColor(ground), QColor(now.text3 if face.text == ZERO else text)
    faint = face.text == ZERO or (face.kind != "total" and not face.bold)
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


def _paint_curve(painter: QPainter, box: QRect, series: tuple[float, ...], colour: QColor) -> None:
    """Draw how a figure went over time, along the lower edge; its last point has a dot."""
    low, high = min(0.0, *series), max(series)
    room = (high - low) or 1
    left, wide = box.left() + 8, box.width() - 16
    step = wide / max(1, len(series) - 1)
    points = [
        QPointF(left + n * step, box.bottom() - 4 - CURVE * (value - low) / room)
        for n, value in enumerate(series)
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.2))
    painter.drawPolyline(points)
    painter.setBrush(colour)
    painter.drawEllipse(points[-1], 1.2, 1.2)


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
    if face.text == ZERO and face.gap == Gap.UNREAD:
        _paint_hatch(painter, box)
        return
    if face.text == ZERO and face.gap == Gap.NO_DOCUMENT:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if face.contested:
        _paint_contested(painter, box, text)
    if face.kind == "group":
        painter.fillRect(
            QRect(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(theme.tokens().hair)
        )
    if len(face.series) > 1 and any(face.series):
        _paint_curve(painter, box, face.series, text)
        box = box.adjusted(0, 0, 0, -CURVE)
    painter.setFont(strong_font() if face.bold else font)
    painter.setPen(text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.text)
