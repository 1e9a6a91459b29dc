"""Where the passages of a text stand in a corrected version of it, and how sure that is.

A passage is followed through the sentences and words that both versions share. Where this fails
its words are looked for: exactly, as the tolerant fold sees them, and then by likeness. What is
not like enough, or might be elsewhere as well, is a proposal only: somebody has to look at it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from workbench.text.alignment import Alignment, Place
from workbench.text.anchor import Anchor, Finder
from workbench.text.fold import fold

#: The bar by the length of a passage in characters: the fewer, the more agree by chance.
BARS = ((80, 70.0), (40, 75.0), (15, 82.0), (0, 90.0))
#: How much higher it is for what was found far from where it stood.
_FAR = 15.0
#: From this length on, words that stand once in both versions are the same passage.
_TELLING = 25
#: The first and the last characters of a passage, and how like those of its place they must be:
#: of a long passage a whole sentence may be lost and the likeness of all of it is high still.
_END, _END_BAR = 24, 70.0
#: So many outer words of a place may be none of the passage's, and are left out of it.
_MOST_STRANGE = 2
#: So many characters beside a place are looked at for a word of the passage.
_BESIDE = 60
#: From this likeness on they need not be, where nothing but words was lost.
_CLEAR = 85.0
_WORD = re.compile(r"\w+")
#: Below this likeness a proposal helps nobody; the place where the passage stood is shown.
_HELPFUL = 60.0


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a passage in the new text, in code points, and its likeness (0 to 100).

    `how` is "exact" where its words are the same, "folded" where they are but for case, spacing
    and signs, "fuzzy" otherwise. A passage that is not `sure` has to be looked at.
    """

    start: int
    end: int
    how: Literal["exact", "folded", "fuzzy"]
    score: float
    sure: bool


def reanchor(
    old: str, new: str, passages: Sequence[Place], bar: float | None = None
) -> list[Placed]:
    """Return the places of passages of a text in its new version, in the order given.

    `bar` is the likeness from which a place is sure, for all lengths. Every passage gets a place
    inside the new text, be it a mere proposal. Raises ValueError where the new text is blank.
    """
    if not new.strip():
        raise ValueError("the new version has no text")
    if old == new:
        return [Placed(start, end, "exact", 100.0, True) for start, end in passages]
    follower = _Follower(old, new, bar)
    return [follower.place(start, end) for start, end in passages]


def bar_for(length: int) -> float:
    """Return the likeness from which a passage of so many characters is taken as placed."""
    return next(bar for least, bar in BARS if length >= least)


class _Follower:
    """Follows passages from one version into the other."""

    def __init__(self, old: str, new: str, bar: float | None) -> None:
        self._old, self._new, self._bar = old, new, bar
        self._alignment = Alignment(old, new)
        self._finder = Finder(new)

    def place(self, start: int, end: int) -> Placed:
        """Return the best place of one passage."""
        quote = self._old[start:end]
        bar = bar_for(end - start) if self._bar is None else self._bar
        there = self._followed(start, end, quote, bar)
        if there is not None and there.sure and there.how != "fuzzy":
            return there
        found = self._found(start, end, quote)
        if found is None and (there is None or not there.sure):
            found = self._similar(start, end, quote, bar)
            if found and there and found.start < there.end and there.start < found.end:
                found = None  # that place was judged already
        places = [one for one in (there, found) if one is not None]
        best = max(places, key=lambda one: (one.sure, one.score), default=None)
        if best is not None and (best.sure or best.score >= _HELPFUL):
            return best
        return Placed(*self._alignment.new.spans[self._alignment.near(start)], "fuzzy", 0.0, False)

    def _followed(self, start: int, end: int, quote: str, bar: float) -> Placed | None:
        """Return where the sentences and words around a passage lead to."""
        mapped = self._alignment.map(start, end)
        if mapped is None:
            return None
        first, last = mapped.start, mapped.end
        how, score = _likeness(quote, self._new[first:last])
        wanted = bar if mapped.in_order else min(100.0, bar + _FAR)
        if score < max(wanted, _CLEAR) or not mapped.whole:
            if not _ends_agree(quote, self._new[first:last]):
                first, last, score = self._better(quote, first, last, score)
            good = score >= wanted and _ends_agree(quote, self._new[first:last])
        else:
            good = True
        good = good and not self._has_swapped(quote, first, last)
        sure = good and not self._is_doubled(start, end, quote, first)
        return Placed(first, last, how, score if sure else min(score, 99.0), sure)

    def _has_swapped(self, quote: str, start: int, end: int) -> bool:
        """Whether an outer word of a passage changed places with one right outside.

        However like all the rest is, the place has a word too few then, and one too many.
        """
        words, here = _words(quote), _words(self._new[start:end])
        before = _words(self._new[max(0, start - _BESIDE) : start])[-2:]
        after = _words(self._new[end : end + _BESIDE])[:2]
        return bool(words and here) and (
            (words[-1] != here[-1] and words[-1] in after)
            or (words[0] != here[0] and words[0] in before)
        )

    def _better(self, quote: str, start: int, end: int, score: float) -> tuple[int, int, float]:
        """Return the place around another that is most like a passage, with its likeness.

        Where sentences were joined or divided, their words lead to a part of it or to too much.
        """
        low = max(0, start - 2 * len(quote))
        near = Finder(self._new[low : end + 2 * len(quote)]).find_similar(quote, score)
        if near is None or low + near.end <= start or end <= low + near.start:
            return start, end, score
        return low + near.start, low + near.end, near.score

    def _is_doubled(self, start: int, end: int, quote: str, place: int) -> bool:
        """Whether a few words that a sentence has several times came out in other number."""
        if len(quote) >= _TELLING:
            return False
        old, new = self._alignment.old, self._alignment.new
        one = "\n".join(old.keys[number] for number in old.touched(start, end))
        other = "\n".join(new.keys[number] for number in new.touched(place, place + 1))
        words = " ".join(quote.split())
        return max(one.count(words), other.count(words)) > 1 and one != other

    def _found(self, start: int, end: int, quote: str) -> Placed | None:
        """Return where the words of a passage stand, if that is one place that is nobody else's."""
        sentences = self._alignment.old.touched(start, end)
        free = [
            anchor
            for anchor in self._finder.find(quote)
            if not self._alignment.is_taken(anchor.start, anchor.end, sentences)
        ]
        if len(free) != 1:
            return None
        sure = len(quote) >= _TELLING and self._old.count(quote) == 1
        return _placed(free[0], sure=sure)

    def _similar(self, start: int, end: int, quote: str, bar: float) -> Placed | None:
        """Return the place most like a passage."""
        anchor = self._finder.find_similar(quote, _HELPFUL)
        if anchor is None:
            return None
        sentences = self._alignment.old.touched(start, end)
        sure = (
            anchor.score >= min(100.0, bar + _FAR)
            and _ends_agree(quote, self._new[anchor.start : anchor.end])
            and not self._alignment.is_taken(anchor.start, anchor.end, sentences)
            and _is_alone(self._new, anchor.start, anchor.end, quote, anchor.score)
            # What the former text said twice may be gone from here and stand on there.
            and _is_alone(self._old, start, end, quote, anchor.score)
        )
        first, last = self._trimmed(quote, anchor.start, anchor.end)
        return _placed(replace(anchor, start=first, end=last), sure=sure)

    def _trimmed(self, quote: str, start: int, end: int) -> tuple[int, int]:
        """Return a place without outer words that the passage does not have.

        What is like a passage has its length: a word that was lost brings in one from outside.
        """
        known = set(_words(quote))
        spans = [match.span() for match in _WORD.finditer(self._new, start, end)]
        strange = [not known.intersection(_words(self._new[a:b])) for a, b in spans]
        first = next((place for place, odd in enumerate(strange) if not odd), 0)
        last = next((place for place, odd in enumerate(reversed(strange)) if not odd), 0)
        if not 0 < first + last <= _MOST_STRANGE or first + last >= len(spans):
            return start, end
        return (
            spans[first][0] if first else start,
            spans[len(spans) - 1 - last][1] if last else end,
        )


def _is_alone(text: str, start: int, end: int, quote: str, score: float) -> bool:
    """Whether no other place of a text is nearly as much like a passage as this one."""
    around = (text[:start], text[end:])
    return all(Finder(part).find_similar(quote, score - 10) is None for part in around)


def _placed(anchor: Anchor, *, sure: bool) -> Placed:
    score = anchor.score if sure else min(anchor.score, 99.0)
    return Placed(anchor.start, anchor.end, anchor.how, score, sure)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text, hyphens=False).text)


def _ends_agree(quote: str, words: str) -> bool:
    """Whether a place begins and ends as a passage does, or nearly so."""
    one, other = (fold(text, hyphens=False).text.strip() for text in (quote, words))
    length = min(_END, max(len(one) // 2, 1))
    return (
        fuzz.ratio(one[:length], other[:length]) >= _END_BAR
        and fuzz.ratio(one[-length:], other[-length:]) >= _END_BAR
    )


def _likeness(quote: str, words: str) -> tuple[Literal["exact", "folded", "fuzzy"], float]:
    if quote == words:
        return "exact", 100.0
    one, other = (fold(text, hyphens=False).text.strip() for text in (quote, words))
    if one and one == other:
        return "folded", 100.0
    return "fuzzy", min(99.0, fuzz.ratio(one, other))
