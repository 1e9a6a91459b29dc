"""Filters of the claims that were given a name, for everybody who works on the project."""

from db.errors import Invalid
from db.log import Action
from db.project import Project

LONGEST = 80  # characters of a name


def all_filters(project: Project) -> dict[str, str]:
    """Return the bodies of all saved filters by name, in the order of the names."""
    rows = project.query("SELECT name, body FROM saved_filter ORDER BY lower(name), name, id")
    return dict(rows)


def save(action: Action, name: str, body: str) -> bool:
    """Save a filter under a name, in the place of one of that name; returns whether it is news.

    Raises Invalid for a name that is empty or too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Invalid(f"A filter needs a name of at most {LONGEST} letters.")
    rows = action.project.query("SELECT id FROM saved_filter WHERE name = ?", (name,))
    if rows:
        return action.update("saved_filter", rows[0][0], {"body": body})
    action.insert("saved_filter", {"name": name, "body": body})
    return True


def remove(action: Action, name: str) -> None:
    """Forget a saved filter; raises Invalid where there is none of that name."""
    rows = action.project.query("SELECT id FROM saved_filter WHERE name = ?", (name,))
    if not rows:
        raise Invalid(f"There is no filter “{name}”.")
    for (row,) in rows:
        action.delete("saved_filter", row)
