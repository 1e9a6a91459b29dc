"""From claims to what the reader and the panel draw."""

from collections.abc import Iterable, Mapping

from db.records import Claim, Coder, Comment, Id, Unplaced
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard, Remark
from workbench.gui.reader.marks import Mark
from workbench.text.lines import Lines as Lines
from workbench.text.lines import place_of as place_of
from workbench.text.reflow import one_line


def quote_of(claim: Claim, shown: str, lines: Lines) -> str:
    """Return the words of a claim's passages as one line, given the text as it is quoted."""
    return one_line(shown, claim.spans, lines.asides)


def card_of(
    claim: Claim,
    shown: str,
    lines: Lines,
    coders: Mapping[Id, Coder],
    me: Id,
    said: Iterable[Comment] = (),
    reliability: str = "",
    doubts: Iterable[Unplaced] = (),
) -> ClaimCard:
    """Return the card of a claim.

    Given the comments on it, its source's reliability, and what of it is to be placed by hand.
    """
    coder = coders.get(claim.coder, Coder(claim.coder, "Unknown"))
    remarks = tuple(
        Remark(
            each.id,
            coders.get(each.coder, Coder(each.coder, "Unknown")),
            each.coder == me,
            each.text,
            each.at,
        )
        for each in said
    )
    return ClaimCard(
        claim,
        coder,
        claim.coder == me,
        quote_of(claim, shown, lines),
        place_of(claim, lines),
        remarks,
        reliability,
        tuple(doubts),
    )


def marks_of(claim: Claim, book: CodeBook, coders: Mapping[Id, Coder], me: Id) -> Iterable[Mark]:
    """Return the marks of a claim, one per passage."""
    coder = coders.get(claim.coder, Coder(claim.coder, "Unknown"))
    names = ", ".join(book.tags[tag.tag].name for tag in book.tags_in_order(claim))
    tip = f"{coder.name}: {names or 'no tags yet'}"
    colour = book.colour_of(claim) or "ink"
    return (
        Mark(claim.id, span.start, span.end, colour, claim.coder == me, coder.initials, tip)
        for span in claim.spans
    )
