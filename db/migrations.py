"""How an older project becomes one of the present version: one named function a version.

A migration runs inside one transaction, after the file was copied beside itself, and leaves the
log readable: what it changes in rows it changes in the recorded rows too.
"""

import sqlite3
from collections.abc import Callable

from db import schema

Migration = Callable[[sqlite3.Connection], None]

#: from version N to version N + 1
MIGRATIONS: dict[int, Migration] = {}
#: the oldest version that can still be opened
OLDEST = 1


def expected_objects(version: int) -> set[tuple[str, str, str]]:
    """Return (type, name, SQL) of every object that a project of a version holds.

    Older versions are the fixtures of their migration; only the present one stands in `schema`.
    """
    if version != schema.VERSION:
        raise KeyError(version)
    connection = sqlite3.connect(":memory:")
    try:
        for statement in schema.statements():
            connection.execute(statement)
        return objects(connection)
    finally:
        connection.close()


def objects(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return (type, name, SQL) of every object a file holds, as SQLite keeps them."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM main.sqlite_master")
    return {(str(kind), str(name), " ".join(str(sql).split())) for kind, name, sql in rows}


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a project from a version to the present one, all in one transaction.

    Raises what a migration raises; nothing is changed then.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, schema.VERSION):
            MIGRATIONS[step](connection)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
