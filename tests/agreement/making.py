"""Claims in a few words."""

from itertools import count

from db.records import Claim, ClaimTag, Id, Role, Span

_ids = count(1)


def claim(
    *spans: tuple[int, int], tags: str = "", about: str = "", coder: Id = 1, statement: str = ""
) -> Claim:
    """A claim on passages, with a tag for each letter."""
    tagged: list[tuple[str, Role]] = [(letter, "holder") for letter in tags]
    tagged += [(letter, "about") for letter in about]
    return Claim(
        next(_ids),
        7,
        coder,
        tuple(Span(*span) for span in spans),
        tuple(ClaimTag(tag(letter), coder, role) for letter, role in tagged),
        statement=statement,
    )


def tag(letter: str) -> Id:
    return ord(letter)
