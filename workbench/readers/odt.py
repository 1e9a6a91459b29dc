"""OpenDocument texts (ODT): text with styles, notes at the end, heads and feet as furniture."""

from dataclasses import dataclass, field

from workbench.readers.container import Container
from workbench.readers.errors import Unreadable
from workbench.readers.markup import TOO_DEEP, Node, local, parse_xml, texts
from workbench.readers.odt_body import Body
from workbench.readers.odt_styles import Styles
from workbench.readers.pieces import Pieces
from workbench.readers.reading import Reading
from workbench.readers.titles import choose_title, date_of, language_of

_HEADS = frozenset({"header", "header-first", "header-left"})
_FEET = frozenset({"footer", "footer-first", "footer-left"})


@dataclass(slots=True)
class _Parts:
    """The roots of the parts of a file; a flat file has one for all."""

    content: Node
    styles: Node
    meta: Node
    warnings: list[str] = field(default_factory=list)


def read_odt(data: bytes) -> Reading:
    """Read the bytes of an OpenDocument text, zipped or flat; raises `Unreadable`."""
    parts = _unpacked(data) if data.startswith(b"PK") else _flat(data)
    body = next((each for each in parts.content.iter() if local(each) == "text"), None)
    if body is None or local(body.getparent()) != "body":
        raise Unreadable("The file has no text: it is no OpenDocument text.")
    styles = Styles([root for root in (parts.styles, parts.content) if root is not None])
    pieces = Pieces()
    _furniture(pieces, styles, parts.styles, _HEADS)
    walk = Body(pieces, styles)
    pieces.mark("page", "1")
    walk.tell(body)
    pieces.mark("page", None)
    walk.tell_notes()
    _furniture(pieces, styles, parts.styles, _FEET)
    text, marked = pieces.result()
    if walk.page == 1:
        marked = tuple(style for style in marked if style.kind != "page")
    told = _told(parts.meta)
    warnings = list(parts.warnings)
    if walk.comments:
        count = walk.comments
        warnings.append(f"{count} comment{'' if count == 1 else 's'} in the margin left out.")
    if pieces.too_deep:
        warnings.append(TOO_DEEP)
    return Reading(
        text,
        marked,
        title=choose_title(text, marked, told.get("title", ""), walk.title),
        author=told.get("initial-creator", "") or told.get("creator", ""),
        publisher=told.get("publisher", ""),
        published_on=date_of(told.get("creation-date", "") or told.get("date", "")),
        language=language_of(told.get("language", "") or styles.language),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _unpacked(data: bytes) -> _Parts:
    container = Container(data)
    warnings: list[str] = []

    def tree(name: str) -> Node:
        part = container.read(name)
        if not part.strip():
            return None
        root, troubles = parse_xml(part)
        warnings.extend(troubles)
        return root

    if b"manifest:encryption-data" in container.read("META-INF/manifest.xml"):
        raise Unreadable("The file is encrypted: save it without a password.")
    content = tree("content.xml")
    if content is None:
        raise Unreadable("The file has no text: it is no OpenDocument text.")
    parts = _Parts(content, tree("styles.xml"), tree("meta.xml"))
    parts.warnings = [*container.warnings, *warnings]
    return parts


def _flat(data: bytes) -> _Parts:
    root, warnings = parse_xml(data)
    return _Parts(root, root, root, list(warnings))


def _furniture(pieces: Pieces, styles: Styles, root: Node, wanted: frozenset[str]) -> None:
    """Tell heads or feet once each, not the numbers of pages."""
    said: set[str] = set()
    for node in root.iter() if root is not None else ():
        if local(node) in wanted and node.get("{*}display") != "false":
            words = texts(node)
            if words not in said and any(letter.isalpha() for letter in words):
                said.add(words)
                pieces.start("furniture")
                Body(pieces, styles).tell(node)
                pieces.end("furniture")


def _told(root: Node) -> dict[str, str]:
    told: dict[str, str] = {}
    meta = None
    if root is not None:
        meta = next((each for each in root.iter() if local(each) == "meta" and len(each)), None)
    for node in meta if meta is not None else ():
        if node.text and node.text.strip():
            told.setdefault(local(node), " ".join(node.text.split()))
    return told
