"""Bars of one row or column of the matrix, or of all its totals."""

from collections.abc import Iterator, Sequence

from db.errors import Invalid
from workbench.colours import Tokens
from workbench.exporters.matrix_grid import CONTESTED, Grid
from workbench.exporters.matrix_product import Picture
from workbench.exporters.picture_drawing import Box, Part, Shape, Stroke, Words, shortened
from workbench.exporters.picture_drawing import text_width as width_of
from workbench.exporters.picture_heat import colours, mark_of
from workbench.matrix import Entry, Value
from workbench.matrix.figures import figure_text

_HEIGHT, _BAR, _LENGTH, _WIDEST = 28, 18, 520, 300


def bars(grid: Grid, picture: Picture, now: Tokens) -> Part:
    """Return the bars, in the order of the matrix; those below nothing go to the left.

    Raises Invalid where the matrix has no row or column of the key.
    """
    entries, of, values, contested = _asked(grid, picture)
    least = min([0.0, *(value for value in values if value)])
    most = max([0.0, *(value for value in values if value)])
    scale = _LENGTH / ((most - least) or 1)
    left = min(max([120, *(width_of(entry.name, 13) + 34 for entry in entries)]), _WIDEST)
    zero = left + 50 - least * scale
    shapes: list[Shape] = []
    for place, (entry, value) in enumerate(zip(entries, values, strict=True)):
        y = place * _HEIGHT
        shapes += _label(entry, of, y, left, now)
        shapes += _bar(grid, value, zero, scale, y, now, contested=place in contested)
    height = len(entries) * _HEIGHT
    shapes.append(Stroke(zero, 0, zero, height, now.stroke))
    return Part(shapes, left + _LENGTH + 120, height)


def bars_title(grid: Grid, picture: Picture) -> str:
    """Return what the bars are of."""
    if not picture.entry:
        return f"Totals of {grid.corner if picture.axis == 'row' else grid.across}"
    entries = grid.matrix.rows if picture.axis == "row" else grid.matrix.columns
    return next((entry.name for entry in entries if entry.key == picture.entry), "")


def _asked(
    grid: Grid, picture: Picture
) -> tuple[Sequence[Entry], str, Sequence[Value], frozenset[int]]:
    """Return what the bars stand for, which facet, their figures, and which are contested."""
    matrix, request = grid.matrix, grid.request
    across = picture.axis == "row"
    if not picture.entry:
        if across:
            return matrix.rows, request.rows.of, matrix.shown.rows, frozenset()
        return matrix.columns, request.columns.of, matrix.shown.columns, frozenset()
    at = (matrix.row_at() if across else matrix.column_at()).get(picture.entry)
    if at is None:
        raise Invalid(f"The matrix has no {picture.axis} “{picture.entry}” to draw bars of.")
    if across:
        contested = frozenset(column for row, column in matrix.contested if row == at)
        return matrix.columns, request.columns.of, matrix.shown.cells[at], contested
    contested = frozenset(row for row, column in matrix.contested if column == at)
    values = [row[at] for row in matrix.shown.cells]
    return matrix.rows, request.rows.of, values, contested


def _label(entry: Entry, of: str, y: float, left: float, now: Tokens) -> Iterator[Shape]:
    if entry.colour and not entry.is_group:
        yield mark_of(6, y + _HEIGHT / 2, entry, of, now)
    name = shortened(entry.name, left - 20, 13)
    yield Words(18, y + _HEIGHT / 2 + 4.5, name, now.text, 13, bold=entry.is_group)


def _bar(
    grid: Grid, value: Value, zero: float, scale: float, y: float, now: Tokens, *, contested: bool
) -> Iterator[Shape]:
    length = (value or 0) * scale
    ground, _text = colours(now, 4 if length >= 0 else -4)
    x = zero + min(length, 0)
    if length:
        yield Box(x, y + (_HEIGHT - _BAR) / 2, abs(length), _BAR, ground, 2)
    text = figure_text(value, grid.request)
    text = f"{text} {CONTESTED}" if contested else text
    base = y + _HEIGHT / 2 + 4.5
    if length >= 0:
        yield Words(zero + length + 7, base, text, now.text, 13)
    else:
        yield Words(x - 7, base, text, now.text, 13, "end")
