"""What commands have in common: arguments, opening a project, names of documents and coders."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from db import coders, documents
from db.errors import Invalid
from db.project import Project
from db.records import Id
from workbench.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path, readable=False)  # what cannot be read is no wrong usage
#: how many troubles one sentence tells
MOST = 10


def coder_option(command: F) -> F:
    """Give a command the option that says who acts."""
    return click.option("--coder", default="", help="Who acts, by name.")(command)


def project_argument(command: F) -> F:
    """Give a command the project file as its first argument."""
    return click.argument("project", type=PATH)(command)


@contextmanager
def opened(path: Path, coder: str = "", *, write: bool = True) -> Iterator[Project]:
    """Open a project for one command: as the coder named, or the one in the settings."""
    with Project.open(path, coder or (Settings()["coder"] if write else ""), write=write) as found:
        yield found


def print_csv(text: str) -> None:
    """Write CSV to standard output."""
    # Bytes, for CSV is UTF-8 whatever the terminal speaks.
    click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)


def find_document(project: Project, name: str) -> Id:
    """Return the document of a name or title; raises Invalid unless there is just one."""
    found = documents.by_name_or_title(documents.all_documents(project)).get(name, [])
    if len(found) != 1:
        raise Invalid(
            f"The project has {len(found) or 'no'} documents called “{name}”; "
            "one must be meant, by its file name or title."
        )
    return found[0].id


def find_coder(project: Project, name: str) -> Id:
    """Return the coder of a name; raises Invalid where there is none."""
    known = {coder.name: coder.id for coder in coders.all_coders(project)}
    if name not in known:
        raise Invalid(f"There is no coder “{name}”; this project has {', '.join(known)}.")
    return known[name]
