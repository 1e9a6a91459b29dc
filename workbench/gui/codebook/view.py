"""The codebook pane: all tags as a tree, named, nested and coloured in place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from db.records import Facet, Id, Tag
from workbench.gui.codebook.book import Book
from workbench.gui.codebook.menus import add_menu, tag_menu
from workbench.gui.codebook.model import CodebookModel
from workbench.gui.codebook.nodes import Node, moves
from workbench.gui.codebook.tree import CodebookTree
from workbench.gui.fields import SearchField
from workbench.gui.panes import EmptyState, IconButton, PaneHeader
from workbench.gui.words import counted, folded


class CodebookPane(QFrame):
    """The tags of the project; it shows records and says what is wanted, and does nothing.

    Signals carry `Tag` records. `created`: facet key, the tag above or None, name. `moved`: tag,
    the tag above or None, its place among its new siblings (archived ones count, itself not).
    `key_wanted`: 1 to 9, 0 to take the key away. Those of facets carry `Facet` records.
    """

    tag_activated = Signal(object)
    created = Signal(str, object, str)
    renamed = Signal(object, str)
    moved = Signal(object, object, int)
    recoloured = Signal(object, str)
    archived = Signal(object, bool)
    removed = Signal(object)
    details_wanted = Signal(object)
    key_wanted = Signal(object, int)
    merge_wanted = Signal(object)
    split_wanted = Signal(object)
    sweep_wanted = Signal(object)
    rules_wanted = Signal(object)
    facet_wanted = Signal()
    facet_renamed = Signal(object, str)
    facet_exclusive = Signal(object, bool)
    facet_removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codebook")
        self.setAccessibleName("Codebook")
        self.setProperty("ground", "panel")
        self.model = CodebookModel(self)
        self.tree = CodebookTree(self.model)
        self.search = SearchField("Search tags and aliases", "codebook.search")
        self._find = IconButton("search", "Search the codebook", "codebook.search.toggle")
        self._find.setCheckable(True)
        self._new = IconButton("plus", "New tag", "codebook.new")
        self._header = PaneHeader("Codebook", self._find, self._new)
        self._empty = EmptyState("codebook.empty")
        self._pages = QStackedWidget()
        self._waiting: Book | None = None
        # What was just created shall be the current row as soon as the book has it.
        self._expected: tuple[Id, Id | None, str] | None = None
        self._lay_out()
        self._connect()
        self._refresh()

    def set_book(
        self,
        facets: Sequence[Facet],
        tags: Sequence[Tag],
        counts: Mapping[Id, int],
        keys: Mapping[Id, int],
        carried: Mapping[Id, int] | None = None,
        shortcuts: Mapping[Id, str] | None = None,
    ) -> None:
        """Show this codebook; open rows, current row and scroll position stay.

        `counts`, `carried` and `shortcuts` are as in `Book`. While a name is being typed the old
        book stays until the editor closes.
        """
        book = Book(
            tuple(facets), tuple(tags), dict(counts), dict(keys), dict(carried or {}),
            dict(shortcuts or {}),
        )  # fmt: skip
        if self.tree.is_naming():
            self._waiting = book
        else:
            self._show(book)

    def _lay_out(self) -> None:
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._empty)
        self._field = QWidget()
        field = QHBoxLayout(self._field)
        field.setContentsMargins(10, 0, 10, 6)
        field.addWidget(self.search)
        self._field.hide()
        rows = QHBoxLayout()
        rows.setContentsMargins(4, 0, 4, 0)
        rows.addWidget(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._field)
        column.addLayout(rows, 1)

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._find.toggled.connect(self._show_search)
        self._new.clicked.connect(self._show_add_menu)
        self.search.textChanged.connect(self._searched)
        self.search.entered.connect(self._go_to_tree)
        self.search.left.connect(lambda: self._find.setChecked(False))
        self._empty.wanted.connect(self.search.clear)
        # Queued: the answer may replace the tree while its editor or a drag is still at work.
        self.tree.names.named.connect(self._named, queued)
        self.model.moved.connect(self._moved, queued)
        self.tree.activated_by_key.connect(lambda node: self._do(node, "activate", None))
        self.tree.removal_wanted.connect(lambda node: self._do(node, "remove", None))
        self.tree.draft_wanted.connect(self.tree.draft)
        self.tree.step_wanted.connect(lambda node, step: self._do(node, "step", step))
        self.tree.menu_wanted.connect(self._show_tag_menu)
        self.tree.editing_ended.connect(self._show_waiting)

    def _show(self, book: Book) -> None:
        self.model.book = book
        self._rebuild()
        if self._expected:
            facet, parent, name = self._expected
            found = [tag for tag in book.under(facet, parent) if tag.name == name]
            node = self.model.find((facet, found[-1].id)) if found else None
            if node:
                self._expected = None
                self.tree.show_row(node)

    def _show_waiting(self) -> None:
        book, self._waiting = self._waiting, None
        if book is not None:
            self._show(book)

    def _rebuild(self) -> None:
        """Show what the model's book, search and archive leave, keeping place and open rows."""
        current = self.tree.current_node()
        scroll = self.tree.verticalScrollBar().value()
        if self.model.refresh():
            self.tree.open_rows()
            node = self.model.find(current.key) if current else None
            if node:
                self.tree.setCurrentIndex(self.model.at(node))
            self.tree.verticalScrollBar().setValue(scroll)
        self._refresh()

    def _refresh(self) -> None:
        used = sum(not tag.archived for tag in self.model.book.tags)
        self._header.set_count(counted(used, "tag"))
        words = self.search.text().strip()
        found = any(node.tag for node in self.model.nodes())
        self._empty.say(f"Nothing matches ‘{words}’.", "Clear search", "Esc")
        self._pages.setCurrentWidget(self._empty if words and not found else self.tree)

    # Search

    def start_search(self) -> None:
        """Show the search field and put the keyboard into it."""
        self._find.setChecked(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_search(self, on: bool) -> None:
        self._field.setVisible(on)
        if on:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.clear()
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _searched(self, words: str) -> None:
        self.model.words = words
        self._rebuild()

    def _go_to_tree(self) -> None:
        words = folded(self.search.text().strip())
        nodes = [
            node
            for node in self.model.nodes()
            if node.tag and any(words in folded(n) for n in (node.tag.name, *node.tag.aliases))
        ]
        if nodes:
            self.tree.show_row(nodes[0])
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    # What is wanted

    def _named(self, node: Node, name: str) -> None:
        if node.tag:
            self.renamed.emit(node.tag, name)
        elif not node.draft:
            self.facet_renamed.emit(node.facet, name)
        elif node.parent:
            above = node.parent.tag
            self.tree.keep_open(node.parent.key)
            self._expected = (node.facet.id, above.id if above else None, name)
            self.created.emit(node.facet.key, above, name)

    def _moved(self, tag: Tag, above: Tag | None, index: int) -> None:
        self.tree.keep_open((tag.facet, above.id if above else None))
        self.moved.emit(tag, above, index)

    def _do(self, node: Node, what: str, value: object) -> None:
        tag = node.tag
        plain = {
            "activate": self.tag_activated,
            "details": self.details_wanted,
            "merge": self.merge_wanted,
            "split": self.split_wanted,
            "sweep": self.sweep_wanted,
            "rules": self.rules_wanted,
            "remove": self.removed,
        }
        valued = {"colour": self.recoloured, "number": self.key_wanted, "archive": self.archived}
        if what == "step":
            self._step(node, value)
        elif what in ("new", "rename"):
            here = self.model.find(node.key)
            if here:
                (self.tree.draft if what == "new" else self.tree.rename)(here)
        elif what == "facet":
            self.facet_wanted.emit()
        elif what == "exclusive":
            self.facet_exclusive.emit(node.facet, value)
        elif tag is None:
            self.facet_removed.emit(node.facet)
        elif what in valued:
            valued[what].emit(tag, value)
        else:
            plain[what].emit(tag)

    def _step(self, node: Node, wanted: object) -> None:
        for step, above, index in moves(self.model.book, node):
            if step == wanted and node.tag:
                self._moved(node.tag, above, index)

    # Menus

    def _popup(self, menu: QMenu, spot: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def _show_tag_menu(self, node: Node, spot: QPoint) -> None:
        menu = tag_menu(self, self.model.book, node, lambda what, v: self._do(node, what, v))
        self._popup(menu, spot)

    def _show_add_menu(self) -> None:
        menu = add_menu(
            self,
            self.model.book.facets,
            self.new_tag,
            self.facet_wanted.emit,
            self.model.archived,
            self._show_archived,
        )
        self._popup(menu, self._new.mapToGlobal(self._new.rect().bottomLeft()))

    def new_tag(self, facet: Facet) -> None:
        """Let the user name a new tag at the end of a facet."""
        self._find.setChecked(False)
        node = self.model.find((facet.id, None))
        if node:
            self.tree.setFocus()
            self.tree.draft(node)

    def show_tag(self, tag: Tag) -> None:
        """Make a tag the current row, whatever the search or the archive hides."""
        self._find.setChecked(False)
        if tag.archived and not self.model.archived:
            self._show_archived(True)
        node = self.model.find((tag.facet, tag.id))
        if node:
            self.tree.show_row(node)
            self.tree.setFocus()

    def box_of(self, tag: Tag) -> QRect:
        """Return where on the screen the row of a tag stands."""
        node = self.model.find((tag.facet, tag.id))
        box = self.tree.visualRect(self.model.at(node)) if node else self.tree.viewport().rect()
        return QRect(self.tree.viewport().mapToGlobal(box.topLeft()), box.size())

    def _show_archived(self, on: bool) -> None:
        self.model.archived = on
        self._rebuild()
