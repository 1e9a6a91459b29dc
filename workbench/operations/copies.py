"""Copies of a project to hand on."""

import secrets
from collections.abc import Collection
from pathlib import Path

from db import copies
from db.project import Project
from db.records import Id
from workbench.operations.wording import counted


def copy_project(
    project: Project, path: Path, *, documents: Collection[Id] = (), anonymous: bool = False
) -> str:
    """Write a copy with some documents only, without the coders' names, or both; says what it has.

    See `db.copies` for what that means. Without either it is a plain copy. Raises Invalid where
    the file exists or a document is not in the project.
    """
    if documents and anonymous:
        draft = path.with_name(f".{secrets.token_hex(8)}.draft")
        try:
            number = copies.copy_documents(project, draft, documents)
            with Project.open(draft, write=False) as part:
                copies.copy_anonymous(part, path)
        finally:
            draft.unlink(missing_ok=True)
        return f"{path.name} has {counted(number, 'document')} and no names of coders."
    if documents:
        number = copies.copy_documents(project, path, documents)
        return f"{path.name} has {counted(number, 'document')} with all that was made of them."
    if anonymous:
        number = copies.copy_anonymous(project, path)
        return f"{path.name} calls its {counted(number, 'coder')} by numbers."
    project.back_up(path)
    return f"{path.name} is a copy of the whole project."
