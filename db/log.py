"""The one door for writes: one user action is one transaction and one entry of the log.

Each entry keeps every row it touched as it was before and as it was after. From this come undo
and redo (new actions that write the older rows back), the audit trail (a SHA-256 chain over the
actions of a session, which finds accidents, not forgers) and the announcement of what changed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from db.errors import ChangedSince, Invalid
from db.records import Changes, Coder, Id, LogEntry
from db.schema import TABLES, new_id

if TYPE_CHECKING:
    from db.project import Project

Row = dict[str, Any]

#: kinds of actions that undo passes by: they set the stage rather than do work
_STAGE = ("create", "upgrade")


def now() -> str:
    """Return the present moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_COLUMNS = {name: tuple(table.columns) for name, table in TABLES.items()}
_SELECT = {
    name: f'SELECT {_quoted(columns)} FROM "{name}" WHERE id = ?'
    for name, columns in _COLUMNS.items()
    if "id" in columns
}
_INSERT = {
    name: f'INSERT INTO "{name}" ({_quoted(columns)}) VALUES ({", ".join("?" * len(columns))})'
    for name, columns in _COLUMNS.items()
}
_DEFAULTS = {
    name: {
        column: (0 if kind.endswith("DEFAULT 0") else "") if "DEFAULT" in kind else None
        for column, kind in table.columns.items()
    }
    for name, table in TABLES.items()
}
_DEFAULTS["claim_tag"]["role"] = "holder"


def _dump(row: Row | None) -> str | None:
    if row is None:
        return None
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


@dataclass
class _Change:
    table: str
    row: Id
    before: Row | None
    after: Row | None


@dataclass
class Action:
    """What may be written while an action is open; use it only inside `Project.action`."""

    project: "Project"
    id: Id
    coder: Id
    label: str
    kind: str
    undoes: Id | None
    _changes: list[_Change] = field(default_factory=list)
    #: what the action touched; complete once it was committed
    changes: Changes | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        return self.project.connection

    def row(self, table: str, row: Id) -> Row | None:
        """Return a row as it is now, or None."""
        found = self._connection.execute(_SELECT[table], (row,)).fetchone()
        return dict(zip(_COLUMNS[table], found, strict=True)) if found else None

    def insert(self, table: str, values: Row, row: Id | None = None) -> Id:
        """Add a row; columns not given take their defaults. Returns its id."""
        unknown = values.keys() - _DEFAULTS[table].keys()
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        key = row or new_id()
        self._put(table, key, None, _DEFAULTS[table] | values | {"id": key})
        return key

    def update(self, table: str, row: Id, values: Row) -> bool:
        """Change columns of a row; returns whether anything was different."""
        before = self._existing(table, row)
        unknown = values.keys() - before.keys()
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        after = before | values
        if after == before:
            return False
        self._put(table, row, before, after)
        return True

    def delete(self, table: str, row: Id) -> None:
        """Remove a row; what refers to it must be removed in the same action."""
        self._put(table, row, self._existing(table, row), None)

    def store(self, data: str | bytes) -> str:
        """Keep a text or bytes under their SHA-256, once; returns the hash."""
        raw = data.encode() if isinstance(data, str) else data
        digest = hashlib.sha256(raw).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO content (sha256, data) VALUES (?, ?)", (digest, data)
        )
        return digest

    def _existing(self, table: str, row: Id) -> Row:
        found = self.row(table, row)
        if found is None:
            raise Invalid(f"This {table.replace('_', ' ')} is no longer in the project.")
        return found

    def _put(self, table: str, row: Id, before: Row | None, after: Row | None) -> None:
        if not TABLES[table].logged:
            raise KeyError(f"{table} is not for actions to write")
        execute = self._connection.execute
        if after is None:
            execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
        elif before is None:
            execute(_INSERT[table], tuple(after.values()))
        else:
            different = [name for name in after if after[name] != before[name]]
            pairs = ", ".join(f'"{name}" = ?' for name in different)
            values = [after[name] for name in different]
            execute(f'UPDATE "{table}" SET {pairs} WHERE id = ?', [*values, row])
        self._changes.append(_Change(table, row, before, after))


class Log:
    """The log of an open project: writes actions, takes them back, tells what was done."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._session: Id | None = None
        self._open = False
        self._undo: list[tuple[Id, str]] | None = None
        self._redo: list[tuple[Id, str]] = []
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
                    self._begin_session()
                    yield action
                    if action._changes:
                        self._record(action)
                        connection.execute("COMMIT")
                    else:
                        connection.execute("ROLLBACK")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        except BaseException:
            self._undo, self._session = None, None  # read again what the file really holds
            raise
        finally:
            self._open = False
        if action._changes:
            action.changes = self._describe(action)
            self._remember(action)
        else:
            action.changes = Changes(action.id, label, kind)

    def _begin_session(self) -> None:
        """Make sure that the coder and this session stand in the file, and read the clock."""
        project, execute = self._project, self._project.connection.execute
        coder = project.coder
        if not execute("SELECT 1 FROM coder WHERE id = ?", (coder.id,)).fetchone():
            # Coders are known by themselves, not by an action: an undo must not remove them.
            execute("INSERT INTO coder (id, name) VALUES (?, ?)", (coder.id, coder.name))
        if (
            self._session is None
            or not execute("SELECT 1 FROM session WHERE id = ?", (self._session,)).fetchone()
        ):
            self._session = new_id()
            execute(
                "INSERT INTO session (id, coder, started_at) VALUES (?, ?, ?)",
                (self._session, coder.id, now()),
            )
        clock = int(execute("SELECT coalesce(max(lamport), 0) FROM action").fetchone()[0])
        if clock != self._clock:
            self._undo = None
        self._clock = clock

    def _record(self, action: Action) -> None:
        execute = self._project.connection.execute
        self._clock += 1
        changes = [
            (position, change.table, change.row, _dump(change.before), _dump(change.after))
            for position, change in enumerate(action._changes)
        ]
        entry = (action.id, self._session, self._clock, action.coder, now(), action.label,
                 action.kind, action.undoes)  # fmt: skip
        previous = execute(
            "SELECT hash FROM action WHERE session = ? ORDER BY lamport DESC LIMIT 1",
            (self._session,),
        ).fetchone()
        link = chain_hash(previous[0] if previous else "", entry, changes)
        execute(_INSERT["action"], (*entry, link))
        self._project.connection.executemany(
            _INSERT["change"], ((action.id, *change) for change in changes)
        )

    def _describe(self, action: Action) -> Changes:
        rows: dict[str, set[Id]] = {}
        claims: set[Id] = set()
        documents: set[Id] = set()
        for change in action._changes:
            rows.setdefault(change.table, set()).add(change.row)
            for image in (change.before, change.after):
                if image is None:
                    continue
                if change.table == "claim":
                    claims.add(change.row)
                    documents.add(image["document"])
                elif "claim" in image:
                    claims.add(image["claim"])
                elif change.table == "document":
                    documents.add(change.row)
                elif "document" in image:
                    documents.add(image["document"])
        rest = sorted(claims - rows.get("claim", set()))
        for some in (rest[at : at + 500] for at in range(0, len(rest), 500)):
            marks = ", ".join("?" * len(some))
            documents.update(
                document
                for (document,) in self._project.connection.execute(
                    f"SELECT DISTINCT document FROM claim WHERE id IN ({marks})", some
                )
            )
        return Changes(
            action.id,
            action.label,
            action.kind,
            {table: frozenset(ids) for table, ids in rows.items()},
            frozenset(claims),
            frozenset(documents),
        )

    # -- undo and redo

    def undoable(self) -> str | None:
        """Return the label of what the next undo takes back, or None."""
        undo, _redo = self._stacks()
        return undo[-1][1] if undo else None

    def redoable(self) -> str | None:
        """Return the label of what the next redo does again, or None."""
        _undo, redo = self._stacks()
        return redo[-1][1] if redo else None

    def undo(self) -> Changes | None:
        """Take back the coder's last action that stands; None where there is none.

        Raises ChangedSince, changing nothing, where a row was changed by somebody since.
        """
        undo, _redo = self._stacks()
        return self._replay("undo", *undo[-1]) if undo else None

    def redo(self) -> Changes | None:
        """Do again what was undone last; None where there is none."""
        _undo, redo = self._stacks()
        return self._replay("redo", *redo[-1]) if redo else None

    def _stacks(self) -> tuple[list[tuple[Id, str]], list[tuple[Id, str]]]:
        if self._undo is None:
            self._undo, self._redo = [], []
            for row in self._project.connection.execute(
                "SELECT id, kind, undoes, label FROM action WHERE coder = ? "
                "ORDER BY lamport, session",
                (self._project.coder.id,),
            ):
                self._push(*row)
        return self._undo, self._redo

    def _push(self, action: Id, kind: str, undoes: Id | None, label: str) -> None:
        undo = self._undo = self._undo if self._undo is not None else []
        if kind in ("undo", "redo"):
            source, target = (undo, self._redo) if kind == "undo" else (self._redo, undo)
            moved = [entry for entry in source if entry[0] == undoes]
            for entry in moved:
                source.remove(entry)
                target.append(entry)
        elif kind not in _STAGE:
            undo.append((action, label))
            self._redo.clear()

    def _remember(self, action: Action) -> None:
        if self._undo is not None:
            self._push(action.id, action.kind, action.undoes, action.label)

    def _replay(self, kind: str, target: Id, label: str) -> Changes | None:
        back = kind == "undo"
        order = "DESC" if back else "ASC"
        changes = self._project.connection.execute(
            'SELECT "table", "row", before, after FROM change WHERE action = ? '
            f"ORDER BY position {order}",
            (target,),
        ).fetchall()
        with self.action(label, kind, target) as action:
            for table, row, before, after in changes:
                if not isinstance(table, str) or table not in TABLES or not TABLES[table].logged:
                    raise Invalid("The log of this project names a table that it does not have.")
                old, new = (after, before) if back else (before, after)
                now_there = action.row(table, row)
                if now_there != (json.loads(old) if old else None):
                    raise ChangedSince(
                        f"“{label}” cannot be taken back: what it changed was changed again "
                        "since. Nothing was undone."
                    )
                action._put(table, row, now_there, json.loads(new) if new else None)
        return action.changes

    # -- reading

    def entries(self, limit: int | None = None) -> list[LogEntry]:
        """Return what was done, newest first."""
        rows = self._project.connection.execute(
            "SELECT action.id, at, coder.name, label, kind, "
            "(SELECT count(*) FROM change WHERE change.action = action.id) "
            "FROM action JOIN coder ON coder.id = action.coder "
            "ORDER BY lamport DESC, session DESC LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [LogEntry(*row) for row in rows]

    def last_coder(self) -> Coder | None:
        """Return who acted last in this file, or None where nobody did."""
        row = self._project.connection.execute(
            "SELECT coder.id, coder.name FROM action JOIN coder ON coder.id = action.coder "
            "ORDER BY lamport DESC, session DESC LIMIT 1"
        ).fetchone()
        return Coder(*row) if row else None


def chain_hash(previous: str, entry: Sequence[object], changes: Sequence[Sequence[object]]) -> str:
    """Return the link of an action in its session's chain (SHA-256, hexadecimal)."""
    image = json.dumps(
        [previous, list(entry), [list(change) for change in changes]],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(image.encode()).hexdigest()
