"""Steps on many claims at once. They touch only the acting coder's own and say how many."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from db import claims, documents
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Claim, Id
from workbench.text.lines import Lines, place_of
from workbench.text.reflow import one_line


def _own(action: Action, chosen: Collection[Id]) -> list[Claim]:
    found = claims.many(action.project, chosen)
    own = [claim for claim in found if claim.coder == action.coder]
    if not own:
        raise Invalid("None of these claims is yours: only their coder changes them.")
    return own


def _each(action: Action, chosen: Collection[Id], change: Callable[[Claim], bool]) -> int:
    """Change the coder's own among the chosen claims; returns how many were different."""
    return sum(change(claim) for claim in _own(action, chosen))


def tag_claims(action: Action, chosen: Collection[Id], tag: Id) -> int:
    """Put a tag on claims; returns how many did not have it."""

    def change(claim: Claim) -> bool:
        given = [each.role for each in claim.tags if each.tag == tag]
        return not given and claims.add_tag(action, claim.id, tag)

    return _each(action, chosen, change)


def untag_claims(action: Action, chosen: Collection[Id], tags: Collection[Id]) -> int:
    """Take tags off claims; returns how many had one of them."""

    def change(claim: Claim) -> bool:
        taken = [tag for tag in tags if claims.remove_tag(action, claim.id, tag)]
        return bool(taken)

    return _each(action, chosen, change)


def edit_claims(action: Action, chosen: Collection[Id], field: str, value: Any) -> int:
    """Give a field of claims one value; returns how many had another."""
    return _each(action, chosen, lambda claim: claims.edit(action, claim.id, **{field: value}))


def remove_claims(action: Action, chosen: Collection[Id]) -> int:
    """Delete claims; returns how many."""

    def change(claim: Claim) -> bool:
        claims.remove(action, claim.id)
        return True

    return _each(action, chosen, change)


def citations(project: Project, chosen: Sequence[Id], place: Callable[[Claim, str], str]) -> str:
    """Return claims as citations, a paragraph each, in document and text order.

    Each is the quote in quotation marks with author or publisher, title, date and place: the page
    where the document has pages, else what `place` says of a claim and its document's text.
    """
    records = {record.id: record for record in documents.all_documents(project)}
    texts: dict[Id, tuple[str, Lines]] = {}
    paragraphs = []
    for claim in claims.many(project, chosen):
        record = records[claim.document]
        if claim.document not in texts:
            text = documents.text(project, record)
            texts = {claim.document: (text, Lines(text, documents.styles(project, record.id)))}
        text, lines = texts[claim.document]
        where = place_of(claim, lines) if lines.page(claim.start) else place(claim, text)
        words = one_line(lines.shown, claim.spans, lines.asides)
        source = (record.author or record.publisher, record.title, record.published_on)
        told = ", ".join(part for part in (*source, where) if part)
        paragraphs.append(f"“{words}” ({told})")
    return "\n\n".join(paragraphs)
