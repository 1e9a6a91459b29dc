"""Exports of a matrix read back: the proof in them, and the figures that they show.

Whatever is read may be hostile: sizes are limited, XML defines no entities, nothing is fetched.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from db.errors import Invalid
from workbench.exporters.matrix_graphml import node_id
from workbench.exporters.matrix_grid import CONTESTED
from workbench.exporters.matrix_markdown import PROOF_BEGINS, PROOF_ENDS, UNREAD
from workbench.exporters.matrix_proof import BrokenProof, Cell, Proof, from_json
from workbench.matrix import Request, Value
from workbench.matrix.figures import ZERO, figure_text
from workbench.matrix.wire import from_json as request_from_json
from workbench.operations.csv_reading import csv_figures
from workbench.operations.matrix_export import PROOF_SUFFIX
from workbench.operations.workbook_reading import digits, read_workbook
from workbench.readers.markup import Node, local, parse_xml

#: bytes that an export may have when read
_LARGEST = 500_000_000
_SPLIT = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of a cell: as a file shows it, and as it would have to by the file's own proof."""

    cell: Cell
    found: str
    proven: str


@dataclass(frozen=True, slots=True)
class Exported:
    """An export: its proof, the request it tells, and the figures that differ from the proof.

    `altered` is None where figures are not read: in a picture they are drawn, JSON has no others.
    """

    proof: Proof
    request: Request
    altered: tuple[Shown, ...] | None


def read_export(path: Path) -> Exported:
    """Read an export back, as its name ends.

    Raises `BrokenProof`, `BrokenTable`, `Unreadable` or Invalid in one sentence.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(_READERS)
        raise Invalid(f"“{path.name}” carries no proof that is read; {known} files do.")
    proof, request, figures = reader(path)
    if figures is None:
        return Exported(proof, request, None)
    said, write = figures
    altered = [
        Shown((row, column), said.get((row, column), ""), write(value))
        for row, values in enumerate(proof.figures.cells)
        for column, value in enumerate(values)
        if said.get((row, column), "") != write(value)
    ]
    return Exported(proof, request, tuple(altered))


Figures = tuple[Mapping[Cell, str], Callable[[Value], str]]
Read = tuple[Proof, Request, Figures | None]


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Invalid(f"There is no file “{path.name}”: check where it lies.")
        if path.stat().st_size > _LARGEST:
            raise Invalid(f"“{path.name}” is larger than 500 MB: no matrix is.")
        return path.read_bytes()
    except OSError as error:
        raise Invalid(f"“{path.name}” cannot be read ({error.strerror}).") from None


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8-sig", "replace")


def _proven(text: str | None) -> tuple[Proof, Request]:
    if not text:
        raise BrokenProof("This file holds no proof: export the matrix anew with Workbench.")
    proof = from_json(text)
    return proof, request_from_json(proof.settings)


def _json(path: Path) -> Read:
    return *_proven(_text(path)), None


def _csv(path: Path) -> Read:
    beside = path.with_name(path.name + PROOF_SUFFIX)
    if not beside.is_file():
        raise BrokenProof(f"Beside “{path.name}” its proof is missing: “{beside.name}”.")
    proof, request = _proven(_text(beside))
    return proof, request, csv_figures(path, proof, request)


def _svg(path: Path) -> Read:
    root, _warnings = parse_xml(_bytes(path))
    found = [node.text for node in root.iter() if local(node) == "metadata"]
    return *_proven(found[0] if found else None), None


# -- GraphML


def _graphml(path: Path) -> Read:
    root, _warnings = parse_xml(_bytes(path))
    graph = next((node for node in root.iter() if local(node) == "graph"), root)
    proof, request = _proven(_data(graph).get("graph-proof"))
    rows = {node_id("row", key): at for at, (key, _name) in enumerate(proof.rows)}
    columns = {node_id("column", key): at for at, (key, _name) in enumerate(proof.columns)}
    figures = {}
    for edge in graph:
        if local(edge) == "edge":
            row, column = rows.get(edge.get("source")), columns.get(edge.get("target"))
            if row is not None and column is not None:
                figures[row, column] = _data(edge).get("edge-figure", "")
    for cell, value in _each(proof):
        if cell not in proof.behind and cell not in figures:  # there is no edge without a claim
            figures[cell] = _digits(value)
    return proof, request, (figures, _digits)


def _data(node: Node) -> dict[str, str]:
    return {one.get("key"): one.text or "" for one in node if local(one) == "data"}


def _digits(value: Value) -> str:
    return "" if value is None else repr(float(value))


def _each(proof: Proof) -> list[tuple[Cell, Value]]:
    return [
        ((row, column), value)
        for row, values in enumerate(proof.figures.cells)
        for column, value in enumerate(values)
    ]


# -- pages


def _markdown(path: Path) -> Read:
    text = _text(path)
    start = text.rfind(PROOF_BEGINS)
    end = text.find(PROOF_ENDS, start)
    proof, request = _proven(text[start + len(PROOF_BEGINS) : end] if 0 <= start < end else None)
    lines = [line for line in text[:start].split("\n") if line.startswith("| ")]
    rows = [[cell.strip() for cell in _SPLIT.split(line)[1:-1]] for line in lines[2:]]
    # Bands and totals are bold; the name of a row cannot be, for its signs are escaped.
    shown = [cells[1:] for cells in rows if cells and not cells[0].startswith("**")]
    return proof, request, (_said(shown, proof, request), _in_words(request))


def _html(path: Path) -> Read:
    page = _Page()
    page.feed(_text(path))
    page.close()
    proof, request = _proven("".join(page.proof))
    return proof, request, (_said(page.rows, proof, request), _in_words(request))


def _in_words(request: Request) -> Callable[[Value], str]:
    return lambda value: figure_text(value, request)


def _said(rows: list[list[str]], proof: Proof, request: Request) -> dict[Cell, str]:
    """Return the figures of a table without signs; an empty cell says 0 or nothing."""
    found = {}
    for row, cells in enumerate(rows[: len(proof.rows)]):
        for column, text in enumerate(cells[: len(proof.columns)]):
            figure = text.replace(CONTESTED, "").replace(UNREAD, "").strip()
            value = proof.figures.cells[row][column]
            empty = not figure or (value is None and figure == ZERO)
            written = "" if value else figure_text(value, request)
            found[row, column] = written if empty else figure
    return found


class _Page(HTMLParser):
    """Collects the proof and the rows of figures of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.proof: list[str] = []
        self.rows: list[list[str]] = []
        self._in_proof = self._in_row = self._in_cell = self._in_sign = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "script":
            self._in_proof = told.get("id") == "proof"
        elif tag == "tr":
            self._in_row = bool(told.get("data-nav"))
            if self._in_row:
                self.rows.append([])
        elif tag == "td" and self._in_row:
            self._in_cell = True
            self.rows[-1].append("")
        elif tag in ("s", "i"):
            self._in_sign = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_proof = False
        elif tag == "td":
            self._in_cell = False
        elif tag in ("s", "i"):
            self._in_sign = False

    def handle_data(self, data: str) -> None:
        if self._in_proof:
            self.proof.append(data)
        elif self._in_cell and not self._in_sign:
            self.rows[-1][-1] += data


# -- workbooks


def _xlsx(path: Path) -> Read:
    text, cells = read_workbook(_bytes(path))
    proof, request = _proven(text)
    return proof, request, (cells, digits)


_READERS: Mapping[str, Callable[[Path], Read]] = {
    ".csv": _csv, ".xlsx": _xlsx, ".html": _html, ".htm": _html, ".md": _markdown,
    ".graphml": _graphml, ".json": _json, ".svg": _svg,
}  # fmt: skip
