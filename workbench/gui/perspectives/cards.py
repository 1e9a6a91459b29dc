"""From claims to what the reader and the panel draw."""

from collections.abc import Iterable, Mapping

from db.records import Claim, Coder, Comment, Decision, Id, Unplaced
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard, Remark
from workbench.gui.claims.rulings import Ruling
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
    rulings: Iterable[Ruling] = (),
) -> ClaimCard:
    """Return the card of a claim.

    Given the comments on it, its source's reliability, what of it is to be placed by hand, and
    what was decided of it.
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
        tuple(rulings),
    )


def rulings_of(
    made: Iterable[Decision], book: CodeBook, coders: Mapping[Id, Coder]
) -> list[Ruling]:
    """Return the last word on a claim and on its tags, given all decisions on it by time.

    The claim itself comes first. Where nothing stands any more, it says that it changed.
    """
    last: dict[Id | None, Decision] = {}
    for one in made:
        if not one.stale or one.tag not in last or last[one.tag].stale:
            last[one.tag] = one
    return [
        Ruling(
            "changed" if one.stale else one.verdict,
            coders.get(one.coder, Coder(one.coder, "Unknown")).name,
            one.reason,
            book.tags[tag].name if tag else "",
        )
        for tag, one in sorted(last.items(), key=lambda item: item[0] is not None)
        if tag is None or tag in book.tags
    ]


def spoken(claim: Claim | None, book: CodeBook, coders: Mapping[Id, Coder]) -> str:
    """Return what is said when the caret comes into a claim, or leaves the last one."""
    if claim is None:
        return "end of claim"
    coder = coders.get(claim.coder, Coder(claim.coder, "Unknown"))
    names = ", ".join(book.tags[tag.tag].name for tag in book.tags_in_order(claim))
    return f"claim by {coder.name}, {names or 'no tags yet'}"


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
