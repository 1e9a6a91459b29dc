"""The rows of the codebook's tree: what each stands for, what it says, and where it can go."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from db.records import Facet, Id, Tag
from workbench.gui.codebook.book import Book
from workbench.gui.words import counted, tool_tip

Key = tuple[Id, Id | None]


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
    shortcut: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """The same for the same facet or tag in every version of the book."""
        return self.facet.id, self.tag.id if self.tag else None

    @property
    def shows(self) -> tuple[object, ...]:
        """All that is drawn or said of the row."""
        return self.facet, self.tag, self.count, self.keys, len(self.children)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give the tag, as they are shown."""
        return tuple(str(key) for key in (self.number, self.shortcut) if key)

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
    parts += [f"key {keys}" for keys in node.keys]
    if node.tag.archived:
        parts.append("archived")
    return ", ".join(parts)


def tip(tag: Tag) -> str:
    """Return the tool tip of a tag: name, aliases, description."""
    aliases = f"Also: {', '.join(tag.aliases)}" if tag.aliases else ""
    return tool_tip("\n".join(part for part in (tag.name, aliases, tag.description) if part))


def build(book: Book, shown: set[Id], empty_facets: bool = True) -> tuple[list[Node], list[Node]]:
    """Return the facets' rows, and all rows from top to bottom; only these tags are shown."""
    nodes: list[Node] = []

    def add(level: list[Node], node: Node) -> None:
        node.row, node.serial = len(level), len(nodes)
        level.append(node)
        nodes.append(node)

    def grow(parent: Node) -> None:
        for tag in book.under(parent.facet.id, parent.tag.id if parent.tag else None):
            if tag.id in shown:
                node = Node(parent.facet, tag, parent, depth=parent.depth + 1)
                node.count = book.counts.get(tag.id, 0)
                node.number = book.keys.get(tag.id)
                node.shortcut = book.shortcuts.get(tag.id, "")
                add(parent.children, node)
                grow(node)

    roots: list[Node] = []
    filled = {tag.facet for tag in book.tags if tag.id in shown}
    for facet in sorted(book.facets, key=lambda facet: facet.position):
        if not empty_facets and facet.id not in filled:
            continue
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
