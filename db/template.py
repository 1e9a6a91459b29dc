"""The project's template: which fields of a claim its cards leave out while these are empty."""

from collections.abc import Iterable

from db.errors import Invalid
from db.log import Action
from db.project import Project


def hidden(project: Project) -> frozenset[str]:
    """Return the fields that cards leave out: confidence, speaker, facet.KEY and so on."""
    (row,) = project.query("SELECT template FROM project") or [("",)]
    return frozenset(row[0].split())


def hide(action: Action, fields: Iterable[str]) -> bool:
    """Let cards leave out these fields and no others; returns whether that is new.

    Raises Invalid for a name with white space in it.
    """
    names = sorted(set(fields))
    if any(not name or name.split() != [name] for name in names):
        raise Invalid("The name of a field has no spaces.")
    (project,) = action.project.query("SELECT id FROM project")
    return action.update("project", project[0], {"template": " ".join(names)})
