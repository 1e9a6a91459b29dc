"""The counts that a matrix is made of, so kept that a few changed claims need no new count.

Most of them are sums over claims: what changed claims added before is taken away, and what they add
now is put in its place. Distinct documents and the like are no sums and are counted anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from workbench.matrix import association
from workbench.matrix.arrays import Numbers
from workbench.matrix.axes import Side
from workbench.matrix.crossing import Crossing, Pairs
from workbench.matrix.margins import Margins, Table
from workbench.matrix.measures import Floats, Measuring, sums
from workbench.matrix.request import Measure, Request

ASSOCIATIONS: tuple[Measure, ...] = ("c-coefficient", "jaccard", "expected", "residual")
Figures = dict[str, Callable[[Pairs], Floats]]
#: measures that heed the count rule
COUNTED_ONCE: tuple[Measure, ...] = (
    "claims", "balance", "split", "jaccard", "expected", "residual",
)  # fmt: skip
#: measures that follow from the claims of each cell and the sides that these take
_DERIVED: tuple[Measure, ...] = (*COUNTED_ONCE, "presence", "c-coefficient")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of claims, of those that support and oppose, and the measure's own where it has one.

    `measured` is that of the measure (of an association: of what is counted once by its rule), None
    where the others tell it. `series` are its figures by row, column and period. `carrying` are the
    claims of each row and column in a cell or not, `scope` all that pass the filter.
    """

    claims: Margins
    supporting: Margins
    against: Margins
    measured: Margins | None
    series: Table
    carrying: tuple[Floats, Floats]
    scope: int

    def changed(self, before: "Tally", now: "Tally") -> "Tally":
        """Return the tally after some claims that added `before` add `now`."""
        if self.measured is None or before.measured is None or now.measured is None:
            measured = None
        else:
            measured = self.measured.changed(before.measured, now.measured)
        return Tally(
            self.claims.changed(before.claims, now.claims),
            self.supporting.changed(before.supporting, now.supporting),
            self.against.changed(before.against, now.against),
            measured,
            self.series - before.series + now.series,
            (
                self.carrying[0] - before.carrying[0] + now.carrying[0],
                self.carrying[1] - before.carrying[1] + now.carrying[1],
            ),
            self.scope - before.scope + now.scope,
        )


def is_derived(request: Request) -> bool:
    """Whether the claims of each cell and their sides tell the measure of a request."""
    return request.measure in _DERIVED and (
        request.once == "claim" or request.measure not in COUNTED_ONCE
    )


def is_sum(request: Request) -> bool:
    """Whether all counts of a request are sums over claims."""
    series = not request.period or request.measure in ("claims", "words")
    return series and (is_derived(request) or request.measure == "words")


def tally(
    request: Request,
    crossing: Crossing,
    measuring: Measuring,
    periods: tuple[str, ...],
    scope: int,
    breathe: Callable[[], None],
) -> Tally:
    """Count all cells and margins; `breathe` is called before each block of rows."""
    figures: Figures = {
        "claims": measuring.count,
        "supporting": lambda pairs: sums(pairs, measuring.supporting),
        "against": lambda pairs: sums(pairs, measuring.against),
    }
    measure: Measure = "claims" if request.measure in ASSOCIATIONS else request.measure

    def own(pairs: Pairs) -> Floats:
        return measuring.figures(measure, request.once, pairs)

    of_sets = request.measure == "jaccard" and request.once != "claim"
    if not is_derived(request) and not of_sets:
        figures["measured"] = own
    cells, series = _count(
        crossing, figures, own, measuring.times(request.period, periods), breathe
    )
    found = {name: _margins(crossing, cells[name], figures[name]) for name in figures}
    if of_sets:
        found["measured"] = _jaccard(crossing, measuring.units(request.once))
    rows, columns = (_sizes(side) for side in (crossing.rows, crossing.columns))
    return Tally(
        found["claims"], found["supporting"], found["against"], found.get("measured"), series,
        (rows, columns), scope,
    )  # fmt: skip


def _count(
    crossing: Crossing,
    figures: Figures,
    own: Callable[[Pairs], Floats],
    times: tuple[Numbers, int] | None,
    breathe: Callable[[], None],
) -> tuple[dict[str, Table], Table]:
    """Return each figure of all cells, and the measure's own by time if there are times."""
    height, width = len(crossing.rows.entries), len(crossing.columns.entries)
    cells = {name: np.zeros((height, width)) for name in figures}
    series = np.zeros((height, width, times[1] if times else 0))
    for first, last, pairs in crossing.blocks():
        breathe()
        for name, figure in figures.items():
            cells[name][first:last] = figure(pairs).reshape(last - first, width)
        if times:
            found = own(pairs.timed(*times))
            series[first:last] = found.reshape(last - first, width, times[1])
    return cells, series


def _sizes(side: Side) -> Floats:
    return np.array([len(some) for some in side.claims], np.float64)


def _jaccard(crossing: Crossing, units: Numbers) -> Margins:
    cells = association.jaccard(crossing.rows, crossing.columns, units)
    nothing = [np.full(size, np.nan) for size in cells.shape]
    return Margins(cells, nothing[0], nothing[1], np.nan)


def _margins(crossing: Crossing, cells: Table, figure: Callable[[Pairs], Floats]) -> Margins:
    return Margins(
        cells, figure(crossing.row_pairs), figure(crossing.column_pairs),
        float(figure(crossing.whole)[0]),
    )  # fmt: skip
