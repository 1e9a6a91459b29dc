"""The people who annotate."""

from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Coder, Id


def all_coders(project: Project) -> list[Coder]:
    """Return everyone who ever acted or coded in the project, by name."""
    return [Coder(*row) for row in project.query("SELECT id, name FROM coder ORDER BY name, id")]


def claim_counts(project: Project) -> dict[str, int]:
    """Return how many claims each coder has, by name; absent ones have none."""
    return dict(
        project.query(
            "SELECT coder.name, count(*) FROM claim JOIN coder ON coder.id = claim.coder "
            "GROUP BY coder.name"
        )
    )


def ensure(action: Action, name: str) -> Id:
    """Return the id of the coder of a name, adding them where they are new."""
    name = " ".join(name.split())
    if not name:
        return action.coder
    rows = action.project.query("SELECT id FROM coder WHERE name = ? ORDER BY id LIMIT 1", (name,))
    return int(rows[0][0]) if rows else action.insert("coder", {"name": name})


def rename(action: Action, name: str) -> bool:
    """Give the acting coder another name, on all their work; returns whether it changed.

    Raises Invalid for an empty name or that of another coder.
    """
    name = " ".join(name.split())
    if not name:
        raise Invalid("A coder needs a name.")
    for coder in all_coders(action.project):
        if coder.name == name and coder.id != action.coder:
            raise Invalid(f"There is another coder called {name} in this project.")
    return action.update("coder", action.coder, {"name": name})
