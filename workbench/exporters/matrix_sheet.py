"""The sheet of figures: groups, heat by class, totals, frozen headers, a link from each cell."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.colours import LIGHT
from workbench.exporters.characters import line, xml_text
from workbench.exporters.matrix_grid import CONTESTED, Face, Grid, Line
from workbench.exporters.matrix_product import Product
from workbench.exporters.sheets import MOST_LINKS, PASSAGES, Formats, assert_fits, pieces
from workbench.matrix import Value
from workbench.matrix.figures import PRESENT, SIGNED, ZERO, decimals

_TOP = 5  # rows above the first row of figures
_LONGEST_NAME = 1_000  # characters of a row or column; the settings know the whole


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows and columns of the matrix stand in the sheet, counted from 0."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def as_text(self) -> str:
        """Return the layout as it stands beside the proof, for whoever reads the figures back."""
        return json.dumps({"rows": self.rows, "columns": self.columns}, separators=(",", ":"))


class MatrixSheet:
    """Writes the sheet row by row, as a workbook in constant memory wants it."""

    def __init__(
        self, sheet: Any, formats: Formats, product: Product, links: Mapping[tuple[int, int], int]
    ) -> None:
        self._sheet, self._formats, self._product = sheet, formats, product
        self._links = links
        self._grid = Grid(product)
        self._count = len(product.matrix.columns)
        self._number = number_format(product)

    def write(self) -> Layout:
        """Write everything; returns where the figures stand."""
        sheet, lines = self._sheet, self._grid.rows()
        assert_fits(_TOP + len(lines) + 20, self._count + 2)
        columns = tuple(range(1, self._count + 1))
        sheet.freeze_panes(_TOP, 1)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, self._count + 1, 9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3, _TOP - 1)
        self._head()
        places: dict[int, int] = {}
        for at, each in enumerate(lines, _TOP):
            self._row(at, each)
            if each.kind == "entry":
                places[each.at] = at
        self._foot(_TOP + len(lines) + 1)
        return Layout(tuple(places[row] for row in sorted(places)), columns)

    def _head(self) -> None:
        sheet, formats, grid = self._sheet, self._formats, self._grid
        origin = self._product.origin
        title = f"{origin.title}: {grid.corner} × {grid.across}"
        sheet.write_string(0, 0, pieces(line(title))[0], formats.title)
        for column, piece in enumerate(pieces(origin.sentence)):
            sheet.write_string(1, column, piece)
        sheet.set_row(_TOP - 1, 62)
        runs = {run.first: run.name for run in grid.runs()}
        for column in range(self._count):
            if column in runs:
                sheet.write_string(3, column + 1, _name(runs[column]), formats(bold=True))
        sheet.write_string(_TOP - 1, 0, _name(grid.corner), formats.head)
        for column, entry in enumerate(grid.matrix.columns):
            head = formats(valign="bottom", align="center", text_wrap=True, bottom=1)
            sheet.write_string(_TOP - 1, column + 1, _name(entry.name), head)
        if grid.request.totals:
            sheet.write_string(_TOP - 1, self._count + 1, "Total", formats.head)

    def _row(self, at: int, each: Line) -> None:
        sheet, formats, grid = self._sheet, self._formats, self._grid
        name = formats(
            bold=each.kind != "entry", indent=int(each.kind == "entry" and each.group != "")
        )
        sheet.write_string(at, 0, _name(each.name), name)
        if each.kind == "band":
            return
        if each.kind == "entry":
            strong = grid.matrix.rows[each.at].is_group
            for column in range(self._count):
                self._cell(at, each.at, column, strong=strong)
        else:
            for column in range(self._count):
                self._total(at, column + 1, grid.total_value(None, column))
        if grid.request.totals:
            row = each.at if each.kind == "entry" else None
            self._total(at, self._count + 1, grid.total_value(row, None))

    def _cell(self, at: int, row: int, column: int, *, strong: bool) -> None:
        face = self._grid.face(row, column)
        value = self._grid.matrix.shown.cells[row][column]
        form = self._format(face, strong=strong)
        if (row, column) in self._links:
            where = f"internal:'{PASSAGES}'!A{self._links[row, column] + 1}"
            self._sheet.write_url(at, column + 1, where, form, tip=f"{face.words}: to the passages")
        # The number takes the place of the link's words; the link stays.
        if value is None:
            self._sheet.write_blank(at, column + 1, None, form)
        else:
            self._sheet.write_number(at, column + 1, value, form)

    def _format(self, face: Face, *, strong: bool) -> Any:
        if face.unread:
            return self._formats.unread()
        return self._formats.cell(self._number, face.heat, contested=face.contested, strong=strong)

    def _total(self, at: int, column: int, value: Value) -> None:
        form = self._formats(
            num_format=self._number, bold=True, align="center", bg_color=LIGHT.window
        )
        if value is not None:
            self._sheet.write_number(at, column, value, form)

    def _foot(self, at: int) -> None:
        faint = self._formats.faint
        told = [
            f"Figures: {self._grid.measure()}",
            f"{CONTESTED} and crossed: claims for and against",
            f"{ZERO} read, nothing found; hatched: not yet read",
            *self._product.matrix.notes,
        ]
        if len(self._links) == MOST_LINKS:
            told.append(f"A sheet holds {MOST_LINKS:,} links; the cells after that have none.")
        for row, text in enumerate(told, at):
            self._sheet.write_string(row, 0, pieces(text)[0], faint)


def number_format(product: Product) -> str:
    """Return how the program shows the figures, as a spreadsheet takes it; a dot for 0."""
    request = product.matrix.request
    if request.measure == "split":
        return "0%"
    if request.measure == "presence" and not request.percent:
        return f'"{PRESENT}";;"{ZERO}"'
    places = decimals(request)
    figure = '0"%"' if request.percent else f"#,##0.{'0' * places}".rstrip(".")
    if request.measure in SIGNED:
        return f"+{figure};−{figure};0"
    return f'{figure};-{figure};"{ZERO}"'


def _name(text: str) -> str:
    return xml_text(line(text))[:_LONGEST_NAME]
