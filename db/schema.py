"""The tables of a project file, each written once.

A `Table` gives the SQL that creates it, the columns that the log records, and through both the
allow-list against which a file is held before anything in it is believed. Tables are STRICT, so
SQLite itself keeps the types. There are no triggers, views or generated columns, on purpose:
a file that has some was not written by this program.

Keys are random numbers of 63 bits (`new_id`): one number serves as key, as name in the log and
as identity between copies, and joins stay as fast as integers are. Rows that can exist only
once (a coder's reading state of a document, a tag on a claim) take a key derived from what they
join (`derived_id`), so that two copies that both made them made the same row.
"""

import hashlib
import secrets
from dataclasses import dataclass

from db.records import Id

APPLICATION_ID = 0x57424E43  # "WBNC" in the header of the file
VERSION = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their SQL types, and what else stands in its definition."""

    name: str
    columns: dict[str, str]
    constraints: tuple[str, ...] = ()
    #: recorded in the log, so that it can be undone and merged
    logged: bool = True

    @property
    def sql(self) -> str:
        """The statement that creates the table."""
        lines = [f'"{name}" {kind}' for name, kind in self.columns.items()]
        return f'CREATE TABLE "{self.name}" ({", ".join([*lines, *self.constraints])}) STRICT'


_KEY = "INTEGER PRIMARY KEY"
_TEXT = "TEXT NOT NULL DEFAULT ''"


def _to(table: str, *, needed: bool = True) -> str:
    # Deferred, so that an undo may put rows back in any order within its transaction.
    null = " NOT NULL" if needed else ""
    return f'INTEGER{null} REFERENCES "{table}" (id) DEFERRABLE INITIALLY DEFERRED'


def _one_of(column: str, *values: object) -> str:
    return f'CHECK ("{column}" IN ({", ".join(repr(value) for value in values)}))'


_CONTENT = "TEXT REFERENCES content (sha256)"

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            # `template` names the fields that claim cards leave out, separated by blanks.
            "project",
            {"id": _KEY, "title": _TEXT, "created_at": _TEXT, "template": _TEXT},
        ),
        Table("coder", {"id": _KEY, "name": _TEXT}),
        Table(
            # What is bulky (texts, styles, original files) is stored once under its hash and
            # never changed; rows and the log carry the hash.
            "content",
            {"sha256": "TEXT PRIMARY KEY NOT NULL", "data": "ANY NOT NULL"},
            logged=False,
        ),
        Table(
            "document",
            {
                "id": _KEY,
                "name": _TEXT,
                "title": _TEXT,
                "text": f"{_CONTENT} NOT NULL",
                "styles": _CONTENT,
                "original": _CONTENT,
                "length": "INTEGER NOT NULL",
                "media_type": _TEXT,
                "author": _TEXT,
                "publisher": _TEXT,
                "published_on": _TEXT,
                "url": _TEXT,
                "reliability": _TEXT,
                "language": _TEXT,
                "note": _TEXT,
                "position": "INTEGER NOT NULL DEFAULT 0",
                "added_at": _TEXT,
            },
            (
                "CHECK (length > 0)",
                _one_of("reliability", "", "A", "B", "C", "D", "E", "F"),
            ),
        ),
        Table(
            "reading",
            {"id": _KEY, "document": _to("document"), "coder": _to("coder"), "state": _TEXT},
            (_one_of("state", "unread", "reading", "done"),),
        ),
        Table(
            "facet",
            {
                "id": _KEY,
                "key": _TEXT,
                "name": _TEXT,
                "exclusive": "INTEGER NOT NULL DEFAULT 0",
                "position": "INTEGER NOT NULL DEFAULT 0",
            },
            (_one_of("exclusive", 0, 1),),
        ),
        Table(
            "tag",
            {
                "id": _KEY,
                "facet": _to("facet"),
                "parent": _to("tag", needed=False),
                "name": _TEXT,
                "colour": _TEXT,
                "description": _TEXT,
                "sign": "INTEGER NOT NULL DEFAULT 0",
                "archived": "INTEGER NOT NULL DEFAULT 0",
                "position": "INTEGER NOT NULL DEFAULT 0",
            },
            (_one_of("sign", -1, 0, 1), _one_of("archived", 0, 1)),
        ),
        Table(
            "alias",
            {
                "id": _KEY,
                "tag": _to("tag"),
                "name": _TEXT,
                # `needs` and `unless` hold an entry a line.
                "needs": _TEXT,
                "unless": _TEXT,
                "kind": "TEXT NOT NULL DEFAULT 'auto'",
                "position": "INTEGER NOT NULL DEFAULT 0",
            },
            (_one_of("kind", "auto", "name", "capital"),),
        ),
        Table(
            "claim",
            {
                "id": _KEY,
                "document": _to("document"),
                "coder": _to("coder"),
                "name": _TEXT,
                "statement": _TEXT,
                "speaker": _TEXT,
                "confidence": _TEXT,
                "credibility": "INTEGER",
                "note": _TEXT,
                "created_at": _TEXT,
            },
            (
                _one_of("confidence", "", "low", "moderate", "high"),
                "CHECK (credibility BETWEEN 1 AND 6)",
            ),
        ),
        Table(
            "span",
            {
                "id": _KEY,
                "claim": _to("claim"),
                "position": "INTEGER NOT NULL",
                "start": "INTEGER NOT NULL",
                "end": "INTEGER NOT NULL",
            },
            ('CHECK (start >= 0 AND "end" > start)',),
        ),
        Table(
            # A passage that a new version of its text left in doubt: it keeps a proposed place,
            # that of one of the claim's spans, until somebody has looked.
            "unplaced",
            {
                "id": _KEY,
                "claim": _to("claim"),
                "start": "INTEGER NOT NULL",
                "end": "INTEGER NOT NULL",
                "quote": _TEXT,
                "score": "INTEGER NOT NULL DEFAULT 0",
            },
            ('CHECK (start >= 0 AND "end" > start)', "CHECK (score BETWEEN 0 AND 100)"),
        ),
        Table(
            "claim_tag",
            {
                "id": _KEY,
                "claim": _to("claim"),
                "tag": _to("tag"),
                "coder": _to("coder"),
                "role": "TEXT NOT NULL DEFAULT 'holder'",
                "position": "INTEGER NOT NULL DEFAULT 0",
            },
            (_one_of("role", "holder", "about"), "UNIQUE (claim, tag)"),
        ),
        Table(
            "comment",
            {
                "id": _KEY,
                "claim": _to("claim"),
                "coder": _to("coder"),
                "text": _TEXT,
                "at": _TEXT,
            },
        ),
        Table(
            # A place where an alias stands and the coders say that it is no mention.
            "hidden_mention",
            {
                "id": _KEY,
                "document": _to("document"),
                "tag": _to("tag"),
                "start": "INTEGER NOT NULL",
                "end": "INTEGER NOT NULL",
            },
            ('CHECK (start >= 0 AND "end" > start)',),
        ),
        Table(
            # A filter of the claims that was given a name; `body` is JSON that `db` does not read.
            "saved_filter",
            {"id": _KEY, "name": _TEXT, "body": _TEXT},
        ),
        Table(
            # One opening of one copy of the file by one coder; its id keys the clock.
            "session",
            {"id": _KEY, "coder": _to("coder"), "started_at": _TEXT},
            logged=False,
        ),
        Table(
            "action",
            {
                "id": _KEY,
                "session": _to("session"),
                "lamport": "INTEGER NOT NULL",
                "coder": _to("coder"),
                "at": _TEXT,
                "label": _TEXT,
                "kind": _TEXT,
                "undoes": _to("action", needed=False),
                "hash": _TEXT,
            },
            ("UNIQUE (session, lamport)",),
            logged=False,
        ),
        Table(
            # `before` and `after` are the row as JSON, NULL where it did not exist.
            "change",
            {
                "action": _to("action"),
                "position": "INTEGER NOT NULL",
                "table": _TEXT,
                "row": "INTEGER NOT NULL",
                "before": "TEXT",
                "after": "TEXT",
            },
            ("PRIMARY KEY (action, position)",),
            logged=False,
        ),
        Table(
            # What a reviewer says of a claim or of one tag on it. `looked_at` tells what the claim
            # was like then, so that one that changed since asks for a new look.
            "decision",
            {
                "id": _KEY,
                "claim": _to("claim"),
                "tag": _to("tag", needed=False),
                "coder": _to("coder"),
                "verdict": _TEXT,
                "reason": _TEXT,
                "at": _TEXT,
                "looked_at": _TEXT,
            },
            (_one_of("verdict", "accept", "reject", "question"),),
        ),
        Table(
            # A rectangle on a page whose picture a claim is about, in 1/100,000 of the page's
            # width and height, from its upper left corner.
            "region",
            {
                "id": _KEY,
                "claim": _to("claim"),
                "page": "INTEGER NOT NULL",
                "left": "INTEGER NOT NULL",
                "top": "INTEGER NOT NULL",
                "right": "INTEGER NOT NULL",
                "bottom": "INTEGER NOT NULL",
            },
            (
                "CHECK (page >= 0)",
                'CHECK ("left" >= 0 AND "right" > "left" AND "right" <= 100000)',
                'CHECK ("top" >= 0 AND "bottom" > "top" AND "bottom" <= 100000)',
            ),
        ),
        Table(
            # Switches of the whole project, such as blind coding.
            "setting",
            {"id": _KEY, "key": _TEXT, "value": _TEXT},
        ),
        Table(
            # Documents that are read together, by the name of their group.
            "reading_group",
            {"id": _KEY, "document": _to("document"), "name": _TEXT},
        ),
        Table(
            # A view of the matrix that was given a name; `body` is JSON that `db` does not read.
            "saved_view",
            {"id": _KEY, "name": _TEXT, "body": _TEXT},
        ),
        Table(
            # Which row here is the same as a row (its id) of a project that was started apart.
            "counterpart",
            {"id": _KEY, "table": _TEXT, "own": "INTEGER NOT NULL"},
        ),
        Table(
            # What an action had seen follows from this: position 0 is the action that was the last
            # in its file when a session began, position 1 the last one of a file brought in (which
            # need not have come here: its merge may have been undone where it was made).
            "parent",
            {
                "action": _to("action"),
                "position": "INTEGER NOT NULL",
                "parent": "INTEGER NOT NULL",
            },
            ("PRIMARY KEY (action, position)", _one_of("position", 0, 1)),
            logged=False,
        ),
        Table(
            # Actions that came with another file; those of a merge that was undone are hidden.
            "arrival",
            {
                "action": "INTEGER PRIMARY KEY NOT NULL REFERENCES action (id)",
                "merge": _to("action"),
                "hidden": "INTEGER NOT NULL DEFAULT 0",
            },
            (_one_of("hidden", 0, 1),),
            logged=False,
        ),
    )
}

INDEXES: tuple[str, ...] = (
    "CREATE INDEX reading_document ON reading (document)",
    "CREATE INDEX alias_tag ON alias (tag)",
    "CREATE INDEX claim_document ON claim (document)",
    "CREATE INDEX hidden_mention_document ON hidden_mention (document)",
    "CREATE INDEX span_claim ON span (claim)",
    "CREATE INDEX unplaced_claim ON unplaced (claim)",
    "CREATE INDEX comment_claim ON comment (claim)",
    "CREATE INDEX claim_tag_tag ON claim_tag (tag, claim)",
    "CREATE INDEX action_lamport ON action (lamport)",
    'CREATE INDEX change_row ON change ("row")',
    "CREATE INDEX decision_claim ON decision (claim)",
    "CREATE INDEX region_claim ON region (claim)",
    "CREATE INDEX reading_group_document ON reading_group (document)",
    "CREATE INDEX arrival_merge ON arrival (merge)",
)


def statements() -> list[str]:
    """Return the statements that create an empty project of the present version."""
    return [table.sql for table in TABLES.values()] + list(INDEXES)


def new_id() -> Id:
    """Return a random key of 63 bits, never 0."""
    return secrets.randbits(63) or 1


def derived_id(*parts: Id | str) -> Id:
    """Return the key of a row that can exist only once for these parts."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1 or 1
