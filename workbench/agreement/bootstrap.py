"""Intervals for coefficients: what they would be had other blocks of the same kinds been drawn.

Source: B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13 (the
percentile interval). Blocks are drawn whole, with replacement, as many as there are.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

Interval = tuple[float | None, float | None]
Progress = Callable[[int, int], None]
NO_INTERVAL: Interval = (None, None)
#: the share of samples that lies below the interval, and above it
_TAIL = 0.025


def draws(kinds: Sequence[int], resamples: int, seed: int) -> Iterator[list[int]]:
    """Yield for each sample how many blocks of each kind were drawn, given how many there are."""
    chance = random.Random(seed)
    places = range(len(kinds))
    bounds = list(accumulate(kinds))
    for _ in range(resamples):
        numbers = [0] * len(kinds)
        for kind in chance.choices(places, cum_weights=bounds, k=bounds[-1]):
            numbers[kind] += 1
        yield numbers


def interval(values: Sequence[float], resamples: int) -> Interval:
    """Return the middle 95 % of the values that samples had.

    There is none where the coefficient was undefined in half of the samples or more.
    """
    if len(values) * 2 <= resamples:
        return NO_INTERVAL
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(_TAIL * last)], ordered[round((1 - _TAIL) * last)]


def interval_of_sum(
    parts: Sequence[float], of_sum: Callable[[float], float], resamples: int, seed: int
) -> Interval:
    """Return the interval of what depends on the sum of parts, as many drawn as there are."""
    if len(parts) < 2:
        return NO_INTERVAL
    chance = random.Random(seed)
    sums = (sum(chance.choices(parts, k=len(parts))) for _ in range(resamples))
    return interval([of_sum(total) for total in sums], resamples)
