"""Two axes crossed: which claims stand in which cell.

A claim with two tags of the rows and three of the columns stands in six cells. All such pairs of
cell and claim are laid out in arrays, a block of rows at a time, so that every figure is one pass
over a few arrays, and memory stays bounded however many claims there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from db.records import Id
from workbench.matrix.arrays import Keys, Mask, Numbers
from workbench.matrix.axes import Side

#: pairs of a block; an array of them takes 4 bytes each
BLOCK = 2_000_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Places and the claims that stand there, each pair once; `size` places from 0."""

    place: Numbers
    claim: Numbers
    size: int

    def only(self, claims: Mask) -> "Pairs":
        """Return the pairs of some claims."""
        kept = claims[self.claim]
        return Pairs(self.place[kept], self.claim[kept], self.size)

    def timed(self, at: Numbers, times: int) -> "Pairs":
        """Return the pairs with each place split by the time of its claims, -1 being left out."""
        dated = self.only(at >= 0)
        place = dated.place * np.int32(times) + at[dated.claim]
        return Pairs(place, dated.claim, self.size * times)


class Crossing:
    """Rows and columns with their claims; `size` is how many numbers claims have."""

    def __init__(self, rows: Side, columns: Side, ids: Keys) -> None:
        self.rows, self.columns = rows, columns
        self._ids = ids
        size = len(ids)
        in_row, in_column = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
        for claims in rows.claims:
            in_row[claims] = True
        for claims in columns.claims:
            in_column[claims] = True
        #: the claims that stand in any cell
        self.standing: Mask = in_row & in_column

    @cached_property
    def row_pairs(self) -> Pairs:
        """Each row with its claims that stand in a cell."""
        return _pairs(self.rows, self.standing)

    @cached_property
    def column_pairs(self) -> Pairs:
        """Each column with its claims that stand in a cell."""
        return _pairs(self.columns, self.standing)

    @cached_property
    def whole(self) -> Pairs:
        """All claims that stand in a cell, at the one place 0."""
        claims = np.flatnonzero(self.standing).astype(np.int32)
        return Pairs(np.zeros(len(claims), np.int32), claims, 1)

    def blocks(self) -> Iterator[tuple[int, int, Pairs]]:
        """Yield the first row of a block, the row after its last, and its cells with their claims.

        Cells of a block are numbered row by row from 0.
        """
        width = len(self.columns.entries)
        per_claim, start, columns = self._columns_of_claims()
        rows = self.row_pairs
        bounds = np.searchsorted(rows.place, np.arange(rows.size + 1))
        pairs_before = np.concatenate(([0], np.cumsum(per_claim[rows.claim], dtype=np.int64)))[
            bounds
        ]
        first = 0
        while first < rows.size:
            last = int(np.searchsorted(pairs_before, pairs_before[first] + BLOCK, "right")) - 1
            last = max(first + 1, min(last, rows.size))
            inside = slice(bounds[first], bounds[last])
            claim, row = rows.claim[inside], rows.place[inside] - np.int32(first)
            cell, claim = _meet(claim, row * np.int32(width), per_claim, start, columns)
            yield first, last, Pairs(cell, claim, (last - first) * width)
            first = last

    def _columns_of_claims(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return for each claim how many columns it stands in, where these begin, and them all."""
        pairs = self.column_pairs
        per_claim = np.bincount(pairs.claim, minlength=len(self.standing)).astype(np.int32)
        start = np.cumsum(per_claim, dtype=np.int32) - per_claim
        columns = np.empty(len(pairs.claim), np.int32)
        free = start.copy()
        bounds = np.searchsorted(pairs.place, np.arange(pairs.size + 1))
        for column in range(pairs.size):  # within a column each claim comes once
            claims = pairs.claim[bounds[column] : bounds[column + 1]]
            columns[free[claims]] = column
            free[claims] += 1
        return per_claim, start, columns

    def claims_of(self, row: int | None, column: int | None) -> list[Id]:
        """Return the ids of the claims of a cell, row, column or of all, sorted."""
        found = np.flatnonzero(self.standing) if row is None else self.rows.claims[row]
        if column is not None:
            other = self.columns.claims[column]
            found = other if row is None else np.intersect1d(found, other, assume_unique=True)
        found = found[self.standing[found]]
        ids: list[Id] = np.sort(self._ids[found]).tolist()
        return ids


def _meet(
    claim: Numbers, cell: Numbers, per_claim: Numbers, start: Numbers, columns: Numbers
) -> tuple[Numbers, Numbers]:
    """Return each cell and claim of some rows; `cell` is the first of the row of each claim.

    Most claims stand in one or two columns: the first columns of all of them are taken at once,
    then the second of those that have one, and so on.
    """
    left, at = per_claim[claim], start[claim]
    cells, claims = [cell + columns[at]], [claim]
    while (more := left > 1).any():
        claim, cell, at, left = claim[more], cell[more], at[more] + 1, left[more] - 1
        cells.append(cell + columns[at])
        claims.append(claim)
    return np.concatenate(cells), np.concatenate(claims)


def _pairs(side: Side, standing: Mask) -> Pairs:
    size = len(side.claims)
    claim = np.concatenate([*side.claims, np.zeros(0, np.int32)])
    place = np.repeat(np.arange(size, dtype=np.int32), [len(some) for some in side.claims])
    found = Pairs(place, claim, size)
    return found if standing.all() else found.only(standing)
