"""The heat map: the matrix as it is on the screen, with groups, totals, signs and a legend."""

from collections.abc import Iterator

from workbench.colours import Tokens
from workbench.exporters.matrix_grid import CONTESTED, Face, Grid, Line
from workbench.exporters.picture_drawing import (
    Box,
    Corner,
    Disc,
    Part,
    Shape,
    Stroke,
    Words,
    shortened,
    text_width,
    wrapped,
)
from workbench.matrix import Entry
from workbench.matrix.figures import ZERO

_GAP, _INDENT, _RADIUS, _CORNER = 8, 14, 3, 11
_MOST_LEVEL = 16  # columns whose names are written level
_MOST_DOTS = 40_000  # cells beyond which an empty one stays blank
_TURN = -52  # degrees; of names of many columns
_LONGEST_TURNED = 230
_MOST_LINES = 5  # of a level name


class HeatMap:
    """Lays the shapes out, then hands them over as a part."""

    def __init__(self, grid: Grid, now: Tokens) -> None:
        self._grid, self._now = grid, now
        columns = len(grid.matrix.columns)
        self._level = columns <= _MOST_LEVEL
        self._width, self._height = (70, 34) if self._level else (46, 28)
        self._dots = columns * len(grid.matrix.rows) <= _MOST_DOTS
        names = [text_width(entry.name, 13) for entry in grid.matrix.rows]
        self._left = min(max([120, *names]) + _INDENT + 26, 400)
        self._xs = list(self._columns())
        self._right = self._xs[-1] + self._width if self._xs else self._left
        self._top = self._head_height()

    def part(self) -> Part:
        """Return the table."""
        shapes: list[Shape] = [*self._head()]
        y = self._top
        before = ""
        for place, line in enumerate(self._grid.rows()):
            if place and (line.kind != "entry" or line.group != before):
                y += _GAP
            before = line.group
            shapes += self._row(line, y)
            y += self._height
        turned = 0 if self._level else 120  # what the last turned name takes beyond its column
        return Part(shapes, self._right + turned, y)

    def _columns(self) -> Iterator[float]:
        starts = {run.first for run in self._grid.runs()}
        ends = {run.last + 1 for run in self._grid.runs()}
        x = self._left
        count = len(self._grid.matrix.columns)
        for column in range(count + self._grid.request.totals):
            if column and (column in starts or column in ends or column == count):
                x += _GAP
            yield x
            x += self._width

    # -- names of columns

    def _head_height(self) -> float:
        groups, columns = 26 if self._grid.runs() else 0, self._grid.matrix.columns
        if self._level:
            names = [wrapped(one.name, self._width - 4, 12, _MOST_LINES) for one in columns]
            return groups + 15 * max([1, *map(len, names)]) + 26
        widths = [text_width(entry.name, 12) for entry in columns]
        return groups + min(max([40, *widths]), _LONGEST_TURNED) * 0.8 + 26

    def _head(self) -> Iterator[Shape]:
        now, bottom = self._now, self._top - 6
        for run in self._grid.runs():
            x, end = self._xs[run.first], self._xs[run.last] + self._width
            yield Words(x + 2, 15, shortened(run.name, end - x, 12), now.text, 12, bold=True)
            yield Stroke(x, 22, end, 22, now.stroke)
        yield Words(2, bottom, self._grid.corner, now.text2, 12)
        of = self._grid.request.columns.of
        for column, entry in enumerate(self._grid.matrix.columns):
            yield from self._column_name(self._xs[column], bottom, entry, of)
        if self._grid.request.totals and self._xs:
            middle = self._xs[-1] + self._width / 2
            yield Words(middle, bottom, "Total", now.text, 12, "middle", bold=True)

    def _column_name(self, x: float, bottom: float, entry: Entry, of: str) -> Iterator[Shape]:
        now, strong = self._now, entry.is_group
        if not self._level:
            name = shortened(entry.name, _LONGEST_TURNED, 12)
            if entry.colour and not entry.is_group:
                yield mark_of(x + self._width / 2, bottom - 3, entry, of, now)
            yield Words(
                x + self._width / 2 + 5, bottom - 9, name, now.text2, 12, "start", strong, _TURN
            )
            return
        lines = wrapped(entry.name, self._width - 4, 12, _MOST_LINES)
        for place, line in enumerate(lines):
            y = bottom - 15 * (len(lines) - 1 - place)
            yield Words(x + 2, y, line, now.text2, 12, bold=strong)
        if entry.colour and not strong:
            yield mark_of(x + 6, bottom - 15 * len(lines) - 1, entry, of, now)

    # -- rows

    def _row(self, line: Line, y: float) -> Iterator[Shape]:
        now, grid = self._now, self._grid
        base = y + self._height / 2 + 4.5
        if line.kind == "band":
            yield Words(2, base, shortened(line.name, self._left, 13), now.text2, 13, bold=True)
            return
        columns = range(len(grid.matrix.columns))
        if line.kind == "total":
            yield Words(2, base, line.name, now.text, 13, bold=True)
            for column in columns:
                yield from self._total(self._xs[column], y, grid.total(None, column))
            yield from self._total(self._xs[-1], y, grid.total(None, None))
            return
        entry = grid.matrix.rows[line.at]
        indent = _INDENT if line.group and not entry.is_group else 0
        if entry.colour and not entry.is_group:
            yield mark_of(indent + 6, base - 4.5, entry, grid.request.rows.of, now)
            indent += 16
        name = shortened(line.name, self._left - indent - 10, 13)
        yield Words(indent + 2, base, name, now.text, 13, bold=entry.is_group)
        for column in columns:
            yield from self._cell(self._xs[column], y, grid.face(line.at, column))
        if grid.request.totals:
            yield from self._total(self._xs[-1], y, grid.total(line.at, None))

    def _total(self, x: float, y: float, text: str) -> Iterator[Shape]:
        now = self._now
        yield Box(x + 1, y + 1, self._width - 2, self._height - 2, now.window, _RADIUS)
        yield self._figure(x, y, text, now.text, bold=True)

    def _cell(self, x: float, y: float, face: Face) -> Iterator[Shape]:
        now = self._now
        box = (x + 1, y + 1, self._width - 2, self._height - 2)
        if face.unread:
            yield Box(*box, radius=_RADIUS, hatch=now.stroke)
            return
        ground, colour = colours(now, face.heat)
        if face.heat:
            yield Box(*box, fill=ground, radius=_RADIUS)
        if face.contested:
            yield Corner(x + self._width - 1, y + 1, _CORNER, colour)
            yield Words(x + 5, y + self._height / 2 + 4, CONTESTED, colour, 11)
        if face.text and (face.text != ZERO or self._dots):
            colour = now.text3 if face.text == ZERO else colour
            yield self._figure(x, y, face.text, colour)

    def _figure(self, x: float, y: float, text: str, colour: str, *, bold: bool = False) -> Words:
        size = min(13, 13 * (self._width - 6) / max(text_width(text, 13), 1))
        base = y + self._height / 2 + 4.5
        return Words(x + self._width / 2, base, text, colour, size, "middle", bold)


def colours(now: Tokens, heat: int) -> tuple[str, str]:
    """Return ground and text of a heat class, below 0 for less than nothing."""
    return now.heat[heat] if heat >= 0 else now.cold[-heat - 1]


def mark_of(x: float, y: float, entry: Entry, of: str, now: Tokens, size: float = 8) -> Shape:
    """Return the shape of a tag about its centre: a circle for actors, else a square."""
    hue = now.hues.get(entry.colour.removeprefix("hollow-"), now.hues["ink"]).strong
    hollow = entry.colour.startswith("hollow-")
    fill, stroke = (now.page, hue) if hollow else (hue, "")
    if of == "actor":
        return Disc(x, y, size / 2, fill, stroke)
    return Box(x - size / 2, y - size / 2, size, size, fill, stroke=stroke)


def legend_of(grid: Grid, now: Tokens) -> Part:
    """Return what the grounds and signs of the cells mean, in one line."""
    shapes: list[Shape] = []
    x = 0.0

    def told(text: str) -> float:
        shapes.append(Words(x + 4, 15, text, now.text2, 12))
        return x + text_width(text, 12) + 26

    for heat, text in grid.legend():
        ground, colour = colours(now, heat)
        width = max(30, text_width(text, 12) + 10)
        shapes += [
            Box(x, 0, width, 21, ground, _RADIUS, now.hair),
            Words(x + width / 2, 15, text, colour, 12, "middle"),
        ]
        x += width + 3
    x = told(f"{grid.measure()}, from" if shapes else "")
    shapes += [Box(x, 0, 30, 21, now.page, _RADIUS, now.stroke), Corner(x + 30, 0, 10, now.text)]
    shapes.append(Words(x + 6, 15, CONTESTED, now.text, 11))
    x += 33
    x = told("contested: claims for and against")
    shapes += [
        Box(x, 0, 30, 21, now.page, _RADIUS, now.hair),
        Words(x + 15, 15, ZERO, now.text3, 12, "middle"),
    ]
    x += 33
    x = told("read, nothing found")
    shapes.append(Box(x, 0, 30, 21, radius=_RADIUS, hatch=now.stroke))
    x += 33
    x = told("gap: not yet read")
    return Part(shapes, x, 21)
