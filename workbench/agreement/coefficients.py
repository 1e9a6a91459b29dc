"""Coefficients of agreement, each from its formula.

1 is full agreement, 0 that of chance alone (but for percent and Holsti, which know no chance), and
below 0 there is less than by chance.

All take `Ratings` and raise Undefined where the formula has no value. Those that were defined for
two coders are for more of them the mean over all pairs, as R. J. Light does it for kappa
("Measures of response agreement for qualitative data", Psychological Bulletin 76 (1971), 365-377).
"""

from collections import Counter
from collections.abc import Callable, Mapping

from workbench.agreement.distances import SetDistance
from workbench.agreement.ratings import (
    ALIKE,
    NOTHING,
    Ratings,
    Undefined,
    Value,
    judged_twice,
    observed,
    pairs_of_coders,
    shares,
    times_given,
)

Distance = Callable[[Value, Value], float]


def percent(ratings: Ratings) -> float:
    """Return the share of units with the same value, from 0 to 1.

    With more than two coders it is the mean share of agreeing pairs (J. L. Fleiss 1971, as below).
    """
    return observed(ratings)


def holsti(ratings: Ratings) -> float:
    """Return 2 M / (N1 + N2): the tags that both applied, by all that either applied.

    Values are sets of tags. To leave a unit without a tag is no decision here, or most of a text
    would count as agreement. Source: O. R. Holsti, "Content Analysis for the Social Sciences and
    Humanities" (1969), 140.
    """
    return _mean_of_pairs(ratings, _holsti_of_two)


def _holsti_of_two(table: Mapping[tuple[Value, Value], int]) -> float:
    both = either = 0
    for (one, other), count in table.items():
        if not isinstance(one, frozenset) or not isinstance(other, frozenset):
            raise TypeError("Holsti's coefficient counts tags: give it sets of them.")
        both += count * len(one & other)
        either += count * (len(one) + len(other))
    if not either:
        raise Undefined("no coder applied any tag")
    return 2 * both / either


def cohen(ratings: Ratings) -> float:
    """Return kappa = (po - pe) / (1 - pe), with pe from each coder's own habits.

    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
    Psychological Measurement 20 (1960), 37-46.
    """
    return _mean_of_pairs(ratings, _cohen_of_two)


def _cohen_of_two(table: Mapping[tuple[Value, Value], int]) -> float:
    one: Counter[Value] = Counter()
    other: Counter[Value] = Counter()
    agreed = units = 0
    for (a, b), count in table.items():
        one[a] += count
        other[b] += count
        units += count
        agreed += count * (a == b)
    if not units:
        raise Undefined(NOTHING)
    # Whole numbers up to here, so that a chance of just 1 is seen as such.
    chance = sum(count * other[value] for value, count in one.items())
    if chance == units * units:
        raise Undefined(ALIKE)
    return (agreed * units - chance) / (units * units - chance)


def fleiss(ratings: Ratings) -> float:
    """Return (P - Pe) / (1 - Pe), with Pe from the habits of all coders together.

    For two coders this is Scott's pi. Units that fewer coders judged count as K. L. Gwet, "Handbook
    of Inter-Rater Reliability" (2014), extends it. Source: J. L. Fleiss, "Measuring nominal scale
    agreement among many raters", Psychological Bulletin 76 (1971), 378-382.
    """
    agreed = observed(ratings)
    habits = shares(ratings)
    if len(habits) == 1:
        raise Undefined(ALIKE)
    chance = sum(share * share for share in habits.values())
    return (agreed - chance) / (1 - chance)


def brennan_prediger(ratings: Ratings, categories: int) -> float:
    """Return (po - 1/q) / (1 - 1/q), where q is the number of values to choose from.

    Source: R. L. Brennan, D. J. Prediger, "Coefficient kappa: some uses, misuses, and
    alternatives", Educational and Psychological Measurement 41 (1981), 687-699.
    """
    agreed = observed(ratings)
    if categories < 2:
        raise Undefined("there is only one value to choose from")
    return (agreed - 1 / categories) / (1 - 1 / categories)


def gwet(ratings: Ratings, categories: int) -> float:
    """Return AC1 = (pa - pe) / (1 - pe), with pe = sum of s (1 - s) over q - 1.

    s is the share of a value, q the number of values to choose from. Source: K. L. Gwet,
    "Computing inter-rater reliability and its variance in the presence of high agreement",
    British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48.
    """
    agreed = observed(ratings)
    if categories < 2:
        raise Undefined("there is only one value to choose from")
    chance = sum(share * (1 - share) for share in shares(ratings).values()) / (categories - 1)
    return (agreed - chance) / (1 - chance)


def different(one: Value, other: Value) -> float:
    """Return the nominal distance: 0 between the same values, 1 between any others."""
    return float(one != other)


def krippendorff(
    ratings: Ratings, distance: Distance = different, expected: float | None = None
) -> float:
    """Return alpha = 1 - Do / De: the distance within units by that between all values.

    `distance` is 0 between equal values and the same both ways; the default makes it the nominal
    alpha. `expected` is De where it is known, as for samples. Units that one coder alone judged do
    not count. Source: K. Krippendorff, "Content Analysis", 2nd ed. (2004), 221-236; "Computing
    Krippendorff's Alpha-Reliability" (2011).
    """
    within = 0.0
    total = 0
    for found, count in judged_twice(ratings):
        total += count * len(found)
        for place, value in enumerate(found):
            for other in found[place + 1 :]:
                if value != other:
                    within += 2 * count * distance(value, other) / (len(found) - 1)
    if not total:
        raise Undefined(NOTHING)
    expected = expected_distance(ratings, distance) if expected is None else expected
    return 1 - within / total / expected


def expected_distance(ratings: Ratings, distance: Distance = different) -> float:
    """Return De of alpha: the mean distance of two ratings, of whatever units.

    Raises Undefined where it is 0, or nothing was judged twice.
    """
    seen = times_given(ratings)
    total = sum(seen.values())
    if not total:
        raise Undefined(NOTHING)
    if len(seen) == 1:
        raise Undefined(ALIKE)
    if isinstance(distance, SetDistance):
        return distance.mean(seen)
    values = list(seen.items())
    between = (
        total * total - sum(count * count for count in seen.values())
        if distance is different
        else 2
        * sum(
            count * times * distance(value, other)
            for place, (value, count) in enumerate(values)
            for other, times in values[place + 1 :]
        )
    )
    return between / (total * (total - 1))


def _mean_of_pairs(
    ratings: Ratings, of_two: Callable[[Mapping[tuple[Value, Value], int]], float]
) -> float:
    found = [of_two(table) for table in pairs_of_coders(ratings)]
    if not found:
        raise Undefined(NOTHING)
    return sum(found) / len(found)
