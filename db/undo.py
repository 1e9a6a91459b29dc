"""What a coder can take back and do again, and how the rows of the log are put back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, NamedTuple

from db import images, rules
from db.errors import ChangedSince, DamagedProject, Invalid
from db.records import Id
from db.schema import TABLES

if TYPE_CHECKING:
    from db.action import Action
    from db.project import Project

Kind = Literal["undo", "redo"]

#: kinds of actions that undo passes by: they set the stage rather than do work
_STAGE = ("create", "upgrade")


class Done(NamedTuple):
    """An action that can be taken back, or done again."""

    action: Id
    label: str


class Undo:
    """The open project's two stacks of one coder, read from the log when first asked for."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._stacks: dict[Kind, list[Done]] | None = None

    def forget(self) -> None:
        """Read the log again at the next question."""
        self._stacks = None

    def last(self, kind: Kind) -> Done | None:
        """Return what the next undo or redo is about, or None."""
        if self._stacks is None:
            self._stacks = {"undo": [], "redo": []}
            # What came with another file is undone with its merge; undoing that came counts.
            for row in self._project.query(
                "SELECT id, kind, undoes, label FROM action LEFT JOIN arrival "
                "ON arrival.action = action.id WHERE coder = ? AND NOT coalesce(hidden, 0) "
                "AND (arrival.action IS NULL OR kind IN ('undo', 'redo')) "
                "ORDER BY lamport, session",
                (self._project.coder.id,),
            ):
                self.push(*row)
        stack = self._stacks[kind]
        return stack[-1] if stack else None

    def push(self, action: Id, kind: str, undoes: Id | None, label: str) -> None:
        """Take note of an action that the coder did."""
        if self._stacks is None or kind in _STAGE:
            return
        undo, redo = self._stacks["undo"], self._stacks["redo"]
        if kind == "undo":
            _shift(undo, redo, undoes)
        elif kind == "redo":
            _shift(redo, undo, undoes)
        else:
            undo.append(Done(action, label))
            redo.clear()


def _shift(source: list[Done], target: list[Done], action: Id | None) -> None:
    for place in reversed(range(len(source))):  # it is the last one, nearly always
        if source[place].action == action:
            target.append(source.pop(place))
            return


def replay(action: "Action", kind: Kind, target: Id) -> None:
    """Put the rows of a former action back (undo) or forth (redo) within a new one.

    Raises ChangedSince where a row is no longer as that action left it, or where putting it back
    would break what somebody built on it since.
    """
    connection = action.project.connection
    order = "DESC" if kind == "undo" else "ASC"
    broken_before = rules.broken_codebook(connection)
    moved: set[Id] = set()
    turned: list[tuple[Id, str, str]] = []
    for table, row, before, after in connection.execute(
        'SELECT "table", "row", before, after FROM change WHERE action = ? '
        f"ORDER BY position {order}",
        (target,),
    ):
        if table not in TABLES or not TABLES[table].logged:
            raise DamagedProject("The log of this project names a table that it does not have.")
        if table == "coder" and before is None:  # who has been here stays known
            continue
        old, new = images.load(table, row, before), images.load(table, row, after)
        if kind == "undo":
            old, new = new, old
        if action.row(table, row) != old:
            raise ChangedSince
        action.put(table, row, old, new)
        if table == "span":
            moved.add(row)
        elif table == "document" and old and new and old["text"] != new["text"]:
            turned.append((row, old["text"], new["text"]))
    broken = rules.broken_claims(connection, action.trail.claims)
    broken += [one for one in rules.broken_codebook(connection) if one not in broken_before]
    crowded = rules.crowded(connection, action.trail.claims)
    if _tagged_since(connection, target, {claim for claim, _facet in crowded}):
        raise ChangedSince
    for document, former, text in turned:
        tick = _last_tick(connection, target)
        broken += rules.stray_passages(connection, document, former, text, moved, tick)
    if broken:
        raise ChangedSince


def _tagged_since(connection: sqlite3.Connection, target: Id, claims: set[Id]) -> bool:
    """Whether a claim got a tag since an action was done, or taken back, or done again."""
    if not claims:
        return False
    found = connection.execute(
        'SELECT 1 FROM claim_tag JOIN change ON "row" = claim_tag.id AND "table" = '
        "'claim_tag' JOIN action ON action.id = change.action "
        "WHERE claim IN (SELECT value FROM json_each(?)) AND lamport > ? LIMIT 1",
        (json.dumps(sorted(claims)), _last_tick(connection, target)),
    ).fetchone()
    return bool(found)


def turn_arrivals(action: "Action", kind: Kind, target: Id) -> None:
    """Hide what came with a merge that is undone, or show it again where it is done again.

    Raises ChangedSince where another file was brought in since, which may build on it.
    """
    connection = action.connection
    later = connection.execute(
        "SELECT 1 FROM arrival JOIN action ON action.id = merge WHERE NOT hidden AND lamport > "
        "(SELECT lamport FROM action WHERE id = ?) AND EXISTS "
        "(SELECT 1 FROM arrival WHERE merge = ?) LIMIT 1",
        (target, target),
    ).fetchone()
    if later:
        raise ChangedSince
    action.show_arrivals(target, kind == "redo")


def _last_tick(connection: sqlite3.Connection, target: Id) -> int:
    """Return when an action was done, taken back or done again last."""
    (tick,) = connection.execute(
        "SELECT max(lamport) FROM action WHERE id = ? OR undoes = ?", (target, target)
    ).fetchone()
    return int(tick)


@contextmanager
def changed_since(kind: Kind, label: str) -> Iterator[None]:
    """Say in the user's words why an undo or redo cannot be done."""
    try:
        yield
    except (ChangedSince, Invalid) as error:
        if isinstance(error, Invalid) and not isinstance(error.__cause__, sqlite3.IntegrityError):
            raise
        done = "taken back" if kind == "undo" else "done again"
        raise ChangedSince(
            f"“{label}” cannot be {done}: what it changed was changed by somebody since. "
            "Nothing was changed."
        ) from error
