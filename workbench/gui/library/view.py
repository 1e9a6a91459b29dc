"""The library pane: the documents of the project, to be found, opened and marked as read."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from db.records import Id
from workbench.gui.fields import SearchField
from workbench.gui.library.delegate import LibraryDelegate
from workbench.gui.library.menus import filter_menu, row_menu
from workbench.gui.library.model import LibraryModel, LibraryRow, Role
from workbench.gui.panes import (
    EmptyState,
    IconButton,
    KeyboardRing,
    PaneHeader,
    local_files,
)


class LibraryList(QListView):
    """The list: Enter and click open, Ctrl+Enter opens beside, Delete removes."""

    wanted = Signal(str, object)
    #: more is wanted to be known of a document, whose tool tip is about to show
    asked = Signal(object)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, model: LibraryModel) -> None:
        super().__init__()
        self.setObjectName("library.list")
        self.setAccessibleName("Documents")
        self.setModel(model)
        self.setItemDelegate(LibraryDelegate(KeyboardRing(self)))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self._want("open", index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            beside = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._want("beside" if beside else "open", index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self._want("remove", index)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid():
                self.asked.emit(index.data(Role.ROW).document.id)
        return super().viewportEvent(event)

    def show_tip_again(self, document: Id) -> None:
        """Show the tool tip of a document anew where it is on the screen."""
        place = self.viewport().mapFromGlobal(QCursor.pos())
        index = self.indexAt(place)
        here = index.isValid() and index.data(Role.ROW).document.id == document
        if here and QToolTip.isVisible():
            QToolTip.showText(
                QCursor.pos(), index.data(Qt.ItemDataRole.ToolTipRole), self.viewport()
            )

    def _want(self, what: str, index: QModelIndex) -> None:
        self.wanted.emit(what, index.data(Role.ROW).document.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, spot = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            spot = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(index, spot)


class LibraryPane(QFrame):
    """The documents of the project; it shows records and says what is wanted, and does nothing.

    Signals carry document ids; `state_wanted` also the reading state, `files_dropped` a list of
    paths.
    """

    opened = Signal(object)
    opened_beside = Signal(object)
    import_wanted = Signal()
    state_wanted = Signal(object, str)
    details_wanted = Signal(object)
    remove_wanted = Signal(object)
    files_dropped = Signal(list)
    #: how many mentions a document has is wanted, for `set_mentions`
    described = Signal(object)

    def __init__(self, import_keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAccessibleName("Library")
        self.setProperty("ground", "panel")
        self.setAcceptDrops(True)
        self._import_keys = import_keys
        self.model = LibraryModel(self)
        self.list = LibraryList(self.model)
        self.search = SearchField("Search titles", "library.search")
        self._filter = IconButton("filter", "Filter and sort", "library.filter")
        self._filter.setCheckable(True)
        self.search.setAcceptDrops(False)  # a file dropped on the field is meant for the library
        self._add = IconButton("plus", "Import documents", "library.import")
        if import_keys:
            self._add.setToolTip(f"Import documents ({import_keys})")
        self._header = PaneHeader("Library", self._filter, self._add)
        self._empty = EmptyState("library.empty")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._refresh()

    def set_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show these documents; current row, scroll position and search stay."""
        current = self._current()
        scroll = self.list.verticalScrollBar().value()
        self.model.set_rows(rows)
        self._restore(current)
        self.list.verticalScrollBar().setValue(scroll)
        self._refresh()

    def set_mentions(self, document: Id, words: str) -> None:
        """Say in the tool tip of a document how many mentions it has."""
        if self.model.mentions.get(document) != words:
            self.model.mentions[document] = words
            self.list.show_tip_again(document)

    def set_current(self, document: Id | None) -> None:
        """Mark the document that is being read and bring it into view, if it is shown."""
        self.model.set_open(document)
        place = self.model.place(document)
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))

    def _lay_out(self) -> None:
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        field = QHBoxLayout()
        field.setContentsMargins(10, 0, 10, 6)
        field.addWidget(self.search)
        rows = QHBoxLayout()
        rows.setContentsMargins(4, 0, 4, 0)
        rows.addWidget(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(field)
        column.addLayout(rows, 1)

    def _connect(self) -> None:
        self._add.clicked.connect(self.import_wanted)
        self._filter.clicked.connect(self._show_filter_menu)
        self.search.textChanged.connect(self._searched)
        self.search.entered.connect(self._go_to_list)
        self.search.left.connect(self.list.setFocus)
        self._empty.wanted.connect(self._empty_button)
        self.list.wanted.connect(self._do)
        self.list.asked.connect(self.described)
        self.list.menu_wanted.connect(self._show_row_menu)

    def _current(self) -> Id | None:
        index = self.list.currentIndex()
        return self.model.row(index).document.id if index.isValid() else None

    def _restore(self, document: Id | None) -> None:
        place = self.model.place(document)
        if place is not None and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place))

    def _searched(self, words: str) -> None:
        self.model.words = words
        self._filtered()

    def _filtered(self) -> None:
        current = self._current() or self.model.open
        self.model.refresh()
        self._restore(current)
        self._refresh()

    def _refresh(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self._header.set_count(str(total) if shown == total else f"{shown} of {total}")
        self._filter.setChecked(self.model.state is not None)
        words = self.search.text().strip()
        if not total:
            self._empty.say("No documents yet.", "Import documents", self._import_keys)
        elif words:
            self._empty.say(f"Nothing matches ‘{words}’.", "Clear search", "Esc")
        else:
            self._empty.say(f"No document is marked as {self.model.state}.", "Show all")
        self._pages.setCurrentWidget(self.list if shown else self._empty)

    def _empty_button(self) -> None:
        if not self.model.total:
            self.import_wanted.emit()
        elif self.search.text().strip():
            self.search.clear()
            self.search.setFocus()
        else:
            self.model.state = None
            self._filtered()

    def _go_to_list(self) -> None:
        if not self.model.rowCount():
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _do(self, what: str, document: Id) -> None:
        signal = {
            "open": self.opened,
            "beside": self.opened_beside,
            "details": self.details_wanted,
            "remove": self.remove_wanted,
        }[what]
        signal.emit(document)

    def _show_filter_menu(self) -> None:
        menu = filter_menu(self, self.model, self._filtered)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._filter.mapToGlobal(self._filter.rect().bottomLeft()))

    def _show_row_menu(self, index: QModelIndex, spot: QPoint) -> None:
        row = self.model.row(index)
        menu = row_menu(
            self,
            row,
            lambda what: self._do(what, row.document.id),
            lambda state: self.state_wanted.emit(row.document.id, state),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
