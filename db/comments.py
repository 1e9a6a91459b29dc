"""What coders say about claims, in the order in which they said it."""

import json
from collections.abc import Iterable

from db.errors import Invalid
from db.log import Action, now
from db.project import Project
from db.records import Comment, Id

LONGEST = 20_000  # characters of one comment


def of_claim(project: Project, claim: Id) -> list[Comment]:
    """Return the comments on a claim, the oldest first."""
    rows = project.query(
        "SELECT id, claim, coder, text, at FROM comment WHERE claim = ? ORDER BY at, id", (claim,)
    )
    return [Comment(*row) for row in rows]


def of_document(project: Project, document: Id) -> dict[Id, list[Comment]]:
    """Return the comments on the claims of a document, by claim, the oldest first."""
    rows = project.query(
        "SELECT comment.id, claim, comment.coder, text, at FROM comment "
        "JOIN claim ON claim.id = comment.claim WHERE claim.document = ? ORDER BY at, comment.id",
        (document,),
    )
    found: dict[Id, list[Comment]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(Comment(*row))
    return found


def of_claims(project: Project, claims: Iterable[Id]) -> dict[Id, list[Comment]]:
    """Return the comments on some claims, by claim, the oldest first."""
    rows = project.query(
        "SELECT id, claim, coder, text, at FROM comment "
        "WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY at, id",
        (json.dumps(list(claims)),),
    )
    found: dict[Id, list[Comment]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(Comment(*row))
    return found


def counts(project: Project) -> dict[Id, int]:
    """Return how many comments each claim has; absent ones have none."""
    return dict(project.query("SELECT claim, count(*) FROM comment GROUP BY claim"))


def last_by(project: Project, coder: Id) -> dict[Id, str]:
    """Return when a coder last said something about each claim they commented on."""
    return dict(
        project.query("SELECT claim, max(at) FROM comment WHERE coder = ? GROUP BY claim", (coder,))
    )


def add(action: Action, claim: Id, text: str) -> Id:
    """Say something about a claim, as the acting coder; returns the comment's id.

    Raises Invalid for nothing but white space, or for more than a comment holds.
    """
    text = text.strip()
    if not text:
        raise Invalid("A comment needs some words.")
    if len(text) > LONGEST:
        raise Invalid(f"A comment holds at most {LONGEST:,} characters.")
    if action.row("claim", claim) is None:
        raise Invalid("This claim is no longer in the project.")
    values = {"claim": claim, "coder": action.coder, "text": text, "at": now()}
    return action.insert("comment", values)


def remove(action: Action, comment: Id) -> None:
    """Take a comment of one's own away; raises Invalid where it is somebody else's or gone."""
    row = action.row("comment", comment)
    if row is None:
        raise Invalid("This comment is no longer in the project.")
    if row["coder"] != action.coder:
        raise Invalid("Only the one who wrote a comment takes it away.")
    action.delete("comment", comment)
