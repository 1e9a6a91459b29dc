"""Bringing another copy of a project into this one: the union of both logs, as one action.

The merge is an action of the coder at the keyboard whose changes are what the rows come to by the
log of both. It has no effect of its own when the log is replayed, so that it may be done in every
copy and in any order. Undoing it hides what came with it; bringing the file in again undoes that.
"""

import json
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import astuple

from db import images, rules
from db.errors import DamagedProject
from db.garbage import uncollected
from db.log import Action
from db.merging import history
from db.merging.fold import Progress as Progress
from db.merging.foreign import last_action
from db.merging.foreign import open_copy as open_copy
from db.merging.union import Union as Union
from db.merging.union import blamed
from db.merging.union import unite as unite
from db.project import Project

#: changes are copied in batches, so that a long log needs little memory
_BATCH = 1000


#: by this a log is known not to have changed
State = tuple[int, int, int, int]


def state(project: Project) -> State:
    """Return what changes with every action, merge, and undoing of one."""
    count, last = project.query("SELECT count(*), coalesce(max(lamport), 0) FROM action")[0]
    (hidden,) = project.query("SELECT count(*) FROM arrival WHERE hidden")[0]
    return int(count), int(last), int(hidden), last_action(project.connection)


def shares_history(project: Project, other: Project) -> bool:
    """Whether two files are copies of one project: their logs have an action in common."""
    ids = json.dumps([row[0] for row in other.query("SELECT id FROM action")])
    found = project.query(
        "SELECT 1 FROM action WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1", (ids,)
    )
    return bool(found)


def bring_in(
    action: Action, other: Project, union: Union, progress: Progress = lambda _a, _b: None
) -> None:
    """Take the actions of another file into the log, and make the rows what they then are.

    `action` is of the kind `merge`, in the state of the project that `union` was made of.
    `progress` may raise to stop it. Raises DamagedProject where what comes out is not whole.
    """
    with uncollected(), blamed(other):
        _bring_in(action, other, union, progress)


def _bring_in(action: Action, other: Project, union: Union, progress: Progress) -> None:
    steps = len(union.new) + len(union.rows)
    _take_contents(action, other, union)
    _take_log(action, other, union, lambda done: progress(done, steps))
    # What goes makes room for what comes: a pair of ids may stand once only.
    order = sorted(union.rows, key=lambda one: (one.after is not None, one.before is None))
    for number, change in enumerate(order):
        if number % 500 == 0:
            progress(len(union.new) + number, steps)
        action.put(change.table, change.row, change.before, change.after)
    action.trail.brought = union.brought
    action.trail.worked = action.trail.came_or_went = True
    assert_whole(action)
    progress(steps, steps)


def assert_whole(action: Action) -> None:
    """Raise DamagedProject where what an action brought in does not make a sound project."""
    findings = rules.broken_codebook(action.connection)
    findings += rules.broken_claims(action.connection, action.trail.claims)
    if findings:
        raise DamagedProject(
            f"The other file is damaged; nothing was brought in ({findings[0].rstrip('.')})."
        )


def _take_contents(action: Action, other: Project, union: Union) -> None:
    """Store the texts and files that the new actions speak of, each held against its hash."""
    idle = history.without_effect(union.fold.entries)
    found = other.query(
        'SELECT "row", before, after FROM change WHERE "table" = \'document\' '
        "AND action IN (SELECT value FROM json_each(?))",
        (json.dumps([entry.id for entry in union.new if entry.id not in idle]),),
    )
    rows = [images.load("document", row, image) for row, *pair in found for image in pair]
    documents = [row for row in rows if row]
    wanted = {one[name] for one in documents for name in ("text", "styles", "original")}
    for digest in sorted(wanted - {None}):
        if action.project.query("SELECT 1 FROM content WHERE sha256 = ?", (digest,)):
            continue
        kept = other.query("SELECT data FROM content WHERE sha256 = ?", (digest,))
        if not kept or action.store(kept[0][0]) != digest:
            raise DamagedProject(
                "A text of the other file is not the one that was saved; nothing was brought in."
            )
    for one in documents:
        if len(action.project.text(one["text"])) != one["length"]:
            raise DamagedProject(
                "A text of the other file does not have the length it should have; "
                "nothing was brought in."
            )


def _take_log(
    action: Action, other: Project, union: Union, progress: Callable[[int], None]
) -> None:
    """Add the new actions with all that belongs to them, and note with which merge they came."""
    sessions = {entry.session for entry in union.new}
    rows = other.query("SELECT id, coder, started_at FROM session")
    action.take("session", [row for row in rows if row[0] in sessions])
    action.take("action", [astuple(entry) for entry in union.new])
    ids = {entry.id for entry in union.new}
    batch: list[tuple[object, ...]] = []
    idle = history.without_effect(union.fold.entries)
    for change in history.changes(other.connection, ids):
        if change.action in idle:  # the others were read when the log was replayed
            images.load(change.table, change.row, change.before)
            images.load(change.table, change.row, change.after)
        batch.append(change[3:4] + change[2:3] + change[4:])
        if len(batch) == _BATCH:
            action.take("change", batch)
            batch.clear()
            progress(bisect_left(union.new, change[:2], key=lambda entry: entry.place))
    action.take("change", batch)
    action.take("parent", [one for one in history.parents(other.connection) if one[0] in ids])
    came = (*union.new, *union.back)
    action.take("arrival", [(entry.id, action.id, 0) for entry in came])
