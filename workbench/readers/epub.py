"""E-books (EPUB): chapters in the order of the spine, with their notes and the printed pages."""

import posixpath
import re
from collections.abc import Iterator
from html.entities import html5
from urllib.parse import unquote

from workbench.readers.container import Container
from workbench.readers.elements import feed
from workbench.readers.errors import Unreadable
from workbench.readers.linked import find_notes
from workbench.readers.markup import TOO_DEEP, Node, local, parse_html, parse_xml, texts
from workbench.readers.pieces import Pieces
from workbench.readers.reading import Reading
from workbench.readers.titles import choose_title, date_of, language_of

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_PROTECTED = "The book is protected against copying: only its seller's program can read it."
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def read_epub(data: bytes) -> Reading:
    """Read the bytes of an e-book; raises `Unreadable`."""
    return _Book(Container(data)).read()


class _Book:
    def __init__(self, parts: Container) -> None:
        self._parts = parts
        self._warnings: list[str] = []
        self._where = self._package_part()
        self._package = self._tree(self._where)
        if self._package is None:
            raise Unreadable("The file has no list of chapters: it is no e-book.")
        #: the parts of the book by their ids: name, media type, properties
        self._items = {
            node.get("id", ""): (self._resolved(self._where, node.get("href", "")), node)
            for node in self._package.iter()
            if local(node) == "item"
        }

    def read(self) -> Reading:
        chapters = list(self._chapters())
        if not chapters:
            raise Unreadable("The book has no chapter that can be read.")
        titles = self._titles()
        notes = find_notes(chapters)
        told = self._told()
        language = language_of(told.get("language", ""))
        pieces = Pieces()
        for name, root in chapters:
            pieces.apart()
            if name in titles:
                pieces.mark("chapter", titles[name])
            body = next((each for each in root if local(each) == "body"), root)
            feed(pieces, body, notes, language)
        text, styles = pieces.result()
        if pieces.too_deep:
            self._warnings.append(TOO_DEEP)
        return Reading(
            text,
            styles,
            title=told.get("title", "") or choose_title(text, styles),
            author=told.get("creator", ""),
            publisher=told.get("publisher", ""),
            published_on=date_of(told.get("date", "")),
            language=language,
            warnings=tuple(dict.fromkeys([*self._parts.warnings, *self._warnings])),
        )

    def _package_part(self) -> str:
        if self._is_protected():
            raise Unreadable(_PROTECTED)
        root = self._tree("META-INF/container.xml")
        for node in root.iter() if root is not None else ():
            if local(node) == "rootfile" and node.get("full-path"):
                return str(node.get("full-path"))
        return next((name for name in self._parts.names() if name.endswith(".opf")), "")

    def _is_protected(self) -> bool:
        """Whether more than fonts is encrypted."""
        root = self._tree("META-INF/encryption.xml")
        references = (each for each in (root.iter() if root is not None else ()))
        uris = [each.get("URI", "") for each in references if local(each) == "CipherReference"]
        return any(uri.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for uri in uris)

    def _tree(self, name: str) -> Node:
        data = self._parts.read(name)
        if not data.strip():
            return None
        root, warnings = parse_xml(data)
        self._warnings += warnings
        return root

    def _resolved(self, base: str, address: str) -> str:
        """Return the name of a part that another part refers to."""
        path = posixpath.join(posixpath.dirname(base), unquote(address.partition("#")[0]))
        return posixpath.normpath(path).removeprefix("/")

    def _chapters(self) -> Iterator[tuple[str, Node]]:
        """Yield the chapters in the order of the spine, each once, as trees."""
        said: set[str] = set()
        for node in self._package.iter():
            if local(node) != "itemref":
                continue
            name, item = self._items.get(node.get("idref", ""), ("", None))
            if name in said:
                self._warn("The book names a chapter more than once; it was read once.")
            elif item is not None and item.get("media-type", "") in _PAGES and not _is_nav(item):
                said.add(name)
                root = self._chapter(name)
                if root is None:
                    self._warn("A chapter is missing in the file or cannot be read.")
                else:
                    yield name, root

    def _chapter(self, name: str) -> Node:
        data = _ENTITY.sub(_character, self._parts.read(name))
        if not data.strip():
            return None
        try:
            root, warnings = parse_xml(data)
        except Unreadable:
            root, warnings = None, ()
        if root is None or warnings:
            # Browsers and so many books take it less exactly than XML does.
            root = parse_html(data.decode("utf-8", "replace"))
        return root

    def _titles(self) -> dict[str, str]:
        """Return the titles of chapters by the names of their parts, as the book lists them."""
        found: dict[str, str] = {}
        for name, item in self._items.values():
            if _is_nav(item) or item.get("media-type") == "application/x-dtbncx+xml":
                root = self._tree(name)
                for address, title in _entries(root) if root is not None else ():
                    if title:
                        found.setdefault(self._resolved(name, address), title)
        return found

    def _told(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for node in self._package.iter():
            if local(node) in ("title", "creator", "publisher", "date", "language"):
                words = texts(node)
                if local(node) == "creator" and "creator" in told and words:
                    told["creator"] += f", {words}"
                elif words:
                    told.setdefault(local(node), words)
        return told

    def _warn(self, sentence: str) -> None:
        self._warnings.append(sentence)


def _is_nav(item: Node) -> bool:
    return "nav" in item.get("properties", "").split()


def _character(match: re.Match[bytes]) -> bytes:
    """Return the character of an entity of HTML, which XML does not know."""
    if match[1] in _OF_XML:
        return match[0]
    character = html5.get(match[1].decode() + ";")
    return match[0] if character is None else character.encode()


def _entries(root: Node) -> Iterator[tuple[str, str]]:
    """Yield addresses and titles from either kind of a table of contents."""
    for node in root.iter():
        if local(node) == "a" and node.get("href"):
            yield node.get("href"), texts(node)
        elif local(node) == "navPoint":
            inner = {local(each): each for each in node}
            if "content" in inner and "navLabel" in inner:
                yield inner["content"].get("src", ""), texts(inner["navLabel"])
