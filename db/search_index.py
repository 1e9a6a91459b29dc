"""The full-text index of a project: a file of its own in the user's cache folder.

It is no part of the project and not in its log. It only says where to look: whatever it finds is
compared with the project's own texts before anybody sees it. A file that is broken, or that
another version of the program made, is removed and made anew; nothing is lost with it.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from db.errors import FullDisk, ProjectError, ReadOnlyProject
from db.probe import harden
from db.project import Project
from db.records import Id
from db.search_shelf import Shelf

#: goes up whenever what is stored, or how, becomes another
_FORMAT = 1
_SUFFIX = ".index"
#: an index that was not opened for so many days is removed
_KEPT_DAYS = 90
#: 0 is what Python itself says of bytes that are no text
_BROKEN = (0, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)

#: the last change of a project's log that an index knows of: its place, action and position
Mark = tuple[int, Id, int]


class BrokenIndex(Exception):
    """The index cannot be what was written; it was removed and is to be made anew."""


class SearchIndex:
    """An open index; each thread opens its own. What is written is written inside `writing`."""

    def __init__(self, path: Path, maker: str) -> None:
        """Open an index, or make it; `maker` says which program it must be of.

        Raises ReadOnlyProject or FullDisk where it cannot be kept.
        """
        self.path = path
        self.maker = maker
        self._format = f"{_FORMAT} {maker}"
        with _translated(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._sql = self._connect()
            except BrokenIndex:
                _remove(path)
                self._sql = self._connect()
            with suppress(OSError):
                path.touch()  # so that it is known to be in use
        self.documents = Shelf(self._sql, "document")
        self.claims = Shelf(self._sql, "claim")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            with _checked():
                harden(connection)
                connection.execute("PRAGMA page_size = 16384")  # a few passages each
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
                connection.execute("PRAGMA synchronous = NORMAL")
                if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    self._make(connection)
                rows = connection.execute("SELECT value FROM meta WHERE name = 'maker'")
                if rows.fetchone() != (self._format,):
                    raise BrokenIndex
        except BaseException:
            connection.close()
            raise
        return connection

    def _make(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) STRICT")
            connection.execute("INSERT INTO meta VALUES ('maker', ?)", (self._format,))
            for shelf in ("document", "claim"):
                Shelf(connection, shelf).make()
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._sql.close()

    def __enter__(self) -> "SearchIndex":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, BrokenIndex):
            _remove(self.path)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read all of what is read inside as it is at one moment.

        What shows that the file is broken comes as BrokenIndex, other troubles as in opening.
        """
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all of what is done inside, or nothing of it; raises what `reading` does."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with _translated(self.path), _checked():
            self._sql.execute(begin)
            try:
                yield
                self._sql.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._sql.execute("ROLLBACK")
                raise

    def mark(self) -> Mark | None:
        """Return up to where the claims are those of the project."""
        row = self._sql.execute("SELECT value FROM meta WHERE name = 'claims'").fetchone()
        if row is None:
            return None
        try:
            place, action, position = json.loads(row[0])
            return int(place), int(action), int(position)
        except (ValueError, TypeError) as error:
            raise BrokenIndex from error

    def set_mark(self, mark: Mark | None) -> None:
        """Say up to where the claims are those of the project; None if they are not."""
        self._sql.execute("DELETE FROM meta WHERE name = 'claims'")
        if mark is not None:
            self._sql.execute("INSERT INTO meta VALUES ('claims', ?)", (json.dumps(mark),))


@contextmanager
def _checked() -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
            raise BrokenIndex from error
        raise


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise FullDisk("The disk is full: there is no room for the search index.") from error
        raise _unkept(path) from error


def _unkept(path: Path) -> ProjectError:
    return ReadOnlyProject(f"The search index cannot be kept in {path.parent}; make it writable.")


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def index_path(project: Project, folder: Path) -> Path:
    """Return where the index of a project is kept; copies of a project share one."""
    return folder / f"{project.id:016x}{_SUFFIX}"


def forget_old(folder: Path) -> None:
    """Remove the indexes of projects that were not searched for long."""
    oldest = time.time() - _KEPT_DAYS * 24 * 60 * 60
    with suppress(OSError):
        for path in folder.glob(f"*{_SUFFIX}"):
            if path.stat().st_mtime < oldest:
                _remove(path)


def last_change(project: Project) -> Mark:
    """Return the newest change of a project's log."""
    rows = project.query('SELECT rowid, action, position FROM "change" ORDER BY rowid DESC LIMIT 1')
    return rows[0] if rows else (0, 0, 0)


def changed_claims(project: Project, mark: Mark) -> set[Id] | None:
    """Return the claims whose words may be others after a mark, removed ones too.

    None says that it is not known: the file is another copy of the project.
    """
    place, *named = mark
    there = project.query('SELECT action, position FROM "change" WHERE rowid = ?', (place,))
    if place and there != [tuple(named)]:
        return None
    rows: list[tuple[Any, ...]] = project.query(
        'SELECT CASE "table" WHEN \'claim\' THEN "row" '
        "ELSE coalesce(after, before) ->> 'claim' END "
        "FROM \"change\" WHERE rowid > ? AND \"table\" IN ('claim', 'span') "
        'UNION SELECT claim.id FROM "change" JOIN claim ON claim.document = "change"."row" '
        'WHERE "change".rowid > ? AND "table" = \'document\' '
        "AND before ->> 'text' <> after ->> 'text'",
        (place, place),
    )
    return {claim for (claim,) in rows}
