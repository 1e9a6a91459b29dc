"""How far two sets of tags are apart, from 0 (the same) to 1."""

from functools import lru_cache

from workbench.agreement.ratings import Value

#: of two sets: one has all of the other's tags and more; they share some; they share none
_SUBSET, _SOME = 2 / 3, 1 / 3


@lru_cache(maxsize=1 << 18)
def jaccard(one: Value, other: Value) -> float:
    """Return 1 - shared / all; between two empty sets 0.

    Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11
    (1912), 37-50.
    """
    a, b = _sets(one, other)
    return 1 - len(a & b) / len(a | b) if a or b else 0.0


@lru_cache(maxsize=1 << 18)
def masi(one: Value, other: Value) -> float:
    """Return 1 - Jaccard's likeness, weighed by how the sets lie to each other.

    The weight is 1 for the same sets, 2/3 where one has all of the other, 1/3 where they share
    some, and 0 where they share none. Source: R. J. Passonneau, "Measuring agreement on
    set-valued items (MASI) for semantic and pragmatic annotation", LREC (2006), 831-836.
    """
    a, b = _sets(one, other)
    if a == b:
        return 0.0
    if not a & b:
        return 1.0
    return 1 - (len(a & b) / len(a | b)) * (_SUBSET if a <= b or b <= a else _SOME)


def _sets(one: Value, other: Value) -> tuple[frozenset[object], frozenset[object]]:
    if not isinstance(one, frozenset) or not isinstance(other, frozenset):
        raise TypeError("This distance is one between sets.")
    return one, other
