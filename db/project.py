"""An open project: creating, opening, backing up and closing its one file.

The settings were measured: a rollback journal that is deleted after each commit, full syncs and
no memory map lose nothing to a kill or a power cut, and leave one single file to copy.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from db import migrations, schema
from db.errors import DamagedProject, Invalid, ReadOnlyProject
from db.lock import Lock
from db.log import Action, Log, now
from db.probe import check_objects, check_pages, harden, probe_header, translate
from db.records import Coder

SUFFIX = ".workbench"

#: files this process has open: they must not be opened by other means (see `probe_header`)
_OPEN: set[tuple[int, int]] = set()


class Project:
    """A project that is open; use `Project.create` or `Project.open` to get one."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        coder: str,
        lock: Lock | None,
    ) -> None:
        self.path = path
        self.connection = connection
        self.log = Log(self)
        self._lock = lock
        self._file = _identity(path)
        _OPEN.add(self._file)
        self.coder = self._find_coder(coder)
        if lock is not None:
            lock.sign(self.coder.name)

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, title: str, coder: str) -> "Project":
        """Make a new, empty project file.

        Raises Invalid where the file exists, ReadOnlyProject or FullDisk where it cannot be made.
        """
        path = path.absolute()
        if path.exists():
            raise Invalid(f"{path.name} exists already; choose another name.")
        if not path.parent.is_dir():
            raise Invalid(f"There is no folder {path.parent}; make it first.")
        lock = Lock(path)
        # Written under another name first: whoever sees the project sees it whole.
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        try:
            try:
                _write_empty(draft)
                os.rename(draft, path)
            except (sqlite3.Error, OSError) as error:
                raise (
                    translate(error, path.name)
                    if isinstance(error, sqlite3.Error)
                    else ReadOnlyProject(f"{path.name} cannot be made: {error.strerror}.")
                ) from error
            finally:
                draft.unlink(missing_ok=True)
            project = cls(path, _connect(path, "rw"), coder, lock)
        except BaseException:
            lock.release()
            raise
        with project.action("New project", "create") as action:
            action.insert("project", {"title": title or path.stem, "created_at": now()})
        return project

    @classmethod
    def open(cls, path: Path, coder: str = "", *, write: bool = True) -> "Project":
        """Open a project, to change it or (`write=False`) only to read it.

        The file is distrusted until its header, objects and pages were checked; a file that is
        refused is left as it was. An older project is copied beside itself and then upgraded.
        Raises the ProjectError that says why not.
        """
        path = path.absolute()
        if write and path.is_file() and not os.access(path, os.W_OK):
            raise ReadOnlyProject(
                f"{path.name} is read-only: nothing could be saved. "
                "Copy it to a folder of your own and open the copy."
            )
        if not path.is_file():
            probe_header(path)  # says what it is instead
        lock = Lock(path) if write else None
        connection: sqlite3.Connection | None = None
        try:
            version = schema.VERSION
            if _identity(path) not in _OPEN:
                version = probe_header(path)
            connection = _connect(path, "rw" if write else "ro")
            try:
                check_objects(connection, path.name, version)
                check_pages(connection, path.name)
                project = cls(path, connection, coder, lock)
                if version < schema.VERSION:
                    project._upgrade(version)
                return project
            except (sqlite3.Error, UnicodeError, OverflowError) as error:
                raise translate(error, path.name) from error
        except BaseException:
            if connection is not None:
                connection.close()
                _OPEN.discard(_identity(path))
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Close the file and give its lock back; closing twice does nothing."""
        self.connection.close()
        _OPEN.discard(self._file)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _upgrade(self, version: int) -> None:
        if not self.writable:
            raise ReadOnlyProject(
                f"{self.path.name} is of an older format; open it once for writing to upgrade it."
            )
        self.back_up(self.path.with_name(f"{self.path.stem}-format-{version}{SUFFIX}"))
        migrations.upgrade(self.connection, version)
        check_objects(self.connection, self.path.name, schema.VERSION)

    # -- writing

    @property
    def writable(self) -> bool:
        """Whether this opening may change the project."""
        return self._lock is not None

    def assert_writable(self) -> None:
        """Raise ReadOnlyProject unless a write would reach the file that is open."""
        if not self.writable:
            raise ReadOnlyProject(f"{self.path.name} is open for reading only.")
        try:
            same = _identity(self.path) == self._file
        except OSError:
            same = False
        if not same:
            raise ReadOnlyProject(
                f"{self.path.name} was moved or replaced by another program while it was open. "
                "Close it and open it again."
            )

    def action(self, label: str, kind: str = "do") -> AbstractContextManager[Action]:
        """Open the one user action inside which the project may be written (see `Log.action`)."""
        return self.log.action(label, kind)

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of SQLite into the ProjectError that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise translate(error, self.path.name) from error

    def _find_coder(self, name: str) -> Coder:
        """Return the coder of a name; without one the only one there is, or the last who acted."""
        known = [Coder(*row) for row in self.query("SELECT id, name FROM coder ORDER BY id")]
        if not name:
            if len(known) == 1:
                return known[0]
            last = self.log.last_coder()
            if last is not None:
                return last
            name = "Analyst"
        same = [coder for coder in known if coder.name == name]
        return same[0] if same else Coder(schema.new_id(), name)

    # -- reading

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a question to the project."""
        with self.translated():
            return self.connection.execute(sql, parameters).fetchall()

    @cached_property
    def database(self) -> Database:
        """The project as a sqlite-utils database, for reading."""
        return Database(self.connection, execute_plugins=False, recursive_triggers=False)

    def content(self, digest: str) -> str | bytes:
        """Return the text or bytes kept under a hash."""
        rows = self.query("SELECT data FROM content WHERE sha256 = ?", (digest,))
        if not rows:
            raise DamagedProject(f"{self.path.name} lacks a text that it refers to; run a check.")
        data = rows[0][0]
        assert isinstance(data, str | bytes)
        return data

    @property
    def title(self) -> str:
        """The project's title."""
        return str(self.query("SELECT title FROM project LIMIT 1")[0][0])

    # -- copies

    def back_up(self, target: Path) -> None:
        """Write a compact copy of the project to a file that does not exist yet.

        The copy goes through the connection: another way to the live file would drop its locks.
        """
        if target.exists():
            raise Invalid(f"{target.name} exists already; choose another name.")
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
        try:
            with self.translated():
                self.connection.execute("VACUUM INTO ?", (str(draft),))
            os.rename(draft, target)
        except OSError as error:
            raise ReadOnlyProject(f"{target} cannot be written: {error.strerror}.") from error
        finally:
            draft.unlink(missing_ok=True)

    def back_up_daily(self, keep: int) -> Path | None:
        """Keep today's copy in a folder beside the project, and the last `keep` days' of them.

        Returns the new copy, or None where today's exists already or none are wanted.
        """
        if keep < 1:
            return None
        folder = self.path.with_name(f"{self.path.stem} backups")
        target = folder / f"{self.path.stem} {date.today().isoformat()}{SUFFIX}"
        if target.exists():
            return None
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise ReadOnlyProject(f"{folder} cannot be made: {error.strerror}.") from error
        self.back_up(target)
        for old in sorted(folder.glob(f"{_literal(self.path.stem)} ????-??-??{SUFFIX}"))[:-keep]:
            old.unlink(missing_ok=True)
        return target


def _literal(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def _identity(path: Path) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_dev, found.st_ino


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=2, isolation_level=None
    )
    try:
        harden(connection)
        if mode != "ro":
            for pragma in ("journal_mode = DELETE", "synchronous = EXTRA"):
                connection.execute(f"PRAGMA main.{pragma}").fetchall()
    except sqlite3.Error as error:
        connection.close()
        raise translate(error, path.name) from error
    return connection


def _write_empty(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema.statements():
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()
