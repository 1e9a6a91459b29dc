"""Small steps over arrays of claims that the table of facts is made of."""

from array import array
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

from db.records import Coder, Document, Id
from workbench.matrix.context import Context

Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.int64]

#: no claim, no document, no coder
NONE = -1
EMPTY: Numbers = np.zeros(0, np.int32)


def keys_of(ids: Iterable[int]) -> Keys:
    """Return ids as an array; what comes as an `array` is not copied."""
    return np.frombuffer(ids, np.int64) if isinstance(ids, array) else np.fromiter(ids, np.int64)


def tags_below(context: Context) -> dict[Id, list[Id]]:
    """Return each tag with all that stand below it, itself first."""
    below: dict[Id, list[Id]] = {tag.id: [tag.id] for tag in context.tags}
    parent = {tag.id: tag.parent for tag in context.tags}
    for tag in parent:
        above = parent[tag]
        while above is not None:
            below[above].append(tag)
            above = parent[above]
    return below


def paired(some: list[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """Return pairs of numbers as two arrays."""
    found = np.array(some, np.int32).reshape(-1, 2)
    return found[:, 0].copy(), found[:, 1].copy()


def moved(
    places: Numbers, old: Sequence[Coder | Document], new: Sequence[Coder | Document]
) -> Numbers:
    """Return places in one list of records as places in another, NONE for those that went."""
    at = {record.id: place for place, record in enumerate(new)}
    table = np.array([*(at.get(record.id, NONE) for record in old), NONE], np.int32)
    return table[places]  # NONE itself takes the last


def retag(
    tags: dict[Id, Numbers], changed: Mask, new: Mapping[Id, list[int]], known: Set[Id]
) -> None:
    """Take the changed claims off all tags, and put them on those that are known."""
    for tag, claims in tags.items():
        hit = changed[claims]
        if np.count_nonzero(hit):
            tags[tag] = claims[~hit]
    for tag, more in new.items():
        if tag in known:
            tags[tag] = np.sort(np.concatenate((tags.get(tag, EMPTY), np.array(more, np.int32))))
