"""Rows as the log keeps them: JSON written in one fixed form, and distrusted when read back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from db.errors import DamagedProject
from db.records import Id
from db.schema import TABLES

Row = dict[str, Any]

COLUMNS = {name: tuple(table.columns) for name, table in TABLES.items()}


def _default(kind: str) -> object:
    """Return the value of a column that was given none, read from its SQL type."""
    if "DEFAULT" not in kind:
        return None
    value = kind.split("DEFAULT ")[1].strip()
    return value.strip("'") if value.startswith("'") else int(value)


def _types(kind: str) -> tuple[type, ...]:
    found: type = int if kind.startswith("INTEGER") else str
    return (found,) if "NOT NULL" in kind or "PRIMARY KEY" in kind else (found, type(None))


DEFAULTS = {
    name: {column: _default(kind) for column, kind in table.columns.items()}
    for name, table in TABLES.items()
}
_TYPES = {
    name: {column: _types(kind) for column, kind in table.columns.items()}
    for name, table in TABLES.items()
}


#: Only a damaged file holds what JSON cannot say (bytes): shown, it fits no image and no link.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)


class BrokenImage(DamagedProject):
    """A log holds something that is no image of a row."""


def check_values(table: str, values: Mapping[str, object]) -> None:
    """Raise KeyError for a column that a table lacks, TypeError for a value of another type.

    SQLite would quietly turn a number into text, and the row would differ from its image.
    """
    types = _TYPES[table]
    for column, value in values.items():
        if type(value) not in types[column]:
            raise TypeError(f"{table}.{column} cannot be {value!r}")


def dump(row: Row | None) -> str | None:
    """Return the image of a row; None stands for no row."""
    if row is None:
        return None
    return _JSON.encode(row)


def load(table: str, row: Id, image: str | None) -> Row | None:
    """Return the row of an image; raises BrokenImage where it is no image of that row."""
    if image is None:
        return None
    try:
        found = json.loads(image)
        if tuple(found) != COLUMNS[table] or found["id"] != row:
            raise ValueError
        check_values(table, found)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BrokenImage(
            "The log of this project is damaged; nothing was changed. Restore it from a backup."
        ) from error
    return dict(found)


class Chain:
    """The link of one action in its session's chain of SHA-256 hashes."""

    def __init__(self, previous: str) -> None:
        """Begin after a link, or after `opening` for the first action of a session."""
        self._hash = hashlib.sha256(previous.encode())

    def add(self, change: Sequence[object]) -> None:
        """Take in a change: its position, table, row, before and after."""
        # As the encoder writes a list, which takes several times as long: imports make millions.
        self._hash.update(f"[{','.join(map(_written, change))}]".encode())

    def close(self, entry: Sequence[object]) -> str:
        """Take in the action itself, after its changes; returns the link in hexadecimal."""
        self.add(entry)
        return self._hash.hexdigest()


def _written(value: object) -> str:
    if type(value) is int:
        return str(value)
    return "null" if value is None else _JSON.encode(value)


def opening(session: Sequence[object]) -> str:
    """Return what the chain of a session begins with, from its row."""
    return _JSON.encode(session)
