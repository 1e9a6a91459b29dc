"""The careful annotation of the shared sources, with that of the second coder, as a project."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import coders, documents
from db.project import Project
from db.records import Id
from workbench import operations


@contextmanager
def opened(shared: Path, folder: Path) -> Iterator[Project]:
    """A project with the claims of both coders."""
    gold = shared / "gold"
    with operations.new_project(folder / "gold.workbench", "Gold", "gold") as project:
        files = operations.find_files([shared / "sources"])
        with project.action("Gold") as action:
            operations.add_sources(action, [operations.read_source(path) for path in files])
            operations.import_codebook(action, gold / "codebook.csv")
            for name in ("claims.csv", "coder_b.csv"):
                operations.import_claims(action, gold / name, add_tags=True)
        yield project


def coder(project: Project, name: str) -> Id:
    return next(one.id for one in coders.all_coders(project) if one.name == name)


def doubly_coded(project: Project, gold: Path) -> dict[str, Id]:
    """The documents that the second coder has coded too, by name."""
    with (gold / "coder_b.csv").open(encoding="utf-8", newline="") as file:
        names = {row["document"] for row in csv.DictReader(file)}
    return {
        record.name: record.id
        for record in documents.all_documents(project)
        if record.name in names
    }
