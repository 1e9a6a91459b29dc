"""How far a row and a column go together: the c-coefficient, Jaccard, expected counts, residuals.

With n1 and n2 the claims of a row and of a column that pass the filter, in a cell or not, and n12
those of the cell, both the c-coefficient (as ATLAS.ti calls it) and Jaccard's index are
n12 / (n1 + n2 - n12), from 0 to 1: over claims they are the same number. They differ under a count
rule: the c-coefficient stays with claims, while Jaccard compares the sets of documents (or days,
weeks, months, years) in which the row and in which the column stands, be it in different claims.

Each cell is a table of two by two over the N claims that stand in any cell: with the row or not,
with the column or not. Expected is r c / N, with the totals r and c of row and column that the
margins of the matrix show. The residual is Haberman's adjusted one (Biometrics 29, 1973):
(n12 - E) / sqrt(E (1 - r/N) (1 - c/N)); beyond 2 or -2 a cell is unlike chance. It is unsure where
one of the four expected counts is below 5. Under a count rule all of them count its units.
"""

import numpy as np
import numpy.typing as npt

from workbench.matrix.arrays import Numbers
from workbench.matrix.axes import Side
from workbench.matrix.measures import Floats, share

Table = npt.NDArray[np.float64]

#: expected counts below this make a residual unsure (Cochran, Biometrics 10, 1954)
LEAST = 5


def overlap(both: Table, rows: Floats, columns: Floats) -> Table:
    """Return n12 / (n1 + n2 - n12) for each cell, NaN where neither has any."""
    either = rows[:, None] + columns[None, :] - both
    return share(both, either)


def jaccard(rows: Side, columns: Side, units: Numbers) -> Table:
    """Return Jaccard's index of the sets of units in which each row and each column stands."""
    standing = [_presence(side, units) for side in (rows, columns)]
    both = (standing[0] @ standing[1].T).astype(np.float64)
    return overlap(both, *(some.sum(axis=1, dtype=np.float64) for some in standing))


def _presence(side: Side, units: Numbers) -> npt.NDArray[np.float32]:
    found = np.zeros((len(side.claims), int(units.max(initial=0)) + 1), np.float32)
    for at, claims in enumerate(side.claims):
        found[at, units[claims]] = 1
    return found


def expected(rows: Floats, columns: Floats, total: float) -> Table:
    """Return the count of each cell that its margins alone would make, NaN without any claim."""
    if not total:
        return np.full((len(rows), len(columns)), np.nan)
    return rows[:, None] * columns[None, :] / total


def residuals(cells: Table, rows: Floats, columns: Floats, total: float) -> Table:
    """Return the adjusted residual of each cell, NaN where row or column has all claims or none."""
    alone = expected(rows, columns, total)
    rest = (1 - rows[:, None] / max(total, 1)) * (1 - columns[None, :] / max(total, 1))
    spread = np.sqrt(np.maximum(alone * rest, 0))
    return share(cells - alone, spread)


def unsure(rows: Floats, columns: Floats, total: float) -> npt.NDArray[np.bool_]:
    """Return the cells of whose four expected counts one is below 5."""
    least_row = np.minimum(rows, total - rows)[:, None]
    least_column = np.minimum(columns, total - columns)[None, :]
    return np.asarray(least_row * least_column < LEAST * total)
