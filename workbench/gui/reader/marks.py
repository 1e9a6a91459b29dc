"""The marks of a text: passages of claims, and an index that finds them by place."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

BUCKET_BITS = 9  # 512 code points a bucket
LONG = 64  # a mark over more buckets than this is kept apart: it would fill too many


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage of a claim, in code points, and what is needed to draw it.

    `colour` is the name of a hue, `coder` the initials, `names` the plain text of the tool tip.
    """

    claim: int
    start: int
    end: int
    colour: str
    mine: bool
    coder: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class Markings:
    """All that is drawn with a document, to be taken over from one view of it by another."""

    marks: tuple[Mark, ...]
    selected: int | None
    hits: Sequence[tuple[int, int]]
    current_hit: int | None
    mentions: Sequence[tuple[int, int]]
    outlined: tuple[int, int] | None


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.claim


class MarkIndex:
    """Marks by place, in buckets of 512 code points: adding and removing touch a few buckets.

    Invariant: `_claims` holds each mark once, under its claim, in the order of the text; the
    buckets (or `_long`) hold it in every bucket it touches; `_starts` holds all starts, sorted.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._buckets: dict[int, list[Mark]] = {}
        self._long: list[Mark] = []
        self._claims: dict[int, list[Mark]] = {}
        marks = sorted(marks, key=attrgetter("start"))
        self._starts = [mark.start for mark in marks]
        for mark in marks:
            self._insert(mark)
            self._claims.setdefault(mark.claim, []).append(mark)

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Mark]:
        for marks in self._claims.values():
            yield from marks

    @property
    def starts(self) -> Sequence[int]:
        """The starts of all marks, sorted."""
        return self._starts

    def of(self, claim: int) -> tuple[Mark, ...]:
        """Return the marks of a claim in the order of the text; none if it has none here."""
        return tuple(self._claims.get(claim, ()))

    def add(self, mark: Mark) -> None:
        """Add one mark."""
        self._insert(mark)
        insort(self._claims.setdefault(mark.claim, []), mark, key=_order)
        insort(self._starts, mark.start)

    def remove(self, claim: int) -> None:
        """Remove all marks of a claim, if it has any."""
        for mark in self._claims.pop(claim, ()):
            for bucket in self._places(mark):
                bucket.remove(mark)
            del self._starts[bisect_left(self._starts, mark.start)]

    def replace(self, claim: int, marks: Iterable[Mark]) -> None:
        """Put these marks in the place of all the claim had."""
        self.remove(claim)
        for mark in marks:
            self.add(mark)

    def query(self, lo: int, hi: int) -> list[Mark]:
        """Return the marks that share a code point with `lo` up to `hi`, longest first at a start.

        Marks of no length belong nowhere and are never returned.
        """
        found = {mark for mark in self._long if mark.start < hi and mark.end > lo}
        for number in range(lo >> BUCKET_BITS, ((hi - 1) >> BUCKET_BITS) + 1):
            for mark in self._buckets.get(number, ()):
                if mark.start < hi and mark.end > lo:
                    found.add(mark)
        return sorted(found, key=_order)

    def at(self, position: int) -> list[Mark]:
        """Return the marks over the code point at a position."""
        return self.query(position, position + 1)

    def _insert(self, mark: Mark) -> None:
        first, last = mark.start >> BUCKET_BITS, (mark.end - 1) >> BUCKET_BITS
        # Nearly always: spared the detour, a long list loads twice as fast.
        if first == last and mark.start < mark.end:
            self._buckets.setdefault(first, []).append(mark)
            return
        for bucket in self._places(mark):
            bucket.append(mark)

    def _places(self, mark: Mark) -> list[list[Mark]]:
        if mark.start >= mark.end:
            return []
        first, last = mark.start >> BUCKET_BITS, (mark.end - 1) >> BUCKET_BITS
        if last - first > LONG:
            return [self._long]
        buckets = self._buckets
        return [buckets.setdefault(number, []) for number in range(first, last + 1)]
