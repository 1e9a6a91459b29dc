"""What stands where in a finished matrix: lines, figures in words, heat, and signs of cells.

Pages, sheets and pictures lay a matrix out alike because they all ask here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.colours import heat_limits
from workbench.exporters.matrix_product import Product
from workbench.matrix import Entry, Gap, Matrix, Value
from workbench.matrix.figures import ZERO, figure_text
from workbench.matrix.sentence import axis_name, phrases

CONTESTED = "±"
#: shares of the highest figure at which the heat classes 2 to 5 begin, where it is no count
_STEPS = (0.16, 0.4, 0.62, 0.85)

Kind = Literal["band", "entry", "total"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: a band that only names a group, an entry (`at` its place), or the totals."""

    kind: Kind
    name: str
    at: int = -1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """What shows in a cell: its figure in words, heat class (below 0 for less than nothing), signs.

    `words` say the same without any sign, for those who do not see it.
    """

    text: str
    heat: int = 0
    contested: bool = False
    unread: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A named group over some columns, both ends included."""

    name: str
    first: int
    last: int


class Grid:
    """A product laid out; rows and columns of cells go by their places in the matrix."""

    def __init__(self, product: Product) -> None:
        self.matrix = product.matrix
        self.request = product.matrix.request
        self.corner = axis_name(self.request.rows, self.matrix.context)
        self.across = axis_name(self.request.columns, self.matrix.context)
        self._heat = _Heat(self.matrix)

    def rows(self) -> list[Line]:
        """Return the rows from top to bottom; a band before each group that has no row itself."""
        lines: list[Line] = []
        before = ("", "")
        for at, entry in enumerate(self.matrix.rows):
            group = _group(self.matrix.rows, at)
            here = (entry.project, group)
            named = bool(group) and not entry.is_group and not entry.parent
            if here != before and (named or entry.project != before[0]):
                parts = (entry.project, group if named else "")
                lines.append(Line("band", ": ".join(part for part in parts if part), group=group))
            lines.append(Line("entry", entry.name, at, group))
            before = here
        return [*lines, Line("total", "Total")] if self.request.totals else lines

    def runs(self) -> list[Run]:
        """Return the named groups that stand over columns."""
        found: list[Run] = []
        for at in range(len(self.matrix.columns)):
            name = _group(self.matrix.columns, at)
            if name and found and found[-1].name == name and found[-1].last == at - 1:
                found[-1] = Run(name, found[-1].first, at)
            elif name:
                found.append(Run(name, at, at))
        return found

    def face(self, row: int, column: int) -> Face:
        """Return what shows in a cell."""
        matrix = self.matrix
        value = matrix.shown.cells[row][column]
        if not value and not matrix.claims.cells[row][column]:
            gap = matrix.gaps[row][column]
            if gap == Gap.UNREAD:
                return Face("", unread=True, words="not yet read")
            if gap == Gap.NO_DOCUMENT:
                return Face("", words="no such document")
            if value is None:
                return Face(ZERO, words="nothing in what was read")
        contested = (row, column) in matrix.contested
        text = figure_text(value, self.request)
        words = text
        if text == ZERO:
            words = "nothing in what was read"
        elif contested:
            words = f"{text}, contested"
        return Face(text, self._heat.of(value), contested, words=words)

    def total(self, row: int | None, column: int | None) -> str:
        """Return the figure of a whole row, column, or matrix in words."""
        return figure_text(self.total_value(row, column), self.request)

    def total_value(self, row: int | None, column: int | None) -> Value:
        """Return the figure of a whole row, column, or matrix."""
        shown = self.matrix.shown
        if row is not None:
            return shown.rows[row]
        return shown.total if column is None else shown.columns[column]

    def heat_of(self, value: Value) -> int:
        """Return the heat class of a figure, below 0 for one less than nothing."""
        return self._heat.of(value)

    def legend(self) -> list[tuple[int, str]]:
        """Return the heat classes in use, from 1 on, with the least figure of each in words."""
        return [
            (heat, figure_text(limit, self.request))
            for heat, limit in enumerate(self._heat.limits, 1)
        ]

    def measure(self) -> str:
        """Return what the figures say, in a few words."""
        said = phrases(self.request, self.matrix.context)
        return ", ".join(each.text for each in said if each.field in ("measure", "percent"))


class _Heat:
    """Five classes up to the highest figure: whole steps for counts, else shares of it."""

    def __init__(self, matrix: Matrix) -> None:
        values = [abs(value) for row in matrix.shown.cells for value in row if value is not None]
        highest = max(values, default=0)
        self.limits: tuple[float, ...]
        if not highest:
            self.limits = ()
        elif isinstance(highest, int):
            self.limits = heat_limits(highest)
        else:
            least = min((value for value in values if value), default=highest)
            self.limits = (least, *(step * highest for step in _STEPS if step * highest > least))

    def of(self, value: Value) -> int:
        if not value:
            return 0
        heat = max(1, sum(abs(value) >= limit for limit in self.limits))
        return heat if value > 0 else -heat


def _group(entries: Sequence[Entry], at: int) -> str:
    """Return the group an entry stands under; a group with its tags in its own."""
    entry = entries[at]
    following = entries[at + 1] if at + 1 < len(entries) else None
    if entry.is_group:
        return entry.name if following and following.parent == entry.key else ""
    if not entry.group and following and following.group == entry.name:
        return entry.name
    return entry.group
