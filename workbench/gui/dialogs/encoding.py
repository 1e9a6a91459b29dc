"""Which encoding a file has, shown by how its words look in each."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workbench import operations
from workbench.gui.panes import plain_label


class EncodingDialog(QDialog):
    """Lets the user choose among the candidates of one file by their previews."""

    chosen = Signal(Path, str)

    def __init__(self, path: Path, doubt: operations.EncodingDoubt, parent: QWidget) -> None:
        super().__init__(parent)
        self._path, self._candidates = path, doubt.candidates
        self.setObjectName("encoding")
        self.setWindowTitle("How is this file encoded?")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 420)
        question = plain_label(f"In which of these does “{path.name}” read as it should?")
        question.setWordWrap(True)
        self._list = QListWidget()
        self._list.setObjectName("encoding.list")
        self._list.setAccessibleName("Encodings")
        self._list.setMaximumHeight(140)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        for candidate in self._candidates:
            self._list.addItem(candidate.label)
        self._preview = QPlainTextEdit()
        self._preview.setObjectName("encoding.preview")
        self._preview.setAccessibleName("How the text reads")
        self._preview.setReadOnly(True)
        self._list.currentRowChanged.connect(
            lambda row: self._preview.setPlainText(self._candidates[row].preview)
        )
        self._list.itemActivated.connect(lambda _item: self._take())
        self._list.setCurrentRow(0)
        buttons = QDialogButtonBox()
        take = buttons.addButton("Import so", QDialogButtonBox.ButtonRole.AcceptRole)
        take.setObjectName("encoding.take")
        take.setProperty("role", "primary")
        leave = buttons.addButton("Leave it out", QDialogButtonBox.ButtonRole.RejectRole)
        leave.setObjectName("encoding.leave")
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        for part in (question, self._list, self._preview, buttons):
            column.addWidget(part)

    def _take(self) -> None:
        self.chosen.emit(self._path, self._candidates[self._list.currentRow()].encoding)
        self.close()
