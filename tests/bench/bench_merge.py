"""How long bringing in a teammate's file takes: 20,000 of their claims into 20,000 of one's own.

Wanted: summary and merge together within 10 s. Run with `pytest tests/bench/bench_merge.py -s`;
the two copies take about half a minute to make.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import claims, documents, tags
from db.conflicts import conflicts
from db.project import Project
from db.records import Span
from workbench import operations

TEXT = "The reservoir at Halmar stood at a third of its volume. " * 2000
CLAIMS = 20_000
AT_ONCE = 10  # claims of one action: a sitting, not an import


def annotate(project: Project, seed: int) -> None:
    dice = random.Random(seed)
    places = documents.all_documents(project)
    found = [one.id for one in tags.all_tags(project) if one.parent is not None]
    project.connection.execute("PRAGMA synchronous = OFF")  # only to be ready sooner
    for number in range(CLAIMS // AT_ONCE):
        with project.action("Annotate") as action:
            for _ in range(AT_ONCE):
                start = dice.randrange(100_000)
                claims.add(
                    action,
                    places[number % len(places)].id,
                    [Span(start, start + 60)],
                    tags=[(tag, "holder") for tag in dice.sample(found, 3)],
                    statement=f"Statement {number} about the water",
                )


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two copies of a project with 20 documents and 300 tags, each with 20,000 claims since."""
    folder = tmp_path_factory.mktemp("large")
    mine, theirs = folder / "mine.workbench", folder / "theirs.workbench"
    with operations.new_project(mine, "Large", "Ana") as project:
        with project.action("Import") as action:
            for number in range(20):
                documents.add(action, f"{number}.txt", f"{number} {TEXT}")
            for facet in tags.all_facets(project)[:2]:
                group = tags.add(action, facet.id, f"{facet.name} group")
                for number in range(150):
                    tags.add(action, facet.id, f"{facet.name} {number}", parent=group)
        project.back_up(theirs)
        annotate(project, 1)
    with Project.open(theirs, "Bo") as project:
        annotate(project, 2)
    return mine, theirs


@pytest.fixture
def mine(copies: tuple[Path, Path], tmp_path: Path) -> Iterator[Project]:
    with Project.open(Path(shutil.copy(copies[0], tmp_path / "mine.workbench")), "Ana") as project:
        yield project


def test_bring_in(benchmark: Any, mine: Project, copies: tuple[Path, Path]) -> None:
    def bring_in() -> None:
        operations.merge_file(mine, operations.plan_merge(mine, copies[1]))

    benchmark.pedantic(bring_in, rounds=1)
    assert len(claims.all_claims(mine)) == 2 * CLAIMS


def test_plan(benchmark: Any, mine: Project, copies: tuple[Path, Path]) -> None:
    plan = benchmark.pedantic(operations.plan_merge, (mine, copies[1]), rounds=1)
    assert plan.totals.claims == CLAIMS


def test_conflicts_after_it(benchmark: Any, mine: Project, copies: tuple[Path, Path]) -> None:
    operations.merge_file(mine, operations.plan_merge(mine, copies[1]))
    assert benchmark.pedantic(conflicts, (mine,), rounds=3) == []
