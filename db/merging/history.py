"""The log of a file as it counts: its visible actions in order, and what they changed."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from typing import NamedTuple

from db.merging.lineage import Entry, Parent
from db.records import Id


class Change(NamedTuple):
    """A row that an action changed; the images are JSON, None where there was no row."""

    lamport: int
    session: Id
    position: int
    action: Id
    table: str
    row: Id
    before: str | None
    after: str | None


_CHANGES = (
    'SELECT lamport, session, position, action, "table", "row", before, after '
    "FROM action CROSS JOIN change ON change.action = action.id {where}"
    "ORDER BY lamport, session, position"
)
_VISIBLE = "NOT EXISTS (SELECT 1 FROM arrival WHERE arrival.action = action.id AND hidden)"


def visible(connection: sqlite3.Connection) -> list[Entry]:
    """Return the actions that count, in their order: all but those of merges that were undone."""
    return [
        Entry(*row)
        for row in connection.execute(
            "SELECT id, session, lamport, coder, at, label, kind, undoes, hash FROM action "
            f"WHERE {_VISIBLE} ORDER BY lamport, session"
        )
    ]


def parents(connection: sqlite3.Connection) -> list[Parent]:
    """Return what `Lineage` asks for."""
    rows = connection.execute("SELECT action, position, parent FROM parent")
    return [(action, position, parent) for action, position, parent in rows]


def changes(
    connection: sqlite3.Connection, actions: Collection[Id], rows: str | None = None
) -> Iterator[Change]:
    """Yield the changes of some actions in order; of some rows only, a JSON list of ids."""
    where = "" if rows is None else 'WHERE "row" IN (SELECT value FROM json_each(?)) '
    found = connection.execute(_CHANGES.format(where=where), () if rows is None else (rows,))
    return (Change(*row) for row in found if row[3] in actions)


def written_twice(connection: sqlite3.Connection) -> str:
    """Return the rows that were changed after they were made, or made twice, as a JSON list."""
    idle = (
        "(SELECT id FROM action WHERE kind = 'merge' UNION SELECT action.id FROM action "
        "JOIN action AS former ON former.id = action.undoes WHERE former.kind = 'merge')"
    )
    rows = connection.execute(
        f'SELECT "row" FROM change WHERE before IS NOT NULL AND action NOT IN {idle} UNION '
        f'SELECT "row" FROM change WHERE before IS NULL AND action NOT IN {idle} '
        'GROUP BY "row" HAVING count(*) > 1'
    )
    return json.dumps([row for (row,) in rows])


def in_order(*sources: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes of several logs, each in order, in the one order of all."""
    return merge(*sources, key=lambda change: change[:3])


def without_effect(entries: Iterable[Entry]) -> set[Id]:
    """Return the merges and what undid or redid them: these follow from the other actions."""
    found: set[Id] = set()
    for entry in entries:
        if entry.kind == "merge" or entry.undoes in found:
            found.add(entry.id)
    return found
