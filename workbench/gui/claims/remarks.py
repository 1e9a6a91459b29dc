"""What coders say about a claim, under its open card: the comments, and a field for one more."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui import theme
from workbench.gui.claims.card import Remark
from workbench.gui.claims.fields import field_label, plain_label
from workbench.gui.claims.growing import GrowingText
from workbench.gui.claims.measure import Ruler
from workbench.gui.claims.strokes import Coded, badge_width, paint_badge
from workbench.gui.panes import IconButton


def moment(at: str) -> str:
    """Return a moment of the log as a reader of this computer's clock says it: 12 May 2026, 14:03.

    What is no moment comes back as it is.
    """
    try:
        local = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError, OSError):
        return at
    return f"{local.day} {local:%b %Y, %H:%M}"


class Badge(QWidget):
    """The initials of whoever made a claim or a comment; a colleague's are dashed."""

    def __init__(self, of: Coded) -> None:
        super().__init__()
        self._of = of
        self._ruler = Ruler(theme.interface_font("badge"))
        self.setAccessibleName(f"Coder: {of.coder.name}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = badge_width(self._ruler, self._of)
        return QSize(round(width), max(16, self._ruler.height + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, self._ruler, self._of, QRectF(self.rect()))
        painter.end()


class RemarkRow(QWidget):
    """One comment: who and when over the words; one's own can be taken away."""

    removed = Signal(object)

    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self.setObjectName("card.remark")
        self.button: IconButton | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Badge(remark))
        when = plain_label(f"{remark.coder.name}, {moment(remark.at)}", tone="second", small=True)
        when.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(when, 1)
        if remark.mine:
            self.button = IconButton("trash", "Delete this comment", "card.remark.delete")
            self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.button.clicked.connect(lambda: self.removed.emit(remark.id))
            head.addWidget(self.button)
        words = plain_label(remark.text)
        words.setObjectName("card.remark.text")
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(words)


class Remarks(QWidget):
    """The comments of a claim, the oldest first, over a field that adds one on leaving it.

    `added` carries the words, `removed` the comment.
    """

    added = Signal(str)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Remark] = ()
        self._rows: list[RemarkRow] = []
        self.field = GrowingText(
            "card.comment", least=1, most=8, one_line=False, while_typing=False
        )
        self.field.setPlaceholderText("Say something about this claim")
        self.field.saved.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(field_label("Comments", self.field))
        self._column.addWidget(self.field)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these comments; what is typed stays."""
        if remarks == self._shown:
            return
        self._shown = remarks
        for row in self._rows:
            if row.button is not None and row.button.hasFocus():
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [RemarkRow(remark) for remark in remarks]
        for place, row in enumerate(self._rows):
            row.removed.connect(self.removed)
            self._column.insertWidget(1 + place, row)
            row.show()
        self.updateGeometry()

    def tab_stops(self) -> list[QWidget]:
        """The widgets that can take the focus, in their order."""
        return [*(row.button for row in self._rows if row.button is not None), self.field]

    def _add(self, text: str) -> None:
        self.field.empty()
        if text:
            self.added.emit(text)
