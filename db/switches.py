"""Switches of the whole project, the same for everybody who works on it."""

from db.log import Action
from db.project import Project
from db.schema import derived_id

#: the claims of others stay hidden in a document until one has marked it as read
BLIND = "blind"


def is_on(project: Project, key: str) -> bool:
    """Whether a switch is on; one that nobody touched is off."""
    rows = project.query('SELECT value FROM setting WHERE "key" = ?', (key,))
    return bool(rows) and rows[0][0] == "on"


def turn(action: Action, key: str, on: bool) -> bool:
    """Turn a switch on or off; returns whether that changed anything."""
    row = derived_id("setting", key)
    value = "on" if on else "off"
    if action.row("setting", row) is None:
        if not on:
            return False
        action.insert("setting", {"key": key, "value": value}, row)
        return True
    return action.update("setting", row, {"value": value})
