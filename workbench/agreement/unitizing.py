"""Agreement on where passages begin and end: Krippendorff's alpha for unitizing.

Source: K. Krippendorff, "On the reliability of unitizing continuous data", Sociological
Methodology 25 (1995), 47-76; "Content Analysis", 2nd ed. (2004), 251-256. The names of the
formulas are kept: a continuum of length L is cut by each coder into units, which carry the value,
and gaps between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

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


_Whole = npt.NDArray[np.int64]
_Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Units:
    """The passages of a coder: where each starts and where it ends."""

    starts: _Whole
    ends: _Whole


def unitized(length: int, coders: Sequence[Sequence[Span]]) -> Unitized:
    """Return the disagreement of two or more coders on the passages of one value.

    `length` is that of the continuum, from 0; the passages of a coder lie within it, in order and
    without overlap. Those that touch are units of their own.
    """
    every = [_units(spans) for spans in coders]
    starts = _part_starts(every)
    parts = np.zeros(len(starts))
    for one, other in permutations(every, 2):
        place = np.searchsorted(starts, one.starts, side="right") - 1
        parts += np.bincount(place, weights=_distances(one, other), minlength=len(starts))
    scale = len(coders) * (len(coders) - 1) * length**2
    return Unitized(tuple((parts / scale).tolist()), _expected(length, every))


def _units(spans: Sequence[Span]) -> _Units:
    return _Units(
        np.array([span.start for span in spans], dtype=np.int64),
        np.array([span.end for span in spans], dtype=np.int64),
    )


def _part_starts(coders: Sequence[_Units]) -> _Whole:
    """Return where the stretches begin in which units of any coders overlap, one by one."""
    starts = np.concatenate([units.starts for units in coders])
    ends = np.concatenate([units.ends for units in coders])
    order = np.argsort(starts)
    starts, ends = starts[order], ends[order]
    reached = np.maximum.accumulate(ends)
    return starts[np.concatenate(([True], starts[1:] >= reached[:-1]))[: len(starts)]]


def _distances(units: _Units, others: _Units) -> _Real:
    """Return how far each of a coder's units differs from another's, as the sum of squares.

    Units that overlap differ by their two ends; one that meets none lies within a gap, and differs
    by its length, once as seen from either coder.
    """
    first = np.searchsorted(others.ends, units.starts, side="right")
    met = np.searchsorted(others.starts, units.ends) - first
    # Every unit as often as it meets another, beside the others that it meets.
    unit = np.repeat(np.arange(len(met)), met)
    other = np.arange(len(unit)) + np.repeat(first - (np.cumsum(met) - met), met)
    apart = (units.starts[unit] - others.starts[other]).astype(float) ** 2
    apart += (units.ends[unit] - others.ends[other]).astype(float) ** 2
    found = np.bincount(unit, weights=apart, minlength=len(met))
    alone: _Real = 2 * (units.ends - units.starts).astype(float) ** 2
    return np.where(met == 0, alone, found)


def _gaps(length: int, units: _Units) -> _Whole:
    """Return how long the gaps are between the units of a coder, and around them."""
    found: _Whole = np.append(units.starts, length) - np.insert(units.ends, 0, 0)
    return found[found > 0]


def _expected(length: int, coders: Sequence[_Units]) -> float:
    """Return De: the distance of all units from units and gaps at all places of the continuum."""
    lengths = np.concatenate([units.ends - units.starts for units in coders])
    spaces = np.sort(np.concatenate([_gaps(length, units) for units in coders]))
    # What all gaps from one of them on have together, the longest at the end.
    tails = np.append(np.cumsum(spaces[::-1])[::-1], 0)
    fitting = np.searchsorted(spaces, lengths)
    unit = lengths.astype(float)
    from_units = (len(lengths) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
    from_gaps = unit**2 * (tails[fitting] - (unit - 1) * (len(spaces) - fitting))
    everywhere = len(coders) * length
    pairs = everywhere * (everywhere - 1) - int((lengths * (lengths - 1)).sum())
    return 2 / length * float((from_units + from_gaps).sum()) / pairs if pairs else 0.0
