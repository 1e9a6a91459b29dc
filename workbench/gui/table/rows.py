"""A claim with all that its row shows."""

from dataclasses import dataclass, field

from db.records import Claim, Coder, Document, Id
from workbench.gui.claims.card import ClaimCard
from workbench.text.fold import fold


@dataclass(frozen=True, slots=True)
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
    #: What filters ask of every row stands in the row itself: each step away from it counts.
    id: Id = field(init=False, compare=False)
    tags: tuple[Id, ...] = field(init=False, compare=False)
    _folded: str | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.claim.id)
        object.__setattr__(self, "tags", tuple([given.tag for given in self.claim.tags]))

    @property
    def card(self) -> ClaimCard:
        """The same claim as the cards show it."""
        return ClaimCard(self.claim, self.coder, self.mine, self.quote, self.place)

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
            words = "\n".join((claim.statement, self.quote, claim.speaker, claim.note))
            object.__setattr__(self, "_folded", fold(words).text)
        return self._folded or ""

    @property
    def is_folded(self) -> bool:
        """Whether a search need not wait for this row."""
        return self._folded is not None


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
