"""Pictures painted: the shapes of an exporter's drawing, on the screen, into PNG and into PDF."""

import math
import os
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLineF,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication

from db.errors import Invalid
from workbench.exchange.files import replace_file
from workbench.exporters.picture_drawing import (
    FONTS,
    Box,
    Corner,
    Disc,
    Drawing,
    Shape,
    Stroke,
    Words,
)

#: the name under which a picture carries its proof
PROOF = "proof"
_HATCH = 9.9  # across, between the lines of a hatch
_DOTS = 96  # of an inch: the unit of drawings
_LARGEST_PAGE = 14_400 * _DOTS / 72  # programs show no larger ones
_SHARP, _MOST_PIXELS = 40_000_000, 120_000_000


def paint_drawing(painter: QPainter, drawing: Drawing) -> None:
    """Paint a drawing at the painter's origin, a unit a pixel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), QColor(drawing.ground))
    for x, y, part in drawing.parts:
        painter.save()
        painter.translate(x, y)
        for shape in part.shapes:
            _paint(painter, shape)
        painter.restore()


def save_picture(drawing: Drawing, proof: str, path: Path) -> None:
    """Write a drawing as PNG or PDF, as the name ends, with its proof inside.

    Raises Invalid for a PNG that would be too large, `Unwritable` or `FullDisk`.
    """
    _need_fonts()
    data = _pdf(drawing, proof) if path.suffix.lower() == ".pdf" else _png(drawing, proof)
    replace_file(path, data)


def _need_fonts() -> None:
    """Start Qt without a window where none is open: on the command line."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _Kept.app = QApplication([])


class _Kept:
    app: QApplication | None = None


def _png(drawing: Drawing, proof: str) -> bytes:
    pixels = drawing.width * drawing.height
    if pixels > _MOST_PIXELS:
        raise Invalid("The picture would be too large for PNG: take SVG or PDF, or filter it.")
    scale = 2 if 4 * pixels <= _SHARP else 1
    image = QImage(
        math.ceil(drawing.width * scale), math.ceil(drawing.height * scale),
        QImage.Format.Format_RGB32,
    )  # fmt: skip
    image.setDotsPerMeterX(round(scale * _DOTS / 0.0254))
    image.setDotsPerMeterY(round(scale * _DOTS / 0.0254))
    image.setText("Title", drawing.title)
    image.setText(PROOF, proof)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_drawing(painter, drawing)
    painter.end()
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _pdf(drawing: Drawing, proof: str) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    scale = min(1, _LARGEST_PAGE / max(drawing.width, drawing.height))
    size = QSizeF(drawing.width * scale * 72 / _DOTS, drawing.height * scale * 72 / _DOTS)
    writer.setResolution(_DOTS)
    writer.setPageSize(
        QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF())
    writer.setTitle(drawing.title)
    writer.addFileAttachment(f"{PROOF}.json", QByteArray(proof.encode()), "application/json")
    painter = QPainter(writer)
    painter.scale(scale, scale)
    paint_drawing(painter, drawing)
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _paint(painter: QPainter, shape: Shape) -> None:
    match shape:
        case Box():
            _box(painter, shape)
        case Disc(x, y, radius, fill, stroke):
            _ink(painter, fill, stroke)
            painter.drawEllipse(QPointF(x, y), radius, radius)
        case Corner(x, y, size, fill):
            _ink(painter, fill, "")
            points = [QPointF(x - size, y), QPointF(x, y), QPointF(x, y + size)]
            painter.drawPolygon(QPolygonF(points))
        case Stroke():
            _stroke(painter, shape)
        case Words():
            _words(painter, shape)


def _ink(painter: QPainter, fill: str, stroke: str) -> None:
    painter.setBrush(QBrush(QColor(fill)) if fill else QBrush())
    painter.setPen(QPen(QColor(stroke), 1) if stroke else QPen(Qt.PenStyle.NoPen))


def _box(painter: QPainter, box: Box) -> None:
    rect = QRectF(box.x, box.y, box.width, box.height)
    if box.hatch:
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(QColor(box.hatch), 1))
        # Every line is one of a net over the whole picture, so that hatched neighbours meet.
        first = math.floor((box.x + box.y) / _HATCH)
        last = math.ceil((box.x + box.y + box.width + box.height) / _HATCH)
        for n in range(first, last + 1):
            x = n * _HATCH - box.y
            painter.drawLine(QLineF(x, box.y, x - box.height, box.y + box.height))
        painter.restore()
        return
    _ink(painter, box.fill, box.stroke)
    painter.drawRoundedRect(rect, box.radius, box.radius)


def _stroke(painter: QPainter, line: Stroke) -> None:
    pen = QPen(QColor(line.colour), line.width)
    if line.dashed:
        pen.setDashPattern([6 / line.width, 4 / line.width])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(QBrush())
    path = QPainterPath(QPointF(line.x1, line.y1))
    if line.curved:
        middle = (line.x1 + line.x2) / 2
        path.cubicTo(middle, line.y1, middle, line.y2, line.x2, line.y2)
    else:
        path.lineTo(line.x2, line.y2)
    painter.drawPath(path)


def _words(painter: QPainter, words: Words) -> None:
    font = QFont()
    font.setFamilies(list(FONTS))
    font.setPixelSize(max(round(words.size), 1))
    font.setWeight(QFont.Weight.DemiBold if words.bold else QFont.Weight.Normal)
    width = QFontMetricsF(font).horizontalAdvance(words.text) if words.anchor != "start" else 0
    start = QPointF(-width / 2 if words.anchor == "middle" else -width, 0)
    painter.save()
    painter.translate(words.x, words.y)
    painter.rotate(words.turn)
    if words.outline:
        path = QPainterPath()
        path.addText(start, font, words.text)
        painter.strokePath(path, QPen(QColor(words.colour), 4))
    else:
        painter.setFont(font)
        painter.setPen(QColor(words.colour))
        painter.drawText(start, words.text)
    painter.restore()
