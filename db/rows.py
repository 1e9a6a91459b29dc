"""Rows as they are, for taking them from one project into another."""

from collections.abc import Iterator

from db.images import COLUMNS, Row
from db.project import Project
from db.records import Id

__all__ = ["Row", "all_rows", "content", "was_taken_away"]


def all_rows(project: Project, table: str) -> Iterator[Row]:
    """Yield the rows of a table in the order of their ids, as columns and values."""
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    for values in project.query(f'SELECT {names} FROM "{table}" ORDER BY id'):
        yield dict(zip(COLUMNS[table], values, strict=True))


def content(project: Project, digest: str) -> str | bytes:
    """Return what is kept under a hash, as it is kept."""
    ((found,),) = project.query("SELECT data FROM content WHERE sha256 = ?", (digest,))
    return found if isinstance(found, str | bytes) else str(found)


def was_taken_away(project: Project, table: str, row: Id) -> bool:
    """Whether somebody removed a row, other than by undoing that it came."""
    last = project.query(
        "SELECT kind, after IS NULL FROM change JOIN action ON action.id = change.action "
        'WHERE "table" = ? AND "row" = ? '
        "ORDER BY lamport DESC, session DESC, position DESC LIMIT 1",
        (table, row),
    )
    return bool(last) and bool(last[0][1]) and last[0][0] != "undo"
