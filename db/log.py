"""The one door for writes: one user action is one transaction and one entry of the log.

Each entry keeps every row it touched as it was before and as it was after. From this come undo
and redo (new actions that write the older rows back), the audit trail (a SHA-256 chain over the
actions of a session, which finds accidents, not forgers) and the announcement of what changed.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db import images
from db.errors import DamagedProject, Invalid
from db.images import COLUMNS, DEFAULTS, Row
from db.records import Changes, Coder, Id, LogEntry
from db.schema import TABLES, new_id
from db.undo import Kind, Undo, changed_since, replay

if TYPE_CHECKING:
    from db.project import Project

#: changes are written to the log in batches, so that a long action needs little memory
_BATCH = 1000
#: a clock beyond this was not counted up by actions; it leaves room in 63 bits
_LAST_TICK = 1 << 62


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
_INSERT = {
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
    _trail: "_Trail" = field(init=False)

    def row(self, table: str, row: Id) -> Row | None:
        """Return a row as it is now, or None."""
        found = self._connection.execute(_SELECT[table], (row,)).fetchone()
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

    def delete(self, table: str, row: Id) -> None:
        """Remove a row; what refers to it must be removed in the same action."""
        self.put(table, row, self._existing(table, row), None)

    def store(self, data: str | bytes) -> str:
        """Keep a text or bytes under their SHA-256, once; returns the hash."""
        raw = _encoded(data) if isinstance(data, str) else data
        digest = hashlib.sha256(raw).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO content (sha256, data) VALUES (?, ?)", (digest, data)
        )
        return digest

    def put(self, table: str, row: Id, before: Row | None, after: Row | None) -> None:
        """Make a row that is `before` be `after`, None being no row; undo and redo use it."""
        if not TABLES[table].logged:
            raise KeyError(f"{table} is not for actions to write")
        execute = self._connection.execute
        try:
            if after is None:
                execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
            elif before is None:
                execute(_INSERT[table], tuple(after.values()))
            else:
                different = [name for name in after if after[name] != before[name]]
                pairs = ", ".join(f'"{name}" = ?' for name in different)
                values = [after[name] for name in different]
                execute(f'UPDATE "{table}" SET {pairs} WHERE id = ?', [*values, row])
        except (UnicodeEncodeError, OverflowError) as error:
            raise _unfit() from error
        self._trail.add(table, row, before, after)

    @property
    def touched_claims(self) -> frozenset[Id]:
        """The claims that something was done to so far."""
        return frozenset(self._trail.claims)

    def _existing(self, table: str, row: Id) -> Row:
        found = self.row(table, row)
        if found is None:
            raise Invalid(f"This {table.replace('_', ' ')} is no longer in the project.")
        return found

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = self.project.connection
        if not connection.in_transaction:
            # Anything written now would be saved at once, past the log.
            raise RuntimeError("the action is over")
        return connection


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise _unfit() from error


def _unfit() -> Invalid:
    return Invalid("A text holds broken characters (half of a pair), or a number is too large.")


class _Trail:
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
        self._connection.executemany(_INSERT["change"], self._pending)
        self._pending.clear()

    def documents(self) -> set[Id]:
        """Return the documents concerned, those of claims whose own row stayed the same too."""
        find = "SELECT document FROM claim WHERE id = ?"
        for claim in self.claims - self.rows.get("claim", set()):
            found = self._connection.execute(find, (claim,)).fetchone()
            self._documents.update(found or ())
        return self._documents


class Log:
    """The log of an open project: writes actions, takes them back, tells what was done."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._undo = Undo(project)
        self._session: Id | None = None
        self._open = False
        self._clock = 0

    # -- writing

    @contextmanager
    def action(self, label: str, kind: str = "do", undoes: Id | None = None) -> Iterator[Action]:
        """Open an action: all that is written inside is saved as one, or not at all.

        An action that changed nothing leaves no trace. Raises the `ProjectError` that fits when
        the file cannot be written.
        """
        if self._open:
            raise RuntimeError("an action is open already")
        project, connection = self._project, self._project.connection
        project.assert_writable()
        action = Action(project, new_id(), project.coder.id, label, kind, undoes)
        self._open = True
        try:
            with project.translated():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    self._begin(action)
                    yield action
                    changes = self._record(action)
                    connection.execute("COMMIT" if changes.rows else "ROLLBACK")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        except BaseException:
            self._undo.forget()  # and read again what the file really holds
            raise
        finally:
            self._open = False
        if changes.rows:
            self._undo.push(action.id, kind, undoes, label)
        action.changes = changes

    def _begin(self, action: Action) -> None:
        """Make sure that the session and its coder stand in the file, and read the clock."""
        connection, coder = self._project.connection, self._project.coder
        session, previous = self._find_session(coder)
        action._trail = _Trail(connection, action.id, previous)
        if not connection.execute("SELECT 1 FROM coder WHERE id = ?", (coder.id,)).fetchone():
            action.insert("coder", {"name": coder.name}, coder.id)
        clock = connection.execute("SELECT coalesce(max(lamport), 0) FROM action").fetchone()[0]
        if not 0 <= clock < _LAST_TICK:
            raise DamagedProject(
                "The log of this project is damaged: its clock is out of range. "
                "Restore the project from a backup."
            )
        if clock != self._clock:  # somebody else wrote to the file
            self._undo.forget()
        self._session, self._clock = session, clock

    def _find_session(self, coder: Coder) -> tuple[Id, str]:
        """Return this opening's session, making it at its first action, and its chain's end."""
        execute = self._project.connection.execute
        if self._session is not None:
            last = execute(
                "SELECT hash FROM action WHERE session = ? ORDER BY lamport DESC LIMIT 1",
                (self._session,),
            ).fetchone()
            if last:
                return self._session, last[0]
        session = (new_id(), coder.id, now())
        execute(_INSERT["session"], session)
        return session[0], images.opening(session)

    def _record(self, action: Action) -> Changes:
        """Write the entry of an action and return what it touched: no rows if there is no entry."""
        connection, trail = action._connection, action._trail
        if not trail.worked:
            return Changes(action.id, action.label, action.kind)
        trail.flush()
        self._clock += 1
        entry = (action.id, self._session, self._clock, action.coder, now(), action.label,
                 action.kind, action.undoes)  # fmt: skip
        try:
            connection.execute(_INSERT["action"], (*entry, trail.chain.close(entry)))
        except UnicodeEncodeError as error:
            raise _unfit() from error
        return Changes(
            action.id,
            action.label,
            action.kind,
            {table: frozenset(rows) for table, rows in trail.rows.items()},
            frozenset(trail.claims),
            frozenset(trail.documents()),
        )

    # -- undo and redo

    def undoable(self) -> str | None:
        """Return the label of what the next undo takes back, or None."""
        last = self._undo.last("undo")
        return last.label if last else None

    def redoable(self) -> str | None:
        """Return the label of what the next redo does again, or None."""
        last = self._undo.last("redo")
        return last.label if last else None

    def undo(self) -> Changes | None:
        """Take back the coder's last action that stands; None where there is none.

        Raises ChangedSince, changing nothing, where it would undo what somebody did since.
        """
        return self._replay("undo")

    def redo(self) -> Changes | None:
        """Do again what was undone last; None where there is none."""
        return self._replay("redo")

    def _replay(self, kind: Kind) -> Changes | None:
        last = self._undo.last(kind)
        if last is None:
            return None
        with (
            changed_since(kind, last.label),
            self.action(last.label, kind, undoes=last.action) as action,
        ):
            replay(action, kind, last.action)
        return action.changes

    # -- reading

    def entries(self, limit: int | None = None) -> list[LogEntry]:
        """Return what was done, newest first."""
        rows = self._project.query(
            "SELECT action.id, at, coder.name, label, kind, "
            "(SELECT count(*) FROM change WHERE change.action = action.id) "
            "FROM action JOIN coder ON coder.id = action.coder "
            "ORDER BY lamport DESC, session DESC LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [LogEntry(*row) for row in rows]

    def last_coder(self) -> Coder | None:
        """Return who acted last in this file, or None where nobody did."""
        rows = self._project.query(
            "SELECT coder.id, coder.name FROM action JOIN coder ON coder.id = action.coder "
            "ORDER BY lamport DESC, session DESC LIMIT 1"
        )
        return Coder(*rows[0]) if rows else None
