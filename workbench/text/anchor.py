"""Where a quote stands in a text: word for word, or as the tolerant fold sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from workbench.text.fold import Folded, fold

#: Fewer characters than this agree by chance.
_TELLING = 5
_MOST = 1000
_EDGE = re.compile(r"\b")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place of a quote, in code points, how it was found, and how alike it is (0 to 100)."""

    start: int
    end: int
    how: Literal["exact", "folded", "fuzzy"]
    score: float = 100.0


class Finder:
    """Finds any number of quotes in one text, which is folded once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text, hyphens=False)

    def find(self, quote: str, near: int | None = None) -> tuple[Anchor, ...]:
        """Return every place of a quote in the order of the text, or nearest to `near` first.

        A quote that stands there word for word is not looked for in any other way. Otherwise
        case, white space, dashes, quotation marks, accents, and hyphens within words do not
        count. None means found nowhere; more than one that the quote alone does not decide. Of a
        quote that is all over the text the first thousand places come back, or the nearest.
        """
        return self._some(self._exact(quote), near) or self._some(self._alike(quote), near)

    def anchor(
        self, quote: str, start: int | None = None, end: int | None = None
    ) -> tuple[Anchor, ...]:
        """Return the place that offsets name if the quote agrees with it, else as `find` does.

        They agree word for word, or as the fold sees it (a quote that came through a spreadsheet
        has other line ends); a quote that says nothing agrees with no place.
        """
        if start is not None and end is not None and 0 <= start < end <= len(self.text):
            there = self.text[start:end]
            if there == quote:
                return (Anchor(start, end, "exact"),)
            wanted = _needle(quote)
            if wanted and _needle(there) == wanted:
                return (Anchor(start, end, "folded"),)
        return self.find(quote)

    def find_similar(self, quote: str, cutoff: float = 75.0) -> Anchor | None:
        """Return the place most like a quote whose words may have been edited, if like enough.

        Absent quotes score up to 67, short ones more: whoever uses this lets the user confirm.
        The ends are moved to where quote and text first and last agree on a whole word.
        """
        needle = _needle(quote)
        folded = self._folded
        place = fuzz.partial_ratio_alignment(needle, folded.text, score_cutoff=cutoff)
        if not needle or place is None or len(needle) > len(folded.text):
            return None
        a, b = _refined(needle, folded.text, place.dest_start, place.dest_end)
        score = fuzz.ratio(needle, folded.text[a:b])
        if a >= b or score < cutoff:
            return None
        return Anchor(*folded.span(a, b), "fuzzy", score)

    def _some(self, found: Iterator[Anchor], near: int | None) -> tuple[Anchor, ...]:
        if near is None:
            return tuple(islice(found, _MOST))
        return tuple(nsmallest(_MOST, found, key=lambda anchor: abs(anchor.start - near)))

    def _exact(self, quote: str) -> Iterator[Anchor]:
        place = self.text.find(quote) if quote.strip() else -1
        while place >= 0:
            yield Anchor(place, place + len(quote), "exact")
            place = self.text.find(quote, place + 1)

    def _alike(self, quote: str) -> Iterator[Anchor]:
        folded = self._folded
        needle = _needle(quote)
        if needle not in folded.text:
            # A hyphen at its end may be half of one that the fold took out of a word.
            needle = needle.strip("- ")
        for a, b in folded.find_all(needle):
            if folded.is_whole(a, b):
                yield Anchor(*folded.span(a, b), "folded")


def _needle(quote: str) -> str:
    return fold(quote, hyphens=False).text.strip(" ")


def _refined(needle: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of an alignment, which has the quote's length, to those of the quote.

    Stretches that agree fix the ends; shorter ones agree by chance. Words stay whole.
    """
    slack = max(8, len(needle) // 5)
    low, high = max(0, start - slack), min(len(text), end + slack)
    agreed = [
        op
        for op in Indel.opcodes(needle, text[low:high])
        if op.tag == "equal" and op.src_end - op.src_start >= _TELLING
    ]
    if not agreed:
        return start, end
    first, last = agreed[0], agreed[-1]
    start = max(low, low + first.dest_start - first.src_start)
    end = min(high, low + last.dest_end + len(needle) - last.src_end)
    return _word_edge(text, start), _word_edge(text, end)


def _word_edge(text: str, place: int) -> int:
    """Return the nearest place that does not cut a word."""
    edges = [match.start() for match in _EDGE.finditer(text, max(0, place - 30), place + 30)]
    return min(edges, key=lambda edge: abs(edge - place), default=place)


def find_quote(text: str, quote: str, near: int | None = None) -> tuple[Anchor, ...]:
    """Return every place of one quote in a text (see `Finder.find`)."""
    return Finder(text).find(quote, near)
