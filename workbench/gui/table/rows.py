"""A claim with all that its row shows."""

from dataclasses import dataclass
from functools import cached_property

from db.records import Claim, Coder, Document, Id
from workbench.gui.claims.card import ClaimCard
from workbench.gui.words import folded


@dataclass(frozen=True)
class TableRow:
    """A claim, the document it stands in, and its words.

    `published_on` is a year, month or day as in ISO 8601, or empty; `place` reads "line 214".
    """

    claim: Claim
    document_title: str
    document_position: int
    author: str
    published_on: str
    coder: Coder
    mine: bool
    quote: str
    place: str

    @property
    def id(self) -> Id:
        return self.claim.id

    @property
    def card(self) -> ClaimCard:
        """The same claim as the cards show it."""
        return ClaimCard(self.claim, self.coder, self.mine, self.quote, self.place)

    @property
    def order(self) -> tuple[int, Id, int, int, Id]:
        """Where it stands among all claims: by document, then by place in the text."""
        claim = self.claim
        return (self.document_position, claim.document, claim.start, claim.end, claim.id)

    @cached_property
    def tags(self) -> tuple[Id, ...]:
        """The tags of the claim, by whomever."""
        return tuple([given.tag for given in self.claim.tags])

    @cached_property
    def folded(self) -> str:
        """Statement, quote, speaker and note as a search compares them."""
        claim = self.claim
        # Bypasses the cache of short texts: these are many, and each is folded once.
        return folded.__wrapped__(
            "\n".join((claim.statement, self.quote, claim.speaker, claim.note))
        )


def make_row(
    claim: Claim, document: Document, coder: Coder, me: Id, quote: str, place: str
) -> TableRow:
    """Return the row of a claim; `quote` is one line, `place` the words for where it stands."""
    return TableRow(
        claim,
        document.title or document.name,
        document.position,
        document.author or document.publisher,
        document.published_on,
        coder,
        claim.coder == me,
        quote,
        place,
    )
