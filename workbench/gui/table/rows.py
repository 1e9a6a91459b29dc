"""A claim with all that its row shows."""

from dataclasses import dataclass, field
from typing import Protocol

from db.records import Claim, Coder, Document, Id
from workbench.gui.claims.card import ClaimCard
from workbench.operations.decided import State
from workbench.text.fold import fold


class Words(Protocol):
    """The words of claims, found when they are first asked for: that may take a while."""

    def raw(self, claim: Claim) -> str:
        """Return the words of its passages as they stand in the text."""

    def quote(self, claim: Claim) -> str:
        """Return its words as one line, as they are shown."""

    def place(self, claim: Claim) -> str:
        """Return where it stands: "line 214"."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A claim, the document it stands in, and its words.

    `published_on` is a year, month or day as in ISO 8601, or empty.
    """

    claim: Claim
    document_title: str
    document_position: int
    author: str
    published_on: str
    coder: Coder
    mine: bool
    words: Words
    decision: State = "open"
    #: What filters ask of every row stands in the row itself: each step away from it counts.
    id: Id = field(init=False, compare=False)
    tags: tuple[Id, ...] = field(init=False, compare=False)
    _folded: str | None = field(default=None, init=False, compare=False, repr=False)
    _card: ClaimCard | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.claim.id)
        object.__setattr__(self, "tags", tuple([given.tag for given in self.claim.tags]))

    @property
    def card(self) -> ClaimCard:
        """The same claim as the cards show it."""
        if self._card is None:
            claim, words = self.claim, self.words
            card = ClaimCard(claim, self.coder, self.mine, words.quote(claim), words.place(claim))
            object.__setattr__(self, "_card", card)
            return card
        return self._card

    @property
    def quote(self) -> str:
        """The words of the claim's passages in one line."""
        return self.card.quote

    @property
    def place(self) -> str:
        """Where it stands, in words: "line 214"."""
        return self.card.place

    @property
    def begins(self) -> str:
        """What it is sorted by among sentences: the statement, or else the words themselves."""
        return self.claim.statement or " ".join(self.words.raw(self.claim).split())

    @property
    def order(self) -> tuple[int, Id, int, int, Id]:
        """Where it stands among all claims: by document, then by place in the text."""
        claim = self.claim
        return (self.document_position, claim.document, claim.start, claim.end, claim.id)

    @property
    def folded(self) -> str:
        """Statement, quote, speaker and note as a search compares them, folded when first asked."""
        if self._folded is None:
            claim = self.claim
            quote = self.words.raw(claim)
            words = "\n".join((claim.statement, quote, claim.speaker, claim.note))
            object.__setattr__(self, "_folded", searched(words))
        return self._folded or ""

    @property
    def is_folded(self) -> bool:
        """Whether a search need not wait for this row."""
        return self._folded is not None


def searched(words: str) -> str:
    """Return words as a search of the table compares them, hyphens and line ends taken out."""
    return fold(words, hyphens=False).text


def make_row(
    claim: Claim,
    document: Document,
    coder: Coder,
    me: Id,
    words: Words,
    decision: State = "open",
) -> TableRow:
    """Return the row of a claim, and what stands decided of it."""
    return TableRow(
        claim,
        document.title or document.name,
        document.position,
        document.author or document.publisher,
        document.published_on,
        coder,
        claim.coder == me,
        words,
        decision,
    )
