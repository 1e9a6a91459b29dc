"""The documents under review: how far each is read, and how many differences are left."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.records import Document, ReadingState
from workbench.gui import theme
from workbench.gui.panes import (
    KeyboardRing,
    draw_icon,
    draw_line,
    draw_ring,
    draw_row,
    strong_font,
)
from workbench.gui.words import tool_tip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS: dict[ReadingState, str] = {
    "unread": "open-circle", "reading": "half-circle", "done": "done",
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with its differences: how many are decided, of how many; None: not known yet."""

    document: Document
    state: ReadingState
    decided: int | None = None
    total: int = 0

    @property
    def words(self) -> str:
        """What stands at the end of the row: how many are left, a tick, or nothing to do."""
        if self.decided is None:
            return "…"
        return str(self.total - self.decided) if self.total > self.decided else "✓"

    @property
    def spoken(self) -> str:
        if self.decided is None:
            return self.document.title
        left = self.total - self.decided
        return f"{self.document.title}, {left} of {self.total} differences left"


class DocumentModel(QAbstractListModel):
    """The documents that are compared."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[DocumentRow] = []

    def set_rows(self, rows: Sequence[DocumentRow]) -> None:
        """Show these documents."""
        same = [row.document.id for row in rows] == [row.document.id for row in self.rows]
        if same:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.document.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(row.spoken)
        return None


class _DocumentDelegate(QStyledItemDelegate):
    def __init__(self, model: DocumentModel, ring: KeyboardRing, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._ring = model, ring

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, max(29, option.fontMetrics.height() + 11))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now, row = theme.tokens(), self._model.rows[index.row()]
        box: QRect = option.rect.adjusted(0, 0, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen:
            draw_row(painter, box, now.accent_tint, now.accent)
        elif over:
            draw_row(painter, box, now.hover)
        middle = box.center().y()
        draw_icon(painter, _ICONS[row.state], now.text2, box.left() + 20, middle, 14)
        font = strong_font() if chosen else theme.interface_font()
        small = theme.interface_font("small")
        end = QRect(box.right() - 40, box.top(), 32, box.height())
        painter.setFont(small)
        painter.setPen(now.text2)
        painter.drawText(
            end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.words
        )
        title = QRect(box.left() + 36, box.top(), box.width() - 36 - 46, box.height())
        draw_line(painter, title, row.document.title, font, now.text)
        if chosen and self._ring.on and option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, box)


class DocumentList(QListView):
    """The rows; Enter is told by `entered_row`."""

    entered_row = Signal()

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.setObjectName("review.documents")
        self.setAccessibleName("Documents")
        self.setModel(model)
        self.setItemDelegate(_DocumentDelegate(model, KeyboardRing(self), self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)
