"""What could not be taken from a file or a folder, line by line, and what can be done now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label


class ReportDialog(QDialog):
    """A sentence, the single troubles, and buttons for the ways on."""

    def __init__(
        self,
        title: str,
        sentence: str,
        lines: Sequence[str],
        ways: Sequence[tuple[str, Callable[[], None]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("report")
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(600, 380)
        words = plain_label(sentence)
        words.setObjectName("report.sentence")
        words.setWordWrap(True)
        troubles = QListWidget()
        troubles.setObjectName("report.lines")
        troubles.setAccessibleName("What could not be taken")
        troubles.setWordWrap(True)
        troubles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        troubles.setResizeMode(QListWidget.ResizeMode.Adjust)
        troubles.addItems(list(lines))
        buttons = close_row(self)
        for number, (label, run) in enumerate(ways):
            button = buttons.addButton(label, QDialogButtonBox.ButtonRole.ActionRole)
            button.setObjectName(f"report.way.{number}")
            button.setAutoDefault(False)  # Enter shall not take a way by accident
            button.clicked.connect(run)
            button.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        for part in (words, troubles, buttons):
            column.addWidget(part)
