"""Passages that a new version of their text left in doubt, until somebody has looked at them."""

from dataclasses import astuple

from db import claims
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Span, Unplaced


def of_document(project: Project, document: Id) -> list[Unplaced]:
    """Return the passages of a document that are to be placed by hand, in the order of the text."""
    rows = project.query(
        'SELECT unplaced.id, claim, start, "end", quote, score FROM unplaced '
        "JOIN claim ON claim.id = unplaced.claim WHERE document = ? "
        'ORDER BY start, "end", unplaced.id',
        (document,),
    )
    return [Unplaced(row, claim, Span(a, b), *rest) for row, claim, a, b, *rest in rows]


def counts(project: Project) -> dict[Id, int]:
    """Return how many passages each document has to be placed by hand; absent ones have none."""
    return dict(
        project.query(
            "SELECT document, count(*) FROM unplaced JOIN claim ON claim.id = unplaced.claim "
            "GROUP BY document"
        )
    )


def add(action: Action, claim: Id, span: Span, quote: str, score: int) -> Id:
    """Say that a passage of a claim is in doubt; returns the id of that note.

    `span` is the place proposed, which is one of the claim's; `quote` what the passage said.
    """
    values = {"claim": claim, "start": span.start, "end": span.end, "quote": quote, "score": score}
    return action.insert("unplaced", values)


def accept(action: Action, row: Id) -> None:
    """Take the place proposed as the right one; raises Invalid where nothing is in doubt."""
    _get(action, row)
    action.delete("unplaced", row)


def place(action: Action, row: Id, span: Span) -> None:
    """Put a passage that was in doubt somewhere else; the claim's others stay.

    Raises Invalid where it is no longer in doubt, or for a place outside the text.
    """
    found = _get(action, row)
    proposed = Span(found["start"], found["end"])
    shared = action.project.query(
        'SELECT 1 FROM unplaced WHERE claim = ? AND start = ? AND "end" = ? AND id <> ?',
        (found["claim"], *astuple(proposed), row),
    )
    spans = claims.get(action.project, found["claim"]).spans
    # Where another passage is in doubt at the same place, that stays proposed.
    others = [one for one in spans if one != proposed or shared]
    claims.set_spans(action, found["claim"], [*others, span])
    if action.row("unplaced", row):  # it stays where it was proposed
        action.delete("unplaced", row)


def _get(action: Action, row: Id) -> dict[str, int]:
    found = action.row("unplaced", row)
    if found is None:
        raise Invalid("This passage has its place already.")
    return found
