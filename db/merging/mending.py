"""What makes a project whole where people changed it without having seen each other.

What is referred to comes back, and with it what was deleted together with it. What cannot stand
twice gets another name, groups do not go round in circles, passages of a claim are in order. Each
step depends only on the actions so far, in their order, so that all copies come to the same rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count

from db.merging.passages import Passages
from db.merging.rows import REFERENCES, WEAK, Row
from db.records import Id
from db.rules import name_key

#: what no two rows of a table may have in common, within what, and how the later one is renamed
_NAMES = {
    "facet": ("key", "", "{}-{}"),
    "tag": ("name", "facet", "{} ({})"),
    "saved_filter": ("name", "", "{} ({})"),
    "saved_view": ("name", "", "{} ({})"),
}

_Key = tuple[str, Id]


class Mending:
    """Mends the rows of a replay after an action that had not seen all before it."""

    def __init__(
        self,
        tables: dict[str, dict[Id, Row]],
        has_seen: Callable[[int, int], bool],
        text: Callable[[str], str],
    ) -> None:
        self._tables = tables
        #: by row: those that ever referred to it
        self._children: dict[_Key, dict[_Key, None]] | None = None
        self.passages = Passages(tables, has_seen, text, self._of)

    def mend(self, number: int, touched: list[Row]) -> None:
        """Make whole what an action left, given the rows that it touched."""
        self._index(touched)
        self._survive(number, touched)
        self._settle_references(number, touched)
        self.passages.mend(number, touched, self._index)
        self._mend_names(touched)
        self._mend_groups(touched)

    def note(self, touched: list[Row]) -> None:
        """Take note of the rows of an action that left all whole."""
        if self._children is not None:
            self._index(touched)

    # -- who refers to whom

    def _index(self, rows: Iterable[Row]) -> None:
        if self._children is None:
            self._children = {}
            rows = [row for table in self._tables.values() for row in table.values()]
        for row in rows:
            key = row.table, row.values["id"]
            for column, table in REFERENCES[row.table]:
                if row.values[column] is not None:
                    self._children.setdefault((table, row.values[column]), {})[key] = None

    def _of(self, row: Row, table: str = "") -> list[Row]:
        """Return the rows, living or dead, that refer to a row; of one table or of all."""
        found = (self._children or {}).get((row.table, row.values["id"]), {})
        rows = [self._tables[name][key] for name, key in found if table in ("", name)]
        return [child for child in rows if _refers(child, row)]

    # -- what lives

    def _survive(self, number: int, touched: list[Row]) -> None:
        """Bring back what was deleted along with a row whose deletion did not hold."""
        for row in list(touched):
            if row.alive and row.void and number in row.void:
                self._bring_back_with(row, number, touched)

    def _bring_back_with(self, row: Row, number: int, touched: list[Row]) -> None:
        for child in self._of(row):
            if not child.alive and child.killer == row.killer:
                self._revive(child, number, touched)

    def _revive(self, row: Row, number: int, touched: list[Row]) -> None:
        row.alive = True
        if row.killer is not None:
            row.void = row.killer, number
        touched.append(row)
        self._bring_back_with(row, number, touched)

    def _settle_references(self, number: int, touched: list[Row]) -> None:
        for row in touched:  # it grows meanwhile
            if row.alive:
                self._hold(row, number, touched)
                continue
            for child in self._of(row):
                if child.alive:
                    self._hold(child, number, touched)

    def _hold(self, row: Row, number: int, touched: list[Row]) -> None:
        """Let what a row refers to live; a row that means nothing by itself goes with it."""
        for column, table in REFERENCES[row.table]:
            target = self._tables[table].get(row.values[column])
            if target is None or target.alive:
                continue
            if row.table in WEAK:
                row.alive, row.killer = False, target.killer
                touched.append(row)
                return
            self._revive(target, number, touched)

    # -- the codebook

    def _mend_names(self, touched: list[Row]) -> None:
        for table, (name, within, form) in _NAMES.items():
            mine = [row for row in touched if row.table == table and row.alive]
            if not mine:
                continue
            users: Counter[tuple[object, str]] = Counter(
                (row.values.get(within), name_key(row.values[name]))
                for row in self._tables[table].values()
                if row.alive
            )
            for row in dict.fromkeys(mine):
                scope, first = row.values.get(within), row.values[name]
                users[scope, name_key(first)] -= 1
                for number in count(2):
                    if not users[scope, name_key(row.values[name])]:
                        break
                    row.values[name] = form.format(first, number)
                users[scope, name_key(row.values[name])] += 1

    def _mend_groups(self, touched: list[Row]) -> None:
        tags = self._tables["tag"]
        for row in touched:
            if row.table != "tag" or not row.alive:
                continue
            above = tags.get(row.values["parent"])
            passed = {row.values["id"]}
            while above is not None and above.values["facet"] == row.values["facet"]:
                if above.values["id"] in passed:
                    row.values["parent"] = None
                    break
                passed.add(above.values["id"])
                above = tags.get(above.values["parent"])
            else:
                if above is not None:
                    row.values["parent"] = None


def _refers(child: Row, row: Row) -> bool:
    return any(
        table == row.table and child.values[column] == row.values["id"]
        for column, table in REFERENCES[child.table]
    )
