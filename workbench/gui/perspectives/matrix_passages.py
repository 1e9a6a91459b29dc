"""The passages behind a place of the matrix: the claims at once, their words as they are seen."""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import replace

from db import claims, decisions, documents
from db.records import Changes, Claim, Decision, Document, Id, Span, Tag
from workbench.gui.matrix.passage_model import VERDICT_WORDS, Passage, Words
from workbench.gui.perspectives.cards import Lines, place_of, quote_of
from workbench.gui.session import Session
from workbench.operations.blind import curtain
from workbench.text.reflow import one_line

#: passages that are shown at once; the header still counts all
MOST = 5_000
#: code points of context before and after a quote
AROUND = 70
#: texts that are kept at hand
TEXTS = 8
#: tables of which passages say something beside their claims
_SAID = ("tag", "facet", "coder", "document", "setting", "reading")


class PassageReader:
    """Makes passages of claims; texts are read only for the passages that come into sight."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Id, tuple[Claim, Passage]] = {}
        self._claims: dict[Id, Claim] = {}  # those that are shown, as they were read
        self._records: dict[Id, Document] = {}
        self._stances: dict[Id, Tag] = {}
        self._texts: OrderedDict[Id, tuple[str, Lines]] = OrderedDict()

    def read(
        self,
        wanted: Sequence[Id],
        records: Collection[Document],
        lost: frozenset[Id] = frozenset(),
        gained: frozenset[Id] = frozenset(),
    ) -> list[Passage]:
        """Return the passages of claims in the order of documents and text.

        `lost` and `gained` are those that a difference speaks of.
        """
        self._records = {record.id: record for record in records}
        first = wanted[:MOST]
        missing = [claim for claim in first if claim not in self._known]
        if len(missing) + len(self._known) > 2 * MOST:
            self._known.clear()
            missing = list(first)
        if missing:
            self._learn(missing)
        place = {document: at for at, document in enumerate(self._records)}
        found = [self._known[claim] for claim in first if claim in self._known]
        # As the text goes, like the claims that are read at once.
        found.sort(key=lambda pair: (
            place.get(pair[0].document, -1),
            [(span.start, span.end) for span in pair[0].spans], pair[0].id,
        ))  # fmt: skip
        self._claims = {claim.id: claim for claim, _passage in found}
        return [_marked(passage, lost, gained) for _claim, passage in found]

    def follow(self, changes: Changes) -> None:
        """Forget what an action changed; all else is at hand when the passages are shown again."""
        if changes.touches(*_SAID):
            self._known.clear()
            self._texts.clear()
        for claim in changes.claims:
            self._known.pop(claim, None)

    def _learn(self, wanted: Sequence[Id]) -> None:
        project, book = self._session.project, self._session.book
        self._stances = {
            tag.id: tag for tag in book.tags.values() if book.facet_of(tag.id).key == "stance"
        }
        found = curtain(project).show(claims.many(project, wanted))
        made = decisions.of_claims(project, [claim.id for claim in found])
        standing = decisions.standing(made)
        for one in found:
            self._known[one.id] = one, self._passage(one, made.get(one.id, ()), standing)

    def words(self, passage: Passage) -> Words:
        """Return the words of a passage, with some of those around it."""
        claim, book = self._claims[passage.claim], self._session.book
        shown, lines = self._text(claim.document)
        before = one_line(shown, (Span(max(0, claim.start - AROUND), claim.start),))
        after = one_line(shown, (Span(claim.end, min(len(shown), claim.end + AROUND)),))
        return Words(
            quote_of(claim, shown, lines),
            _from_word(before, claim.start > AROUND) + _joint(shown, claim.start - 1),
            _joint(shown, claim.end) + _to_word(after),
            place_of(claim, lines),
            tuple((given.tag, book.label(given.tag)) for given in book.tags_in_order(claim)),
        )

    def _text(self, document: Id) -> tuple[str, Lines]:
        if document not in self._texts:
            if len(self._texts) >= TEXTS:
                self._texts.popitem(last=False)
            text = documents.text(self._session.project, self._records[document])
            lines = Lines(text, documents.styles(self._session.project, document))
            self._texts[document] = (lines.shown, lines)
        return self._texts[document]

    def _passage(
        self, claim: Claim, made: Sequence[Decision], standing: decisions.Standing
    ) -> Passage:
        session = self._session
        stance = next((self._stances[one.tag] for one in claim.tags if one.tag in self._stances),
                      None)  # fmt: skip
        coder = session.coders.get(claim.coder)
        record = self._records.get(claim.document)
        return Passage(
            claim=claim.id,
            coder=coder.initials if coder else "?",
            mine=claim.coder == session.me.id,
            document=claim.document,
            source=record.title if record else "",
            statement=claim.statement,
            stance=stance.name if stance else "",
            sign=stance.sign if stance else 0,
            verdict=standing.claims.get(claim.id),
            decided=self._decided(made),
        )

    def _decided(self, made: Sequence[Decision]) -> str:
        """Return who decided what of the claim, and why."""
        told = []
        for one in made:
            if one.tag is None:
                coder = self._session.coders.get(one.coder)
                who = coder.name if coder else "Somebody"
                stale = " (of an earlier state)" if one.stale else ""
                why = f": {one.reason}" if one.reason else ""
                told.append(f"{VERDICT_WORDS[one.verdict]} by {who}{stale}{why}")
        return "\n".join(told)


def _marked(passage: Passage, lost: frozenset[Id], gained: frozenset[Id]) -> Passage:
    if passage.claim in gained:
        return replace(passage, change="gained")
    return replace(passage, change="lost") if passage.claim in lost else passage


def _from_word(words: str, cut: bool) -> str:
    """Return words from the first whole one on, with a sign where something stands before."""
    if not words:
        return ""
    rest = words.split(" ", 1)[-1] if cut and " " in words else words
    return f"{'… ' if cut else ''}{rest}"


def _to_word(words: str) -> str:
    """Return words up to the last whole one, with a sign that more follows."""
    if not words:
        return ""
    kept = words.rsplit(" ", 1)[0] if " " in words else words
    return f"{kept} …"


def _joint(text: str, at: int) -> str:
    """Return the space that stands at an end of a quote; none at a bracket or within a word."""
    return " " if 0 <= at < len(text) and text[at].isspace() else ""
