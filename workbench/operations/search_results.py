"""What is searched for, and what was found: records without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db.records import Document, Id
from workbench.operations.wording import counted
from workbench.text.excerpt import Excerpt, excerpt

#: So many places are shown, and so many counted; of claims too.
MOST, MOST_COUNTED = 500, 1000

Scope = Literal["both", "documents", "claims"]
Field = Literal["statement", "quote", "note", "speaker"]
#: The stretches of one place, in code points: one for each word that was searched for.
Place = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Words, or a regular expression, which is looked for in documents alone."""

    words: str
    scope: Scope = "both"
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a document, in code points, with its line (from 1) and the words around it."""

    document: Id
    start: int
    end: int
    line: int
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """The places in one document: how many there are, and those of them that are shown."""

    document: Id
    title: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class ClaimHit:
    """A claim, and the field of it that shows best why it was found."""

    claim: Id
    coder: Id
    document: Id
    title: str
    field: Field
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What a search found, documents in library order.

    `more` and `more_claims` say that there are more than were counted, `trouble` why the search
    did not come to its end.
    """

    request: SearchRequest
    documents: tuple[DocumentHits, ...] = ()
    claims: tuple[ClaimHit, ...] = ()
    claim_count: int = 0
    more: bool = False
    more_claims: bool = False
    trouble: str = ""

    @property
    def place_count(self) -> int:
        """How many places in documents were counted."""
        return sum(found.count for found in self.documents)

    def sentence(self) -> str:
        """Say in a few words what was found."""
        parts = []
        places, shown = self.place_count, sum(len(found.hits) for found in self.documents)
        if places:
            said = f"{'more than ' * self.more}{counted(places, 'place')}"
            said += f" in {counted(len(self.documents), 'document')}"
            parts.append(said + (f" (the first {shown:,} are shown)" if shown < places else ""))
        if self.claim_count:
            said = f"{'more than ' * self.more_claims}{counted(self.claim_count, 'claim')}"
            few = self.claim_count > len(self.claims)
            parts.append(said + (f" ({len(self.claims):,} are shown)" if few else ""))
        sentence = ", ".join(parts) or "nothing found"
        return sentence[0].upper() + sentence[1:]


def document_hits(record: Document, text: str, places: Sequence[Place], count: int) -> DocumentHits:
    """Return places of a document, in the order of the text, as they are shown."""
    hits: list[Hit] = []
    line, counted_to = 1, 0
    for place in places:
        start, end = min(a for a, _ in place), max(b for _, b in place)
        line += text.count("\n", counted_to, start)
        counted_to = start
        hits.append(Hit(record.id, start, end, line, excerpt(text, place)))
    return DocumentHits(record.id, record.title, count, tuple(hits))
