import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db import claims, documents, tags
from db.project import Project
from db.records import Id, Span, Style
from db.schema import TABLES

TEXT = "The lantern front denies 🔥 the raid.\nسد المورين is full — again and again.\n" * 40


def make(path: Path, coder: str = "Ana") -> Project:
    """Make a new project with the starters."""
    project = Project.create(path, "Upper Teshk", coder)
    with project.action("Starting codebook", "create") as action:
        tags.add_starters(action)
    return project


def facet(project: Project, key: str) -> Id:
    return next(one.id for one in tags.all_facets(project) if one.key == key)


def tag(project: Project, name: str) -> Id:
    return next(one.id for one in tags.all_tags(project) if one.name == name)


def fill(project: Project) -> None:
    """Give a project two documents, a codebook with groups, claims, and something undone."""
    with project.action("Import") as action:
        styles = (Style(0, 4, "strong"), Style(4, 11, "link", "https://example.org/a"))
        one = documents.add(action, "one.txt", TEXT, styles=styles, original=TEXT.encode())
        two = documents.add(action, "two.txt", TEXT.upper(), author="B. Writer", reliability="B")
    actor, concern = facet(project, "actor"), facet(project, "concern")
    with project.action("Codebook") as action:
        group = tags.add(action, actor, "Fronts", aliases=("the fronts",))
        actors = [tags.add(action, actor, name, parent=group) for name in ("Lantern", "Morrin")]
        concerns = [tags.add(action, concern, name) for name in ("water", "raids", "roads")]
    stances = [tag(project, name) for name in ("For", "Against")]
    for number in range(24):
        with project.action("Annotate") as action:
            start = number * 30
            claims.add(
                action,
                (one, two)[number % 2],
                [Span(start, start + 12), Span(start + 20, start + 25)][: 1 + number % 2],
                tags=[
                    (actors[number % 2], "holder"),
                    (concerns[number % 3], "holder"),
                    (stances[number % 2], "holder"),
                ],
                statement=f"Statement {number} — “quoted”",
            )
    with project.action("Read") as action:
        documents.set_reading(action, one, "reading")
    with project.action("Rename") as action:
        tags.edit(action, actors[0], name="Lantern Front")
    project.log.undo()


Snapshot = dict[str, dict[Id, tuple[Any, ...]]]


def snapshot(project: Project) -> Snapshot:
    """Everything an undo must bring back: all rows that are logged, but for the coders."""
    return {
        name: {row[0]: row for row in project.query(f'SELECT * FROM "{name}"')}
        for name, table in TABLES.items()
        if table.logged and name != "coder"
    }


def everything(project: Project) -> dict[str, set[tuple[Any, ...]]]:
    """All rows of all tables, the log too."""
    return {name: set(project.query(f'SELECT * FROM "{name}"')) for name in TABLES}


class Late(BaseException):
    """It took too long."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail when something takes longer; where there are no alarms, do not watch."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_arguments: object) -> None:
        raise Late

    previous = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
