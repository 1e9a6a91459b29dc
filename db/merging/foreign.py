"""A teammate's file, read as one that may be hostile: a private copy in memory, checked whole.

From the file itself nothing but its pages is read, as SQLite holds them together; nothing in it
is run before it was held against the allow-list, and it is never attached to another project.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from db import chain, files, migrations, rules, schema
from db.errors import DamagedProject, Invalid, NotAProject
from db.probe import (
    check_objects,
    check_pages,
    harden,
    plain,
    probe_header,
    read_header,
    translated,
)
from db.project import Project
from db.records import Id

#: bytes that are read into memory at most
LARGEST = 1_000_000_000
#: no log counts so far; a clock beyond would leave nobody else room
LAST_TICK = 1 << 40
#: kinds of actions that any Workbench wrote
_KINDS = ("create", "upgrade", "do", "undo", "redo", "merge")


class _Copy(files.Connection):
    """A connection to a copy of a file's bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._path = Path()
        self._identity = None
        self.sql = sqlite3.connect(":memory:", isolation_level=None)
        harden(self.sql)
        self.sql.deserialize(data)


class Foreign(Project):
    """A private copy of another project; `digest` tells whether its file is still the same."""

    digest = ""

    def __enter__(self) -> "Foreign":
        return self


def open_copy(path: Path, own: Project, known: str = "") -> Foreign:
    """Return a project's private copy for reading, upgraded if it is of an older format.

    A file that was looked at already, and is `known` by its digest, is not looked at again. Raises
    the ProjectError that says why it cannot be brought into `own`.
    """
    path = path.absolute()
    try:
        version, data = _read(path, own)
    except OSError as error:
        raise NotAProject(f"{path.name} cannot be read: {error.strerror}.") from error
    with translated(path.name):
        copy = _Copy(data)
        try:
            digest = hashlib.sha256(data).hexdigest()
            if digest != known or version < schema.VERSION:
                _check(copy.sql, path.name, version)
            copy.sql.execute("PRAGMA query_only = ON")
            found = Foreign(path, copy, "")
            found.digest = digest
            return found
        except BaseException:
            copy.close()
            raise


def _read(path: Path, own: Project) -> tuple[int, bytes]:
    if not path.is_file():
        probe_header(path)  # says what it is instead
    if files.identity(path) == files.identity(own.path):
        raise Invalid(f"{path.name} is this project itself; choose the file of a teammate.")
    if not files.is_open_here(path):
        probe_header(path)
    if path.stat().st_size > LARGEST:
        raise Invalid(f"{path.name} is larger than 1 GB, which is more than can be brought in.")
    with translated(path.name), closing(files.Connection(path, "ro")) as file:
        data = file.sql.serialize()
    # What was probed may have been another file: look at what was read.
    return read_header(path, data[:100], len(data)), data


def _check(connection: sqlite3.Connection, name: str, version: int) -> None:
    check_objects(connection, name, version)
    check_pages(connection, name, "integrity_check")
    if version < schema.VERSION:
        migrations.upgrade(connection, version)
    findings = _odd_values(connection) + rules.broken_claims(connection)
    if findings:
        raise DamagedProject(
            f"{name} is damaged and was not brought in; ask for another copy of it "
            f"({plain(findings[0])[:120]})."
        )
    for _action, at, label in chain.broken(connection):
        raise DamagedProject(
            f"The log of {name} was changed at “{plain(label)[:60]}” of {plain(at)[:30]}; ask for "
            "another copy of the file, or bring in its claims as CSV."
        )


def _odd_values(connection: sqlite3.Connection) -> list[str]:
    """Return what no Workbench would have written, though the columns can hold it."""
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    questions = {
        "its clock is out of range": (
            f"SELECT 1 FROM action WHERE lamport NOT BETWEEN 1 AND {LAST_TICK}"
        ),
        "an action is of an unknown kind": f"SELECT 1 FROM action WHERE kind NOT IN ({kinds})",
        "an action has no date": (
            "SELECT 1 FROM action "
            "WHERE at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:*Z'"
        ),
        "an action is by another coder than its session": (
            "SELECT 1 FROM action JOIN session ON session.id = action.session "
            "WHERE session.coder <> action.coder"
        ),
        "an action takes back a later one": (
            "SELECT 1 FROM action JOIN action AS former ON former.id = action.undoes "
            "WHERE former.lamport >= action.lamport"
        ),
        "an action comes before what it follows": (
            "SELECT 1 FROM parent JOIN action ON action.id = parent.action "
            "JOIN action AS former ON former.id = parent.parent "
            "WHERE former.lamport >= action.lamport"
        ),
        "there is not one project in it": "SELECT 1 WHERE (SELECT count(*) FROM project) <> 1",
    }
    for table in schema.TABLES.values():
        if "id" in table.columns:
            questions[f"a key of “{table.name}” is out of range"] = (
                f'SELECT 1 FROM "{table.name}" WHERE id < 1'
            )
    return [
        said for said, sql in questions.items() if connection.execute(f"{sql} LIMIT 1").fetchone()
    ]


class Texts:
    """Texts by hash, from whichever of several files has them."""

    def __init__(self, *projects: Project) -> None:
        self._projects = projects
        self._known: dict[str, str] = {}

    def __call__(self, digest: str) -> str:
        """Return a text; raises DamagedProject where no file has it."""
        if digest not in self._known:
            for project in self._projects:
                if project.query("SELECT 1 FROM content WHERE sha256 = ?", (digest,)):
                    self._known[digest] = project.text(digest)
                    break
            else:
                raise DamagedProject("A file lacks a text that its log speaks of; ask for a copy.")
        return self._known[digest]


def last_action(connection: sqlite3.Connection) -> Id:
    """Return the last action of a file, which has seen all others in it."""
    row = connection.execute(
        "SELECT id FROM action WHERE NOT EXISTS (SELECT 1 FROM arrival WHERE "
        "arrival.action = action.id AND hidden) ORDER BY lamport DESC, session DESC LIMIT 1"
    ).fetchone()
    return int(row[0]) if row else 0
