"""The codebook as a tree for Qt: facets, tags that hold others (groups), tags."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.records import Tag
from workbench.gui.codebook.book import Book
from workbench.gui.codebook.nodes import Key, Node, accessible_text, build, tip

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-workbench-tag"


class Role(IntEnum):
    """What the delegate asks for."""

    NODE = Qt.ItemDataRole.UserRole


class CodebookModel(QAbstractItemModel):
    """The tree that a search leaves; a drop is announced by `moved` and changes nothing here."""

    moved = Signal(object, object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = Book()
        self.words = ""
        self.archived = False
        self._roots: list[Node] = []
        self._nodes: list[Node] = []

    def set_book(self, book: Book) -> bool:
        """Take a new book; returns whether the tree had to be reset."""
        self.book = book
        return self.refresh()

    def refresh(self) -> bool:
        """Build the tree again from `book`, `words` and `archived`.

        Where no row came, went or moved, rows are updated in place and False is returned.
        """
        roots, nodes = build(
            self.book, self.book.shown(self.words, self.archived), not self.words.strip()
        )
        same = [(n.key, n.depth, n.draft) for n in nodes] == [
            (n.key, n.depth, n.draft) for n in self._nodes
        ]
        if same:
            changed = [
                new for new, old in zip(nodes, self._nodes, strict=True) if new.shows != old.shows
            ]
            self._roots, self._nodes = roots, nodes
            for node in changed:
                self.dataChanged.emit(self.at(node), self.at(node))
            return False
        self.beginResetModel()
        self._roots, self._nodes = roots, nodes
        self.endResetModel()
        return True

    def nodes(self) -> Sequence[Node]:
        """Return the rows of the tree, from top to bottom."""
        return self._nodes

    def node(self, index: Index) -> Node | None:
        """Return the row at an index, None if it is invalid."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def find(self, key: Key) -> Node | None:
        """Return the row of a facet or tag, None if it is not shown."""
        return next((node for node in self._nodes if node.key == key and not node.draft), None)

    def at(self, node: Node) -> QModelIndex:
        """Return the index of a row."""
        return self.createIndex(node.row, 0, node.serial)

    def begin_draft(self, parent: Node) -> QModelIndex:
        """Add a nameless row at the end of a facet or tag, and return its index."""
        row = len(parent.children)
        draft = Node(
            parent.facet, None, parent, True, parent.depth + 1, row, serial=len(self._nodes)
        )
        self.beginInsertRows(self.at(parent), row, row)
        parent.children.append(draft)
        self._nodes.append(draft)
        self.endInsertRows()
        return self.at(draft)

    def end_draft(self) -> None:
        """Take the nameless row away again, if there is one."""
        if not (self._nodes and self._nodes[-1].draft):
            return
        draft = self._nodes[-1]
        assert draft.parent is not None
        self.beginRemoveRows(self.at(draft.parent), draft.row, draft.row)
        draft.parent.children.pop()
        self._nodes.pop()
        self.endRemoveRows()

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self.node(parent)
        level = self._roots if node is None else node.children
        return self.at(level[row]) if column == 0 and 0 <= row < len(level) else QModelIndex()

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, child: Index) -> QModelIndex: ...
    def parent(self, child: Index | None = None) -> QObject | QModelIndex | None:
        if child is None:
            return super().parent()
        node = self.node(child)
        return self.at(node.parent) if node and node.parent else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        node = self.node(parent)
        return len(self._roots if node is None else node.children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return node.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return accessible_text(node)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(node.tag) if node.tag else None
            case Role.NODE:
                return node
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if node.draft:
            return flags | Qt.ItemFlag.ItemIsEditable
        flags |= Qt.ItemFlag.ItemIsDropEnabled
        if node.tag:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable

    # Drag and drop

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        node = self.node(indexes[0])
        if node and node.tag:
            data.setData(MIME, QByteArray(str(node.tag.id).encode()))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self._drop(data, row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        move = self._drop(data, row, parent)
        if move is not None:
            tag, above, index = move
            if (above, index) != self.book.place(tag):
                self.moved.emit(tag, above, index)
        # The view would take the dragged row away if this said that it was done.
        return False

    def _drop(self, data: QMimeData, row: int, parent: Index) -> tuple[Tag, Tag | None, int] | None:
        words = bytes(data.data(MIME).data()).decode("ascii", "replace")
        tag = self.book.tag(int(words)) if words.isdecimal() else None
        target = self.node(parent)
        if tag is None or target is None or target.draft or target.facet.id != tag.facet:
            return None
        if not self.book.may_go_under(tag, target.tag):
            return None
        following = target.children[row : row + 2] if row >= 0 else []
        before = next((node.tag for node in following if node.tag != tag), None)
        return tag, target.tag, self.book.index_before(tag, target.tag, before)
