"""Words that are looked up in the index, and found in the texts and claims of the project."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from db import claims
from db.project import Project
from db.records import Claim, Document
from db.search_index import SearchIndex
from db.search_shelf import Shelf
from workbench.operations.blind import curtain
from workbench.operations.indexing import Texts, fields_of
from workbench.operations.search_results import (
    MOST,
    MOST_COUNTED,
    ClaimHit,
    DocumentHits,
    Hit,
    SearchRequest,
    SearchResults,
)
from workbench.text.excerpt import excerpt
from workbench.text.fold import fold
from workbench.text.keys import joints, words
from workbench.text.passages import SIZE, Stretch, Surroundings, WrongPassage
from workbench.text.query import REACH, Span, Term, together

#: Passages that are read at a time.
_AT_A_TIME = 64
#: Groups of keys that are looked up; the longest say most.
_MOST_KEYS = 24


class WordSearch:
    """One search in an index that is open, and in the project itself."""

    def __init__(
        self, project: Project, index: SearchIndex, request: SearchRequest, terms: Sequence[Term]
    ) -> None:
        self._project = project
        self._index = index
        self._request = request
        self._terms = terms
        self._texts = Texts(project)
        self._followers = _followers(terms)

    def results(self) -> SearchResults:
        """Search; raises WrongPassage where the index is not of the project's texts."""
        scope = self._request.scope
        found = list(self._documents()) if scope != "claims" else []
        shown, count = self._claims() if scope != "documents" else ([], 0)
        more = sum(hits.count for hits in found) >= MOST_COUNTED
        return SearchResults(
            self._request, tuple(found), tuple(shown), count, more, count >= MOST_COUNTED
        )

    # -- documents

    def _documents(self) -> Iterator[DocumentHits]:
        shelf = self._index.documents
        candidates, ranges = _Candidates(shelf, self._terms), shelf.ranges()
        room, left = MOST, MOST_COUNTED
        for record in self._texts.records():
            first, last = ranges.get(record.text_sha256, (0, -1))
            if left and last >= first:
                hits = self._document(record, candidates.within(first, last), last, room, left)
                room, left = room - len(hits.hits), left - hits.count
                if hits.count:
                    yield hits

    def _document(
        self, record: Document, ids: Iterator[int], last: int, room: int, left: int
    ) -> DocumentHits:
        """Return the places in a document: at most `room` to show, at most `left` to count."""
        shown: list[Hit] = []
        count, source = 0, b""
        for stretch, spans in self._places(ids, last):
            if len(shown) < room:
                source = source or self._project.content(record.text_sha256)
                found = stretch.trace(source, spans)
                if found is None:
                    continue
                shown.append(_hit(record, found))
            count += 1
            if count == left:
                break
        return DocumentHits(record.id, record.title, count, tuple(shown))

    def _places(self, ids: Iterator[int], last: int) -> Iterator[tuple[Stretch, tuple[Span, ...]]]:
        """Yield the places that begin in the passages named, of several words no two overlapping.

        `last` is the last passage of the document.
        """
        several, done = len(self._terms) > 1, 0
        reach = max(REACH, *(len(term.text) for term in self._terms)) + 1
        while some := list(islice(ids, _AT_A_TIME)):
            needed = {n: range(n, min(n + self._followers, last) + 1) for n in some}
            rows = self._index.documents.read({n for near in needed.values() for n in near})
            if any(n not in rows for near in needed.values() for n in near):
                raise WrongPassage
            for number, near in needed.items():
                stop = len(rows[number].folded)
                stretch = Stretch([rows[n] for n in near], stop + reach)
                for spans in together(self._terms, stretch.text, stretch, 0, stop):
                    start = stretch.start + min(start for start, _ in spans)
                    if several and start < done:
                        continue
                    done = stretch.start + max(end for _, end in spans)
                    yield stretch, spans

    # -- claims

    def _claims(self) -> tuple[list[ClaimHit], int]:
        """Return the claims that have every word somewhere, as many as are shown, and how many."""
        shelf = self._index.claims
        ids, longest = _Candidates(shelf, self._terms).all(), _longest(self._terms)
        found: list[int] = []
        while some := list(islice(ids, _AT_A_TIME)):
            rows = shelf.read(some, longest)
            found += [number for number, row in rows.items() if self._are_in(Stretch([row]))]
            if len(found) >= MOST_COUNTED:
                found = found[:MOST_COUNTED]
                break
        owners = shelf.owners(found[:MOST]).values()
        if not all(owner.isdecimal() for owner in owners):
            raise WrongPassage
        seen = curtain(self._project).show(claims.many(self._project, map(int, owners)))
        hits = [self._claim(claim) for claim in seen]
        shown = [hit for hit in hits if hit is not None]
        return shown, len(found) - len(hits) + len(shown)

    def _are_in(self, stretch: Stretch) -> bool:
        return all(
            next(term.places(stretch.text, stretch), None) is not None for term in self._terms
        )

    def _claim(self, claim: Claim) -> ClaimHit | None:
        """Return a claim by the field that has most of the words, or None where one is missing."""
        best: tuple[int, ClaimHit] | None = None
        missing = set(self._terms)
        for field, value in fields_of(claim, self._texts).items():
            folded = fold(value, hyphens=False)
            seams = set(joints(folded))
            found = [(term, list(term.places(folded.text, seams))) for term in self._terms]
            here = {term for term, places in found if places}
            missing -= here
            if here and (best is None or len(here) > best[0]):
                marks = [folded.span(*place) for _, places in found for place in places[:1]]
                record = self._texts.record(claim.document)
                shown = excerpt(value, marks)
                hit = ClaimHit(claim.id, claim.coder, record.id, record.title, field, shown)
                best = len(here), hit
            if len(here) == len(self._terms):
                break
        return best[1] if best and not missing else None


def _hit(record: Document, found: Surroundings) -> Hit:
    start, end = min(found.marks)[0], max(end for _, end in found.marks)
    return Hit(
        record.id,
        found.start + start,
        found.start + end,
        found.line + found.text.count("\n", 0, start),
        excerpt(found.text, found.marks),
    )


def _followers(terms: Sequence[Term]) -> int:
    """Return how many passages a place may reach on into: a single word stays within its own."""
    if len(terms) == 1 and words(terms[0].text) == [terms[0].text]:
        return 0
    return 1 + max(REACH, *(len(term.text) for term in terms)) // SIZE


def _longest(terms: Sequence[Term]) -> str:
    return max((term.text for term in terms), key=len)


class _Candidates:
    """The passages in which a search may begin, by id and in order."""

    def __init__(self, shelf: Shelf, terms: Sequence[Term]) -> None:
        groups = [group for term in terms for group in term.key_groups()]
        groups.sort(key=lambda group: -len(group[0][0]))
        self._shelf = shelf
        self._found = sorted(shelf.find(groups[:_MOST_KEYS])) if groups else []
        #: What no index of words can help to find is looked for in all passages.
        self._scanned = "" if groups else _longest(terms)
        #: A passage ends with a word, so that one word lies in one passage.
        self._across = words(self._scanned) != [self._scanned]

    def all(self) -> Iterator[int]:
        """Yield all of them; what is not asked for is not looked for either."""
        if self._scanned:
            return self._shelf.scan(self._scanned, across=self._across)
        return iter(self._found)

    def within(self, first: int, last: int) -> Iterator[int]:
        """Yield those from one id to another, both included: the passages of a document."""
        if not self._scanned:
            yield from self._found[
                bisect_left(self._found, first) : bisect_right(self._found, last)
            ]
            return
        before = first - 1
        for place in self._shelf.scan(self._scanned, first, last, across=self._across):
            # Another of the words may stand before it, in the passage before.
            yield from range(max(before + 1, place - 1, first), place + 1)
            before = place
