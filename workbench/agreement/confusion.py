"""Which tags coders confuse: what one called A and the other called B."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.records import Id
from workbench.agreement.pairing import Pairing


@dataclass(frozen=True, slots=True)
class Confusion:
    """A tag on the left where there is another, or none (None), on the right, or the other way.

    `claims` are the pairs where it is so, each as the ids of the left and of the right claims, in
    the order of the text.
    """

    facet: Id
    left: Id | None
    right: Id | None
    claims: tuple[tuple[tuple[Id, ...], tuple[Id, ...]], ...]

    @property
    def count(self) -> int:
        """In how many pairs it is so."""
        return len(self.claims)


def confusions(pairings: Iterable[Pairing], facets: Mapping[Id, Id]) -> list[Confusion]:
    """Return the tags that two coders confuse in paired claims, the most frequent first.

    `facets` has the facet of each tag that counts. Where both sides have tags that the other lacks,
    each of them stands against each of the same facet; where only one has, against none.
    """
    found: defaultdict[
        tuple[Id, Id | None, Id | None], list[tuple[tuple[Id, ...], tuple[Id, ...]]]
    ] = defaultdict(list)
    for pairing in pairings:
        if not pairing.paired:
            continue
        claims = tuple(one.id for one in pairing.left), tuple(one.id for one in pairing.right)
        for key in _confused(pairing, facets):
            found[key].append(claims)
    listed = [Confusion(*key, tuple(claims)) for key, claims in found.items()]
    return sorted(listed, key=lambda one: -one.count)


def _confused(
    pairing: Pairing, facets: Mapping[Id, Id]
) -> Iterable[tuple[Id, Id | None, Id | None]]:
    sides: defaultdict[Id, tuple[list[Id], list[Id]]] = defaultdict(lambda: ([], []))
    for differing in pairing.tags:
        if differing.tag in facets and None in (differing.left, differing.right):
            sides[facets[differing.tag]][differing.left is None].append(differing.tag)
    for facet, (mine, theirs) in sides.items():
        lefts: list[Id | None] = [*mine] or [None]
        rights: list[Id | None] = [*theirs] or [None]
        for one in lefts:
            yield from ((facet, one, other) for other in rights)
