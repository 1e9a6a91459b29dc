"""What the logs of two files are together, held against the rows of one of them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from db.errors import DamagedProject
from db.garbage import uncollected
from db.images import COLUMNS, BrokenImage
from db.merging import history
from db.merging.fold import Fold, Progress
from db.merging.foreign import Texts, last_action
from db.merging.lineage import Entry, Lineage
from db.merging.rows import REFERENCES, Row, Values
from db.project import Project
from db.records import Id
from db.rows import all_rows

Tables = dict[str, dict[Id, Row]]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that a merge makes, changes or deletes: what it says here and then."""

    table: str
    row: Id
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Union:
    """What another file has that this one has not, and what the rows are with it.

    `new` are actions that are not in this log, `back` those that a merge that was undone had
    brought; `fold` has all rows, and the entries by whose numbers it speaks of actions;
    `strange` counts rows of the other file that are not as its log says, and do not come.
    """

    new: tuple[Entry, ...]
    back: tuple[Entry, ...]
    brought: Id
    rows: tuple[RowChange, ...]
    fold: Fold
    strange: int

    @property
    def nothing_new(self) -> bool:
        """Whether bringing the file in would change nothing."""
        idle = history.without_effect(self.fold.entries)
        return all(entry.id in idle for entry in (*self.new, *self.back))


def replay(project: Project) -> Tables:
    """Return the rows that follow from the log of a project, dead ones too."""
    entries = history.visible(project.connection)
    fold = Fold(entries, Lineage(entries, history.parents(project.connection)), Texts(project))
    fold.run(history.changes(project.connection, {entry.id for entry in entries}))
    return fold.tables


def differences(project: Project, said: Tables, table: str) -> Iterator[RowChange]:
    """Yield where the rows of a table are not as a replay has them."""
    columns = COLUMNS[table]
    waiting = {row: found.values for row, found in said[table].items() if found.alive}
    key = columns.index("id")
    names = ", ".join(f'"{name}"' for name in columns)
    for values in project.connection.execute(f'SELECT {names} FROM "{table}"'):
        after = waiting.pop(values[key], None)
        if after is not None and values == tuple(after.values()):
            continue
        before = dict(zip(columns, values, strict=True))
        if not (after is None and _has_been_here(project, table, before["id"])):
            yield RowChange(table, before["id"], before, after)
    for row, after in waiting.items():
        yield RowChange(table, row, None, after)


def _has_been_here(project: Project, table: str, row: Id) -> bool:
    """Whether a row is a coder who came with a file: they stay known though what came is hidden."""
    sql = 'SELECT 1 FROM change WHERE "row" = ? AND "table" = \'coder\' LIMIT 1'
    return table == "coder" and bool(project.query(sql, (row,)))


@contextmanager
def blamed(other: Project) -> Iterator[None]:
    """Say of a log that cannot be read that it is the other file's."""
    try:
        yield
    except BrokenImage as error:
        raise DamagedProject(
            f"The log of {other.path.name} is damaged; nothing was brought in. "
            "Ask for another copy of the file, or bring in its claims as CSV."
        ) from error


def unite(project: Project, other: Project, progress: Progress) -> Union:
    """Return what another copy of a project, already checked, brings to it.

    Raises DamagedProject where the two logs contradict each other: one of them was forged.
    """
    with uncollected(), blamed(other):
        return _unite(project, other, progress)


def _unite(project: Project, other: Project, progress: Progress) -> Union:
    own, theirs = (history.visible(one.connection) for one in (project, other))
    here = {entry.id for entry in own}
    hidden = _contradictions(project, theirs) - here
    new = tuple(entry for entry in theirs if entry.id not in here and entry.id not in hidden)
    back = tuple(entry for entry in theirs if entry.id in hidden)
    entries = sorted((*own, *back, *new), key=lambda entry: entry.place)
    parents = {*history.parents(project.connection), *history.parents(other.connection)}
    fold = Fold(entries, Lineage(entries, sorted(parents)), Texts(project, other))
    fold.run(
        history.in_order(
            history.changes(project.connection, here | hidden & {entry.id for entry in back}),
            history.changes(other.connection, {entry.id for entry in new}),
        ),
        progress,
    )
    rows = tuple(row for table in fold.tables for row in differences(project, fold.tables, table))
    _check_references(fold.tables, rows)
    strange = _strange(other, fold, {entry.id for entry in theirs})
    return Union(new, back, last_action(other.connection), rows, fold, strange)


def _strange(other: Project, fold: Fold, theirs: set[Id]) -> int:
    """Return how many rows of another file were changed past its log, as far as that is sure.

    Only rows that nobody here touched can tell, of tables whose rows are not mended.
    """
    mine = {number for number, entry in enumerate(fold.entries) if entry.id not in theirs}
    found = 0
    for table in ("claim", "claim_tag", "comment", "decision", "document", "alias"):
        for values in all_rows(other, table):
            row = fold.tables[table].get(values["id"])
            if row is None:
                found += 1
            elif row.values != values and not row.void:
                writers = {
                    *row.births,
                    *(head[0] for heads in row.heads.values() for head in heads),
                }
                found += not writers & mine
    return found


def _contradictions(project: Project, theirs: Sequence[Entry]) -> set[Id]:
    """Return those of their actions that this log knows, having made sure that they are the same.

    Raises DamagedProject where an action or a tick of a session is another one here.
    """
    wanted = json.dumps([entry.id for entry in theirs])
    known = {
        row[0]: row
        for row in project.query(
            "SELECT id, session, lamport, hash FROM action "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    ticks = {
        (session, lamport): action
        for action, session, lamport in project.query("SELECT id, session, lamport FROM action")
    }
    for entry in theirs:
        same = known.get(entry.id, (entry.id, entry.session, entry.lamport, entry.hash))
        there = ticks.get((entry.session, entry.lamport), entry.id)
        if same != (entry.id, entry.session, entry.lamport, entry.hash) or there != entry.id:
            raise DamagedProject(
                f"The other file tells another story of “{entry.label[:60]}” ({entry.at[:10]}) "
                "than this project: one of the two was changed outside Workbench. "
                "Nothing was brought in."
            )
    return set(known)


def _check_references(tables: Tables, changes: Sequence[RowChange]) -> None:
    """Raise DamagedProject where a row would refer to one that no log ever made."""
    for change in changes:
        for column, target in REFERENCES[change.table]:
            if change.after is None or change.after[column] is None:
                continue
            found = tables[target].get(change.after[column])
            if found is None or not found.alive:
                raise DamagedProject(
                    "The log of the other file is damaged: something in it refers to what never "
                    "was. Nothing was brought in."
                )
