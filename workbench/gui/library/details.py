"""What is known of a document: who wrote it, when, where it came from, how far to trust it."""

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.records import Document
from workbench.gui.admiralty import RELIABILITY
from workbench.gui.fields import labelled, text_field, typed
from workbench.gui.panes import plain_label

LINES = {
    "title": "Title",
    "author": "Author",
    "publisher": "Publisher",
    "published_on": "Date",
    "url": "Link",
    "language": "Language",
}
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
HINT = "Kept as written. Only 2026, 2026-03 or 2026-03-14 sort by date."


class DocumentDetails(QDialog):
    """A form that stands beside the work; `saved` carries the document and only what changed.

    The names of the changes are those of `Document`.
    """

    saved = Signal(object, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("document.details")
        self.setModal(False)
        self._document: Document | None = None
        self._before: dict[str, str] = {}
        self._lines = {name: QLineEdit() for name in LINES}
        for name, line in self._lines.items():
            line.setObjectName(f"document.details.{name}")
        self._lines["published_on"].setPlaceholderText("2026-03-14")
        self._lines["url"].setPlaceholderText("https://")
        self._lines["language"].setPlaceholderText("en, ar, fa")
        self._hint = plain_label(HINT, "small", "second")
        self._hint.setWordWrap(True)
        self._note = text_field("document.details.note")
        self._reliability = QComboBox()
        self._reliability.setObjectName("document.details.reliability")
        for letter, words in RELIABILITY.items():
            self._reliability.addItem(words, letter)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        for button in self._buttons.buttons():
            button.setIcon(QIcon())  # the style's own icons are none of ours
            button.setObjectName(f"document.details.{button.text().replace('&', '').lower()}")
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("role", "primary")
        self._buttons.accepted.connect(self._save)
        self._buttons.rejected.connect(self.reject)
        self._lines["published_on"].textChanged.connect(self._check_date)
        self._lay_out()

    def show_document(self, document: Document) -> None:
        """Show what is known of a document, in place of what was shown before."""
        self._document = document
        self.setWindowTitle(f"Details: {document.title or document.name}")
        for name, line in self._lines.items():
            line.setText(getattr(document, name))
            line.setCursorPosition(0)
        self._reliability.setCurrentIndex(max(0, self._reliability.findData(document.reliability)))
        self._note.setPlainText(document.note)
        self._check_date()
        self._before = self._written()
        self.show()
        self.raise_()
        self.activateWindow()
        self._lines["title"].setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)

        def line(name: str) -> QWidget:
            return labelled(LINES[name], self._lines[name])

        grid.addWidget(line("title"), 0, 0, 1, 2)
        grid.addWidget(line("author"), 1, 0)
        grid.addWidget(line("publisher"), 1, 1)
        grid.addWidget(line("published_on"), 2, 0)
        grid.addWidget(line("language"), 2, 1)
        grid.addWidget(self._hint, 3, 0, 1, 2)
        grid.addWidget(line("url"), 4, 0, 1, 2)
        grid.addWidget(labelled("Source reliability", self._reliability), 5, 0, 1, 2)
        grid.addWidget(labelled("Note", self._note), 6, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(self._buttons)
        self.resize(480, 520)

    def _written(self) -> dict[str, str]:
        written = {name: line.text().strip() for name, line in self._lines.items()}
        written["reliability"] = self._reliability.currentData()
        written["note"] = typed(self._note).strip()
        return written

    def _check_date(self) -> None:
        date = self._lines["published_on"].text().strip()
        self._hint.setVisible(bool(date) and ISO_DATE.fullmatch(date) is None)

    def _save(self) -> None:
        changes = {
            name: value for name, value in self._written().items() if value != self._before[name]
        }
        document = self._document
        self.accept()
        if document is not None and changes:
            self.saved.emit(document, changes)
