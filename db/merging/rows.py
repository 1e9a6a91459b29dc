"""A row while a log is replayed: what it says, who said so, and whether it lives."""

import re
from dataclasses import dataclass, field

from db import images
from db.schema import TABLES

Values = images.Row
#: who wrote a value, as the number of the action in the order of all, and the value of its fields
Head = tuple[int, tuple[object, ...]]

_REFERENCE = re.compile(r'REFERENCES "(\w+)"')
#: by table: the columns that refer to another table of the log
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    table.name: tuple(
        (column, found[1])
        for column, kind in table.columns.items()
        if (found := _REFERENCE.search(kind)) and TABLES[found[1]].logged
    )
    for table in TABLES.values()
    if table.logged
}
#: fields that make sense only together: who writes one of them writes all
_TOGETHER = {
    "document": ("text", "styles", "original", "length", "media_type"),
    "tag": ("facet", "parent"),
    "span": ("position", "start", "end"),
    "unplaced": ("start", "end", "quote", "score"),
    "region": ("page", "left", "top", "right", "bottom"),
    "hidden_mention": ("start", "end"),
    "decision": ("verdict", "reason", "at", "looked_at"),
    "counterpart": ("table", "own"),
}
#: rows that mean nothing without what they refer to, and do not keep that alive
WEAK = frozenset(("reading", "reading_group", "hidden_mention", "unplaced"))
#: fields of which nobody needs to know that two people wrote them
QUIET = frozenset(("position", "at", "added_at", "created_at", "coder"))


def _fields(table: str) -> dict[str, tuple[str, ...]]:
    """Return the fields that are written together with each field of a table, itself included."""
    together = _TOGETHER.get(table, ())
    return {
        column: together if column in together else (column,)
        for column in images.COLUMNS[table]
        if column != "id"
    }


FIELDS = {name: _fields(name) for name in REFERENCES}
GROUPS = {name: tuple(dict.fromkeys(fields.values())) for name, fields in FIELDS.items()}


def is_quiet(group: tuple[str, ...]) -> bool:
    """Whether fields are such that nobody cares who wrote them last."""
    return all(name in QUIET for name in group)


@dataclass(slots=True, eq=False)
class Row:
    """A row of a project as the actions so far leave it; actions are numbers in their order."""

    table: str
    values: Values
    #: the actions that made it
    births: tuple[int, ...]
    alive: bool = True
    #: by group of fields: the values that no later action had seen, the one that stands last
    heads: dict[tuple[str, ...], tuple[Head, ...]] = field(default_factory=dict)
    #: the action that deleted it last, whether it lives on or not
    killer: int | None = None
    #: a deletion that did not hold, and the action on whose account
    void: tuple[int, int] | None = None
    #: of a passage: the hash of the text in which it has its place, if that is not its writer's
    basis: str | None = None

    def value(self, group: tuple[str, ...]) -> tuple[object, ...]:
        return tuple(self.values[name] for name in group)

    def heads_of(self, group: tuple[str, ...]) -> tuple[Head, ...]:
        found = self.heads.get(group)
        return found or tuple((birth, self.value(group)) for birth in self.births)

    def writer(self, group: tuple[str, ...]) -> int:
        """Return the action whose value stands."""
        return self.heads_of(group)[-1][0]
