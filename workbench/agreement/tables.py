"""From units with sets of tags to the ratings that coefficients take, for many tags at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import Id
from workbench.agreement.ratings import Ratings, Values
from workbench.agreement.units import ANY, NONE, Block, Sets

#: The value of a unit that has the tag in question; NONE is that of one without it.
MARKED = frozenset((ANY,))
_Kind = int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted of each unit.

    One tag (or ANY: a claim at all); several tags one by one, each of them a judgement of its own;
    or, with `as_sets`, the set of those tags as one value.
    """

    tags: frozenset[Id]
    as_sets: bool = False


class _Table:
    """The units in which anything wanted stands, by the kind of block; the rest are without."""

    def __init__(self, size: int) -> None:
        #: how many judgements are made of one unit
        self.size = size
        self.entries: defaultdict[tuple[_Kind, Values], int] = defaultdict(int)

    def add(self, kind: _Kind, values: Values, without: Values, units: int) -> None:
        self.entries[kind, values] += units
        self.entries[kind, without] -= units


class Tables:
    """The ratings of what is wanted, over all blocks or over any number of each of their kinds.

    Blocks of the same contents are of one kind; `kinds` says how many blocks each kind has.
    """

    def __init__(self, blocks: Iterable[Block], wanted: Sequence[Wanted]) -> None:
        found = Counter(frozenset(block.items()) for block in blocks)
        self.kinds = tuple(found.values())
        self._tables = [_Table(1 if one.as_sets else len(one.tags)) for one in wanted]
        self._by_tag: defaultdict[Id, list[_Table]] = defaultdict(list)
        self._sets = [
            (table, one.tags)
            for table, one in zip(self._tables, wanted, strict=True)
            if one.as_sets
        ]
        for table, one in zip(self._tables, wanted, strict=True):
            if not one.as_sets:
                for tag in one.tags:
                    self._by_tag[tag].append(table)
        #: for each kind, how many units were judged by the same coders
        self._units: list[Mapping[Values, int]] = [
            self._read(kind, block) for kind, block in enumerate(found)
        ]

    def _read(self, kind: _Kind, block: Collection[tuple[Sets, int]]) -> Mapping[Values, int]:
        judged: defaultdict[Values, int] = defaultdict(int)
        for sets, units in block:
            without = tuple(None if tags is None else NONE for tags in sets)
            judged[without] += units
            present = NONE.union(*(tags for tags in sets if tags))
            for tag in present:
                if tag in self._by_tag:
                    values = tuple(
                        None if tags is None else MARKED if tag in tags else NONE for tags in sets
                    )
                    for table in self._by_tag[tag]:
                        table.add(kind, values, without, units)
            for table, wanted in self._sets:
                if present & wanted:
                    chosen = tuple(None if tags is None else tags & wanted for tags in sets)
                    table.add(kind, chosen, without, units)
        return judged

    def ratings(self, numbers: Sequence[int] | None = None) -> list[Ratings]:
        """Return the ratings of each thing wanted; `numbers` of blocks of each kind, or all."""
        numbers = self.kinds if numbers is None else numbers
        judged: defaultdict[Values, int] = defaultdict(int)
        for units, number in zip(self._units, numbers, strict=True):
            if number:
                for values, count in units.items():
                    judged[values] += count * number
        return [self._counted(table, judged, numbers) for table in self._tables]

    @staticmethod
    def _counted(table: _Table, judged: Mapping[Values, int], numbers: Sequence[int]) -> Ratings:
        counts = defaultdict(int, {values: units * table.size for values, units in judged.items()})
        for (kind, values), units in table.entries.items():
            number = numbers[kind]
            if number:
                counts[values] += units * number
        return {values: count for values, count in counts.items() if count}
