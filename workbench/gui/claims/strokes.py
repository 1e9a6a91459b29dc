"""The lines of a claim card: its edge, the edge in its hue, and the badge of its coder."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from db.records import Coder
from workbench.gui import theme
from workbench.gui.claims.measure import Ruler


class Coded(Protocol):
    """What a coder made: a claim's card, a comment."""

    @property
    def coder(self) -> Coder: ...
    @property
    def mine(self) -> bool: ...


def mirror(box: QRectF, width: float, mirrored: bool) -> QRectF:
    """Return a box of a card, on the other side in a right-to-left interface."""
    return QRectF(width - box.right(), box.top(), box.width(), box.height()) if mirrored else box


def paint_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    """Paint the ground and edge of a closed card."""
    now = theme.tokens()
    selected = bool(state & QStyle.StateFlag.State_Selected)
    focus = selected and bool(state & QStyle.StateFlag.State_HasFocus)
    over = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2 if focus else 1
    painter.setPen(
        QPen(QColor(now.accent if selected else now.stroke if over else now.hair), width)
    )
    painter.setBrush(QColor(now.raised))
    inset = width / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 6, 6)


def paint_edge(
    painter: QPainter, box: QRectF, colour: str, *, dashed: bool, mirrored: bool = False
) -> None:
    """Paint the 3 px edge of a card: in its hue, grey without one; dashed if another's."""
    strong = QColor(theme.hue(colour).strong if colour else theme.tokens().stroke)
    x = round(box.right()) - 2.5 if mirrored else box.left() + 2.5
    pen = QPen(strong, 3)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([4 / 3, 1])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, box.top() + 8), QPointF(x, box.bottom() - 8))
    painter.restore()


def badge_width(ruler: Ruler, card: Coded) -> float:
    """Return the width of the box with a coder's initials."""
    return max(22.0, round(ruler.width(card.coder.initials)) + 8.0)


def paint_badge(painter: QPainter, ruler: Ruler, card: Coded, box: QRectF) -> None:
    """Paint a coder's initials in a box: solid mine, dashed a colleague's."""
    now = theme.tokens()
    pen = QPen(QColor(now.stroke), 1)
    if not card.mine:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(ruler.font)
    painter.setPen(QColor(now.text2))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.coder.initials)
