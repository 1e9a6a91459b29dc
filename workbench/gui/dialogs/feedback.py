"""What others decided on one's claims, and the answers to it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.comments import LONGEST
from db.records import Id
from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label
from workbench.gui.review.card import VERDICT_WORDS
from workbench.gui.review.feedback import FeedbackDelegate, FeedbackModel, FeedbackRow
from workbench.gui.words import counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOBODY = (
    "Nobody has decided on a claim of yours yet. Bring in the file that your reviewer hands back."
)
#: comments that are shown, the latest
_MOST = 4


class _Rows(QListView):
    """The decisions; Enter is told by `entered_row`."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: the rows begin alike."""


class FeedbackDialog(QDialog):
    """Lists decisions; `answered` carries a claim and the words typed.

    Enter in the list asks for the passage by `claim_wanted`, in the field it answers.
    """

    answered = Signal(object, str)
    claim_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("feedback")
        self.setWindowTitle("What was decided on my claims")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 560)
        self._drafts: dict[Id, str] = {}
        self._current: FeedbackRow | None = None
        self.sentence = plain_label("", "title")
        self.sentence.setObjectName("feedback.sentence")
        self.sentence.setWordWrap(True)
        self.model = FeedbackModel(self)
        self.list = self._make_list()
        self._said = plain_label("", "body", "second")
        self._said.setObjectName("feedback.said")
        self._said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addWidget(self.list, 1)
        column.addWidget(self._said)
        column.addLayout(self._answering())
        column.addWidget(close_row(self, by_enter=False))

    def _make_list(self) -> _Rows:
        found = _Rows()
        found.setObjectName("feedback.list")
        found.setAccessibleName("Decisions on my claims")
        found.setFrameShape(QFrame.Shape.NoFrame)
        found.setModel(self.model)
        found.setItemDelegate(FeedbackDelegate(self.model, found))
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        found.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        found.setMouseTracking(True)
        found.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        found.selectionModel().currentChanged.connect(lambda now, _old: self._turn(now.row()))
        found.entered_row.connect(self._go)
        found.doubleClicked.connect(self._go)
        return found

    def _answering(self) -> QHBoxLayout:
        self.field = QLineEdit()
        self.field.setObjectName("feedback.answer")
        self.field.setAccessibleName("Answer")
        self.field.setMaxLength(LONGEST)
        self.field.returnPressed.connect(self._answer)
        self._send = QPushButton("Answer")
        self._send.setObjectName("feedback.send")
        self._send.setProperty("role", "primary")
        self._send.setAutoDefault(False)
        self._send.clicked.connect(self._answer)
        self._show = QPushButton("Show the passage")
        self._show.setObjectName("feedback.show")
        self._show.setToolTip("Show the claim in its text (Enter in the list)")
        self._show.setAutoDefault(False)
        self._show.clicked.connect(self._go)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._send)
        row.addWidget(self._show)
        return row

    # -- what is shown

    def show_rows(self, rows: Sequence[FeedbackRow]) -> None:
        """Show these decisions; the current one stays, and what is typed."""
        self._keep_draft()
        current, self._current = self._current, None
        with QSignalBlocker(self.list.selectionModel()):
            self.model.set_rows(rows)  # the field stays as it is, and the keyboard in it
        self.sentence.setText(_sentence(rows))
        row = self.model.row_of(current.decision if current else None)
        self.list.setCurrentIndex(self.model.index(row or 0))
        self._turn(self.list.currentIndex().row())

    def _turn(self, number: int) -> None:
        """Turn to a row: what was said about it, and the answer that was begun."""
        row = self.model.rows[number] if 0 <= number < len(self.model.rows) else None
        if row is not None and row == self._current:
            return
        self._keep_draft()
        self._current = row
        for widget in (self.field, self._send, self._show):
            widget.setVisible(row is not None)
        said = [f"{one.coder.name}: {one.text}" for one in row.remarks[-_MOST:]] if row else []
        reason = [f"{row.by.name}: {row.reason}"] if row and row.reason else []
        self._said.setText("\n".join([*reason, *said]))
        self._said.setVisible(bool(reason or said))
        self.field.setPlaceholderText(f"Answer {row.by.name}" if row else "")
        self.field.setText(self._drafts.pop(row.decision, "") if row else "")

    def _keep_draft(self) -> None:
        if self._current is not None and self.field.text().strip():
            self._drafts[self._current.decision] = self.field.text()

    # -- what is wanted

    def _go(self) -> None:
        if self._current is not None:
            self.claim_wanted.emit(self._current.claim)

    def _answer(self) -> None:
        """Answer, and turn to the next question that waits."""
        row, words = self._current, self.field.text().strip()
        if row is None or not words:
            return
        self.field.clear()
        self.answered.emit(row.claim, words)
        waits = next((n for n, one in enumerate(self.model.rows) if one.waits), None)
        if waits is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.setCurrentIndex(self.model.index(waits))


def _sentence(rows: Sequence[FeedbackRow]) -> str:
    if not rows:
        return _NOBODY
    parts = [
        f"{number} {VERDICT_WORDS[verdict].lower()}"
        for verdict in VERDICT_WORDS
        if (number := sum(row.verdict == verdict for row in rows))
    ]
    waits = sum(row.waits for row in rows)
    left = f" {counted(waits, 'question')} to be answered." if waits else ""
    return f"{counted(len(rows), 'decision')} on your claims: {', '.join(parts)}.{left}"
