"""The sources of a project: their texts, what is known of them, how far they are read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from db import claims
from db.errors import DamagedProject, Invalid
from db.log import Action, now
from db.project import Project
from db.records import READING_STATES, RELIABILITIES, Document, Id, ReadingState, Style
from db.schema import derived_id

#: what an analyst may correct
EDITABLE = frozenset(
    ("title", "author", "publisher", "published_on", "url", "reliability", "language", "note")
)

_SELECT = (
    "SELECT id, name, title, text, length, media_type, author, publisher, published_on, url, "
    "reliability, language, note, position FROM document"
)


def all_documents(project: Project) -> list[Document]:
    """Return every document in library order."""
    return [Document(*row) for row in project.query(f"{_SELECT} ORDER BY position, name, id")]


def get(project: Project, document: Id) -> Document:
    """Return one document; raises Invalid where it is gone."""
    rows = project.query(f"{_SELECT} WHERE id = ?", (document,))
    if not rows:
        raise Invalid("This document is no longer in the project.")
    return Document(*rows[0])


def text(project: Project, document: Document) -> str:
    """Return the canonical text of a document; raises DamagedProject where it is lost."""
    return project.text(document.text_sha256)


def styles(project: Project, document: Id) -> tuple[Style, ...]:
    """Return the styled stretches of a document's text, by start."""
    rows = project.query("SELECT styles FROM document WHERE id = ?", (document,))
    if not rows or rows[0][0] is None:
        return ()
    try:
        return tuple(Style(*row) for row in json.loads(project.text(rows[0][0])))
    except (ValueError, TypeError) as error:
        raise DamagedProject("The styles of a document are damaged; run a check.") from error


def has_original(project: Project, document: Id) -> bool:
    """Return whether the bytes of a document's file are kept."""
    found = project.query("SELECT original IS NOT NULL FROM document WHERE id = ?", (document,))
    return bool(found and found[0][0])


def original(project: Project, document: Id) -> bytes | None:
    """Return the bytes of the file a document was imported from, or None if not kept."""
    rows = project.query("SELECT original FROM document WHERE id = ?", (document,))
    return project.content(rows[0][0]) if rows and rows[0][0] is not None else None


def ids_by_text(project: Project) -> dict[str, Id]:
    """Return the documents by the SHA-256 of their canonical text, to recognise duplicates."""
    return dict(project.query("SELECT text, id FROM document ORDER BY id DESC"))


def ids_by_original(project: Project) -> dict[str, Id]:
    """Return the documents by the SHA-256 of the file that is kept of them, where one is."""
    return dict(
        project.query(
            "SELECT original, id FROM document WHERE original IS NOT NULL ORDER BY id DESC"
        )
    )


def add(
    action: Action,
    name: str,
    content: str,
    *,
    styles: Sequence[Style] = (),
    original: bytes | None = None,
    **fields: Any,
) -> Id:
    """Add a document with its canonical text; returns its id.

    `fields` are the editable ones and `media_type`. Raises Invalid for an empty text.
    """
    if not content.strip():
        raise Invalid(f"{name} has no text.")
    rows = action.project.query("SELECT coalesce(max(position), 0) + 1 FROM document")
    values = {
        "name": name,
        "title": fields.pop("title", "") or name,
        "text": action.store(content),
        "styles": _store_styles(action, styles),
        "original": action.store(original) if original is not None else None,
        "length": len(content),
        "position": rows[0][0],
        "added_at": now(),
    }
    return action.insert("document", values | fields)


def replace_text(
    action: Action,
    document: Id,
    content: str,
    styles: Sequence[Style] = (),
    original: bytes | None = None,
    media_type: str = "",
) -> bool:
    """Give a document another canonical text; returns whether anything is different.

    Its claims stay at their offsets: whoever calls this gives them their places in the new text,
    within the same action. Raises Invalid for an empty text, or one that another document has.
    """
    row = action.row("document", document)
    if row is None:
        raise Invalid("This document is no longer in the project.")
    if not content.strip():
        raise Invalid(f"The new version of {row['name']} has no text.")
    values = {
        "text": action.store(content),
        "styles": _store_styles(action, styles),
        "original": action.store(original) if original is not None else None,
        "length": len(content),
        "media_type": media_type or row["media_type"],
    }
    for (name,) in action.project.query(
        "SELECT name FROM document WHERE text = ? AND id <> ?", (values["text"], document)
    ):
        raise Invalid(f"{name} has this text already; choose the file that corrects {row['name']}.")
    return action.update("document", document, values)


def _store_styles(action: Action, styles: Sequence[Style]) -> str | None:
    if not styles:
        return None
    rows = [astuple(style) for style in styles]
    return action.store(json.dumps(rows, ensure_ascii=False, separators=(",", ":")))


def edit(action: Action, document: Id, **fields: str) -> bool:
    """Correct what is known of a document; returns whether anything changed."""
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise KeyError(sorted(unknown))
    if fields.get("reliability", "") not in ("", *RELIABILITIES):
        raise Invalid("Source reliability is one of A to F, or empty.")
    if "title" in fields and not fields["title"].strip():
        raise Invalid("A document needs a title.")
    return action.update("document", document, {key: val.strip() for key, val in fields.items()})


def remove(action: Action, document: Id) -> int:
    """Remove a document with all that was made of it; returns the number of its claims."""
    found = action.project.query("SELECT id FROM claim WHERE document = ?", (document,))
    for (claim,) in found:
        claims.remove(action, claim)
    for table in ("reading", "reading_group", "hidden_mention"):
        for (row,) in action.project.query(
            f'SELECT id FROM "{table}" WHERE document = ?', (document,)
        ):
            action.delete(table, row)
    action.delete("document", document)
    return len(found)


def reading_states(project: Project, coder: Id) -> dict[Id, ReadingState]:
    """Return how far a coder has read each document; absent ones are unread."""
    return dict(project.query("SELECT document, state FROM reading WHERE coder = ?", (coder,)))


def set_reading(action: Action, document: Id, state: ReadingState) -> bool:
    """Say how far the acting coder has read a document; returns whether that is news."""
    if state not in READING_STATES:
        raise Invalid("A document is unread, being read, or done.")
    row = derived_id("reading", document, action.coder)
    if action.row("reading", row):
        return action.update("reading", row, {"state": state})
    if state == "unread":
        return False
    action.insert("reading", {"document": document, "coder": action.coder, "state": state}, row)
    return True


def by_name_or_title(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Return the documents by file name, and by title where no file has that name."""
    found: dict[str, list[Document]] = {}
    documents = list(documents)
    for document in documents:
        found.setdefault(document.name, []).append(document)
    names = set(found)
    for document in documents:
        if document.title not in names:
            found.setdefault(document.title, []).append(document)
    return found
