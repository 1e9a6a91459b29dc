"""The figures in a matrix exported as CSV, in whichever of its forms."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from workbench.exchange.tables import BrokenTable, read_cells
from workbench.exporters.matrix_proof import Cell, Proof
from workbench.exporters.matrix_tables import axis_keys
from workbench.matrix import Request, Value

Figures = tuple[Mapping[Cell, str], Callable[[Value], str]]
_Names = tuple[str, str]


def csv_figures(path: Path, proof: Proof, request: Request) -> Figures:
    """Return the figures of a table by cell, and how a figure is written there.

    Raises `BrokenTable` for one that is none of the forms of a matrix.
    """
    names = [name for _key, name in proof.columns]
    axes = axis_keys(request)
    known = ["project", "document", "n", "claim_id", *axes, *names]
    header, *rows = read_cells(path, known)
    if len(proof.projects) > 1 and "project" in header[:2]:
        # Rows come in the order of the proof, so the project's name is not needed.
        at = header.index("project")
        header, rows = _without(at, header), [_without(at, row) for row in rows]
    if header[1:] == names:
        cells = {
            (row, column): text
            for row, line in enumerate(rows[: len(proof.rows)])
            for column, text in enumerate(line[1 : len(names) + 1])
        }
        return cells, _plain
    if header == [*axes, "n"]:
        return _by_name(proof, _wide(rows, 3)), _plain
    counts: Counter[_Names] = Counter()
    if header == ["document", *axes, "n"]:
        for _document, row, column, n in _wide(rows, 4):
            counts[row, column] += int(n) if n.isdecimal() else 0
    elif header[:3] == [*axes, "claim_id"]:
        counts.update((line[0], line[1]) for line in _wide(rows, len(header)))
    else:
        raise BrokenTable(f"“{path.name}” is not the table that its proof speaks of.")
    return _claims(proof, counts), _plain


def _without(at: int, cells: list[str]) -> list[str]:
    return [*cells[:at], *cells[at + 1 :]]


def _plain(value: Value) -> str:
    return "" if value is None else repr(value)


def _wide(rows: list[list[str]], width: int) -> list[list[str]]:
    return [(row + [""] * width)[:width] for row in rows]


def _by_name(proof: Proof, rows: list[list[str]]) -> dict[Cell, str]:
    """Return figures by cell, in order where cells have like names; those of 0 have no row."""
    said: defaultdict[_Names, deque[str]] = defaultdict(deque)
    for row_name, column_name, figure in rows:
        said[row_name, column_name].append(figure)
    found = {}
    for cell, names, value in _cells(proof):
        waiting = said[names]
        found[cell] = (waiting.popleft() if waiting else "") if value else _plain(value)
    return found


def _claims(proof: Proof, counts: Counter[_Names]) -> dict[Cell, str]:
    """Return as said what the proof says wherever as many claims stand as it says."""
    proven: Counter[_Names] = Counter()
    for cell, names, _value in _cells(proof):
        proven[names] += len(proof.behind.get(cell, ()))
    return {
        cell: _plain(value) if counts[names] == proven[names] else f"{counts[names]} claims"
        for cell, names, value in _cells(proof)
    }


def _cells(proof: Proof) -> Iterator[tuple[Cell, _Names, Value]]:
    for row, (_key, row_name) in enumerate(proof.rows):
        for column, (_key, column_name) in enumerate(proof.columns):
            yield (row, column), (row_name, column_name), proof.figures.cells[row][column]
