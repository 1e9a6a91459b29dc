"""Long work that holds the main thread: how far it is, and a button to stop it."""

from time import monotonic

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.panes import plain_label

#: Seconds before the window shows, and between two looks at what happened meanwhile.
PATIENCE, STEP = 0.4, 0.05


class Cancelled(Exception):
    """The user stopped the work; whoever does it leaves everything as it was."""


class Patience(QDialog):
    """Shows progress and takes Cancel; the window behind takes nothing while the work goes on.

    Work that is soon done never shows it.
    """

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("patience")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._stopped = False
        self._began = self._last = monotonic()
        label = plain_label(words)
        self._bar = QProgressBar()
        self._bar.setObjectName("patience.bar")
        self._bar.setAccessibleName(words)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, 1000)
        stop = QPushButton("Cancel")
        stop.setObjectName("patience.cancel")
        stop.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(label)
        column.addWidget(self._bar)
        column.addLayout(row)
        self.setMinimumWidth(380)
        self.finished.connect(lambda _result: self._stop())

    def tell(self, done: int, total: int) -> None:
        """Take how many steps of how many are done; raises Cancelled if the user wants no more."""
        now = monotonic()
        if now - self._last >= STEP and now - self._began >= PATIENCE:
            self._last = now
            self._bar.setValue(1000 * done // max(1, total))
            self.show()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if self._stopped:
            raise Cancelled

    def end(self) -> None:
        """Go away: the work is over."""
        self.finished.disconnect()
        self.close()
        self.deleteLater()

    def _stop(self) -> None:
        self._stopped = True
