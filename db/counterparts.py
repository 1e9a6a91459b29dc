"""What was answered about rows of projects that were started apart: which row here is the same."""

from db.log import Action
from db.project import Project
from db.records import Id


def all_counterparts(project: Project) -> dict[Id, tuple[str, Id]]:
    """Return by the other project's row its table and the row here that is the same, 0 for none."""
    rows = project.query('SELECT id, "table", own FROM counterpart')
    return {row: (table, own) for row, table, own in rows}


def keep(action: Action, row: Id, table: str, own: Id) -> bool:
    """Keep the answer that a row of another project is one here, or (0) none; returns if new."""
    values = {"table": table, "own": own}
    if action.row("counterpart", row):
        return action.update("counterpart", row, values)
    action.insert("counterpart", values, row)
    return True
