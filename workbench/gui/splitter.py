"""A splitter whose handle is a hairline with a grip; a double click brings the widths back."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from workbench.gui import theme

GRIP = QSize(24, 3)
REACH = 3  # pixels that can be grabbed on either side of the line


class Splitter(QSplitter):
    """A splitter that takes 1 px of room; `sizes` are its default sizes in pixels."""

    def __init__(
        self, orientation: Qt.Orientation, sizes: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self._sizes = list(sizes)
        self.setHandleWidth(1)

    def reset(self) -> None:
        """Give the panes their default sizes."""
        self.setSizes(self._sizes)

    def set_default_sizes(self, sizes: Sequence[int]) -> None:
        """Change what a double click brings back (window sizes differ in their defaults)."""
        self._sizes = list(sizes)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """Lies over the edges of its neighbours, so that 7 px can be grabbed and 1 px shows."""

    def __init__(self, orientation: Qt.Orientation, splitter: Splitter) -> None:
        super().__init__(orientation, splitter)
        self._splitter = splitter
        self._held_at = 0  # where the line was grabbed, in pixels from it
        if orientation == Qt.Orientation.Horizontal:
            self.setContentsMargins(REACH, 0, REACH, 0)
        else:
            self.setContentsMargins(0, REACH, 0, REACH)
        # The mask leaves the neighbours visible; the pointer still meets the whole handle.
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        self.setToolTip("Drag to resize, double-click to reset")

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Not the base class's: it would set narrower margins and a mask without the grip.
        self.setMask(QRegion(self.contentsRect()).united(QRegion(self._grip())))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), QColor(now.hair))
        painter.fillRect(self._grip(), QColor(now.stroke))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held_at = self._along(event.position().toPoint()) - REACH

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # The base class would take the edge of the handle for the line, and jump by the reach.
        if event.buttons() & Qt.MouseButton.LeftButton:
            spot = self._splitter.mapFromGlobal(event.globalPosition().toPoint())
            self.moveSplitter(self._along(spot) - self._held_at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._splitter.reset()

    def _along(self, spot: QPoint) -> int:
        return spot.x() if self.orientation() == Qt.Orientation.Horizontal else spot.y()

    def _grip(self) -> QRect:
        upright = self.orientation() == Qt.Orientation.Horizontal
        grip = QRect(0, 0, *((3, 24) if upright else (24, 3)))
        grip.moveCenter(self.rect().center())
        return grip
