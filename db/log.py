"""The one door for writes: one user action is one transaction and one entry of the log.

Each entry keeps every row it touched as it was before and as it was after. From this come undo
and redo (new actions that write the older rows back), the audit trail (a SHA-256 chain over the
actions of a session, which finds accidents, not forgers) and the announcement of what changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db import images
from db.action import INSERT, Trail, unfit
from db.action import Action as Action
from db.action import now as now
from db.errors import DamagedProject
from db.records import Changes, Coder, Id, LogEntry
from db.schema import new_id
from db.undo import Kind, Undo, changed_since, replay, turn_arrivals

if TYPE_CHECKING:
    from db.project import Project

#: a clock beyond this was not counted up by actions; it leaves room in 63 bits
_LAST_TICK = 1 << 62


class Log:
    """The log of an open project: writes actions, takes them back, tells what was done."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._undo = Undo(project)
        self._session: Id | None = None
        self._open = False
        self._clock = 0
        self._follows: Id | None = None  # another session's action that was the last in the file

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
                    connection.execute("COMMIT" if action.trail.worked else "ROLLBACK")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        except BaseException:
            self._undo.forget()  # and read again what the file really holds
            raise
        finally:
            self._open = False
        if action.trail.came_or_went:
            self._undo.forget()
        elif action.trail.worked:
            self._undo.push(action.id, kind, undoes, label)
        action.changes = changes

    def _begin(self, action: Action) -> None:
        """Make sure that the session and its coder stand in the file, and read the clock."""
        connection, coder = self._project.connection, self._project.coder
        session, previous = self._find_session(coder)
        action.trail = Trail(connection, action.id, previous)
        if not connection.execute("SELECT 1 FROM coder WHERE id = ?", (coder.id,)).fetchone():
            action.insert("coder", {"name": coder.name}, coder.id)
        last = connection.execute(
            "SELECT lamport, session, id FROM action ORDER BY lamport DESC, session DESC LIMIT 1"
        ).fetchone()
        clock = last[0] if last else 0
        if not 0 <= clock < _LAST_TICK:
            raise DamagedProject(
                "The log of this project is damaged: its clock is out of range. "
                "Restore the project from a backup."
            )
        if clock != self._clock:  # somebody else wrote to the file
            self._undo.forget()
        self._session, self._clock = session, clock
        self._follows = last[2] if last and last[1] != session else None

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
        execute(INSERT["session"], session)
        return session[0], images.opening(session)

    def _record(self, action: Action) -> Changes:
        """Write the entry of an action and return what it touched: no rows if there is no entry."""
        connection, trail = action.connection, action.trail
        if not trail.worked:
            return Changes(action.id, action.label, action.kind)
        trail.flush()
        if trail.brought is not None:  # the clock goes on from the later one of both files
            (self._clock,) = connection.execute("SELECT max(lamport) FROM action").fetchone()
        self._clock += 1
        entry = (action.id, self._session, self._clock, action.coder, now(), action.label,
                 action.kind, action.undoes)  # fmt: skip
        try:
            connection.execute(INSERT["action"], (*entry, trail.chain.close(entry)))
        except UnicodeEncodeError as error:
            raise unfit() from error
        for position, parent in enumerate((self._follows, trail.brought)):
            if parent is not None:
                connection.execute(INSERT["parent"], (action.id, position, parent))
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
            turn_arrivals(action, kind, last.action)
        return action.changes

    # -- reading

    def entries(self, limit: int | None = None) -> list[LogEntry]:
        """Return what was done, newest first."""
        rows = self._project.query(
            "SELECT action.id, at, coder.name, label, kind, "
            "(SELECT count(*) FROM change WHERE change.action = action.id) "
            "FROM action JOIN coder ON coder.id = action.coder "
            "WHERE NOT EXISTS (SELECT 1 FROM arrival WHERE arrival.action = action.id AND hidden) "
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
