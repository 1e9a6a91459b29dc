"""How far passages cover each other, in code points."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from db.records import Claim, Span


def length(spans: Iterable[Span]) -> int:
    """Return how many characters passages have that do not overlap each other."""
    return sum([span.end - span.start for span in spans])


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the stretches that passages cover together, in order; those that touch stay apart."""
    joined: list[Span] = []
    # (Spans compare themselves as well, but several times as slowly.)
    for span in sorted(spans, key=attrgetter("start", "end")):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters two rows of passages share, each in order and without overlap."""
    if len(one) == len(other) == 1:  # as most are
        return max(0, min(one[0].end, other[0].end) - max(one[0].start, other[0].start))
    found = a = b = 0
    while a < len(one) and b < len(other):
        found += max(0, min(one[a].end, other[b].end) - max(one[a].start, other[b].start))
        if one[a].end < other[b].end:
            a += 1
        else:
            b += 1
    return found


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the characters that both cover by those that any of the two covers, from 0 to 1.

    Source: the coefficient of community of P. Jaccard, "The distribution of the flora in the
    alpine zone", New Phytologist 11 (1912), 37-50.
    """
    both = shared(one, other)
    return both / (length(one) + length(other) - both)


def meetings(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the places of a left and a right claim whose stretches of text meet.

    The claims are those of one document, in its order; of each claim the whole stretch counts,
    from its first passage to its last.
    """
    # Looked up once: this goes through them very often.
    of_left = [(claim.start, claim.end) for claim in left]
    of_right = [(claim.start, claim.end) for claim in right]
    open_left: list[int] = []
    open_right: list[int] = []
    a = b = 0
    while a < len(left) or b < len(right):
        if b == len(right) or (a < len(left) and of_left[a][0] <= of_right[b][0]):
            open_right = [place for place in open_right if of_right[place][1] > of_left[a][0]]
            yield from [(a, place) for place in open_right]
            open_left.append(a)
            a += 1
        else:
            open_left = [place for place in open_left if of_left[place][1] > of_right[b][0]]
            yield from [(place, b) for place in open_left]
            open_right.append(b)
            b += 1
