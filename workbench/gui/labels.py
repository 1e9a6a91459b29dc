"""A one-line label that shortens what does not fit and then tells it whole in its tool tip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.words import is_right_to_left, tool_tip


class ElidedLabel(QWidget):
    """Plain text on one line; takes the room there is."""

    def __init__(
        self, role: str = "body", tone: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.set_tone(tone)
        self._text = ""
        self.setFont(theme.interface_font(role))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(tool_tip(text))
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Take another colour: "second", "third", or that of all text."""
        self._tone = {"second": "text2", "third": "text3"}.get(tone, "text")
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        return QSize(
            self.fontMetrics().horizontalAdvance(self._text) + 2, self.fontMetrics().height() + 2
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the system's font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(theme.interface_font(self._role))
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, shortened at its end."""
        painter = QPainter(self)
        painter.setPen(getattr(theme.tokens(), self._tone))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        side = (
            Qt.AlignmentFlag.AlignRight
            if is_right_to_left(self._text)
            else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, shown)
