"""How an older project becomes one of the present version: one named function a version.

A migration runs inside one transaction, after the file was copied beside itself, and leaves the
log readable: what it changes in rows it changes in the recorded rows too, and chains them anew.
"""

import sqlite3
from collections.abc import Callable

from db import former, schema
from db.errors import DamagedProject

Migration = Callable[[sqlite3.Connection], None]


def add_review(connection: sqlite3.Connection) -> None:
    """From version 1 to 2: what reviewing, merging, page views and saved matrices need."""
    known = set(former.VERSION_1)
    for statement in schema.statements():
        if statement not in known:
            connection.execute(statement)
    # One file was all there was: each session had seen everything before its first action.
    connection.execute(
        "INSERT INTO parent SELECT first.id, 0, former.id FROM action AS first "
        "JOIN action AS former ON former.lamport = first.lamport - 1 "
        "WHERE former.session <> first.session"
    )


#: from version N to version N + 1
MIGRATIONS: dict[int, Migration] = {1: add_review}
#: the statements that made an empty project of each former version, to know its files by
FORMER: dict[int, tuple[str, ...]] = {1: former.VERSION_1}
#: the oldest version that can still be opened
OLDEST = 1

#: type, name and SQL of a table or index
_Object = tuple[str, str, str]


def odd_objects(connection: sqlite3.Connection, version: int) -> list[str]:
    """Return the names of what a file has and a project of that version has not, or differently."""
    statements = schema.statements() if version == schema.VERSION else FORMER[version]
    model = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            model.execute(statement)
        return sorted({name for _kind, name, _sql in _objects(connection) ^ _objects(model)})
    finally:
        model.close()


def _objects(connection: sqlite3.Connection) -> set[_Object]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM main.sqlite_master")
    return {(str(kind), str(name), " ".join(str(sql).split())) for kind, name, sql in rows}


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a project from a version to the present one, all in one transaction.

    Raises what a migration raises, or DamagedProject where the outcome is not a sound project of
    the present version; nothing is changed then.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, schema.VERSION):
            MIGRATIONS[step](connection)
        odd = odd_objects(connection, schema.VERSION)
        if odd or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DamagedProject(
                "The project could not be upgraded: what came out of it is not whole "
                f"({', '.join(odd) or 'a reference'}). It was left as it is."
            )
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
