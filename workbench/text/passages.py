"""Folded text cut into passages for the search index, and the way from them to the text.

At a cut the fold of what stands before and the fold of what stands after meet: folding the
canonical text between two cuts gives just what lies between them in the folded text. So a place
in a passage is found in the text by folding a few lines of it again.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from db.search_shelf import Passage, Stored
from workbench.text.fold import Folded, fold
from workbench.text.keys import LONGEST, continues_word, joints, keys
from workbench.text.query import REACH, Span

#: Folded characters of a passage, and between two cuts, or a little more.
SIZE, STEP = 2000, 160
#: How far a cut looks for a blank before it takes any other place.
_PATIENCE = 40
#: Bytes of text around a place, on each side.
_AROUND = 1000


def passages(folded: Folded) -> Iterator[Passage]:
    """Yield a folded text as passages one after the other, each with the keys of its words.

    The keys are those of all words that a search may take together with the passage's own: they
    reach beyond its end. It starts where a word may start.
    """
    text, seams = folded.text, joints(folded)
    cuts = list(_cuts(folded))
    first = 0
    for number, cut in enumerate(cuts[1:], 1):
        start, place = cuts[first].folded, cut.folded
        whole = place == len(text)
        if not whole and (place - start < SIZE or _in_word(text, place)):
            continue
        end = place + REACH + LONGEST
        low, high = bisect_left(seams, start), bisect_left(seams, end)
        near = [seam - start for seam in seams[low:high]]
        inside = bisect_left(seams, place) - low
        yield Passage(
            start,
            text[start:place],
            array("I", near[:inside]).tobytes(),
            array("I", chain.from_iterable(cuts[first : number + 1])).tobytes(),
            " ".join(keys(text[start:end], near)),
        )
        first = number


def whole_passage(folded: Folded) -> Passage:
    """Return a folded text as one passage, to be found but not to be traced back."""
    seams = joints(folded)
    return Passage(0, folded.text, seams.tobytes(), b"", " ".join(keys(folded.text, seams)))


class _Cut(NamedTuple):
    """A place in the folded text, the canonical one and its UTF-8; how many lines end before it."""

    folded: int
    origin: int
    byte: int
    line: int


def _cuts(folded: Folded) -> Iterator[_Cut]:
    """Yield where to cut, both ends of the text included."""
    text, source = folded.text, folded.source
    cut = _Cut(0, 0, 0, 0)
    yield cut
    while cut.origin < len(source):
        place = cut.folded + STEP
        place = _next_cut(folded, place) if place < len(text) else len(text)
        origin = folded.origin(place)
        between = source[cut.origin : origin]
        cut = _Cut(place, origin, cut.byte + len(between.encode()), cut.line + between.count("\n"))
        yield cut


def _next_cut(folded: Folded, start: int) -> int:
    text = folded.text
    place = text.find(" ", start, start + _PATIENCE) + 1
    while place:
        if _is_cut(folded, place):
            return place
        place = text.find(" ", place, start + _PATIENCE) + 1
    place = start
    while place < len(text) and not _is_cut(folded, place):
        place += 1
    return place


def _is_cut(folded: Folded, place: int) -> bool:
    """Whether nothing that is folded away or together lies across a place."""
    text = folded.text
    if place >= len(text) or text[place] in " -" or text[place - 1] == "-":
        return False
    return folded.is_whole(place, place) and (
        folded.span(place - 1, place)[1] == folded.origin(place)
    )


def _in_word(text: str, place: int) -> bool:
    return continues_word(text[place - 1]) and continues_word(text[place])


class WrongPassage(Exception):
    """What was stored is not of the text that it is said to be of."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Canonical text around a place: where it starts in the whole, and on which line, from 1."""

    text: str
    start: int
    line: int
    marks: tuple[Span, ...]


class Stretch:
    """Some passages of one text that follow each other, as one: where searches look.

    Positions in `text` count from 0, which is `start` in the whole folded text; so do the joints,
    of which it says whether it contains one.
    """

    __slots__ = ("_joints", "_passages", "start", "text")

    def __init__(self, passages: Sequence[Stored], length: int | None = None) -> None:
        """Take passages as they were stored, of their text the first `length` characters."""
        self._passages = passages
        self._joints: set[int] | None = None
        self.start = passages[0].start
        self.text = "".join([passage.folded for passage in passages])[:length]

    def __contains__(self, joint: object) -> bool:
        """Whether a position is a joint; raises WrongPassage for what cannot be a passage."""
        if self._joints is None:
            self._joints = {
                place + passage.start - self.start
                for passage in self._passages
                for place in _numbers(passage.joints)
            }
        return joint in self._joints

    def trace(self, source: bytes, spans: Sequence[Span]) -> Surroundings | None:
        """Return a place in the canonical text, or None where it is parts of its characters.

        `source` is the text in UTF-8; the marks are where the spans lie in what is returned, which
        goes on for some lines on both sides. Raises WrongPassage where the text has other words.
        """
        numbers = [n for passage in self._passages for n in _numbers(passage.cuts)]
        places = numbers[::4]
        first = bisect_right(places, self.start + min(start for start, _ in spans)) - 1
        last = bisect_left(places, self.start + max(end for _, end in spans))
        if first < 0 or last >= len(numbers) // 4:
            raise WrongPassage
        low, high = _Cut(*numbers[4 * first : 4 * first + 4]), numbers[4 * last + 2]
        before = source[max(0, low.byte - _AROUND) : low.byte].decode(errors="ignore")
        inside = source[low.byte : high].decode(errors="ignore")
        after = source[high : high + _AROUND].decode(errors="ignore")
        folded = fold(inside, hyphens=False)
        shift = self.start - low.folded
        marks: list[Span] = []
        for start, end in spans:
            if folded.text[start + shift : end + shift] != self.text[start:end]:
                raise WrongPassage
            if not folded.is_whole(start + shift, end + shift):
                return None
            a, b = folded.span(start + shift, end + shift)
            marks.append((a + len(before), b + len(before)))
        return Surroundings(
            before + inside + after,
            low.origin - len(before),
            low.line + 1 - before.count("\n"),
            tuple(marks),
        )


def _numbers(stored: bytes) -> "array[int]":
    numbers = array("I")
    try:
        numbers.frombytes(stored)
    except (ValueError, TypeError) as error:
        raise WrongPassage from error
    return numbers
