"""What lies in the full-text index: passages of folded text, to be found by their words.

`SearchIndex` opens the file and says what is written together; see there.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

#: a key, and whether it is only the beginning of words that are meant
Key = tuple[str, bool]

#: No passage has a greater id.
_LAST = 2**63 - 1

#: Ids of passages are never used twice, for what the words of a removed one say stays behind.
_TABLES = """
CREATE TABLE {0} (key TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
CREATE INDEX {0}_first ON {0} (first);
CREATE TABLE {0}_passage (id INTEGER PRIMARY KEY AUTOINCREMENT, start INTEGER NOT NULL,
    folded TEXT NOT NULL, joints BLOB NOT NULL, cuts BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE {0}_words USING
    fts5 (keys, content='', columnsize=0, detail=none, tokenize='ascii');
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of folded text to be found by its keys (ASCII letters and digits, all else).

    `start` counts folded characters of the whole text; keys are parted by blanks.
    """

    start: int
    folded: str
    joints: bytes
    cuts: bytes
    keys: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as it is read back."""

    id: int
    start: int
    folded: str
    joints: bytes
    cuts: bytes


class Shelf:
    """The passages of all documents, by the hash of their text, or of all claims, by their id."""

    def __init__(self, connection: sqlite3.Connection, name: Literal["document", "claim"]) -> None:
        self._sql = connection
        self._name = name

    def make(self) -> None:
        """Make the tables of an empty shelf."""
        for statement in _TABLES.format(self._name).split(";"):
            self._sql.execute(statement)

    def keys(self) -> set[str]:
        """Return what is on the shelf."""
        return {key for (key,) in self._sql.execute(f"SELECT key FROM {self._name}")}

    def ranges(self) -> dict[str, tuple[int, int]]:
        """Return the ids of the first and the last passage of everything."""
        rows = self._sql.execute(f"SELECT key, first, last FROM {self._name}")
        return {key: (first, last) for key, first, last in rows}

    def owners(self, ids: Iterable[int]) -> dict[int, str]:
        """Return whose first passages have these ids; ids of what was removed are left out."""
        rows = self._sql.execute(
            f"SELECT first, key FROM {self._name} WHERE first IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return dict(rows.fetchall())

    def add(self, key: str, passages: Iterable[Passage]) -> None:
        """Put something on the shelf; does nothing where it is there already."""
        if self._sql.execute(f"SELECT 1 FROM {self._name} WHERE key = ?", (key,)).fetchone():
            return
        first = last = 0
        for passage in passages:
            last = self._insert(passage)
            first = first or last
        self._sql.execute(f"INSERT INTO {self._name} VALUES (?, ?, ?)", (key, first, last))

    def _insert(self, passage: Passage) -> int:
        row = (passage.start, passage.folded, passage.joints, passage.cuts)
        place = self._sql.execute(
            f"INSERT INTO {self._name}_passage (start, folded, joints, cuts) VALUES (?, ?, ?, ?)",
            row,
        ).lastrowid
        self._sql.execute(
            f"INSERT INTO {self._name}_words (rowid, keys) VALUES (?, ?)", (place, passage.keys)
        )
        assert place is not None
        return place

    def remove(self, keys: Iterable[str]) -> None:
        """Take things off the shelf; ones that are not there are left out."""
        for key in keys:
            self._sql.execute(
                f"DELETE FROM {self._name}_passage WHERE id BETWEEN "
                f"(SELECT first FROM {self._name} WHERE key = ?) AND "
                f"(SELECT last FROM {self._name} WHERE key = ?)",
                (key, key),
            )
            self._sql.execute(f"DELETE FROM {self._name} WHERE key = ?", (key,))

    def find(self, groups: Sequence[Sequence[Key]]) -> list[int]:
        """Return the passages that have a key of every group, by id; there must be a group."""
        wanted = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in groups)
        rows = self._sql.execute(
            f"SELECT rowid FROM {self._name}_words WHERE {self._name}_words MATCH ?", (wanted,)
        )
        return [place for (place,) in rows]

    def scan(
        self, folded: str, first: int = 0, last: int = _LAST, *, across: bool = True
    ) -> Iterator[int]:
        """Yield the passages in which some folded text begins, by id, from `first` to `last`.

        They are read one after the other, so that who has enough reads no more of them. A text
        that lies in one passage always is found sooner if it is not looked for `across` two.
        """
        table = f"{self._name}_passage"
        held, following = "a.folded", ""
        if across:
            held = f"a.folded || coalesce(substr(b.folded, 1, {len(folded) - 1}), '')"
            following = f"LEFT JOIN {table} AS b ON b.id = a.id + 1"
        rows = self._sql.execute(
            # Bytes are compared faster than characters, and UTF-8 finds the same in both.
            f"SELECT a.id FROM {table} AS a {following} WHERE a.id BETWEEN ? AND ? "
            f"AND instr(CAST({held} AS BLOB), ?) ORDER BY a.id",
            (first, last, folded.encode()),
        )
        return (place for (place,) in rows)

    def read(self, ids: Iterable[int], holding: str = "") -> dict[int, Stored]:
        """Return passages by id, those that hold a folded text; removed ones are left out."""
        rows = self._sql.execute(
            f"SELECT id, start, folded, joints, cuts FROM {self._name}_passage "
            "WHERE id IN (SELECT value FROM json_each(?)) AND instr(CAST(folded AS BLOB), ?)",
            (json.dumps(list(ids)), holding.encode()),
        )
        return {row[0]: Stored(*row) for row in rows}

    def is_wasteful(self) -> bool:
        """Whether there is more of what was removed than of what is there."""
        rows = self._sql.execute(
            f"SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?), "
            f"coalesce(sum(last - first + 1), 0) FROM {self._name}",
            (f"{self._name}_passage",),
        )
        made, kept = rows.fetchone()
        return bool(made > 2 * kept + 1000)

    def clear(self) -> None:
        """Take everything off the shelf, and what was removed before."""
        for table in (self._name, f"{self._name}_passage", f"{self._name}_words"):
            self._sql.execute(f"DROP TABLE {table}")
        self.make()


def _quoted(key: Key) -> str:
    return f'"{key[0]}" *' if key[1] else f'"{key[0]}"'
