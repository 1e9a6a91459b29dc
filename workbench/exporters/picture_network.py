"""The matrix as a two-mode network: rows at the left, columns at the right, claims between.

The order of each side is by the mean place of its neighbours, swept a few times, which leaves few
crossings and is the same each time.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from workbench.colours import Tokens
from workbench.exporters.matrix_grid import CONTESTED, Grid
from workbench.exporters.picture_drawing import (
    Anchor,
    Part,
    Shape,
    Stroke,
    Words,
    shortened,
    text_width,
)
from workbench.exporters.picture_heat import mark_of
from workbench.matrix import Entry

_LARGEST, _SMALLEST, _ROOM = 22, 4, 10  # radius of nodes; room between them
_BETWEEN, _WIDEST, _SWEEPS = 420, 280, 4
_MOST_TIES, _MOST_NUMBERS = 2_000, 60
#: along a tie, where its number may stand, the best place first
_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.19, 0.81)
Tie = tuple[int, int]


class Network:
    """Nodes sized by their claims, ties as wide as theirs; the strongest ones are numbered."""

    def __init__(self, grid: Grid, now: Tokens) -> None:
        self._grid, self._now = grid, now
        matrix = grid.matrix
        # A group is no node beside its own members, only in the place of those that it hides.
        entries = *matrix.rows, *matrix.columns
        summed = {entry.parent for entry in entries}
        summed -= {entry.key for entry in entries if entry.collapsed}
        all_ties = {
            (row, column): int(claims)
            for row, counts in enumerate(matrix.claims.cells)
            for column, claims in enumerate(counts)
            if claims
            and matrix.rows[row].key not in summed
            and matrix.columns[column].key not in summed
        }
        strongest = sorted(all_ties, key=lambda tie: (-all_ties[tie], tie))
        self.left_out = max(len(strongest) - _MOST_TIES, 0)
        self._ties = {tie: all_ties[tie] for tie in strongest[:_MOST_TIES]}
        self._most = max(self._ties.values(), default=1)
        rows = sorted({row for row, _column in self._ties})
        columns = sorted({column for _row, column in self._ties})
        self._room = 0.0  # for the number of a node
        self._rows, self._columns = _untangled(rows, columns, self._ties)

    def part(self) -> Part:
        """Return the network."""
        matrix = self._grid.matrix
        rows = [int(matrix.claims.rows[row] or 0) for row in self._rows]
        columns = [int(matrix.claims.columns[column] or 0) for column in self._columns]
        largest = max([1, *rows, *columns])
        self._room = text_width(f"{largest:,}", 13, bold=True) + 10
        left_ys, left_height = _places([_radius(count, largest) for count in rows])
        right_ys, right_height = _places([_radius(count, largest) for count in columns])
        height = max(left_height, right_height)
        left = self._label_room([matrix.rows[row] for row in self._rows])
        right = self._label_room([matrix.columns[column] for column in self._columns])
        x1, x2 = left + _LARGEST, left + _LARGEST + _BETWEEN
        at_row = self._spread(self._rows, left_ys, height - left_height)
        at_column = self._spread(self._columns, right_ys, height - right_height)
        shapes = list(self._lines(at_row, at_column, x1, x2))
        request = self._grid.request
        for row, count in zip(self._rows, rows, strict=True):
            shapes += self._node(
                matrix.rows[row], count, largest, x1, at_row[row], request.rows.of, left=True
            )
        for column, count in zip(self._columns, columns, strict=True):
            shapes += self._node(
                matrix.columns[column], count, largest, x2, at_column[column],
                request.columns.of, left=False,
            )  # fmt: skip
        return Part(shapes, x2 + _LARGEST + right, height)

    def _label_room(self, entries: Sequence[Entry]) -> float:
        return min(max([80, *(text_width(entry.name, 13) + 70 for entry in entries)]), _WIDEST)

    def _spread(self, order: Sequence[int], ys: Sequence[float], spare: float) -> dict[int, float]:
        """Return where each node stands: the shorter side is spread over the height."""
        more = spare / len(order) if order else 0
        return {
            one: y + more * (place + 0.5)
            for place, (one, y) in enumerate(zip(order, ys, strict=True))
        }

    def _lines(
        self, rows: Mapping[int, float], columns: Mapping[int, float], x1: float, x2: float
    ) -> Iterator[Shape]:
        now, contested = self._now, self._grid.matrix.contested
        ends = {tie: (x1, rows[tie[0]], x2, columns[tie[1]]) for tie in self._ties}
        # The strongest come first and are drawn last, above the others.
        for tie, claims in reversed(self._ties.items()):
            width = max(1.0, 12 * claims / self._most)
            yield Stroke(*ends[tie], now.heat[2 if width < 4 else 3][0], width, True)
            if tie in contested:
                yield Stroke(*ends[tie], now.text, 1, True, True)
        taken: list[tuple[float, float]] = []
        for tie, claims in list(self._ties.items())[:_MOST_NUMBERS]:
            place = _free(ends[tie], taken)
            if place is not None:
                taken.append(place)
                sign = f" {CONTESTED}" if tie in contested else ""
                yield from self._number(f"{claims:,}{sign}", *place)

    def _number(self, text: str, x: float, y: float) -> Iterator[Shape]:
        now = self._now
        yield Words(x, y + 4, text, now.page, 11, "middle", outline=True)
        yield Words(x, y + 4, text, now.text, 11, "middle")

    def _node(
        self, entry: Entry, count: int, largest: int, x: float, y: float, of: str, *, left: bool
    ) -> Iterator[Shape]:
        now, radius = self._now, _radius(count, largest)
        yield mark_of(x, y, entry, of, now, 2 * radius)
        # Number and name apart, for a name may run from right to left.
        side = -1 if left else 1
        anchor: Anchor = "end" if left else "start"
        edge = x + side * (_LARGEST + 8)
        yield Words(edge, y + 4.5, f"{count:,}", now.text, 13, anchor, bold=True)
        name = shortened(entry.name, _WIDEST - 60, 13)
        yield Words(edge + side * self._room, y + 4.5, name, now.text, 13, anchor)


def _radius(count: int, largest: int) -> float:
    return max(_SMALLEST, _LARGEST * math.sqrt(count / largest))


def _places(radii: Sequence[float]) -> tuple[list[float], float]:
    """Return where nodes stand so that neither they nor their names touch, and their height."""
    ys, y = [], 0.0
    for radius in radii:
        half = max(radius, 9) + _ROOM / 2
        ys.append(y + half)
        y += 2 * half
    return ys, y


def _untangled(
    rows: list[int], columns: list[int], ties: Mapping[Tie, int]
) -> tuple[list[int], list[int]]:
    """Return both sides in an order in which ties cross little."""
    for _sweep in range(_SWEEPS):
        columns = _sorted(columns, rows, {(c, r): n for (r, c), n in ties.items()})
        rows = _sorted(rows, columns, ties)
    return rows, columns


def _sorted(side: list[int], other: list[int], ties: Mapping[Tie, int]) -> list[int]:
    place = {one: at for at, one in enumerate(other)}
    sums = dict.fromkeys(side, 0.0)
    weights = dict.fromkeys(side, 0)
    for (one, to), claims in ties.items():
        sums[one] += claims * place[to]
        weights[one] += claims
    before = {one: at for at, one in enumerate(side)}
    return sorted(side, key=lambda one: (sums[one] / weights[one], before[one]))


def _free(
    ends: tuple[float, float, float, float], taken: Sequence[tuple[float, float]]
) -> tuple[float, float] | None:
    """Return a place on a tie for its number where no other stands, if there is one."""
    for t in _PLACES:
        x, y = _on_curve(t, *ends)
        if all(abs(x - other_x) > 26 or abs(y - other_y) > 13 for other_x, other_y in taken):
            return x, y
    return None


def _on_curve(t: float, x1: float, y1: float, x2: float, y2: float) -> tuple[float, float]:
    """Return a point of the curve of a `Stroke`: cubic, level at both ends."""
    middle = (x1 + x2) / 2
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * x1 + (b + c) * middle + d * x2, (a + b) * y1 + (c + d) * y2
