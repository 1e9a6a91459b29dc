"""Notes of web pages and e-books: links that lead to a few words, and the words."""

import re
from collections.abc import Iterable

from workbench.readers.elements import Notes
from workbench.readers.markup import Node, local, texts

_TYPE = "{http://www.idpf.org/2007/ops}type"
_LONGEST_MARK = 8
_BLOCKS = frozenset({"li", "p", "div", "aside", "dd", "section", "article", "blockquote"})
_MOST_WORDS = 4_000
_BRACKETED = re.compile(r"\[\d{1,4}\]")
_NUMBER = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§]+)[\])]?", re.I)


def find_notes(trees: Iterable[tuple[str, Node]]) -> Notes:
    """Return marks and bodies of the notes in trees, given by their names, numbered in order.

    A mark is a link that says it is one, or a short link to another place of the trees,
    raised or in brackets.
    """
    targets: dict[str, Node] = {}
    links: list[tuple[str, Node]] = []
    for name, root in trees:
        for node in root.iter():
            if identity := node.get("id"):
                targets.setdefault(f"{name}#{identity}", node)
            if local(node) == "a" and _is_mark(node):
                links.append((_target(name, node.get("href", "")), node))
    marks: dict[Node, str] = {}
    bodies: dict[Node, str] = {}
    found: dict[str, Node | None] = {}
    for target, link in links:
        if target not in found:
            found[target] = _body(targets.get(target))
        body = found[target]
        # A link within a note leads back to its mark.
        if body is not None and not any(
            each is body or each in bodies for each in link.iterancestors()
        ):
            marks[link] = bodies.setdefault(body, str(len(bodies) + 1))
    return Notes(marks, bodies)


def _is_mark(node: Node) -> bool:
    if "#" not in node.get("href", ""):
        return False
    if "noteref" in node.get(_TYPE, "") or node.get("role") == "doc-noteref":
        return True
    parent = node.getparent()
    raised = (parent is not None and local(parent) == "sup") or any(
        local(child) == "sup" for child in node
    )
    # A link back from the note says so itself, or is an arrow.
    back = "backlink" in f"{node.get(_TYPE, '')}{node.get('role', '')}{node.get('class', '')}"
    words = texts(node)
    set_apart = raised or _BRACKETED.fullmatch(words) is not None
    return set_apart and not back and len(words) <= _LONGEST_MARK and bool(_NUMBER.fullmatch(words))


def _target(name: str, address: str) -> str:
    """Return file and place of an address within the trees, relative to the folder of `name`."""
    path, _, place = address.partition("#")
    if not path:
        return f"{name}#{place}"
    folder = name.rpartition("/")[0]
    parts: list[str] = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return f"{'/'.join(parts)}#{place}"


def _body(node: Node | None) -> Node | None:
    while node is not None and local(node) not in _BLOCKS:
        node = node.getparent()
    if node is None or len(texts(node)) > _MOST_WORDS:
        return None
    return node
