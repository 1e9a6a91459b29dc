"""Steps on one claim that its coder alone takes; others say what they think by deciding."""

from collections.abc import Sequence
from typing import Any

from db import claims
from db.errors import Invalid
from db.log import Action
from db.records import Id, Role, Span


def _assert_own(action: Action, claim: Id) -> None:
    if claims.get(action.project, claim).coder != action.coder:
        raise Invalid("This claim is a teammate's: only its coder changes it.")


def edit_claim(action: Action, claim: Id, **fields: Any) -> bool:
    """Change plain fields of a claim; returns whether anything changed.

    Like all steps here it raises Invalid for a teammate's claim.
    """
    _assert_own(action, claim)
    return claims.edit(action, claim, **fields)


def move_claim(action: Action, claim: Id, spans: Sequence[Span]) -> bool:
    """Give a claim other passages; returns whether they changed."""
    _assert_own(action, claim)
    return claims.set_spans(action, claim, spans)


def add_passage(action: Action, claim: Id, span: Span) -> bool:
    """Add a passage to a claim; returns whether its passages changed."""
    _assert_own(action, claim)
    return claims.add_span(action, claim, span)


def split_claim(action: Action, claim: Id, offset: int) -> Id:
    """Split a claim at an offset inside it; returns the claim of the second part."""
    _assert_own(action, claim)
    return claims.split(action, claim, offset)


def remove_claim(action: Action, claim: Id) -> None:
    """Delete a claim with all that belongs to it."""
    _assert_own(action, claim)
    claims.remove(action, claim)


def tag_claim(action: Action, claim: Id, tag: Id, role: Role = "holder") -> bool:
    """Put a tag on a claim; returns whether anything changed."""
    _assert_own(action, claim)
    return claims.add_tag(action, claim, tag, role)


def untag_claim(action: Action, claim: Id, tag: Id) -> bool:
    """Take a tag off a claim; returns whether it was there."""
    _assert_own(action, claim)
    return claims.remove_tag(action, claim, tag)
