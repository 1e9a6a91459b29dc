"""Numbers in circles, that tie a place in the text to an entry beside it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from workbench.gui import theme

BUBBLE = 20  # px


def paint_number(
    painter: QPainter, font: QFont, number: int, middle: QPointF, *, current: bool
) -> None:
    """Paint the number of a difference in a circle, filled for the current one."""
    now = theme.tokens()
    text = str(number)
    width = max(BUBBLE, 8 + 7 * len(text))
    box = QRectF(middle.x() - width / 2, middle.y() - BUBBLE / 2, width, BUBBLE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(now.accent if current else now.stroke), 1))
    painter.setBrush(QColor(now.accent if current else now.page))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), BUBBLE / 2, BUBBLE / 2)
    painter.setFont(font)
    painter.setPen(QColor(now.accent_text if current else now.text2))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
