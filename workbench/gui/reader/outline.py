"""The outline beside a text: its headings, to see where one is and to go elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from workbench.gui import theme
from workbench.gui.fields import SearchField
from workbench.gui.panes import KeyboardRing, draw_line, draw_ring, draw_row, strong_font
from workbench.gui.words import folded, tool_tip
from workbench.text.outline import Entry, entry_at

WIDTH = 232  # px
_STEP, _START = 14, 12  # px by which a heading stands under another, and the first from the edge
_DEEPEST = 5
_ENTRY = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class _Entries(QAbstractListModel):
    """The headings that have the words searched for."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.shown = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.words}, level {entry.depth + 1}"
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(entry.words)
            case _ if role == _ENTRY:
                return entry
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a heading under those above it; the one that is read has the tint and the bar."""

    def __init__(self, ring: KeyboardRing) -> None:
        super().__init__(ring)
        self._ring = ring
        self.here: Entry | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, max(25, QFontMetrics(theme.interface_font()).height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        now, state = theme.tokens(), option.state
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        here = entry is self.here
        if here:
            draw_row(painter, option.rect, now.accent_tint, now.accent, rtl)
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            draw_row(painter, option.rect, now.hover)
        start = _START + _STEP * min(entry.depth, _DEEPEST)
        box = option.rect.adjusted(10 if rtl else start, 0, -start if rtl else -10, 0)
        font = strong_font() if here else theme.interface_font()
        draw_line(painter, box, entry.words, font, now.text if entry.depth == 0 else now.text2)
        if self._ring.on and state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, option.rect)


class _List(QListView):
    """Enter and click go to a heading, Esc goes back to the text."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Outline(QFrame):
    """The headings of one document; it follows the place that is read, and announces a choice."""

    #: the offset of a heading to go to
    wanted = Signal(int)
    #: the keyboard goes back to the text
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName("Outline")
        self.setProperty("ground", "panel")
        self.setProperty("edge", "right")
        self.setFixedWidth(WIDTH)
        self._all: tuple[Entry, ...] = ()
        self.search = SearchField("Search headings", "outline.search")
        self.search.textChanged.connect(self._filter)
        self.search.entered.connect(self._enter_list)
        self.search.left.connect(self.left)
        self.list = _List()
        self._model = _Entries()
        self._lay_out()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        view = self.list
        view.setObjectName("outline.list")
        view.setAccessibleName("Headings")
        view.setModel(self._model)
        self._delegate = _Delegate(KeyboardRing(view))
        view.setItemDelegate(self._delegate)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.clicked.connect(self._choose)
        view.chosen.connect(self._choose)
        view.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(view, 1)

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the headings of another document."""
        self._all = entries
        self._delegate.here = None
        self.search.clear()
        self._filter("")

    def __len__(self) -> int:
        """How many headings there are."""
        return len(self._all)

    def follow(self, offset: int) -> None:
        """Mark the heading under which a place of the text stands, and bring it into sight."""
        number = entry_at(self._all, offset)
        here = self._all[number] if number is not None else None
        if here is self._delegate.here:
            return
        self._delegate.here = here
        self.list.viewport().update()
        row = next((n for n, one in enumerate(self._model.shown) if one is here), None)
        if row is not None and not self.list.hasFocus():
            self.list.setCurrentIndex(self._model.index(row))
            self.list.scrollTo(self._model.index(row))

    def _filter(self, words: str) -> None:
        parts = folded(words).split()
        self._model.show([e for e in self._all if all(part in folded(e.words) for part in parts)])

    def _enter_list(self) -> None:
        if self._model.shown:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(self._model.shown[index.row()].start)
