"""What coders said of the same units, counted.

`Ratings` count how many units were given the same values by the same coders: the key has one value
for each coder, in their order, None where a coder did not judge the unit. Values are whatever can
be compared and hashed; those of tags are sets, empty where the tag is absent.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

Value = Hashable
Values = tuple[Value, ...]
Ratings = Mapping[Values, int]

#: why a coefficient has no value, as the end of a sentence
ALIKE = "all coders gave every unit the same value, so that chance alone explains it"
NOTHING = "no unit was judged by two coders"


class Undefined(ValueError):
    """A coefficient has no value here; the message says why, as the end of a sentence."""


class Kept(dict[Values, int]):
    """Ratings that are not changed any more, and keep what every coefficient asks of them."""

    @cached_property
    def twice(self) -> list[tuple[list[Value], int]]:
        """See `judged_twice`."""
        every = ((given(values), count) for values, count in self.items())
        return [(found, count) for found, count in every if len(found) > 1 and count]

    @cached_property
    def times(self) -> Counter[Value]:
        """See `times_given`."""
        times: Counter[Value] = Counter()
        for found, count in self.twice:
            for value in found:
                times[value] += count
        return times

    @cached_property
    def pairs(self) -> list[dict[tuple[Value, Value], int]]:
        """See `pairs_of_coders`."""
        coders = len(next(iter(self), ()))
        return [self._pairs_of(one, other) for one, other in combinations(range(coders), 2)]

    def _pairs_of(self, one: int, other: int) -> dict[tuple[Value, Value], int]:
        table: dict[tuple[Value, Value], int] = {}
        for values, count in self.items():
            if count and values[one] is not None and values[other] is not None:
                met = (values[one], values[other])
                table[met] = table.get(met, 0) + count
        return table

    @cached_property
    def shares(self) -> dict[Value, float]:
        """See the function `shares`."""
        sums: dict[Value, float] = {}
        units = 0
        for values, count in self.items():
            found = given(values)
            if found:
                units += count
                for value in found:
                    sums[value] = sums.get(value, 0.0) + count / len(found)
        return {value: total / units for value, total in sums.items()} if units else {}

    @cached_property
    def observed(self) -> float:
        """See the function `observed`."""
        units = sum(count for _, count in self.twice)
        if not units:
            raise Undefined(NOTHING)
        return sum(count * _agreeing(found) for found, count in self.twice) / units


def kept(ratings: Ratings) -> Kept:
    """Return ratings as such that keep what is asked of them; nobody may change these."""
    return ratings if isinstance(ratings, Kept) else Kept(ratings)


def given(values: Values) -> list[Value]:
    """Return the values that coders did give."""
    return [value for value in values if value is not None]


def judged_twice(ratings: Ratings) -> Sequence[tuple[list[Value], int]]:
    """Return the values of units that at least two coders judged, with the number of such units."""
    return kept(ratings).twice


def times_given(ratings: Ratings) -> Mapping[Value, int]:
    """Return how often each value was given, in the units that at least two coders judged."""
    return kept(ratings).times


def pairs_of_coders(ratings: Ratings) -> Sequence[Mapping[tuple[Value, Value], int]]:
    """Return, for each two coders, how often each two values met; units both judged."""
    return kept(ratings).pairs


def shares(ratings: Ratings) -> Mapping[Value, float]:
    """Return for each value the share of coders who gave it, as a mean over all judged units."""
    return kept(ratings).shares


def observed(ratings: Ratings) -> float:
    """Return the share of agreeing pairs of coders, as a mean over the units judged twice.

    Raises Undefined where there is no such unit.
    """
    return kept(ratings).observed


def _agreeing(found: Sequence[Value]) -> float:
    if len(found) == 2:
        return float(found[0] == found[1])
    pairs = len(found) * (len(found) - 1) / 2
    return sum(one == other for one, other in combinations(found, 2)) / pairs
