"""The order of rows and columns: codebook, name, total, one entry of the other axis, likeness."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from db.errors import Invalid
from workbench.matrix.request import Axis, Sort
from workbench.matrix.result import Entry

Table = npt.NDArray[np.float64]


def order(
    axis: Axis, entries: Sequence[Entry], others: Sequence[Entry], cells: Table, totals: Table
) -> list[int]:
    """Return the places of the entries in the order that is asked for, pinned ones first.

    `cells` has a row for each entry and a column for each of the `others`. Where groups have their
    tags under them, groups are sorted among themselves and tags within their group.
    """
    keys = _sort_keys(axis.sort, entries, others, cells, totals)
    at = {entry.key: place for place, entry in enumerate(entries)}
    ranks = [(keys[place], place) for place in range(len(entries))]

    def rank(place: int) -> tuple[object, ...]:
        parent = at.get(entries[place].parent)
        return (*ranks[parent], 1, ranks[place]) if parent is not None else (*ranks[place], 0)

    pinned = {key: place for place, key in enumerate(axis.pinned)}
    project = {name: place for place, name in enumerate(dict.fromkeys(e.project for e in entries))}
    found = sorted(range(len(entries)), key=rank)
    found.sort(key=lambda place: pinned.get(entries[place].key, len(pinned)))
    found.sort(key=lambda place: project[entries[place].project])
    return found


def _sort_keys(
    sort: Sort, entries: Sequence[Entry], others: Sequence[Entry], cells: Table, totals: Table
) -> list[float]:
    """Return for each entry a number by which it is sorted, equal ones staying as they are."""
    if sort.by == "codebook":
        found = list(range(len(entries)))
    elif sort.by == "name":
        names = sorted({_name(entry) for entry in entries})
        found = [names.index(_name(entry)) for entry in entries]
    elif sort.by == "similarity":
        place = {at: rank for rank, at in enumerate(by_likeness(cells))}
        found = [place[at] for at in range(len(entries))]
    else:
        values = totals if sort.by == "total" else cells[:, _column(sort.entry, others)]
        found = np.where(np.isnan(values), np.inf, -values).tolist()
    return [-key for key in found] if sort.reverse else [float(key) for key in found]


def _name(entry: Entry) -> tuple[str, str]:
    return entry.name.casefold(), entry.name


def _column(key: str, others: Sequence[Entry]) -> int:
    for place, entry in enumerate(others):
        if entry.key == key:
            return place
    raise Invalid("What the matrix is sorted by is not in it any more; choose another order.")


def by_likeness(cells: Table) -> list[int]:
    """Return the rows of a table so that rows of like direction (by their cosine) are neighbours.

    The likest two ends of chains are joined until one chain is left, as in a greedy path; empty
    rows come last. The chain begins with the end whose row is the larger.
    """
    table = np.nan_to_num(cells)
    length = np.sqrt((table * table).sum(axis=1))
    full = np.flatnonzero(length > 0)
    unit = table[full] / length[full, None]
    likeness = np.triu(unit @ unit.T, 1)
    first, second = np.triu_indices(len(full), 1)
    best = np.argsort(-likeness[first, second].round(12), kind="stable")
    chains = [[at] for at in range(len(full))]
    of = list(range(len(full)))
    for a, b in zip(first[best].tolist(), second[best].tolist(), strict=True):
        left, right = chains[of[a]], chains[of[b]]
        if left is right or a not in (left[0], left[-1]) or b not in (right[0], right[-1]):
            continue
        if left[-1] != a:
            left.reverse()
        if right[0] != b:
            right.reverse()
        for at in right:
            of[at] = of[a]
        left += right
        if len(left) == len(full):
            break
    chain = chains[of[0]] if len(full) else []
    if chain and length[full[chain[0]]] < length[full[chain[-1]]]:
        chain.reverse()
    return [int(full[at]) for at in chain] + np.flatnonzero(length == 0).tolist()
