"""The line at the bottom: who acts, that all is saved, what is read, where one is."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.labels import ElidedLabel
from workbench.gui.panes import plain_label

HEIGHT = 26


class _Initials(QWidget):
    """The badge of the coder at the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFont(theme.interface_font("badge"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 10, metrics.height() + 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._text:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.tokens().text2)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class StatusLine(QFrame):
    """Plain facts, at the left about the project, at the right about the place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAccessibleName("Status")
        self.setProperty("ground", "window")
        self.setProperty("edge", "top")
        self.setMinimumHeight(HEIGHT)
        self._roomy = True
        self._badge = _Initials()
        self._coder = self._label("status.coder")
        self._saved = self._label("status.saved")
        self._read = self._label("status.read")
        self._hint = ElidedLabel("small")
        self._hint.setObjectName("status.hint")
        self._place = self._label("status.place")
        self._lock = QLabel()
        self._stays = self._label("status.stays")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(6)
        for part, space in (
            (self._badge, 0), (self._coder, 14), (self._saved, 14), (self._read, 14),
        ):  # fmt: skip
            row.addWidget(part)
            row.addSpacing(space)
        row.addWidget(self._hint, 1)
        for part in (self._place, self._lock, self._stays):
            row.addSpacing(10)
            row.addWidget(part)
        self.restyle()

    def _label(self, name: str) -> QLabel:
        label = plain_label("", "small", "second")
        label.setObjectName(name)
        return label

    def show_nothing(self, version: str) -> None:
        """Say that no project is open."""
        self._badge.set_text("")
        self._coder.setText("No project open")
        for label in (self._saved, self._read, self._stays):
            label.setText("")
        self._place.setText(f"Version {version}")
        self._lock.hide()

    def show_project(self, coder: str, initials: str, *, writable: bool) -> None:
        """Say who acts and that the file stays where it is."""
        self._badge.set_text(initials)
        self._coder.setText(coder)
        self._saved.setText("" if writable else "Open for reading only")
        self._stays.setText("This file stays on this computer")
        self._lock.show()

    def show_saved(self) -> None:
        """Say when the last change was saved: just now."""
        self._saved.setText(f"✓ Saved {datetime.now():%H:%M}")

    def show_read(self, done: int, total: int) -> None:
        """Say how many documents are read."""
        self._read.setText(f"{done} of {total} documents read" if total else "")

    def show_place(self, words: str) -> None:
        """Say where one is."""
        self._place.setText(words)

    def show_hint(self, words: str) -> None:
        """Say what the keys do while they do something special; empty when that is over."""
        self._hint.set_text(words)
        for label in (self._saved, self._place, self._stays):
            label.setVisible(not words)
        self._read.setVisible(self._roomy and not words)
        self._lock.setVisible(not words and bool(self._stays.text()))

    def fit(self, width: int) -> None:
        """Leave out the least in a narrow window."""
        self._roomy = width >= 900
        self._read.setVisible(self._roomy and not self._hint.text())

    def restyle(self) -> None:
        """Tint the lock for the colours in force."""
        self._lock.setPixmap(theme.icon_pixmap("lock", theme.tokens().text2, 14))
