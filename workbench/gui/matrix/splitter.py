"""The line between table and drill-down: thin to see, wide to grab."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from workbench.gui import theme

GRAB, GRIP_LENGTH, GRIP_WIDTH = 7, 24, 3


class Handle(QSplitterHandle):
    """A line of one pixel with a grip; a double click asks for the first sizes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.tokens()
        middle = self.rect().center()
        painter.fillRect(self.rect(), QColor(now.page))
        upright = self.orientation() == Qt.Orientation.Horizontal
        line = QRect(middle.x(), 0, 1, self.height())
        grip = QRect(0, 0, GRIP_WIDTH, GRIP_LENGTH)
        if not upright:
            line = QRect(0, middle.y(), self.width(), 1)
            grip = grip.transposed()
        grip.moveCenter(middle)
        painter.fillRect(line, QColor(now.hair))
        painter.fillRect(grip, QColor(now.stroke))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        splitter = self.splitter()
        if isinstance(splitter, Splitter):
            splitter.reset_wanted.emit()


class Splitter(QSplitter):
    """Signals `reset_wanted` on a double click of the handle."""

    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHandleWidth(GRAB)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return Handle(self.orientation(), self)
