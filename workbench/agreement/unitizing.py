"""Agreement on where passages begin and end: Krippendorff's alpha for unitizing.

Source: K. Krippendorff, "On the reliability of unitizing continuous data", Sociological
Methodology 25 (1995), 47-76; "Content Analysis", 2nd ed. (2004), 251-256. The names of the
formulas are kept: a continuum of length L is cut by each coder into units, which carry the value,
and gaps between them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations
from operator import attrgetter

from db.records import Span
from workbench.agreement.ratings import ALIKE, Undefined


@dataclass(frozen=True, slots=True)
class Unitized:
    """One value on a continuum: what was observed, part by part, and what chance would make.

    The parts are stretches that no unit of any coder reaches out of; their sum is Do, the expected
    one De, both as the source defines them.
    """

    parts: tuple[float, ...]
    expected: float

    @property
    def observed(self) -> float:
        """Do: the observed disagreement."""
        return sum(self.parts)


def alpha_u(values: Sequence[Unitized]) -> float:
    """Return alpha-U = 1 - sum of Do / sum of De over one or several values."""
    expected = sum(value.expected for value in values)
    if not expected:
        raise Undefined(ALIKE)
    return 1 - sum(value.observed for value in values) / expected


#: where no unit is: start and end, as plain numbers, for there are very many
_Gap = tuple[int, int]


def unitized(length: int, coders: Sequence[Sequence[Span]]) -> Unitized:
    """Return the disagreement of two or more coders on the passages of one value.

    `length` is that of the continuum, from 0; the passages of a coder lie within it, in order and
    without overlap. Those that touch are units of their own.
    """
    gaps = [list(_gaps(length, units)) for units in coders]
    parts: dict[int, float] = {}
    starts = _part_starts(coders)
    for one, other in permutations(range(len(coders)), 2):
        for start, distance in _distances(coders[one], coders[other], gaps[other]):
            part = bisect_left(starts, start + 1)
            parts[part] = parts.get(part, 0.0) + distance
    scale = len(coders) * (len(coders) - 1) * length**2
    return Unitized(
        tuple(parts.get(part, 0.0) / scale for part in range(1, len(starts) + 1)),
        _expected(length, coders, gaps),
    )


def _gaps(length: int, units: Sequence[Span]) -> Iterator[_Gap]:
    reached = 0
    for unit in units:
        if unit.start > reached:
            yield reached, unit.start
        reached = unit.end
    if reached < length:
        yield reached, length


def _part_starts(coders: Sequence[Sequence[Span]]) -> list[int]:
    """Return where the stretches begin in which units of any coders overlap, one by one."""
    starts: list[int] = []
    reached = -1
    every = (unit for units in coders for unit in units)
    for unit in sorted(every, key=attrgetter("start")):
        if unit.start >= reached:
            starts.append(unit.start)
        reached = max(reached, unit.end)
    return starts


def _distances(
    units: Sequence[Span], others: Sequence[Span], gaps: Sequence[_Gap]
) -> Iterator[tuple[int, float]]:
    """Yield where a coder's units differ from another's, and the square of how far.

    Units that overlap differ by their two ends; a unit within a gap differs by its length, once
    as seen from either coder.
    """
    first = gap = 0
    for unit in units:
        while first < len(others) and others[first].end <= unit.start:
            first += 1
        place = first
        while place < len(others) and others[place].start < unit.end:
            other = others[place]
            yield unit.start, (unit.start - other.start) ** 2 + (unit.end - other.end) ** 2
            place += 1
        while gap < len(gaps) and gaps[gap][1] < unit.end:
            gap += 1
        if gap < len(gaps) and gaps[gap][0] <= unit.start:
            yield unit.start, 2.0 * (unit.end - unit.start) ** 2


def _expected(
    length: int, coders: Sequence[Sequence[Span]], gaps: Sequence[Sequence[_Gap]]
) -> float:
    """Return De: the distance of all units from units and gaps at all places of the continuum."""
    lengths = [unit.end - unit.start for units in coders for unit in units]
    spaces = sorted(end - start for of_coder in gaps for start, end in of_coder)
    tails = [*accumulate(reversed(spaces), initial=0)][::-1]
    total = 0.0
    for unit in lengths:
        total += (len(lengths) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
        fitting = bisect_left(spaces, unit)
        total += unit**2 * (tails[fitting] - (unit - 1) * (len(spaces) - fitting))
    everywhere = len(coders) * length
    pairs = everywhere * (everywhere - 1) - sum(unit * (unit - 1) for unit in lengths)
    return 2 / length * total / pairs if pairs else 0.0
