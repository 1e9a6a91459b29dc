"""Whether a file may be opened at all: looked at before SQLite believes anything in it."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from db import migrations, rules, schema
from db.errors import (
    DamagedProject,
    FullDisk,
    Invalid,
    LockedProject,
    NewerProject,
    NotAProject,
    ProjectError,
    ReadOnlyProject,
)

_MAGIC = b"SQLite format 3\0"
#: what a file of ours never needs more of; a hostile one may ask for anything
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 512 * 1024 * 1024,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 4_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 32,
    sqlite3.SQLITE_LIMIT_ATTACHED: 2,  # VACUUM INTO attaches the copy
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
#: steps of SQLite's machine before a check of a file is given up as endless
_STEPS = 2_000_000_000


def probe_header(path: Path) -> int:
    """Return the version of a project from the first 100 bytes of its file.

    Call it only while this process has no connection to the file: closing the file again would
    drop SQLite's locks on it. Raises a ProjectError in one sentence where it is no project.
    """
    try:
        if path.is_dir():
            raise NotAProject(f"{path.name} is a folder, not a project.")
        if path.exists() and not path.is_file():  # reading a pipe could wait for ever
            raise NotAProject(f"{path.name} is not a file.")
        with open(path, "rb") as stream:
            head = stream.read(100)
            size = os.fstat(stream.fileno()).st_size
    except FileNotFoundError as error:
        raise NotAProject(f"There is no file {path}.") from error
    except OSError as error:
        raise NotAProject(f"{path.name} cannot be read: {error.strerror}.") from error
    if not head:
        raise NotAProject(f"{path.name} is empty; it is not a project.")
    return read_header(path, head, size)


def _number(head: bytes, at: int, length: int = 4) -> int:
    return int.from_bytes(head[at : at + length], "big")


def read_header(path: Path, head: bytes, size: int) -> int:
    """Return the version of a project from the first bytes of a file of that size.

    Raises a ProjectError in one sentence where they are not those of one.
    """
    if head[:16] != _MAGIC or len(head) < 100:
        raise NotAProject(f"{path.name} is not a Workbench project.")
    if _number(head, 68) != schema.APPLICATION_ID:
        raise NotAProject(f"{path.name} is a database, but not a Workbench project.")
    version = int.from_bytes(head[60:64], "big", signed=True)
    if version > schema.VERSION:
        raise NewerProject(
            f"{path.name} was made by a newer Workbench (format {version}; this one reads up to "
            f"{schema.VERSION}). Update Workbench to open it."
        )
    if version < migrations.OLDEST:
        raise NotAProject(f"{path.name} has a format number that no Workbench ever wrote.")
    page_size = _number(head, 16, 2)
    page_size = 65536 if page_size == 1 else page_size
    valid_page = 512 <= page_size <= 65536 and not page_size & (page_size - 1)
    # Workbench writes UTF-8, no write-ahead log, and reserves nothing at the end of a page.
    if not valid_page or _number(head, 56) != 1 or head[18:20] != b"\1\1" or head[20]:
        raise DamagedProject(f"The header of {path.name} is damaged; restore it from a backup.")
    journal = path.with_name(path.name + "-journal")
    interrupted = journal.exists() and journal.stat().st_size > 0
    pages = _number(head, 28)
    if not interrupted and head[24:28] == head[92:96] and pages * page_size > size:
        raise DamagedProject(
            f"{path.name} is shorter than it says: it was cut off while it was copied. "
            "Copy it again or restore it from a backup."
        )
    return version


def harden(connection: sqlite3.Connection) -> None:
    """Set limits and pragmas that keep a file's contents from acting on their own."""
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "foreign_keys = ON",
        "recursive_triggers = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


def check_objects(connection: sqlite3.Connection, name: str, version: int) -> None:
    """Hold what the file contains against the allow-list of its version.

    It must come before `quick_check`, which already runs what CHECK expressions say.
    """
    odd = migrations.odd_objects(connection, version)
    if odd:
        raise NotAProject(
            f"{name} holds something that Workbench did not put there or lacks something that it "
            f"needs ({plain(odd[0])[:60]}); it was not opened."
        )


def check_pages(
    connection: sqlite3.Connection,
    name: str,
    how: Literal["quick_check", "integrity_check"] = "quick_check",
) -> None:
    """Run a check of SQLite and follow every reference, within a bound.

    What reads a project may rely on this: a claim's document is there, groups of tags end.
    Raises DamagedProject with the first finding.
    """
    steps = 0

    def tick() -> int:
        nonlocal steps
        steps += 100_000
        return int(steps > _STEPS)

    connection.set_progress_handler(tick, 100_000)
    try:
        findings = [str(row[0]) for row in connection.execute(f"PRAGMA main.{how}(5)")]
        if findings == ["ok"]:
            loose = connection.execute("SELECT * FROM pragma_foreign_key_check LIMIT 1").fetchone()
            findings = [f"a reference from “{loose[0]}” leads nowhere"] if loose else []
            findings += rules.broken_codebook(connection)
    finally:
        connection.set_progress_handler(None, 0)
    if findings:
        raise DamagedProject(
            f"{name} is damaged and was left as it is. Open its newest copy in the folder "
            f"“{Path(name).stem} backups” beside it ({plain(findings[0])[:120]})."
        )


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn the errors of SQLite about a file into the ProjectError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, name) from error
    except UnicodeDecodeError as error:  # even SQLite's messages quote what is damaged
        raise DamagedProject(f"{name} is damaged. Restore it from a backup.") from error


def translate(error: sqlite3.Error, name: str) -> ProjectError:
    """Return the trouble that an error of SQLite means, in the user's words."""
    detail = plain(str(error))[:120]
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if extended == sqlite3.SQLITE_READONLY_ROLLBACK:
        return ReadOnlyProject(
            f"{name} was being saved when the program or the power went off; "
            "open it once for writing to mend it."
        )
    if code == sqlite3.SQLITE_FULL:
        return FullDisk(f"The disk is full: {name} was not changed. Make room and try again.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedProject(f"{name} is in use by another program; try again in a moment.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ReadOnlyProject(f"{name} cannot be written; copy it to a folder of your own.")
    if code == sqlite3.SQLITE_IOERR:
        return FullDisk(f"{name} could not be saved: the disk reported an error ({detail}).")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return Invalid(f"That does not fit what the project holds; nothing was changed ({detail}).")
    return DamagedProject(f"{name} is damaged ({detail}). Restore it from a backup.")


def plain(text: str) -> str:
    """Return what a file says on one line, without characters that would not show."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
