"""The codebook as a tree for Qt: facets, tags that hold others (groups), tags."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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

from db.records import Facet, Id, Tag
from workbench.gui.codebook.book import Book
from workbench.gui.words import counted, tool_tip

Index = QModelIndex | QPersistentModelIndex
Key = tuple[Id, Id | None]
MIME = "application/x-workbench-tag"


class Role(IntEnum):
    """What the delegate asks for."""

    NODE = Qt.ItemDataRole.UserRole


@dataclass(eq=False, slots=True)
class Node:
    """A row: a facet (no tag), a tag, or a draft: the row in which a new tag is being named."""

    facet: Facet
    tag: Tag | None = None
    parent: "Node | None" = None
    draft: bool = False
    depth: int = 0
    row: int = 0
    serial: int = 0
    count: int = 0
    number: int | None = None
    children: list["Node"] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """The same for the same facet or tag in every version of the book."""
        return self.facet.id, self.tag.id if self.tag else None

    @property
    def name(self) -> str:
        if self.draft:
            return ""
        return self.tag.name if self.tag else self.facet.name


def accessible_text(node: Node) -> str:
    """Return what a screen reader says of a row."""
    if node.tag is None:
        return f"{node.name}, {counted(len(node.children), 'tag')}"
    parts = [node.name, node.facet.key, counted(node.count, "claim")]
    if node.number:
        parts.append(f"key {node.number}")
    if node.tag.archived:
        parts.append("archived")
    return ", ".join(parts)


def _tip(tag: Tag) -> str:
    aliases = f"Also: {', '.join(tag.aliases)}" if tag.aliases else ""
    return tool_tip("\n".join(part for part in (tag.name, aliases, tag.description) if part))


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
        roots, nodes = _build(self.book, self.book.shown(self.words, self.archived))
        same = [(n.key, n.depth, n.draft) for n in nodes] == [
            (n.key, n.depth, n.draft) for n in self._nodes
        ]
        if same:
            self._roots, self._nodes = roots, nodes
            for level in (roots, *(node.children for node in nodes)):
                if level:
                    self.dataChanged.emit(self.at(level[0]), self.at(level[-1]))
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
                return _tip(node.tag) if node.tag else None
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
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return flags

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


def _build(book: Book, shown: set[Id]) -> tuple[list[Node], list[Node]]:
    """Return the facets' rows, and all rows from top to bottom."""
    nodes: list[Node] = []

    def add(level: list[Node], node: Node) -> None:
        node.row, node.serial = len(level), len(nodes)
        level.append(node)
        nodes.append(node)

    def grow(parent: Node) -> None:
        for tag in book.under(parent.facet.id, parent.tag.id if parent.tag else None):
            if tag.id in shown:
                node = Node(parent.facet, tag, parent, depth=parent.depth + 1)
                node.count, node.number = book.counts.get(tag.id, 0), book.keys.get(tag.id)
                add(parent.children, node)
                grow(node)

    roots: list[Node] = []
    for facet in sorted(book.facets, key=lambda facet: facet.position):
        add(roots, Node(facet))
        grow(roots[-1])
    return roots, nodes


def moves(book: Book, node: Node) -> Iterator[tuple[str, Tag | None, int]]:
    """Yield the steps that a tag can make: up, down, in (under the one above), out.

    Each with the tag it would stand under and its place there.
    """
    tag, parent = node.tag, node.parent
    if tag is None or parent is None:
        return
    above = parent.children[node.row - 1].tag if node.row else None
    below = parent.children[node.row + 1 : node.row + 2]
    if above:
        yield "up", parent.tag, book.index_before(tag, parent.tag, above)
    if below and below[0].tag:
        yield "down", parent.tag, book.index_before(tag, parent.tag, below[0].tag) + 1
    if above:
        yield "in", above, book.index_before(tag, above, None)
    if parent.tag and parent.parent:
        out = parent.parent.tag
        siblings = [one.id for one in book.under(tag.facet, out.id if out else None)]
        yield "out", out, siblings.index(parent.tag.id) + 1
