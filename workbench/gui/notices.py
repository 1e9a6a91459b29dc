"""What the program says in passing: a notice of one line, and the progress of long work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from workbench.gui import theme
from workbench.gui.panes import IconButton, plain_label

Kind = Literal["info", "error", "done"]
Action = tuple[str, Callable[[], object]]

SECONDS = 8
ICONS: dict[Kind, str] = {"info": "info", "error": "warning", "done": "check"}


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence, and what can be done about it."""

    text: str
    kind: Kind = "info"
    action: Action | None = None
    other: Action | None = None
    stays: bool = False


class NoticeBar(QFrame):
    """One line above the status bar; hidden while there is nothing to say.

    A notice goes after 8 seconds, but waits while it is pointed at or focused. An error stays until
    it is closed; a notice that comes meanwhile stands before it and then makes way again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("ground", "window")
        self.setProperty("edge", "top")
        self._shown: Notice | None = None
        self._error: Notice | None = None
        self._before: QWidget | None = None
        self._icon = QLabel()
        self._text = plain_label()
        self._text.setObjectName("notice.text")
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName("notice.action")
        self._button.setProperty("role", "small")
        self._other = QPushButton()
        self._other.setObjectName("notice.other")
        self._other.setProperty("role", "small")
        self._close = IconButton("close", "Close this notice", "notice.close")
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.dismiss)
        self._button.clicked.connect(lambda: self._act(self._shown and self._shown.action))
        self._other.clicked.connect(lambda: self._act(self._shown and self._shown.other))
        self._close.clicked.connect(self.dismiss)
        for widget in (self._button, self._other, self._close):
            widget.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._other)
        row.addWidget(self._close)
        self.hide()

    def show_notice(
        self,
        text: str,
        kind: Kind = "info",
        action: Action | None = None,
        other: Action | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Say one sentence; `action` and `other` are words on buttons and what these do.

        With `stays` it waits to be answered or closed.
        """
        notice = Notice(text, kind, action, other, stays)
        if kind == "error":
            self._error = notice
        self._show(notice)
        event = QAccessibleAnnouncementEvent(self, text)
        if kind == "error":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def dismiss(self) -> None:
        """Take the notice away; an error that it stood before comes back."""
        shown, self._shown = self._shown, None
        if shown is self._error:
            self._error = None
        if self._error is not None:
            self._show(self._error)
            return
        had_focus = self._is_focused()
        self._timer.stop()
        self.hide()
        if had_focus and self._before is not None and isValid(self._before):
            self._before.setFocus()

    def dismiss_all(self) -> None:
        """Take every notice away, errors too."""
        self._error = None
        self.dismiss()

    def text(self) -> str:
        """Return the sentence that is shown, empty if there is none."""
        return self._shown.text if self._shown else ""

    def _show(self, notice: Notice) -> None:
        if not self._is_focused():
            self._before = QApplication.focusWidget()
        self._shown = notice
        self._text.setText(" ".join(notice.text.split()))
        self.setAccessibleName(notice.text)
        for button, way in ((self._button, notice.action), (self._other, notice.other)):
            button.setVisible(way is not None)
            button.setText(way[0] if way else "")
        self._tint()
        self.show()
        self._wait()

    def _act(self, action: Action | None) -> None:
        self.dismiss()
        if action:
            action[1]()

    def _wait(self) -> None:
        """Let the time run unless somebody is busy with the notice, or it is an error."""
        stays = self._shown is None or self._shown.kind == "error" or self._shown.stays
        if stays or self.underMouse() or self._is_focused():
            self._timer.stop()
        else:
            self._timer.start()

    def _is_focused(self) -> bool:
        return any(each.hasFocus() for each in (self._button, self._other, self._close))

    def _tint(self) -> None:
        if self._shown is None:
            return
        now = theme.tokens()
        colour = {"info": now.text2, "error": now.no, "done": now.ok}[self._shown.kind]
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(theme.icon_pixmap(ICONS[self._shown.kind], colour, 16, ratio))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._wait)
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        QTimer.singleShot(0, self, self._wait)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


class ProgressStrip(QFrame):
    """Long work in one line: what is being done, how far it is, and a button to stop it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setProperty("ground", "window")
        self.setProperty("edge", "top")
        self._text = plain_label()
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setObjectName("progress.bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(180, 6)
        self._cancel = QPushButton("Cancel")
        self._cancel.setObjectName("progress.cancel")
        self._cancel.setProperty("role", "small")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.hide()

    def set_progress(self, done: int, total: int, text: str) -> None:
        """Show how many steps are done; a total of 0 means that nobody knows how many there are.

        The first call shows the strip, `done == total` (above 0) hides it.
        """
        if total and done >= total:
            self.finish()
            return
        if not self.isVisible():
            self._cancel.setEnabled(True)
            self._cancel.setText("Cancel")
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show()

    def finish(self) -> None:
        """Hide the strip: the work is done, was stopped, or failed."""
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText("Stopping…")
        self.cancelled.emit()
