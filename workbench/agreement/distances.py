"""How far two sets of tags are apart, from 0 (the same) to 1."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations_with_replacement
from math import comb

from workbench.agreement.ratings import Value

_Tags = frozenset[object]
#: of two sets: one has all of the other's tags and more; they share some
_SUBSET, _SOME = 2 / 3, 1 / 3
#: So many steps at most are taken to compare every set with every other, a second or so; for more
#: the mean is that of as many pairs drawn by chance, which is right to the third digit.
_STEPS, _DRAWN = 2_000_000, 200_000


@dataclass(frozen=True, slots=True)
class SetDistance:
    """A distance that depends only on how many tags two sets have, and how many they share."""

    of_sizes: Callable[[int, int, int], float]

    def __call__(self, one: Value, other: Value) -> float:
        """Return the distance of two sets."""
        a, b = _set(one), _set(other)
        return self.of_sizes(len(a), len(b), len(a & b))

    def mean(self, seen: Mapping[Value, int]) -> float:
        """Return the mean distance of two different ratings, given how often each set was given.

        There must be two ratings or more.
        """
        sets = Counter({_set(value): times for value, times in seen.items() if times})
        total = sum(sets.values())
        small, large = _parted(sets)
        if _cost(small, large, len(sets)) > _STEPS:
            return self._mean_of_drawn(sets) * total / (total - 1)
        sizes_of = _pairs_by_size(frozenset(sets.items()), tuple(small))
        between = sum(pairs * self.of_sizes(*sizes) for sizes, pairs in sizes_of.items())
        for place, one in enumerate(large):
            for other in (*small, *large[place + 1 :]):
                between += 2 * sets[one] * sets[other] * self(one, other)
        return between / (total * (total - 1))

    def _mean_of_drawn(self, sets: Mapping[_Tags, int]) -> float:
        chance = random.Random(1)
        known, bounds = list(sets), list(accumulate(sets.values()))
        one, other = (chance.choices(known, cum_weights=bounds, k=_DRAWN) for _ in range(2))
        return sum(map(self, one, other)) / _DRAWN


def _set(value: Value) -> _Tags:
    if not isinstance(value, frozenset):
        raise TypeError("This distance is one between sets.")
    return value


def _cost(small: Collection[_Tags], large: Collection[_Tags], sets: int) -> int:
    return sum(1 << len(tags) for tags in small) + len(large) * sets


def _parted(sets: Mapping[_Tags, int]) -> tuple[list[_Tags], list[_Tags]]:
    """Return the sets that are best compared by their subsets, and those to take one by one."""
    ordered = sorted(sets, key=len)
    place = 0
    while place < len(ordered) and 1 << len(ordered[place]) <= len(ordered):
        place += 1
    return ordered[:place], ordered[place:]


@lru_cache(maxsize=2)  # each distance asks for the same ratings
def _pairs_by_size(
    times_of: frozenset[tuple[_Tags, int]], small: tuple[_Tags, ...]
) -> dict[tuple[int, int, int], int]:
    """Return how many pairs of ratings have sets of two sizes that share so many tags.

    The smaller size comes first; two different ratings are a pair both ways.
    A pair that shares i tags shares C(i, t) subsets of t tags. These can be counted set by set, and
    from their sums for all t the pairs for each i follow (inclusion and exclusion).
    """
    sets = dict(times_of)
    having: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    bits: dict[object, int] = {}
    for tags in small:
        subsets = [0]
        for tag in tags:
            bit = bits.setdefault(tag, 1 << len(bits))
            subsets += [part | bit for part in subsets]
        times, of_size = sets[tags], having[len(tags)]
        for part in subsets:
            of_size[part] += times
    sums: Counter[tuple[int, int, int]] = Counter()
    for a, b in combinations_with_replacement(sorted(having), 2):
        fewer, more = sorted((having[a], having[b]), key=len)
        each_way = 1 if a == b else 2
        for part, times in fewer.items():
            if part in more:
                sums[a, b, part.bit_count()] += each_way * times * more[part]
    return {
        (a, b, i): sum((-1) ** (t - i) * comb(t, i) * sums[a, b, t] for t in range(i, a + 1))
        for a, b, i in list(sums)
    }


def _jaccard(a: int, b: int, shared: int) -> float:
    return 1 - shared / (a + b - shared) if a or b else 0.0


def _masi(a: int, b: int, shared: int) -> float:
    if a == b == shared:
        return 0.0
    if not shared:
        return 1.0
    return 1 - shared / (a + b - shared) * (_SUBSET if shared == min(a, b) else _SOME)


#: 1 - shared / all; between two empty sets 0.
#: Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11
#: (1912), 37-50.
jaccard = SetDistance(_jaccard)

#: 1 - Jaccard's likeness, weighed by how the sets lie to each other: by 1 for the same sets, 2/3
#: where one has all of the other, 1/3 where they share some, and 0 where they share none.
#: Source: R. J. Passonneau, "Measuring agreement on set-valued items (MASI) for semantic and
#: pragmatic annotation", LREC (2006), 831-836.
masi = SetDistance(_masi)
