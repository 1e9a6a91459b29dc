"""The password of a protected file; it is used for the reading alone and kept nowhere."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from workbench import operations
from workbench.gui.panes import plain_label


class PasswordDialog(QDialog):
    """Asks for the password of one file."""

    given = Signal(Path, str)

    def __init__(self, path: Path, doubt: operations.PasswordNeeded, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        self.setObjectName("password")
        self.setWindowTitle("Password")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        question = plain_label(
            f"The password does not open “{path.name}”. Try another:"
            if doubt.wrong
            else f"“{path.name}” is protected. Its password:"
        )
        question.setWordWrap(True)
        self._line = QLineEdit()
        self._line.setObjectName("password.line")
        self._line.setAccessibleName("Password")
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        buttons = QDialogButtonBox()
        take = buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        take.setObjectName("password.take")
        take.setProperty("role", "primary")
        take.setEnabled(False)
        self._line.textChanged.connect(lambda text: take.setEnabled(bool(text)))
        leave = buttons.addButton("Leave it out", QDialogButtonBox.ButtonRole.RejectRole)
        leave.setObjectName("password.leave")
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        for part in (question, self._line, buttons):
            column.addWidget(part)

    def _take(self) -> None:
        self.given.emit(self._path, self._line.text())
        self.close()
