"""Fields to type into: a search field, several lines of plain text, a field under its label."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.gui import theme
from workbench.gui.panes import plain_label


class SearchField(QLineEdit):
    """A search field: Esc empties it, then leaves; Down and Enter go on to what was found."""

    left = Signal()
    entered = Signal()

    def __init__(self, placeholder: str, object_name: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setObjectName(object_name)
        self.setAccessibleName(placeholder)
        self._glass: QAction = self.addAction(
            theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._glass.setIcon(theme.icon("search"))
        super().changeEvent(event)


def text_field(object_name: str) -> QPlainTextEdit:
    """Return a field for several lines of plain text; Tab leaves it."""
    field = QPlainTextEdit()
    field.setObjectName(object_name)
    field.setProperty("field", "true")
    field.setTabChangesFocus(True)
    return field


def typed(field: QPlainTextEdit) -> str:
    """Return what stands in a field, sign by sign: `toPlainText` would lose no-break spaces."""
    return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def labelled(words: str, field: QWidget) -> QWidget:
    """Return a field under its label, which is also its accessible name."""
    box = QWidget()
    label = plain_label(words, "small", "second")
    label.setBuddy(field)
    field.setAccessibleName(words)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    return box
