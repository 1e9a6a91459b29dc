"""Why cells are empty: nothing was found in what was read, or it was not read yet."""

import numpy as np
import numpy.typing as npt

from db.records import Id
from workbench.matrix.arrays import Mask
from workbench.matrix.axes import Side
from workbench.matrix.context import Context
from workbench.matrix.result import Gap

Table = npt.NDArray[np.float32]


def gaps(
    context: Context, documents: Mask, coders: frozenset[Id], rows: Side, columns: Side
) -> tuple[npt.NDArray[np.int8], Table]:
    """Return the `Gap` of each cell were it empty, and how many of its documents are not read.

    `documents` pass the filter, whose `coders` must have read them; any coder, if it names none.
    """
    read_by = {
        one.id: np.array(
            [
                context.readings.get((document.id, one.id)) == "done"
                for document in context.documents
            ],
            np.bool_,
        )
        for one in context.coders
    }
    nobody = np.zeros(len(documents), np.bool_)
    if coders:
        read = np.logical_and.reduce([read_by.get(one, nobody) for one in coders])
    else:
        read = np.logical_or.reduce([*read_by.values(), nobody])
    unread = (documents & ~read).astype(np.float32)
    possible = [_documents(side, len(documents)) for side in (rows, columns)]
    waiting = [
        part * _unread(side, documents, read_by)
        for part, side in zip(possible, (rows, columns), strict=True)
    ]
    if rows.coders is None and columns.coders is None:
        waiting[0] = possible[0] * unread
    some = (possible[0] * documents) @ possible[1].T
    left = waiting[0] @ waiting[1].T
    found = np.where(some == 0, Gap.NO_DOCUMENT, np.where(left > 0, Gap.UNREAD, Gap.NOTHING))
    shape = (len(rows.entries), len(columns.entries))
    return np.broadcast_to(found.astype(np.int8), shape), np.broadcast_to(left, shape)


def _documents(side: Side, size: int) -> Table:
    """Return which documents can fill each entry; one row stands for all where any can."""
    if side.documents is None:
        return np.ones((1, size), np.float32)
    return np.array(side.documents, np.float32).reshape(len(side.entries), size)


def _unread(side: Side, documents: Mask, read_by: dict[Id, Mask]) -> Table:
    """Return which documents each coder of an axis still has to read; ones where it has none."""
    if side.coders is None:
        return np.ones((1, len(documents)), np.float32)
    unread = [documents & ~read_by[one] for one in side.coders]
    return np.array(unread, np.float32).reshape(len(side.coders), len(documents))
