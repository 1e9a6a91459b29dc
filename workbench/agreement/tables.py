"""From units with sets of tags to the ratings that coefficients take, for many tags at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import Id
from workbench.agreement.ratings import Kept, Ratings, Values
from workbench.agreement.units import ANY, NONE, Block, Sets, Tags

#: The value of a unit that has the tag in question; NONE is that of one without it.
MARKED = frozenset((ANY,))
_Kind = int
_Entries = defaultdict[tuple[_Kind, Values], int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted of each unit.

    One tag (or ANY: a claim at all); several tags one by one, each of them a judgement of its own;
    or, with `as_sets`, the set of those tags as one value.
    """

    tags: frozenset[Id]
    as_sets: bool = False


class Tables:
    """The ratings of what is wanted, over all blocks or over any number of each of their kinds.

    Blocks of the same contents are of one kind; `kinds` says how many blocks each kind has.
    """

    def __init__(self, blocks: Iterable[Block], wanted: Sequence[Wanted]) -> None:
        found = Counter(frozenset(block.items()) for block in blocks)
        self.kinds = tuple(found.values())
        #: how many judgements each makes of one unit
        self._sizes = [1 if one.as_sets else len(one.tags) for one in wanted]
        #: for each the units in which anything wanted stands; they are taken off those without
        self._entries: list[_Entries] = [defaultdict(int) for _ in wanted]
        self._by_tag: dict[Id, list[_Entries]] = {}
        self._sets: list[tuple[_Entries, frozenset[Id]]] = []
        for entries, one in zip(self._entries, wanted, strict=True):
            if one.as_sets:
                self._sets.append((entries, one.tags))
            else:
                for tag in one.tags:
                    self._by_tag.setdefault(tag, []).append(entries)
        self._one_by_one = frozenset(self._by_tag)
        #: for each kind, how many units were judged by the same coders
        self._units: list[Mapping[Values, int]] = []
        of_tag: dict[Id, _Entries] = {tag: defaultdict(int) for tag in self._by_tag}
        for kind, block in enumerate(found):
            self._units.append(self._read(kind, block, of_tag))
        for tag, counts in of_tag.items():
            for entries in self._by_tag[tag]:
                for key, units in counts.items():
                    entries[key] += units

    def _read(
        self, kind: _Kind, block: Collection[tuple[Sets, int]], of_tag: Mapping[Id, _Entries]
    ) -> Mapping[Values, int]:
        """Count a block: into what is returned, into `of_tag`, and the sets into their entries."""
        judged: defaultdict[Values, int] = defaultdict(int)
        for sets, units in block:
            without = tuple([None if tags is None else NONE for tags in sets])
            judged[without] += units
            present = NONE.union(*filter(None, sets))
            for tags, values in _carried(present & self._one_by_one, sets):
                key = kind, values
                for tag in tags:
                    of_tag[tag][key] += units
            for entries, wanted in self._sets:
                if present & wanted:
                    chosen = tuple([None if tags is None else tags & wanted for tags in sets])
                    entries[kind, chosen] += units
        return judged

    def ratings(self, numbers: Sequence[int] | None = None) -> list[Ratings]:
        """Return the ratings of each thing wanted; `numbers` of blocks of each kind, or all."""
        numbers = self.kinds if numbers is None else numbers
        judged: defaultdict[Values, int] = defaultdict(int)
        for units, number in zip(self._units, numbers, strict=True):
            if number:
                for values, count in units.items():
                    judged[values] += count * number
        return [
            _counted(entries, {values: units * size for values, units in judged.items()}, numbers)
            for entries, size in zip(self._entries, self._sizes, strict=True)
        ]


def _carried(present: Tags, sets: Sets) -> list[tuple[Tags, Values]]:
    """Return the tags in a unit with the values that they have there, those with the same together.

    Nearly all tags are with the same few coders: so they are parted coder by coder, not one by one.
    """
    parts: list[tuple[Tags, Values]] = [(present, ())]
    for of_coder in sets:
        if of_coder is None:
            parts = [(tags, (*values, None)) for tags, values in parts]
            continue
        parts = [
            (chosen, (*values, value))
            for tags, values in parts
            for chosen, value in ((tags & of_coder, MARKED), (tags - of_coder, NONE))
            if chosen
        ]
    return parts


def _counted(entries: _Entries, counts: dict[Values, int], numbers: Sequence[int]) -> Ratings:
    """Return the counts of units without anything wanted, changed by those that have it."""
    for (kind, values), units in entries.items():
        number = numbers[kind]
        if number:
            without = tuple([None if tags is None else NONE for tags in values])
            counts[without] -= units * number
            counts[values] = counts.get(values, 0) + units * number
    return Kept({values: count for values, count in counts.items() if count})
