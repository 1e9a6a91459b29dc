"""From the counts of a matrix to the figures that are shown."""

import numpy as np
import numpy.typing as npt

from workbench.matrix import association
from workbench.matrix.margins import Margins
from workbench.matrix.measures import Floats, share
from workbench.matrix.request import Request
from workbench.matrix.tally import ASSOCIATIONS, Tally

Flags = npt.NDArray[np.bool_]


def derive(request: Request, counted: Tally) -> tuple[Margins, Flags]:
    """Return the figures of the measure that is asked for, and which cells are unsure."""
    sure = np.zeros(counted.claims.cells.shape, np.bool_)
    measure = request.measure
    base = counted.measured or counted.claims
    if measure in ASSOCIATIONS:
        return _associated(request, counted, base, sure)
    if counted.measured is not None or measure == "claims":
        return base, sure
    if measure == "presence":
        return base.each(lambda found: (found > 0).astype(np.float64)), sure
    return counted.supporting.with_other(
        counted.against, _split if measure == "split" else _balance
    ), sure


def _split(plus: Floats, minus: Floats) -> Floats:
    return share(plus, plus + minus)


def _balance(plus: Floats, minus: Floats) -> Floats:
    return np.where(plus + minus > 0, plus - minus, np.nan)


def _associated(
    request: Request, counted: Tally, base: Margins, sure: Flags
) -> tuple[Margins, Flags]:
    rows, columns, total = base.rows, base.columns, base.total
    nothing = [np.full_like(margin, np.nan) for margin in (rows, columns)]
    if request.measure == "expected":
        cells = association.expected(rows, columns, total)
        return Margins(cells, rows, columns, total), association.unsure(rows, columns, total)
    if request.measure == "residual":
        cells = association.residuals(base.cells, rows, columns, total)
        sure = association.unsure(rows, columns, total)
    elif request.measure == "jaccard" and counted.measured is not None:
        return counted.measured, sure
    else:
        cells = association.overlap(counted.claims.cells, *counted.carrying)
    return Margins(cells, nothing[0], nothing[1], np.nan), sure
