"""Word files (DOCX): the text with its styles, notes at the end, heads and feet as furniture."""

import posixpath
from collections.abc import Mapping

from workbench.readers.container import Container
from workbench.readers.docx_body import Body
from workbench.readers.docx_parts import Numbering, Styles, addresses, child, value
from workbench.readers.elements import feed
from workbench.readers.errors import Unreadable
from workbench.readers.markup import TOO_DEEP, Node, local, parse_html, parse_xml, texts
from workbench.readers.pieces import Pieces
from workbench.readers.reading import Reading
from workbench.readers.titles import choose_title, date_of, language_of


def read_docx(data: bytes) -> Reading:
    """Read the bytes of a Word file; raises `Unreadable`."""
    return _File(Container(data)).read()


class _File:
    def __init__(self, parts: Container) -> None:
        self._parts = parts
        self._warnings: list[str] = []
        self._main = self._main_part()
        self._links = self._addresses(self._main)
        self._pieces = Pieces()

    def read(self) -> Reading:
        root = self._tree(self._main)
        body = child(root, "body")
        if body is None:
            raise Unreadable("The file has no text: it is no Word document.")
        styles = Styles(self._related("styles"))
        walk = self._walk(styles, self._links)
        self._furniture(styles, "header")
        walk.page = 1
        self._pieces.mark("page", "1")
        walk.tell(body)
        self._pieces.mark("page", None)
        self._notes(walk, styles)
        self._furniture(styles, "footer")
        text, marked = self._pieces.result()
        if walk.page == 1:
            marked = tuple(style for style in marked if style.kind != "page")
        if walk.comments:
            self._warnings.append(_comments(walk.comments))
        if self._pieces.too_deep:
            self._warnings.append(TOO_DEEP)
        told = self._told()
        return Reading(
            text,
            marked,
            title=choose_title(text, marked, told.get("title", ""), walk.title),
            author=told.get("creator", ""),
            publisher=told.get("publisher", ""),
            published_on=date_of(told.get("created", "")),
            language=language_of(told.get("language", "") or styles.language),
            warnings=tuple(dict.fromkeys([*self._parts.warnings, *self._warnings])),
        )

    def _walk(self, styles: Styles, links: Mapping[str, tuple[str, str]]) -> Body:
        return Body(
            self._pieces, styles, Numbering.of(self._related("numbering")), links, self._chunk
        )

    def _main_part(self) -> str:
        for kind, target in addresses(self._tree("_rels/.rels")).values():
            if kind == "officeDocument":
                return target.lstrip("/")
        return "word/document.xml"

    def _addresses(self, part: str) -> Mapping[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        return addresses(self._tree(f"{folder}/_rels/{name}.rels".lstrip("/")))

    def _tree(self, part: str) -> Node:
        """Return the root of a part, or None where there is none."""
        data = self._parts.read(part)
        if not data.strip():
            return None
        root, warnings = parse_xml(data)
        self._warnings += warnings
        return root

    def _targets(self, kind: str) -> list[str]:
        folder = posixpath.dirname(self._main)
        found = [target for each, target in self._links.values() if each == kind]
        return [
            target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            for target in dict.fromkeys(found)
        ]

    def _related(self, kind: str) -> Node:
        return next((self._tree(part) for part in self._targets(kind)), None)

    def _furniture(self, styles: Styles, kind: str) -> None:
        """Tell heads or feet once each, not the numbers of pages."""
        said: set[str] = set()
        for part in self._targets(kind):
            root = self._tree(part)
            words = texts(root) if root is not None else ""
            if words in said or not any(letter.isalpha() for letter in words):
                continue
            said.add(words)
            self._pieces.start("furniture")
            self._walk(styles, self._addresses(part)).tell(root)
            self._pieces.end("furniture")

    def _notes(self, walk: Body, styles: Styles) -> None:
        bodies: dict[tuple[str, str], Node] = {}
        links = {}
        for kind in ("footnote", "endnote"):
            for part in self._targets(f"{kind}s"):
                root = self._tree(part)
                links[kind] = self._addresses(part)
                for node in root if root is not None else ():
                    if local(node) == kind and value(node, "type") in ("", "normal"):
                        bodies[kind, value(node, "id")] = node
        for key, number in list(walk.notes.items()):
            if key in bodies:
                inner = self._walk(styles, links[key[0]])
                inner.tell_note(bodies[key], number)

    def _chunk(self, pieces: Pieces, target: str) -> None:
        """Tell a part of another format: HTML that a program left for Word to take in."""
        folder = posixpath.dirname(self._main)
        name = target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        data = self._parts.read(name)
        root = None
        if name.lower().endswith((".html", ".htm", ".xhtml")):
            root = parse_html(data.decode("utf-8", "replace"))
        if root is None:
            self._warnings.append("A part of it is of another format and was left out.")
        else:
            feed(pieces, root)

    def _told(self) -> dict[str, str]:
        """Return the properties of the file; what is not told is absent."""
        told: dict[str, str] = {}
        for name in ("docProps/core.xml", "docProps/app.xml"):
            root = self._tree(name)
            for node in root if root is not None else ():
                if node.text and node.text.strip():
                    told.setdefault(local(node), " ".join(node.text.split()))
        told.setdefault("publisher", told.get("Company", ""))
        return told


def _comments(count: int) -> str:
    return f"{count} comment{'' if count == 1 else 's'} in the margin left out."
