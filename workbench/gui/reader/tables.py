"""Where the columns of a table stand: tab stops from the widths of its cells."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtGui import QFontMetricsF

from db.records import Style
from workbench.gui.reader.typography import Typography

GAP = 20  # px between two columns
NARROWEST = 40
#: rows that are measured; those after them are as wide as these, near enough
SAMPLE = 200


class Tables:
    """The tables of a text; measured when a row of theirs is first laid out."""

    def __init__(self, styles: Sequence[Style], text: str, typography: Typography) -> None:
        self._text = text
        self._metrics = QFontMetricsF(typography.font)
        self._tables = [style for style in styles if style.kind == "table"]
        self._rows = [style for style in styles if style.kind == "row"]
        self._cells = [style for style in styles if style.kind == "cell"]
        self._stops: dict[tuple[int, float], list[float]] = {}

    def stops(self, start: int, end: int, room: float) -> list[float]:
        """Return the tab stops in px of a row, given by its code points, in a column of `room`."""
        # Tables may stand in cells of others: the innermost one counts.
        around = [table for table in self._tables if table.start <= start and end <= table.end]
        if not around:
            return []
        table = min(around, key=lambda one: one.end - one.start)
        key = (table.start, room)
        if key not in self._stops:
            self._stops[key] = self._measure(table, room)
        return self._stops[key]

    def _measure(self, table: Style, room: float) -> list[float]:
        widths: list[float] = []
        rows = [row for row in self._rows if table.start <= row.start and row.end <= table.end]
        for row in rows[:SAMPLE]:
            line = self._text[row.start : row.end]
            for column, cell in enumerate(line.split("\t")):
                words = max((len(part), part) for part in cell.split("\n"))[1]
                width = self._metrics.horizontalAdvance(words[:200]) + GAP
                if column == len(widths):
                    widths.append(NARROWEST)
                widths[column] = max(widths[column], width)
        return list(accumulate(_fitted(widths, room)))[:-1]


def _fitted(widths: Sequence[float], room: float) -> list[float]:
    """Return widths that fit a room: the widest give way first."""
    if sum(widths) <= room:
        return list(widths)
    low, high = float(NARROWEST), max(widths)
    for _ in range(20):
        middle = (low + high) / 2
        if sum(min(width, middle) for width in widths) > room:
            high = middle
        else:
            low = middle
    return [min(width, low) for width in widths]
