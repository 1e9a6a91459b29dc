"""The chain of hashes over each session's actions, by which a changed log is found."""

import sqlite3
from collections.abc import Iterator

from db import images
from db.records import Id


def broken(connection: sqlite3.Connection) -> Iterator[tuple[Id, str, str]]:
    """Yield what does not hash to what was written: the action's id, when it was, its label."""
    ends = {
        session[0]: images.opening(session)
        for session in connection.execute("SELECT id, coder, started_at FROM session")
    }
    for *entry, kept in connection.execute(
        "SELECT id, session, lamport, coder, at, label, kind, undoes, hash FROM action "
        "ORDER BY session, lamport"
    ):
        chain = images.Chain(ends.get(entry[1], ""))
        for change in connection.execute(
            'SELECT position, "table", "row", before, after FROM change '
            "WHERE action = ? ORDER BY position",
            (entry[0],),
        ):
            chain.add(change)
        if chain.close(entry) != kept:
            yield entry[0], entry[4], entry[5]
        ends[entry[1]] = kept
