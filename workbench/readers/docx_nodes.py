"""What single elements of a Word file are: pictures, boxes, symbols, cells."""

from workbench.readers.docx_parts import child, value
from workbench.readers.markup import Node, local
from workbench.readers.pieces import names

#: Left out with all that is in it: what was deleted, properties, and instructions to fields.
UNSEEN = names(
    """del moveFrom pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr customXmlPr smartTagPr
    instrText delText delInstrText Fallback proofErr rubyPr rt"""
)
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SPEAKING = frozenset({"sym", "drawing", "pict", "object", "oMath", *NOTES})
#: The symbols that Word's old symbol fonts are mostly used for.
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0xE0: "→"}


def speaks(node: Node) -> bool:
    """Whether a paragraph holds more than blanks."""
    for each in node.iter():
        name = local(each)
        if name in _SPEAKING or (name == "t" and (each.text or "").strip()):
            return True
    return False


def within(node: Node, wanted: str) -> list[Node]:
    """Return the rows of a table or the cells of a row, also of those in a content control."""
    found: list[Node] = []
    for each in node:
        if local(each) == wanted:
            found.append(each)
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found += within(each, wanted)
    return found


def goes_on(cell: Node) -> bool:
    """Whether a cell only continues the one above it."""
    merged = child(cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"


def boxes_in(node: Node) -> list[Node]:
    """Return the boxes of text in a drawing, each once."""
    found: list[Node] = []
    for each in node:
        if local(each) == "txbxContent":
            found.append(each)
        elif local(each) not in UNSEEN:
            found += boxes_in(each)
    return found


def description(node: Node) -> str:
    """Return what an element says that a picture shows; mostly nothing."""
    if local(node) == "docPr":
        return value(node, "descr") or value(node, "title")
    return value(node, "alt") if local(node) == "shape" else ""


def symbol(code: str) -> str:
    """Return the character of a code in hexadecimal, U+FFFD for an unknown symbol."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, "\ufffd")
    return chr(number) if 0 < number < 0x110000 else ""
