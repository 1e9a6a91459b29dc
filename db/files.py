"""The file under a project: making it, connecting to it, copying it.

The settings were measured: a rollback journal that is deleted after each commit, full syncs and
no memory map lose nothing to a kill or a power cut, and leave one single file to copy.
"""

import os
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from db import schema
from db.errors import FullDisk, Invalid, ProjectError, ReadOnlyProject
from db.probe import harden, translate

Identity = tuple[int, int]

#: how many connections this process has to each file: while there is one, the file must not be
#: opened and closed by other means, for that would drop SQLite's locks on it
_OPEN: Counter[Identity] = Counter()


def identity(path: Path) -> Identity:
    """Return what stays the same when a file is renamed; raises OSError where there is none."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_open_here(path: Path) -> bool:
    """Whether this process has a connection to a file."""
    return _OPEN[identity(path)] > 0


class Connection:
    """A hardened connection to a project's file; `sql` is SQLite's own."""

    def __init__(self, path: Path, mode: Literal["ro", "rw"]) -> None:
        """Connect; raises the sqlite3.Error or OSError that says why it cannot be done."""
        self._path = path
        self._identity: Identity | None = identity(path)
        self.sql = sqlite3.connect(
            f"file:{quote(os.fsencode(path))}?mode={mode}",
            uri=True,
            timeout=2,
            isolation_level=None,
        )
        _OPEN[self._identity] += 1
        try:
            harden(self.sql)
            if mode == "rw":
                # Long actions change many pages: room for them (in kB), where it is needed.
                for pragma in (
                    "journal_mode = DELETE",
                    "synchronous = EXTRA",
                    "cache_size = -64000",
                ):
                    self.sql.execute(f"PRAGMA main.{pragma}").fetchall()
        except BaseException:
            self.close()
            raise

    def is_at_its_path(self) -> bool:
        """Whether the file that is open still has its name: it may have been moved or replaced."""
        try:
            return identity(self._path) == self._identity
        except OSError:
            return False

    def close(self) -> None:
        """Close the connection; closing twice does nothing."""
        self.sql.close()
        if self._identity is not None:
            _OPEN[self._identity] -= 1
            self._identity = None


def assert_free(path: Path) -> None:
    """Raise Invalid unless a new file can have this name."""
    if os.path.lexists(path):
        raise Invalid(f"{path.name} exists already; choose another name.")
    if not path.parent.is_dir():
        raise Invalid(f"There is no folder {path.parent}; make it first.")


def write_empty(path: Path) -> None:
    """Write an empty project of the present version; raises ProjectError where that fails."""
    with _whole(path) as draft:
        connection = sqlite3.connect(draft, isolation_level=None)
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


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Write a compact copy of an open project; raises ProjectError where that fails.

    The copy goes through the connection: another way to the live file would drop its locks.
    """
    with _whole(path) as draft:
        connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(draft),))
        with open(draft, "rb+") as stream:  # SQLite need not sync a copy
            os.fsync(stream.fileno())


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a file its name only when it is complete: whoever sees it sees it whole."""
    assert_free(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        yield draft
        draft.rename(path)
    except sqlite3.Error as error:
        raise _not_written(path, translate(error, path.name)) from error
    except OSError as error:
        raise ReadOnlyProject(f"{path.name} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


def _not_written(path: Path, error: ProjectError) -> ProjectError:
    if isinstance(error, FullDisk):
        return FullDisk(f"The disk is full: {path.name} was not written. Make room and try again.")
    if isinstance(error, ReadOnlyProject):
        return ReadOnlyProject(f"{path.name} cannot be written; choose a folder of your own.")
    return error
