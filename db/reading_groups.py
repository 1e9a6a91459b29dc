"""Documents that are read together: each stands in one reading group at most, known by name."""

from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id
from db.schema import derived_id

LONGEST = 80  # characters of a name


def all_groups(project: Project) -> dict[Id, str]:
    """Return the group of each document that stands in one."""
    return dict(project.query("SELECT document, name FROM reading_group"))


def put(action: Action, document: Id, name: str) -> bool:
    """Put a document into a group, or (with no name) into none; returns whether that is news.

    Raises Invalid where the document is gone or the name is too long.
    """
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise Invalid(f"A reading group has a name of at most {LONGEST} letters.")
    if action.row("document", document) is None:
        raise Invalid("This document is no longer in the project.")
    row = derived_id("reading_group", document)
    former = action.row("reading_group", row)
    if former is not None:
        if name:
            return action.update("reading_group", row, {"name": name})
        action.delete("reading_group", row)
        return True
    if not name:
        return False
    action.insert("reading_group", {"document": document, "name": name}, row)
    return True
