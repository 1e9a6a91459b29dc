"""How passages are drawn: highlights, outlines, hits and handles, in the reader's measures."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.gui import theme
from workbench.gui.reader.marks import Mark

RADIUS = 2
LINE = 2  # px of underlines, brackets and rings
OUTLINE = 1.5
LOWER = 3  # px by which a teammate's underline stands lower, so that both show
DASHES = (2.0, 1.5)  # 4 px on, 3 off, in widths of the pen
DOTS = (1.0, 3.0)
HANDLE = 3


def draw_highlight(painter: QPainter, mark: Mark, rects: Iterable[QRectF]) -> None:
    """Draw a passage: filled and underlined if mine, else a lower dashed underline."""
    hue = theme.hue(mark.colour)
    strong = QColor(hue.strong)
    for rect in rects:
        if mark.mine:
            _rounded(painter, rect, QColor(hue.fill))
            painter.fillRect(_underline(rect), strong)
        else:
            y = round(rect.bottom()) + LOWER
            painter.setPen(dashed(strong))
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def draw_selected(painter: QPainter, mark: Mark, rects: Iterable[QRectF]) -> None:
    """Draw a passage of the selected claim: an outline, and a stronger fill if mine."""
    hue = theme.hue(mark.colour)
    strong = QColor(hue.strong)
    for rect in rects:
        if mark.mine:  # fills are for one's own, also when selected
            _rounded(painter, rect, QColor(hue.selected))
            painter.fillRect(_underline(rect), strong)
        pen = QPen(strong, OUTLINE)
        if not mark.mine:
            pen.setDashPattern([4 / OUTLINE, 3 / OUTLINE])
        _outline(painter, rect.adjusted(-1, -1, 1, 1), pen)


def draw_hit(painter: QPainter, rects: Iterable[QRectF], *, current: bool) -> None:
    """Draw a find hit; the current one has the accent's ring."""
    now = theme.tokens()
    ground, edge = (now.accent_tint, now.accent) if current else (now.ask_tint, now.ask)
    for rect in rects:
        _rounded(painter, rect, QColor(ground))
        _outline(painter, rect.adjusted(-1, 0, 1, 0), QPen(QColor(edge), 2 if current else 1))


def draw_mention(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Draw the faint dots under the name of an actor."""
    pen = QPen(QColor(theme.tokens().text3), 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(DOTS)
    painter.setPen(pen)
    for rect in rects:
        y = round(rect.bottom()) + 0.5
        painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def draw_flash(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Draw the outline of a passage that was jumped to."""
    pen = QPen(QColor(theme.tokens().accent), LINE)
    for rect in rects:
        _outline(painter, rect.adjusted(-3, -2, 3, 3), pen)


def draw_place(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Draw the outline of the mention that one is at, close about it."""
    pen = QPen(QColor(theme.tokens().accent), LINE)
    for rect in rects:
        _outline(painter, rect.adjusted(-1, -1, 1, 1), pen)


def draw_handle(painter: QPainter, colour: str, x: float, top: float, bottom: float) -> None:
    """Draw the handle of a bound as a bar with an edge of the page, so that it shows anywhere."""
    bar = QRectF(round(x) - HANDLE / 2, top - 3, HANDLE, bottom - top + 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.tokens().page), 1))
    painter.setBrush(QColor(theme.hue(colour).strong))
    painter.drawRoundedRect(bar.adjusted(-1, -1, 1, 1), 2.5, 2.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def dashed(colour: QColor) -> QPen:
    """Return the pen of a teammate's lines."""
    pen = QPen(colour, LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(DASHES)
    return pen


def _underline(rect: QRectF) -> QRectF:
    return QRectF(rect.left(), round(rect.bottom()) - 1, rect.width(), LINE)


def _rounded(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _outline(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, RADIUS + 1, RADIUS + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
