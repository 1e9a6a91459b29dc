"""Counting the cells of a crossing, block by block, and the margins with them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.matrix import association
from workbench.matrix.crossing import Crossing, Pairs
from workbench.matrix.facts import Facts, Numbers
from workbench.matrix.margins import Margins, Table
from workbench.matrix.measures import Floats, Measuring, period_of
from workbench.matrix.request import Measure, Request

ASSOCIATIONS: tuple[Measure, ...] = ("c-coefficient", "jaccard", "expected", "residual")
#: measures that heed the count rule
COUNTED_ONCE: tuple[Measure, ...] = (
    "claims", "balance", "split", "jaccard", "expected", "residual",
)  # fmt: skip


@dataclass
class Counted:
    """Figures of all cells by row and column; those of `series` by period too.

    Of a measure of association `shown` holds the counts that it is made of.
    """

    claims: Table
    shown: Table
    supporting: Table
    against: Table
    series: Table


def count(
    facts: Facts,
    request: Request,
    crossing: Crossing,
    measuring: Measuring,
    periods: tuple[str, ...],
    breathe: Callable[[], None],
) -> Counted:
    """Count all cells; `breathe` is called before each block."""
    shape = (len(crossing.rows.entries), len(crossing.columns.entries))
    tables = [np.zeros(shape) for _ in range(4)]
    series = np.zeros((*shape, len(periods)))
    found = Counted(tables[0], tables[1], tables[2], tables[3], series)
    measure: Measure = "claims" if request.measure in ASSOCIATIONS else request.measure
    at = period_of(facts, request.period, periods) if periods else None
    for first, last, pairs in crossing.blocks():
        breathe()
        inside, block = slice(first, last), (last - first, shape[1])
        found.claims[inside] = measuring.count(pairs).reshape(block)
        if (measure, request.once) == ("claims", "claim"):
            found.shown[inside] = found.claims[inside]
        else:
            figures = measuring.figures(measure, request.once, pairs)
            found.shown[inside] = figures.reshape(block)
        for_it = measuring.count(pairs.only(measuring.supporting))
        found.supporting[inside] = for_it.reshape(block)
        found.against[inside] = measuring.count(pairs.only(measuring.against)).reshape(block)
        if at is not None:
            figures = measuring.figures(measure, request.once, _timed(pairs, at, len(periods)))
            found.series[inside] = figures.reshape(*block, len(periods))
    return found


def _timed(pairs: Pairs, at: Numbers, times: int) -> Pairs:
    """Return pairs with each place split by time; those without one are left out."""
    dated = pairs.only(at >= 0)
    return Pairs(dated.place * np.int32(times) + at[dated.claim], dated.claim, pairs.size * times)


def margins(crossing: Crossing, cells: Table, measure: Callable[[Pairs], Floats]) -> Margins:
    """Return figures of cells with those of rows, columns and the whole."""
    return Margins(
        cells, measure(crossing.row_pairs), measure(crossing.column_pairs),
        float(measure(crossing.whole)[0]),
    )  # fmt: skip


def measured(
    request: Request, crossing: Crossing, measuring: Measuring, counted: Counted
) -> tuple[Margins, npt.NDArray[np.bool_]]:
    """Return the figures of the measure that is asked for, and which cells are unsure."""
    sure = np.zeros(counted.claims.shape, np.bool_)
    measure, once = request.measure, request.once
    if measure not in ASSOCIATIONS:
        return margins(
            crossing, counted.shown, lambda pairs: measuring.figures(measure, once, pairs)
        ), sure
    base = margins(crossing, counted.shown, lambda pairs: measuring.count(pairs, once))
    rows, columns, total = base.rows, base.columns, base.total
    if measure == "expected":
        cells = association.expected(rows, columns, total)
        return Margins(cells, rows, columns, total), association.unsure(rows, columns, total)
    if measure == "residual":
        cells = association.residuals(counted.shown, rows, columns, total)
        sure = association.unsure(rows, columns, total)
    elif measure == "jaccard" and once != "claim":
        cells = association.jaccard(crossing.rows, crossing.columns, measuring.units(once))
    else:
        sides = (crossing.rows, crossing.columns)
        sizes = [np.array([len(some) for some in one.claims], np.float64) for one in sides]
        cells = association.overlap(counted.claims, *sizes)
    return Margins(cells, np.full_like(rows, np.nan), np.full_like(columns, np.nan), np.nan), sure
