"""How passages and regions are drawn on paper: as in the reader, in the colours of the light mode.

Pages stay paper in the dark mode too, for pictures and scans turned inside out are no evidence;
fills are multiplied with the page, so that they lie under its words.
"""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.colours import Hue
from workbench.gui import theme
from workbench.gui.reader.marks import Mark
from workbench.gui.reader.painter import HANDLE, LINE, LOWER, OUTLINE, RADIUS, dashed

_UNDER = QPainter.CompositionMode.CompositionMode_Multiply
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
#: px between an underline and the lower edge of the words' box, which has room below the letters
_UP = 1


def paper_hue(colour: str) -> Hue:
    """Return a hue as it is on paper."""
    hues = theme.LIGHT.hues
    return hues.get(colour.removeprefix("hollow-"), hues["ink"])


def fill(painter: QPainter, rects: Iterable[QRectF], colour: str) -> None:
    """Lay a colour under the words of some rectangles."""
    painter.setCompositionMode(_UNDER)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for rect in rects:
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setCompositionMode(_OVER)


def outline(painter: QPainter, rects: Iterable[QRectF], pen: QPen, out: float = 1) -> None:
    """Draw a line around some rectangles, `out` px outside them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), RADIUS + 1, RADIUS + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_highlight(painter: QPainter, mark: Mark, rects: Iterable[QRectF]) -> None:
    """Draw a passage: filled and underlined if mine, else a lower dashed underline."""
    hue, rects = paper_hue(mark.colour), list(rects)
    strong = QColor(hue.strong)
    if mark.mine:
        fill(painter, rects, hue.fill)
        for rect in rects:
            painter.fillRect(_underline(rect), strong)
    else:
        painter.setPen(dashed(strong))
        for rect in rects:
            y = round(rect.bottom()) + LOWER - _UP
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def draw_selected(painter: QPainter, mark: Mark, rects: Iterable[QRectF]) -> None:
    """Draw a passage of the selected claim: an outline, and a stronger fill if mine."""
    hue, rects = paper_hue(mark.colour), list(rects)
    if mark.mine:
        fill(painter, rects, hue.selected)
        for rect in rects:
            painter.fillRect(_underline(rect), QColor(hue.strong))
    outline(painter, rects, _pen(hue.strong, OUTLINE, dashes=not mark.mine))


def draw_region(painter: QPainter, mark: Mark, rect: QRectF, *, selected: bool) -> None:
    """Draw a rectangle that a claim is about: a frame, and a fill if mine."""
    hue = paper_hue(mark.colour)
    if mark.mine:
        fill(painter, [rect], hue.selected if selected else hue.fill)
    width = LINE + 1 if selected else LINE
    outline(painter, [rect], _pen(hue.strong, width, dashes=not mark.mine), 0)


def draw_hit(painter: QPainter, rects: Iterable[QRectF], *, current: bool) -> None:
    """Draw a find hit; the current one has the accent's ring."""
    paper, rects = theme.LIGHT, list(rects)
    fill(painter, rects, paper.accent_tint if current else paper.ask_tint)
    edge = paper.accent if current else paper.ask
    outline(painter, rects, QPen(QColor(edge), 2 if current else 1))


def draw_mention(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Draw the faint dots under the name of an actor."""
    pen = QPen(QColor(theme.LIGHT.text3), 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern((1.0, 3.0))
    painter.setPen(pen)
    for rect in rects:
        y = round(rect.bottom()) - 0.5
        painter.drawLine(QLineF(rect.left(), y, rect.right(), y))


def draw_place(painter: QPainter, rects: Iterable[QRectF], out: float) -> None:
    """Draw the outline of a passage that was jumped to, or of the mention that one is at."""
    outline(painter, rects, QPen(QColor(theme.LIGHT.accent), LINE), out)


def draw_handle(painter: QPainter, colour: str, x: float, top: float, bottom: float) -> None:
    """Draw the handle of a bound as a bar with an edge of the paper, so that it shows anywhere."""
    bar = QRectF(round(x) - HANDLE / 2, top - 3, HANDLE, bottom - top + 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#FFFFFF"), 1))
    painter.setBrush(QColor(paper_hue(colour).strong))
    painter.drawRoundedRect(bar.adjusted(-1, -1, 1, 1), 2.5, 2.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _pen(colour: str, width: float, *, dashes: bool) -> QPen:
    pen = QPen(QColor(colour), width)
    if dashes:
        pen.setDashPattern([4 / width, 3 / width])
    return pen


def _underline(rect: QRectF) -> QRectF:
    return QRectF(rect.left(), round(rect.bottom()) - 1 - _UP, rect.width(), LINE)
