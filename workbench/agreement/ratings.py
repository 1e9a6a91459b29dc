"""What coders said of the same units, counted.

`Ratings` count how many units were given the same values by the same coders: the key has one value
for each coder, in their order, None where a coder did not judge the unit. Values are whatever can
be compared and hashed; those of tags are sets, empty where the tag is absent.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

Value = Hashable
Values = tuple[Value, ...]
Ratings = Mapping[Values, int]

#: why a coefficient has no value, as the end of a sentence
ALIKE = "all coders gave every unit the same value, so that chance alone explains it"
NOTHING = "no unit was judged by two coders"


class Undefined(ValueError):
    """A coefficient has no value here; the message says why, as the end of a sentence."""


def given(values: Values) -> list[Value]:
    """Return the values that coders did give."""
    return [value for value in values if value is not None]


def judged_twice(ratings: Ratings) -> Iterator[tuple[list[Value], int]]:
    """Yield the values of units that at least two coders judged, with the number of such units."""
    for values, count in ratings.items():
        found = given(values)
        if len(found) > 1 and count:
            yield found, count


def pairs_of_coders(ratings: Ratings) -> list[dict[tuple[Value, Value], int]]:
    """Return, for each two coders, how often each two values met; units both judged."""
    coders = len(next(iter(ratings), ()))
    tables = []
    for one, other in combinations(range(coders), 2):
        table: dict[tuple[Value, Value], int] = {}
        for values, count in ratings.items():
            if count and values[one] is not None and values[other] is not None:
                met = (values[one], values[other])
                table[met] = table.get(met, 0) + count
        tables.append(table)
    return tables


def shares(ratings: Ratings) -> dict[Value, float]:
    """Return for each value the share of coders who gave it, as a mean over all judged units."""
    sums: dict[Value, float] = {}
    units = 0
    for values, count in ratings.items():
        found = given(values)
        if found:
            units += count
            for value in found:
                sums[value] = sums.get(value, 0.0) + count / len(found)
    return {value: total / units for value, total in sums.items()} if units else {}


def observed(ratings: Ratings) -> float:
    """Return the share of agreeing pairs of coders, as a mean over the units judged twice.

    Raises Undefined where there is no such unit.
    """
    agreed = 0.0
    units = 0
    for found, count in judged_twice(ratings):
        units += count
        agreed += count * _agreeing(found)
    if not units:
        raise Undefined(NOTHING)
    return agreed / units


def _agreeing(found: Sequence[Value]) -> float:
    if len(found) == 2:
        return float(found[0] == found[1])
    pairs = len(found) * (len(found) - 1) / 2
    return sum(one == other for one, other in combinations(found, 2)) / pairs
