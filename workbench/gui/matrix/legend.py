"""What the grounds and marks of the table mean, painted as the cells are."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.faces import ZERO, Face, paint_face
from workbench.gui.matrix.refill import refill
from workbench.gui.panes import strong_font

SWATCH, SWATCH_HEIGHT, BETWEEN = 28, 20, 2


class Entry(QWidget):
    """One or more swatches and what they mean."""

    def __init__(self, faces: list[Face], words: str) -> None:
        super().__init__()
        self._faces, self._words = faces, words
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.interface_font("small"))
        scale = len(self._faces) * (self._swatch() + BETWEEN)
        wide = scale + 6 + metrics.horizontalAdvance(self._words) + 2
        return QSize(wide, max(SWATCH_HEIGHT, metrics.height()))

    def _swatch(self) -> int:
        metrics = QFontMetrics(strong_font("small"))
        return max([SWATCH, *(metrics.horizontalAdvance(face.text) + 8 for face in self._faces)])

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = theme.interface_font("small")
        x, top = 0, (self.height() - SWATCH_HEIGHT) // 2
        for face in self._faces:
            box = QRect(x, top, self._swatch(), SWATCH_HEIGHT)
            paint_face(painter, box, face, small)
            painter.setPen(QPen(QColor(now.hair if face.heat else now.stroke), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            x += box.width() + BETWEEN
        painter.setFont(small)
        painter.setPen(QColor(now.text2))
        words = self.rect().adjusted(x + 6, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)


class Legend(QWidget):
    """Says only what the table can show at the time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix.legend")
        self.setAccessibleName("Legend")
        self._flow = FlowLayout(self, gap=24, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_for(self, limits: tuple[int, ...], *, contested: bool, gaps_known: bool) -> None:
        """Explain the heat classes from their least counts, and the marks that may occur."""
        scale = [Face("tag", f"{limit:,}", i) for i, limit in enumerate(limits, 1)]
        entries = [(scale, "claims, from")] if scale else []
        if contested:
            entries.append(([Face("tag", "", contested=True)], "contested: claims for and against"))
        entries.append(([Face("tag", ZERO)], "read, nothing found" if gaps_known else "no claims"))
        if gaps_known:
            entries.append(([Face("tag", "", gap=True)], "gap: not yet read"))
        refill(self._flow, [Entry(faces, words) for faces, words in entries])
