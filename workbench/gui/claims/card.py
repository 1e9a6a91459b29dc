"""What a claim card shows."""

from dataclasses import dataclass

from db.records import Claim, Coder, Id, Role, Unplaced
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.rulings import Ruling
from workbench.gui.words import counted

#: How the role of an actor reads on a chip; the holder needs no word.
ROLE_WORDS: dict[Role, str] = {"holder": "", "about": "about"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a claim, with who said it; `at` is in UTC, as the log has it."""

    id: Id
    coder: Coder
    mine: bool
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim with its coder and its words; `place` reads "2 passages, p. 11" or "line 214".

    `reliability` is that of the source, A to F, or empty.
    """

    claim: Claim
    coder: Coder
    mine: bool
    quote: str
    place: str
    remarks: tuple[Remark, ...] = ()
    reliability: str = ""
    #: passages that a new version of the text left to be placed by hand
    doubts: tuple[Unplaced, ...] = ()
    #: what was decided of it and of its tags
    rulings: tuple[Ruling, ...] = ()

    @property
    def says(self) -> str:
        """The statement, or the quote in quotation marks where there is none."""
        return self.claim.statement or f"“{self.quote.strip()}”"


def spoken(card: ClaimCard, book: CodeBook, number: int) -> str:
    """Return what a screen reader says of a card; `number` counts from 1."""
    claim = card.claim
    parts = [f"Claim {number}, {card.coder.name}: {card.says}"]
    for facet in book.facets:
        names = [
            f"{ROLE_WORDS[given.role]} {book.tags[given.tag].name}".strip()
            for given in book.tags_of(claim, facet.id)
        ]
        if names:
            parts.append(", ".join(names).lower() if facet.exclusive else ", ".join(names))
    parts.extend(part for part in (claim.confidence, claim.speaker, card.place) if part)
    if card.doubts:
        parts.append(f"{counted(len(card.doubts), 'passage')} to be placed")
    parts.extend(ruling.told for ruling in card.rulings)
    if claim.note:
        parts.append(f"note: {claim.note}")
    if card.remarks:
        parts.append(counted(len(card.remarks), "comment"))
    return "; ".join(parts)
