"""The sheet of passages: a claim and cell a row, in the order of the cells, with a link back."""

from collections.abc import Callable
from typing import Any

from workbench.exporters.matrix_grid import Grid
from workbench.exporters.matrix_product import Passage, Product
from workbench.exporters.matrix_sheet import Layout
from workbench.exporters.matrix_tables import filled
from workbench.exporters.sheets import LONGEST, MATRIX, MOST_LINKS, Formats, assert_fits, pieces

#: what is told of a passage: the column's name, its width, and how to get it
_FIELDS: tuple[tuple[str, int, Callable[[Passage], str]], ...] = (
    ("Document", 26, lambda one: one.title),
    ("Place", 12, lambda one: one.place),
    ("Quote", 80, lambda one: one.quote),
    ("Statement", 50, lambda one: one.statement),
    ("Speaker", 16, lambda one: one.speaker),
    ("Stance", 12, lambda one: one.stance),
    ("Coder", 16, lambda one: one.coder),
    ("Decision", 12, lambda one: one.decision),
    ("Source", 20, lambda one: one.source),
    ("Published", 12, lambda one: one.published),
    ("Quote as it stands", 40, lambda one: one.exact),
    ("Claim", 18, lambda one: one.name),
)


class PassageSheet:
    """Knows before it writes where the passages of each cell begin (`first_rows`, from 0)."""

    def __init__(self, sheet: Any, formats: Formats, product: Product) -> None:
        self._sheet, self._formats, self._product = sheet, formats, product
        #: how many cells the longest text of each field needs
        self._widths = [
            max((_cells(get(one)) for one in product.passages.values()), default=1)
            for _name, _width, get in _FIELDS
        ]
        self.first_rows: dict[tuple[int, int], int] = {}
        at = 1
        for row, column in filled(product):
            if len(self.first_rows) < MOST_LINKS:
                self.first_rows[row, column] = at
            at += int(product.matrix.claims.cells[row][column] or 0)
        self._rows = at
        assert_fits(at, 2 + sum(self._widths))

    def write(self, layout: Layout) -> None:
        """Write everything, given where the figures stand."""
        sheet, formats, matrix = self._sheet, self._formats, self._product.matrix
        self._head()
        at = 1
        for row, column in filled(self._product):
            names = [pieces(one.name)[0] for one in (matrix.rows[row], matrix.columns[column])]
            for passage in self._product.behind(row, column):
                if self.first_rows.get((row, column)) == at:
                    back = _cell_name(layout.rows[row], layout.columns[column])
                    sheet.write_url(at, 0, f"internal:'{MATRIX}'!{back}", formats.link)
                    sheet.write_string(at, 0, names[0], formats.link)
                else:
                    sheet.write_string(at, 0, names[0], formats.plain)
                sheet.write_string(at, 1, names[1], formats.plain)
                self._passage(at, passage)
                at += 1

    def _head(self) -> None:
        grid, sheet, head = Grid(self._product), self._sheet, self._formats.head
        sheet.freeze_panes(1, 2)
        names = [(grid.corner, 26), (grid.across, 26)]
        for (name, width, _get), count in zip(_FIELDS, self._widths, strict=True):
            names += [(name if n == 1 else f"{name} ({n})", width) for n in range(1, count + 1)]
        for column, (name, width) in enumerate(names):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, pieces(name)[0], head)
        sheet.autofilter(0, 0, max(self._rows - 1, 1), len(names) - 1)

    def _passage(self, at: int, passage: Passage) -> None:
        column = 2
        for (_name, _width, get), count in zip(_FIELDS, self._widths, strict=True):
            text = get(passage)
            if text:
                for place, piece in enumerate(pieces(text)):
                    self._sheet.write_string(at, column + place, piece, self._formats.plain)
            column += count


def _cells(text: str) -> int:
    """Return how many cells a text needs."""
    return 1 if len(text) <= LONGEST // 2 else len(pieces(text))


def _cell_name(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    name: str = xl_rowcol_to_cell(row, column)
    return name
