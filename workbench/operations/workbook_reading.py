"""A workbook read back without a library for workbooks: its proof and its figures."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from workbench.exporters.matrix_proof import BrokenProof, Cell
from workbench.exporters.sheets import MATRIX, PROOF
from workbench.matrix import Value
from workbench.readers.container import Container
from workbench.readers.markup import Node, local, parse_xml

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_ROWS = 2_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_workbook(data: bytes) -> tuple[str, dict[Cell, str]]:
    """Return the proof of a workbook as JSON, and the figures of the cells as decimal numbers.

    Raises `Unreadable` for what is no workbook, `BrokenProof` for one without a proof.
    """
    book = Container(data)
    parts = _sheets(book)
    shared = _strings(book)
    if MATRIX not in parts or PROOF not in parts:
        raise BrokenProof("This workbook holds no proof: export the matrix anew with Workbench.")
    column = [text for _row, at, text in _cells(book, parts[PROOF], shared) if at == 0]
    layout = _layout(column[0] if column else "")
    rows = {row: place for place, row in enumerate(layout["rows"])}
    columns = {column: place for place, column in enumerate(layout["columns"])}
    figures = {
        (rows[row], columns[at]): _number(text)
        for row, at, text in _cells(book, parts[MATRIX], shared)
        if row in rows and at in columns
    }
    return "".join(column[1:]), figures


def _layout(text: str) -> dict[str, list[int]]:
    try:
        found = json.loads(text)
        return {name: [int(each) for each in found[name]] for name in ("rows", "columns")}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BrokenProof("The proof in this workbook is damaged: get the export anew.") from None


def _sheets(book: Container) -> dict[str, str]:
    """Return the parts of the sheets by their names."""
    targets = {
        node.get("Id"): str(node.get("Target", "")).lstrip("/").removeprefix("xl/")
        for node in _nodes(book, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    return {
        str(node.get("name")): f"xl/{targets.get(node.get(_RELATION), '')}"
        for node in _nodes(book, "xl/workbook.xml", "sheet")
    }


def _strings(book: Container) -> list[str]:
    """Return the texts that cells name by number, where a program saved the workbook anew."""
    return [_words(node) for node in _nodes(book, "xl/sharedStrings.xml", "si")]


def _nodes(book: Container, part: str, name: str) -> Iterator[Node]:
    data = book.read(part)
    if data:
        root, _warnings = parse_xml(data)
        yield from (node for node in root.iter() if local(node) == name)


def _cells(book: Container, part: str, shared: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield row and column from 0 on, and what stands there."""
    for node in islice(_nodes(book, part, "c"), _MOST_ROWS):
        place = _PLACE.fullmatch(str(node.get("r")))
        if place:
            yield int(place[2]) - 1, _column(place[1]), _content(node, shared)


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _content(node: Node, shared: list[str]) -> str:
    text = _words(node)
    if node.get("t") == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else ""
    return text


def _words(node: Node) -> str:
    return "".join(each.text or "" for each in node.iter() if local(each) in ("t", "v"))


def _number(text: str) -> str:
    try:
        return digits(float(text)) if text else ""
    except ValueError:
        return text


def digits(value: Value) -> str:
    """Return a figure with the digits that workbooks keep of it, safely."""
    return "" if value is None else f"{value:.12g}"
