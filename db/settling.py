"""Ending a conflict: one of the versions is chosen to stand."""

import json

from db import claims, documents, rules, tags
from db.conflicts import Conflict
from db.errors import Invalid
from db.images import Row
from db.log import Action
from db.merging.rows import FIELDS
from db.schema import derived_id

#: what is removed with all that hangs on it
_REMOVERS = {"claim": claims.remove, "document": documents.remove, "tag": tags.remove}


def settle(action: Action, conflict: Conflict, number: int = 0) -> None:
    """Let a version of a conflict stand: 0 is the one that stands, then come the others.

    Raises Invalid where the row is gone, or the version no longer fits what the project holds.
    """
    version = (conflict.standing, *conflict.others)[number]
    if conflict.kind == "exclusive":
        for other in (conflict.standing, *conflict.others):
            row = derived_id("claim_tag", conflict.row, int(other.value or 0))
            if other is not version and action.row("claim_tag", row):
                action.delete("claim_tag", row)
    elif number == 0:
        action.keep(conflict.table, conflict.row)
    elif conflict.kind == "deleted":
        remover = _REMOVERS.get(conflict.table)
        if remover is None:
            action.delete(conflict.table, conflict.row)
        else:
            remover(action, conflict.row)
    else:
        _write(action, conflict, _written(action, conflict, version.action))


def _written(action: Action, conflict: Conflict, by: int) -> Row:
    """Return the row as an action left it."""
    rows = action.project.query(
        'SELECT after FROM change WHERE action = ? AND "table" = ? AND "row" = ? '
        "AND after IS NOT NULL ORDER BY position DESC LIMIT 1",
        (by, conflict.table, conflict.row),
    )
    if not rows:
        raise Invalid("The log does not tell what this version was; keep the other one.")
    found: Row = json.loads(rows[0][0])
    return found


def _write(action: Action, conflict: Conflict, image: Row) -> None:
    fields = FIELDS[conflict.table]
    # Of a passage or a region the conflict is about its place, which is several fields.
    names = fields.get(conflict.field) or next(group for group in fields.values() if len(group) > 1)
    action.update(conflict.table, conflict.row, {name: image[name] for name in names})
    if conflict.claim is not None:
        broken = rules.broken_claims(action.project.connection, [conflict.claim])
        if broken:
            raise Invalid(f"This version does not fit the claim any more: {broken[0]}")
