"""Whole projects: a new one, the sample, and what there is to say of one."""

import csv
import os
from pathlib import Path

from db import claims, coders, documents, tags
from db.errors import Invalid, ReadOnlyProject
from db.log import Action
from db.project import SUFFIX, Project
from db.records import ReadingState
from resources import resource
from workbench.exchange.files import replace_file
from workbench.operations.claims import import_claims
from workbench.operations.codebook import import_codebook
from workbench.operations.sources import Refused, add_sources, read_source
from workbench.operations.wording import counted
from workbench.readers.files import printable

SAMPLE_CODER = "Mira Tolan"
SAMPLE_NAME = "Upper Teshk water"


def new_project(path: Path, title: str, coder: str) -> Project:
    """Make a project with the facets and stances that every project starts with.

    Without a title it takes that of its file. Raises ProjectError where it cannot be made.
    """
    project = Project.create(path, title or printable(path.stem), coder)
    try:
        with project.action("Starting codebook", "create") as action:
            tags.add_starters(action)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def write_sample(folder: Path) -> Path:
    """Write the sample's sources and its project into a folder; returns the project's path.

    A sample that is there already is left as it is. Raises Invalid where the folder has other
    files under the names of the sources: they are nobody's to overwrite.
    """
    target = folder / f"{SAMPLE_NAME}{SUFFIX}"
    if not target.exists():
        try:
            _copy_sample(folder)
            _make_sample(folder, target)
        except OSError as error:
            raise ReadOnlyProject(f"{folder} cannot be written: {error.strerror}.") from error
    return target


def _copy_sample(folder: Path) -> None:
    files = {folder / item.name: item.read_bytes() for item in resource("sample").iterdir()}
    for file, data in files.items():
        if file.exists() and (not file.is_file() or file.read_bytes() != data):
            raise Invalid(f"{folder} has another {file.name} already; choose an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        replace_file(file, data)


def _make_sample(folder: Path, target: Path) -> None:
    draft = folder / f".{SAMPLE_NAME}.{os.getpid()}{SUFFIX}"
    try:
        with new_project(draft, SAMPLE_NAME, SAMPLE_CODER) as project:
            with project.action("Import the sample's sources") as action:
                _add_sample_sources(action, folder)
            with project.action("Import codebook") as action:
                import_codebook(action, folder / "codebook.csv")
            with project.action("Import claims") as action:
                import_claims(action, folder / "claims.csv")
                _set_reading(action)
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)


def _add_sample_sources(action: Action, folder: Path) -> None:
    with open(folder / "documents.csv", encoding="utf-8", newline="") as stream:
        known = {row.pop("document"): row for row in csv.DictReader(stream)}
    for name in known:
        source = read_source(folder / name)
        if isinstance(source, Refused):
            raise Invalid(source.reason)
        report = add_sources(action, [source])
        documents.edit(action, report.added[0], **known[name])


def _set_reading(action: Action) -> None:
    """Leave the sample as somebody at work: one document begun, two read, the rest to come."""
    states: tuple[ReadingState, ...] = ("reading", "done", "done")
    for document, state in zip(documents.all_documents(action.project), states, strict=False):
        documents.set_reading(action, document.id, state)


def info(project: Project) -> list[tuple[str, str]]:
    """Return what there is to say of a project: names and values, in reading order."""
    found = documents.all_documents(project)
    counts = claims.counts_by_document(project)
    states = documents.reading_states(project, project.coder.id)
    done = sum(states.get(document.id) == "done" for document in found)
    facets = tags.all_facets(project)
    entries = tags.all_tags(project)
    rows = [
        ("Project", project.title),
        ("File", str(project.path)),
        ("Coders", ", ".join(coder.name for coder in coders.all_coders(project))),
        ("Documents", f"{len(found):,}, {done:,} read by {project.coder.name}"),
        ("Claims", f"{sum(counts.values()):,}"),
    ]
    rows += [
        (facet.name, counted(sum(entry.facet == facet.id for entry in entries), "tag"))
        for facet in facets
    ]
    last = project.log.entries(1)
    if last:
        rows.append(("Last change", f"{last[0].label}, {last[0].coder}, {last[0].at}"))
    return rows
