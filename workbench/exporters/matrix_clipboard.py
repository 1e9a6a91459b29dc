"""The matrix as it is copied into a spreadsheet or a letter."""

import csv
import io
from collections.abc import Callable, Iterator
from html import escape

from workbench.exporters.characters import UNFIT, line
from workbench.exporters.matrix_grid import Grid, Line
from workbench.exporters.matrix_product import Product
from workbench.matrix import Value

#: makes text of a cell that no spreadsheet runs
Marker = Callable[[str], str]


def tab_separated(product: Product, marked: Marker) -> str:
    """Return the matrix with its totals, cells separated by tabs, rows by line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    writer.writerows(cells for _line, cells in _rows(product, marked))
    return text.getvalue().translate(UNFIT)


def html_table(product: Product, marked: Marker) -> str:
    """Return the matrix with its totals as a table of HTML without any style."""
    (_head, header), *body = _rows(product, marked)
    parts = ["<table><thead><tr>", *(f"<th>{escape(str(cell))}</th>" for cell in header)]
    parts.append("</tr></thead><tbody>")
    for _line, (name, *figures) in body:
        cells = "".join(f"<td>{figure}</td>" for figure in figures)
        parts.append(f"<tr><th>{escape(str(name))}</th>{cells}</tr>")
    return "".join([*parts, "</tbody></table>"]).translate(UNFIT)


def _rows(product: Product, marked: Marker) -> Iterator[tuple[Line | None, list[str | int]]]:
    matrix, grid = product.matrix, Grid(product)
    totals = grid.request.totals

    def name(text: str) -> str:
        return marked(line(text))

    names = [name(entry.name) for entry in matrix.columns]
    yield None, [name(grid.corner), *names, *["Total"] * totals]
    for each in grid.rows():
        if each.kind == "band":
            continue
        row = each.at if each.kind == "entry" else None
        figures = matrix.shown.columns if row is None else matrix.shown.cells[row]
        cells = [_figure(figure) for figure in figures]
        if totals:
            cells.append(_figure(grid.total_value(row, None)))
        yield each, [name(each.name), *cells]


def _figure(value: Value) -> str | int:
    if value is None:
        return ""
    return value if isinstance(value, int) else f"{value:.4g}"
