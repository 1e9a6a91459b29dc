"""The check box of rows and of their header, painted."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from workbench.gui import theme

SIZE = 15
#: Pixels between the edge of the table and the check boxes.
INSET = 16


def draw_check(painter: QPainter, middle: QPointF, state: Qt.CheckState) -> None:
    """Draw a check box around a point: empty, filled with a tick, or with a dash for some."""
    now = theme.tokens()
    corner = QPointF(round(middle.x() - SIZE / 2), round(middle.y() - SIZE / 2))
    box = QRectF(corner.x() + 0.5, corner.y() + 0.5, SIZE - 1, SIZE - 1)
    full = state == Qt.CheckState.Checked
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(now.accent if full else now.stroke))
    painter.setBrush(QColor(now.accent if full else now.raised))
    painter.drawRoundedRect(box, 3, 3)
    if full:
        ratio = painter.device().devicePixelRatioF()
        tick = theme.icon_pixmap("check", now.accent_text, 11, ratio)
        painter.drawPixmap(corner + QPointF(2, 2), tick)
    elif state == Qt.CheckState.PartiallyChecked:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        dash = QRect(round(corner.x()) + 4, round(corner.y()) + 7, 7, 1)
        painter.fillRect(dash, QColor(now.text))
    painter.restore()


def check_place(cell: QRect, rtl: bool) -> QPointF:
    """Return the middle of the check box of a row or of the header."""
    across = INSET + SIZE / 2
    x = cell.left() + cell.width() - across if rtl else cell.left() + across
    return QPointF(x, cell.top() + cell.height() / 2)
