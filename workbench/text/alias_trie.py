"""Thousands of folded names as one pattern, and as the tree that says which of them stand where.

The pattern finds where a name may begin, in one pass over the text; the tree is then walked from
there. Only the first letters of a name go into the pattern, which keeps it shallow.
"""

import re
from collections.abc import Iterator

#: How many characters of a name the pattern knows.
_DEPTH = 14
#: A hyphen of a name may be a blank in the text (`al-Qaeda`, `al Qaeda`). A blank may be no hyphen:
#: `Tajik-Taliban talks` do not name the `Tajik Taliban`.
_HYPHEN = "[- ]"


class _Node:
    __slots__ = ("children", "names")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.names: list[int] = []


class NameTrie:
    """Folded names, each with a number of the caller's choice; several may share a name."""

    def __init__(self) -> None:
        self._root = _Node()
        self.longest = 0

    def add(self, name: str, number: int) -> None:
        """Add a name as it is in folded text."""
        node = self._root
        for character in name:
            node = node.children.setdefault(character, _Node())
        node.names.append(number)
        self.longest = max(self.longest, len(name))

    def pattern(self, after: str) -> str:
        """Return the source of a pattern that matches where a name may begin.

        `after` is the pattern of what must follow the end of a name.
        """
        return _alternatives(self._root, after, _DEPTH)

    def names_at(self, text: str, start: int) -> Iterator[tuple[int, list[int]]]:
        """Yield where names that begin at a place of folded text end, with their numbers."""
        paths = [(self._root, start)]
        while paths:
            node, place = paths.pop()
            for reached in range(place, len(text)):
                character = text[reached]
                if character == " " and "-" in node.children:
                    paths.append((node.children["-"], reached + 1))
                following = node.children.get(character)
                if following is None:
                    break
                node = following
                if node.names:
                    yield reached + 1, node.names


def _alternatives(node: _Node, after: str, depth: int) -> str:
    """Return the pattern of what may follow in a name."""
    if not depth:
        return ""
    letters, branches = [], []
    for character, child in sorted(node.children.items()):
        rest = _alternatives(child, after, depth - 1)
        if rest or character == "-":
            branches.append((_HYPHEN if character == "-" else re.escape(character)) + rest)
        else:
            letters.append(re.escape(character))
    if letters:
        branches.append(f"[{''.join(letters)}]")
    if node.names:
        branches.append(after)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
