"""An open project: opening, backing up and closing its one file."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import files, migrations, schema
from db.errors import DamagedProject, NotAProject, ReadOnlyProject
from db.lock import Lock
from db.log import Action, Log, now
from db.probe import check_objects, check_pages, probe_header, translated
from db.records import Coder, Id

if TYPE_CHECKING:
    from sqlite_utils import Database

SUFFIX = ".workbench"


class Project:
    """A project that is open; use `Project.create` or `Project.open` to get one."""

    def __init__(
        self, path: Path, file: files.Connection, coder: str, lock: Lock | None = None
    ) -> None:
        self.path = path
        self.connection = file.sql
        self.log = Log(self)
        self._file = file
        self._lock = lock
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
        files.assert_free(path)
        with ExitStack() as opened:
            lock = Lock(path)
            opened.callback(lock.release)
            files.write_empty(path)
            opened.callback(path.unlink, missing_ok=True)
            file = opened.enter_context(closing(files.Connection(path, "rw")))
            project = cls(path, file, coder, lock)
            with project.action("New project", "create") as action:
                action.insert("project", {"title": title or path.stem, "created_at": now()})
            opened.pop_all()
        return project

    @classmethod
    def open(cls, path: Path, coder: str = "", *, write: bool = True) -> "Project":
        """Open a project, to change it or (`write=False`) only to read it.

        The file is distrusted until its header, objects and pages were checked; a file that is
        refused is left as it was. An older project is copied beside itself and then upgraded.
        Raises the ProjectError that says why not.
        """
        path = path.absolute()
        try:
            if not path.is_file():
                probe_header(path)  # says what it is instead
            if path.is_symlink():  # the lock and the copies belong beside the file itself
                path = path.resolve()
            if write and os.access(path, os.R_OK) and not os.access(path, os.W_OK):
                raise ReadOnlyProject(
                    f"{path.name} is read-only: nothing could be saved. "
                    "Copy it to a folder of your own and open the copy."
                )
            with translated(path.name), ExitStack() as opened:
                project = cls._connect(opened, path, coder, write=write)
                opened.pop_all()
        except OSError as error:
            raise NotAProject(f"{path.name} cannot be opened: {error.strerror}.") from error
        return project

    @classmethod
    def _connect(cls, opened: ExitStack, path: Path, coder: str, *, write: bool) -> "Project":
        lock = Lock(path) if write else None
        if lock is not None:
            opened.callback(lock.release)
        # A file that is open here already was probed, and must not be opened by other means.
        version = schema.VERSION if files.is_open_here(path) else probe_header(path)
        file = opened.enter_context(closing(files.Connection(path, "rw" if write else "ro")))
        check_objects(file.sql, path.name, version)
        check_pages(file.sql, path.name)
        if version < schema.VERSION:
            if not write:
                raise ReadOnlyProject(
                    f"{path.name} is of an older format; open it once for writing to upgrade it."
                )
            files.copy(file.sql, _copy_name(path, version))
            migrations.upgrade(file.sql, version)
        return cls(path, file, coder, lock)

    def close(self) -> None:
        """Close the file and give its lock back; closing twice does nothing."""
        self._file.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # -- writing

    @property
    def writable(self) -> bool:
        """Whether this opening may change the project."""
        return self._lock is not None

    def assert_writable(self) -> None:
        """Raise ReadOnlyProject unless a write would reach the file that is open."""
        if not self.writable:
            raise ReadOnlyProject(f"{self.path.name} is open for reading only.")
        if not self._file.is_at_its_path():
            raise ReadOnlyProject(
                f"{self.path.name} was moved or replaced by another program while it was open. "
                "Close it and open it again."
            )

    def action(self, label: str, kind: str = "do") -> AbstractContextManager[Action]:
        """Open the one user action inside which the project may be written (see `Log.action`)."""
        return self.log.action(label, kind)

    def translated(self) -> AbstractContextManager[None]:
        """Turn errors of SQLite into the ProjectError that says what to do."""
        return translated(self.path.name)

    def refresh_coder(self) -> None:
        """Read the acting coder's name again, after it was changed."""
        rows = self.query("SELECT name FROM coder WHERE id = ?", (self.coder.id,))
        if rows:
            self.coder = Coder(self.coder.id, rows[0][0])

    def _find_coder(self, name: str) -> Coder:
        """Return the coder of a name; without one the only one there is, or the last who acted."""
        name = " ".join(name.split())
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
    def database(self) -> "Database":
        """The project as a sqlite-utils database, for reading."""
        # It imports numpy wherever that is installed, for which opening a project does not wait.
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, recursive_triggers=False)

    def content(self, digest: str) -> bytes:
        """Return the bytes (of a text: its UTF-8) kept under a hash; raises DamagedProject."""
        rows = self.query("SELECT CAST(data AS BLOB) FROM content WHERE sha256 = ?", (digest,))
        if not rows:
            raise DamagedProject(f"{self.path.name} lacks a text that it refers to; run a check.")
        return bytes(rows[0][0])

    def text(self, digest: str) -> str:
        """Return the text kept under a hash; raises DamagedProject."""
        try:
            return self.content(digest).decode()
        except UnicodeDecodeError as error:
            raise DamagedProject(f"{self.path.name} has a damaged text; run a check.") from error

    @property
    def id(self) -> Id:
        """What all copies of the project have in common."""
        rows = self.query("SELECT id FROM project LIMIT 1")
        return int(rows[0][0]) if rows else 0

    @property
    def title(self) -> str:
        """The project's title."""
        rows = self.query("SELECT title FROM project LIMIT 1")
        return str(rows[0][0]) if rows else self.path.stem

    # -- copies

    def back_up(self, target: Path) -> None:
        """Write a compact copy of the project to a file that does not exist yet.

        Raises Invalid where the file exists, ReadOnlyProject or FullDisk where it cannot be made.
        """
        files.copy(self.connection, target)

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


def _copy_name(path: Path, version: int) -> Path:
    """Return a free name for the copy made before an upgrade; a failed one leaves its copy."""
    target = path.with_name(f"{path.stem} format {version}{SUFFIX}")
    for number in count(2):
        if not target.exists():
            break
        target = path.with_name(f"{path.stem} format {version} ({number}){SUFFIX}")
    return target
