"""What the rows of a project are by its log: a pure function of the set of its actions.

The actions are gone through in the one order that all copies agree on, by clock and session. Each
writes the fields that it changed; the last to write a field has its way, and what it had not seen
is kept as another version. A deletion takes a row away only if it had seen all that others made
of it. After an action that had not seen everything before it, `Mending` makes the project whole.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from db import images
from db.errors import DamagedProject
from db.merging.history import Change, without_effect
from db.merging.lineage import Entry, Lineage
from db.merging.mending import Mending
from db.merging.rows import FIELDS, GROUPS, Row, Values, is_quiet
from db.records import Id

#: told how much is done, and of how much; it may raise to stop the work
Progress = Callable[[int, int], None]


class Fold:
    """Replays a log; afterwards `tables` has the rows by table and id, dead ones too."""

    def __init__(
        self, entries: Sequence[Entry], lineage: Lineage, text: Callable[[str], str] | None
    ) -> None:
        """Take the actions in their order; `text` returns the text of a hash.

        Without `text` rows are replayed each by itself, for their versions, and not made whole.
        """
        self.entries = entries
        self.tables: dict[str, dict[Id, Row]] = {name: {} for name in FIELDS}
        self._lineage = lineage
        self._number = {entry.id: number for number, entry in enumerate(entries)}
        self._idle = without_effect(entries)
        self._clean = self._find_clean()
        self._new_texts: set[int] = set()  # the actions that gave a document another text
        self._mending = Mending(self.tables, self.has_seen, text) if text else None

    def has_seen(self, one: int, other: int) -> bool:
        """Whether an action had seen another, both by number."""
        return self._lineage.has_seen(self.entries[one], self.entries[other])

    def _find_clean(self) -> list[bool]:
        """Return of each action whether it had seen all before it."""
        ends: list[int] = []
        clean = []
        for number in range(len(self.entries)):
            ends = [end for end in ends if not self.has_seen(number, end)]
            ends.append(number)
            clean.append(len(ends) == 1)
        return clean

    def run(self, changes: Iterable[Change], progress: Progress = lambda _a, _b: None) -> None:
        """Go through changes in their order; raises DamagedProject where one is none."""
        for action, some in groupby(changes, key=lambda change: change.action):
            number = self._number[action]
            if number % 100 == 0:
                progress(number, len(self.entries))
            if action in self._idle:
                self._greet(number, some)
                continue
            applied = [self._apply(number, change) for change in some]
            if self._mending:
                touched = [row for row in applied if row]
                if self._clean[number]:
                    self._mending.note(touched)
                else:
                    self._mending.mend(number, touched)
        progress(len(self.entries), len(self.entries))

    def _greet(self, number: int, changes: Iterable[Change]) -> None:
        """Take from a merge nothing but that its coder came."""
        for change in changes:
            if (
                change.table == "coder"
                and change.before is None
                and change.row == self.entries[number].coder
                and change.row not in self.tables["coder"]
            ):
                self._apply(number, change)

    def _apply(self, number: int, change: Change) -> Row | None:
        if change.table not in self.tables:
            raise DamagedProject("The log names a table that no project has.")
        rows = self.tables[change.table]
        row = rows.get(change.row)
        before = images.load(change.table, change.row, change.before)
        after = images.load(change.table, change.row, change.after)
        if after is None:
            if row is not None:
                self._delete(number, row)
        elif row is None:
            row = rows[change.row] = Row(change.table, after, (number,))
            self._note_text(number, row)
        elif before is None:
            self._insert(number, row, after)
        else:
            self._update(number, row, before or {}, after)
        return row

    def _insert(self, number: int, row: Row, after: Values) -> None:
        if not row.alive:
            row.values, row.births, row.alive, row.void = after, (number,), True, None
            row.heads.clear()
            row.basis = None
            self._note_text(number, row)
            return
        births = tuple(one for one in row.births if not self.has_seen(number, one))
        for group in GROUPS[row.table]:
            self._write(number, row, group, after)
        row.births = (*births, number)

    def _update(self, number: int, row: Row, before: Values, after: Values) -> None:
        fields = FIELDS[row.table]
        changed = {fields[name]: None for name, value in after.items() if value != before.get(name)}
        if not row.alive:
            if self._is_by_the_way(number, row) or all(map(is_quiet, changed)):
                return
            row.alive = True
            if row.killer is not None and not self.has_seen(number, row.killer):
                row.void = row.killer, number
        elif row.void and all(self.has_seen(number, one) for one in row.void):
            row.void = None
        if not changed:  # somebody looked at it and left it as it stands
            self._settle(number, row)
        for group in changed:
            self._write(number, row, group, after)
        if row.table == "document" and before.get("text") != after["text"]:
            self._new_texts.add(number)
            self._note_text(number, row)

    def _note_text(self, number: int, row: Row) -> None:
        if self._mending and row.table == "document":
            self._mending.passages.note_text(number, row)

    def _is_by_the_way(self, number: int, row: Row) -> bool:
        """Whether an action merely moved a passage along with a new version of its text."""
        return number in self._new_texts and row.table in ("span", "unplaced")

    def _write(self, number: int, row: Row, group: tuple[str, ...], after: Values) -> None:
        value = tuple(after[name] for name in group)
        if self._clean[number]:
            row.heads[group] = ((number, value),)
        else:
            unseen = [head for head in row.heads_of(group) if not self.has_seen(number, head[0])]
            row.heads[group] = (*unseen, (number, value))
        row.values.update(zip(group, value, strict=True))
        if row.table == "span":
            row.basis = None

    def _settle(self, number: int, row: Row) -> None:
        for group, heads in row.heads.items():
            unseen = [head for head in heads[:-1] if not self.has_seen(number, head[0])]
            if self.has_seen(number, heads[-1][0]):
                row.heads[group] = (*unseen, (number, heads[-1][1]))

    def _delete(self, number: int, row: Row) -> None:
        if not row.alive:
            return
        row.killer, row.void = number, None
        if not self._clean[number]:
            unseen = self._unseen(number, row)
            if unseen is not None:
                row.void = number, unseen
                return
        row.alive = False

    def _unseen(self, number: int, row: Row) -> int | None:
        """Return an action that made something of a row and that another had not seen."""
        makers = list(row.births)
        for group, heads in row.heads.items():
            if not is_quiet(group):
                makers += [head[0] for head in heads if not self._is_by_the_way(head[0], row)]
        return next((one for one in makers if not self.has_seen(number, one)), None)
