"""Where tables may be written."""

from pathlib import Path

from db.errors import Invalid
from db.lock import lock_path
from db.project import SUFFIX, Project
from workbench.exchange.files import replace_file


def assert_no_project(project: Project, path: Path) -> None:
    """Raise Invalid where a table would take the place of a project or of its lock file."""
    taken = (project.path.resolve(), lock_path(project.path).resolve())
    if path.suffix.lower() == SUFFIX or path.resolve() in taken:
        raise Invalid(f"{path.name} is a project: choose another name, such as {path.stem}.csv.")


def write_text(project: Project, path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; raises Invalid as `assert_no_project` does."""
    assert_no_project(project, path)
    replace_file(path, text.encode())
