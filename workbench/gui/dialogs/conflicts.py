"""What two people said differently, one after the other, and which of it is to stand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label, strong_font
from workbench.operations.conflicts import SaidConflict


class ConflictsDialog(QDialog):
    """Lists conflicts; `settled` carries a conflict and the number of the version to stand."""

    settled = Signal(object, int)
    claim_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("conflicts")
        self.setWindowTitle("Conflicts")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 460)
        self._said: list[SaidConflict] = []
        self.sentence = plain_label("", "title")
        self.sentence.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("conflicts.list")
        self.list.setAccessibleName("Conflicts")
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._turn)
        self.list.itemActivated.connect(lambda _item: self._go())
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        head = plain_label("Which of these stands?")
        head.setFont(strong_font())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addWidget(self.list, 1)
        column.addWidget(head)
        column.addLayout(self._choices)
        column.addWidget(close_row(self, by_enter=False))

    def show_conflicts(self, said: Sequence[SaidConflict]) -> None:
        """Show these conflicts; the place in the list stays."""
        row = max(0, self.list.currentRow())
        self._said = list(said)
        count = len(said)
        self.sentence.setText(
            f"{count} {'place' if count == 1 else 'places'} where two people wrote without having "
            "seen each other."
            if count
            else "There is no conflict: whatever two people wrote fits together."
        )
        self.list.clear()
        for one in said:
            item = QListWidgetItem(one.about)
            item.setToolTip("Enter shows the claim" if one.conflict.claim else "")
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, count - 1))
        self._turn(self.list.currentRow())

    def _turn(self, row: int) -> None:
        while (old := self._choices.takeAt(0)) is not None:
            inside = old.layout()
            widgets = [old.widget()] if inside is None else [
                found.widget() for found in (inside.itemAt(n) for n in range(inside.count()))
                if found is not None
            ]  # fmt: skip
            for widget in widgets:
                if widget is not None:
                    widget.deleteLater()
        if not 0 <= row < len(self._said):
            return
        said = self._said[row]
        for number, words in enumerate(said.versions):
            line = QHBoxLayout()
            label = plain_label(words)
            label.setWordWrap(True)
            button = QPushButton("Keep this" if number == 0 else "Take this")
            button.setObjectName(f"conflicts.take{number}")
            button.setAccessibleName(f"{button.text()}: {words}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._settle, number))
            line.addWidget(button)
            line.addWidget(label, 1)
            self._choices.addLayout(line)

    def _settle(self, number: int, _on: bool = False) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._said):
            self.settled.emit(self._said[row].conflict, number)

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._said) and self._said[row].conflict.claim is not None:
            self.claim_wanted.emit(self._said[row].conflict.claim)
