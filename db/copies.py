"""Copies of a project to hand on: without its coders' names, or with some of its documents only."""

import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from db import files, images, schema
from db.errors import Invalid
from db.images import Row
from db.log import Action, now
from db.project import Project
from db.records import Id
from db.rows import all_rows, content

#: tables whose rows go with every copy
_ALWAYS = ("facet", "tag", "alias", "saved_filter", "saved_view", "setting")
_OF_DOCUMENTS = ("claim", "reading", "reading_group", "hidden_mention")
_OF_CLAIMS = ("span", "region", "unplaced", "claim_tag", "comment", "decision")
_KEYS = {"session": ("action.session",), "action": (
    "action.undoes", "change.action", "parent.action", "parent.parent", "arrival.action",
    "arrival.merge",
)}  # fmt: skip


def copy_anonymous(project: Project, path: Path) -> int:
    """Write a copy in which the coders are called Coder 1 and so on; returns how many there are.

    Their names go from the log too, whose actions get other ids and are chained anew: the copy is
    a project of its own, which cannot be brought back as the work of the same people's sessions.
    Names that stand in texts, notes and comments stay, for nobody but a reader can tell them.
    Raises Invalid where the file exists, or the ProjectError that says why it cannot be written.
    """
    files.assert_free(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    try:
        files.copy(project.connection, draft)
        with project.translated(), closing(files.Connection(draft, "rw")) as file:
            count = _anonymise(file.sql)
            files.copy(file.sql, path)  # once more: a changed page may still hold the old words
    finally:
        draft.unlink(missing_ok=True)
    return count


def _anonymise(connection: sqlite3.Connection) -> int:
    coders = [row[0] for row in connection.execute("SELECT id FROM coder ORDER BY id")]
    names = {coder: f"Coder {number}" for number, coder in enumerate(coders, 1)}
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    _rename_in_labels(connection, names)
    for coder, name in names.items():
        connection.execute("UPDATE coder SET name = ? WHERE id = ?", (name, coder))
    for action, position, row, *pair in connection.execute(
        'SELECT action, position, "row", before, after FROM change WHERE "table" = \'coder\''
    ).fetchall():
        renamed = [_renamed(image, row, names) for image in pair]
        connection.execute(
            "UPDATE change SET before = ?, after = ? WHERE action = ? AND position = ?",
            (*renamed, action, position),
        )
    _give_other_keys(connection)
    _chain_anew(connection)
    connection.execute("COMMIT")
    return len(coders)


def _renamed(image: str | None, coder: Id, names: dict[Id, str]) -> str | None:
    if image is None:
        return None
    return images.dump(json.loads(image) | {"name": names.get(coder, "Coder")})


def _rename_in_labels(connection: sqlite3.Connection, names: dict[Id, str]) -> None:
    """Replace the names that coders have or had, and the names of files that were brought in."""
    said: dict[str, str] = {}
    for coder, name in connection.execute(
        "SELECT id, name FROM coder UNION SELECT \"row\", after ->> 'name' FROM change "
        "WHERE \"table\" = 'coder' AND after IS NOT NULL"
    ):
        if name and name.strip():
            said[name] = names.get(coder, "Coder")
    some = "|".join(re.escape(name) for name in sorted(said, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{some or '(?!)'})(?!\w)")
    for action, label in connection.execute("SELECT id, label FROM action").fetchall():
        told = pattern.sub(lambda match: said[match[0]], label)
        if label.startswith("Bring in "):
            told = "Bring in a file"
        if told != label:
            connection.execute("UPDATE action SET label = ? WHERE id = ?", (told, action))


def _give_other_keys(connection: sqlite3.Connection) -> None:
    for table, columns in _KEYS.items():
        rows = connection.execute(f"SELECT id FROM {table}").fetchall()
        others = {row[0]: schema.new_id() for row in rows}
        for column in (*columns, f"{table}.id"):
            where, name = column.split(".")
            found = connection.execute(f"SELECT {name}, rowid FROM {where} WHERE {name} NOTNULL")
            changed = [(others.get(key, key), row) for key, row in found.fetchall()]
            connection.executemany(f"UPDATE {where} SET {name} = ? WHERE rowid = ?", changed)


def _chain_anew(connection: sqlite3.Connection) -> None:
    ends = {
        row[0]: images.opening(row)
        for row in connection.execute("SELECT id, coder, started_at FROM session")
    }
    for entry in connection.execute(
        "SELECT id, session, lamport, coder, at, label, kind, undoes FROM action "
        "ORDER BY session, lamport"
    ).fetchall():
        chain = images.Chain(ends[entry[1]])
        for change in connection.execute(
            'SELECT position, "table", "row", before, after FROM change '
            "WHERE action = ? ORDER BY position",
            (entry[0],),
        ):
            chain.add(change)
        ends[entry[1]] = chain.close(entry)
        connection.execute("UPDATE action SET hash = ? WHERE id = ?", (ends[entry[1]], entry[0]))


def copy_documents(project: Project, path: Path, documents: Collection[Id]) -> int:
    """Write a project with some documents only, and all that was made of them; returns how many.

    It has the whole codebook, and a log of its own that begins with the copy, so that nothing of
    the other documents is in it. Rows keep their ids: brought in again, nothing comes twice.
    Raises Invalid where a document is not in the project or the file exists.
    """
    found = [row for row in all_rows(project, "document") if row["id"] in documents]
    if not found or len(found) < len(set(documents)):
        raise Invalid("Choose documents of this project to be copied.")
    files.assert_free(path)
    try:
        files.write_empty(path)
        with Project.open(path, project.coder.name) as copy:
            copy.coder = project.coder
            with copy.action(f"Copy of {project.title}", "create") as action:
                _fill(action, project, found)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return len(found)


def _fill(action: Action, project: Project, documents: list[Row]) -> None:
    action.insert("project", {"title": project.title, "created_at": now()})
    for table in _ALWAYS:
        _insert(action, table, all_rows(project, table))
    for row in documents:
        for name in ("text", "styles", "original"):
            if row[name] is not None:
                action.store(content(project, row[name]))
    _insert(action, "document", documents)
    ids = {row["id"] for row in documents}
    claims: set[Id] = set()
    coders: set[Id] = set()
    for table in (*_OF_DOCUMENTS, *_OF_CLAIMS):
        within, some = ("document", ids) if table in _OF_DOCUMENTS else ("claim", claims)
        rows = [row for row in all_rows(project, table) if row[within] in some]
        _insert(action, table, rows)
        coders.update(row["coder"] for row in rows if "coder" in row)
        if table == "claim":
            claims = {row["id"] for row in rows}
    coders.discard(action.coder)
    _insert(action, "coder", (row for row in all_rows(project, "coder") if row["id"] in coders))


def _insert(action: Action, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        action.insert(table, {name: row[name] for name in row if name != "id"}, row["id"])
