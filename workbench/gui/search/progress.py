"""How far a search or its index is, in the narrow width of a pane."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workbench.gui.labels import ElidedLabel

#: Milliseconds before the bar shows.
PATIENCE = 300


class SearchProgress(QWidget):
    """How far long work is, over a button to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        # What is soon done shows no bar: it would only flicker.
        self._delay = QTimer(self, singleShot=True, interval=PATIENCE)
        self._delay.timeout.connect(self.show)
        self._words = ElidedLabel("small", "second")
        self._bar = QProgressBar()
        self._bar.setObjectName("search.progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._stop = QPushButton("Cancel")
        self._stop.setObjectName("search.cancel")
        self._stop.setProperty("role", "small")
        self._stop.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addLayout(row)
        self.hide()

    def show_progress(self, done: int, total: int, name: str, *, searching: bool) -> None:
        """Show how much is done of a total, unless it is soon done; all of it hides the bar."""
        self.busy = done < total
        if not self.busy:
            self._delay.stop()
            self.hide()
        elif self.isHidden() and not self._delay.isActive():
            self._delay.start()
        what = "Searching" if searching else "Indexing"
        self._words.set_text(f"{what} {name}" if name else what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * done / max(total, 1)))
