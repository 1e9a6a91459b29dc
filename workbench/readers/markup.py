"""XML and HTML as trees of lxml: no entities, no network, no external part, and limits on size."""

from typing import Any

from lxml import etree
from lxml import html as lxml_html

from workbench.readers.errors import Unreadable

Node = Any  # lxml has no types of its own

_MOST_TAGS = 3_000_000
BROKEN = "The file is damaged; what could be read of it was read."
TOO_DEEP = "It nests deeper than anybody writes; what lies deepest was read as flowing text."


def parse_xml(data: bytes) -> tuple[Node, tuple[str, ...]]:
    """Return the root of an XML document, and warnings where it had to be mended.

    Raises `Unreadable` for a document with definitions of its own (entities), one that is too
    large or too deep, and one that is no XML at all.
    """
    _check_size(data)
    warnings: tuple[str, ...] = ()
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Unreadable(
                "The file nests deeper than any document: it cannot be read."
            ) from None
        root, warnings = _mended(data), (BROKEN,)
    inner = root.getroottree().docinfo.internalDTD
    if inner is not None and any(True for _ in (*inner.iterentities(), *inner.iterelements())):
        raise Unreadable("The file defines entities of its own, as no document needs to.")
    return root, warnings


def _mended(data: bytes) -> Node:
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Unreadable("The file is damaged: save it anew, or get another copy.")
    return root


def _parser(*, recover: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        attribute_defaults=False, huge_tree=False, recover=recover, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip


def parse_html(text: str) -> Node:
    """Return the root of a page of HTML, however broken, or None for one without any tag."""
    _check_size(text.encode("utf-8", "replace"))
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        # Bytes, for a declared encoding within the text no longer holds.
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _check_size(data: bytes) -> None:
    if data.count(b"<") > _MOST_TAGS:
        raise Unreadable("The file has more parts than any document: it cannot be read.")


def local(node: Node) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def texts(node: Node) -> str:
    """Return all words within an element, blanks as single spaces."""
    return " ".join("".join(node.itertext()).split())
