"""An open action: what may be written to a project, and the trail that each write leaves.

Every write goes through `Action.put`, which changes the row and notes it before and after; the
`Trail` of an action goes into the log with it.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db import images
from db.errors import Invalid
from db.images import COLUMNS, DEFAULTS, Row
from db.records import Changes, Id
from db.schema import TABLES, new_id

if TYPE_CHECKING:
    from db.project import Project

#: changes are written to the log in batches, so that a long action needs little memory
_BATCH = 1000


def now() -> str:
    """Return the present moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_SELECT = {
    name: f'SELECT {_quoted(columns)} FROM "{name}" WHERE id = ?'
    for name, columns in COLUMNS.items()
    if "id" in columns
}
INSERT = {
    name: f'INSERT INTO "{name}" ({_quoted(columns)}) VALUES ({", ".join("?" * len(columns))})'
    for name, columns in COLUMNS.items()
}


@dataclass
class Action:
    """What may be written while an action is open; use it only inside `Project.action`."""

    project: "Project"
    id: Id
    coder: Id
    label: str
    kind: str
    undoes: Id | None
    #: what the action touched; there once it was committed
    changes: Changes | None = None
    trail: "Trail" = field(init=False)

    def row(self, table: str, row: Id) -> Row | None:
        """Return a row as it is now, or None."""
        found = self.connection.execute(_SELECT[table], (row,)).fetchone()
        return dict(zip(COLUMNS[table], found, strict=True)) if found else None

    def insert(self, table: str, values: Row, row: Id | None = None) -> Id:
        """Add a row; columns not given take their defaults. Returns its id."""
        images.check_values(table, values)
        key = row or new_id()
        self.put(table, key, None, DEFAULTS[table] | values | {"id": key})
        return key

    def update(self, table: str, row: Id, values: Row) -> bool:
        """Change columns of a row; returns whether anything was different."""
        images.check_values(table, values)
        before = self._existing(table, row)
        after = before | values
        if after == before:
            return False
        self.put(table, row, before, after)
        return True

    def keep(self, table: str, row: Id) -> None:
        """Say that a row is right as it stands, which settles what others wrote in it."""
        found = self._existing(table, row)
        self.put(table, row, found, found)

    def delete(self, table: str, row: Id) -> None:
        """Remove a row; what refers to it must be removed in the same action."""
        self.put(table, row, self._existing(table, row), None)

    def store(self, data: str | bytes) -> str:
        """Keep a text or bytes under their SHA-256, once; returns the hash."""
        raw = _encoded(data) if isinstance(data, str) else data
        digest = hashlib.sha256(raw).hexdigest()
        self.connection.execute(
            "INSERT OR IGNORE INTO content (sha256, data) VALUES (?, ?)", (digest, data)
        )
        return digest

    def put(self, table: str, row: Id, before: Row | None, after: Row | None) -> None:
        """Make a row that is `before` be `after`, None being no row; undo and redo use it."""
        if not TABLES[table].logged:
            raise KeyError(f"{table} is not for actions to write")
        execute = self.connection.execute
        try:
            if after is None:
                execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
            elif before is None:
                execute(INSERT[table], tuple(after.values()))
            elif different := [name for name in after if after[name] != before[name]]:
                pairs = ", ".join(f'"{name}" = ?' for name in different)
                values = [after[name] for name in different]
                execute(f'UPDATE "{table}" SET {pairs} WHERE id = ?', [*values, row])
        except (UnicodeEncodeError, OverflowError) as error:
            raise unfit() from error
        self.trail.add(table, row, before, after)

    def take(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Add rows to the log that were written in another copy; those that are there stay.

        Only where an action came from is written anew.
        """
        if TABLES[table].logged or table == "content":
            raise KeyError(f"{table} is no part of the log")
        other = "REPLACE" if table == "arrival" else "IGNORE"
        statement = INSERT[table].replace("INSERT", f"INSERT OR {other}", 1)
        self.connection.executemany(statement, rows)

    def show_arrivals(self, merge: Id, shown: bool) -> None:
        """Let the actions that came with a merge count, or not count."""
        done = self.connection.execute(
            "UPDATE arrival SET hidden = ? WHERE merge = ?", (int(not shown), merge)
        )
        if done.rowcount:
            self.trail.worked = self.trail.came_or_went = True

    def _existing(self, table: str, row: Id) -> Row:
        found = self.row(table, row)
        if found is None:
            raise Invalid(f"This {table.replace('_', ' ')} is no longer in the project.")
        return found

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, as long as the action is open."""
        connection = self.project.connection
        if not connection.in_transaction:
            # Anything written now would be saved at once, past the log.
            raise RuntimeError("the action is over")
        return connection


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise unfit() from error


def unfit() -> Invalid:
    """Return the trouble of a text or number that SQLite cannot keep."""
    return Invalid("A text holds broken characters (half of a pair), or a number is too large.")


class Trail:
    """What an open action did so far: written to the log in batches, hashed and summed up."""

    def __init__(self, connection: sqlite3.Connection, action: Id, previous: str) -> None:
        self._connection = connection
        self._action = action
        self._length = 0
        self._pending: list[tuple[object, ...]] = []
        self.chain = images.Chain(previous)
        self.rows: dict[str, set[Id]] = {}
        #: whether anything was done but that a coder came
        self.worked = False
        #: the last action of a file that is brought in, and whether such actions came or went
        self.brought: Id | None = None
        self.came_or_went = False
        self.claims: set[Id] = set()
        self._documents: set[Id] = set()

    def add(self, table: str, row: Id, before: Row | None, after: Row | None) -> None:
        change = (self._length, table, row, images.dump(before), images.dump(after))
        self._length += 1
        self.chain.add(change)
        self._pending.append((self._action, *change))
        if len(self._pending) >= _BATCH:
            self.flush()
        self.rows.setdefault(table, set()).add(row)
        self.worked |= table != "coder" or before is not None
        if table == "claim":
            self.claims.add(row)
        elif table == "document":
            self._documents.add(row)
        for image in (before, after):
            if image and "claim" in image:
                self.claims.add(image["claim"])
            if image and "document" in image:
                self._documents.add(image["document"])

    def flush(self) -> None:
        self._connection.executemany(INSERT["change"], self._pending)
        self._pending.clear()

    def documents(self) -> set[Id]:
        """Return the documents concerned, those of claims whose own row stayed the same too."""
        find = "SELECT document FROM claim WHERE id = ?"
        for claim in self.claims - self.rows.get("claim", set()):
            found = self._connection.execute(find, (claim,)).fetchone()
            self._documents.update(found or ())
        return self._documents
