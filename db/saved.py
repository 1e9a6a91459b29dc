"""What was given a name and kept for everybody: filters of the claims, views of the matrix."""

from dataclasses import dataclass

from db.errors import Invalid
from db.log import Action
from db.project import Project

LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class Shelf:
    """A table of named bodies (JSON that `db` does not read) and what one of them is called."""

    table: str
    what: str

    def all(self, project: Project) -> dict[str, str]:
        """Return the bodies by name, in the order of the names."""
        return dict(
            project.query(f"SELECT name, body FROM {self.table} ORDER BY lower(name), name, id")
        )

    def save(self, action: Action, name: str, body: str) -> bool:
        """Save a body under a name, in the place of one of that name; returns whether it is news.

        Raises Invalid for a name that is empty or too long.
        """
        name = " ".join(name.split())
        if not name or len(name) > LONGEST:
            raise Invalid(f"A {self.what} needs a name of at most {LONGEST} letters.")
        rows = self._rows(action.project, name)
        if rows:
            return action.update(self.table, rows[0], {"body": body})
        action.insert(self.table, {"name": name, "body": body})
        return True

    def remove(self, action: Action, name: str) -> None:
        """Forget what has a name; raises Invalid where there is none."""
        rows = self._rows(action.project, name)
        if not rows:
            raise Invalid(f"There is no {self.what} “{name}”.")
        for row in rows:
            action.delete(self.table, row)

    def _rows(self, project: Project, name: str) -> list[int]:
        rows = project.query(f"SELECT id FROM {self.table} WHERE name = ?", (name,))
        return [row[0] for row in rows]


FILTERS = Shelf("saved_filter", "filter")
VIEWS = Shelf("saved_view", "view")
