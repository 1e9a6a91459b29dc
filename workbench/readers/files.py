"""Finding and loading files, with every trouble told in one sentence."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.readers.errors import Unreadable
from workbench.readers.formats import SUFFIXES

#: Bytes that a file may have unless told otherwise.
LIMIT = 100_000_000

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAGIC = (
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b\x08", "a compressed file"),
)


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files to read: files as they are, folders searched to the bottom and sorted.

    In folders only known endings count; what is hidden is left out, no folder is entered twice
    (links may go in circles), and no file is named twice. A folder that may not be listed is
    returned itself, so that reading it says so.
    """
    found: dict[Path, None] = {}
    seen: set[tuple[int, int]] = set()
    for path in map(Path, paths):
        for file in _within(path, seen) if path.is_dir() else [path]:
            found.setdefault(file)
    return list(found)


def _within(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield path
            continue
        status = path.stat()
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        try:
            entries = sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path
            continue
        waiting += [entry for entry in entries if _wanted(entry)]


def _wanted(entry: Path) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir() or (entry.suffix.lower() in SUFFIXES and entry.is_file())


def printable(path: str | Path) -> str:
    """Return the file's name, fit to be stored and shown: U+FFFD for what is no character."""
    return _UNPRINTABLE.sub("\ufffd", Path(path).name)


def load(path: str | Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file of at most `limit` bytes; raises `Unreadable`."""
    name = printable(path)
    try:
        # Looked at before it is opened: opening a named pipe would wait for ever.
        _check(os.stat(path), name, limit)
        with open(path, "rb") as file:
            # A file can grow between looking and reading.
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise Unreadable(f"There is no file “{name}”: check where it lies.") from None
    except PermissionError:
        raise Unreadable(
            f"“{name}” may not be read: change its permissions, or copy it to your own folder."
        ) from None
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or str(trouble)
        raise Unreadable(f"“{name}” cannot be read ({reason}): check the file.") from None
    if len(data) > limit:
        raise _too_large(name, limit)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"“{name}” is {what}, which cannot be read: save its text as a file.")
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            f"“{name}” is protected by a password: save it without one."
            if _ENCRYPTED in data
            else f"“{name}” is an old Word or Office document: save it as DOCX or PDF."
        )
    return data


def _check(status: os.stat_result, name: str, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(f"“{name}” is a folder: name the files in it, or make it readable.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"“{name}” is not a file: choose a document.")
    if status.st_size == 0:
        raise Unreadable(f"“{name}” is empty: there is nothing to read in it.")
    if status.st_size > limit:
        raise _too_large(name, limit)


def _too_large(name: str, limit: int) -> Unreadable:
    size = f"{limit / 1_000_000:,.0f} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
    return Unreadable(f"“{name}” is larger than {size}: split it into parts.")
