"""How long the project file takes: a claim saved, opening, undo, a long log.

Wanted: a claim saved in 10 ms (of twenty, nineteen), the recent tags of 50,000 actions in 5 ms.
Run with `pytest tests/bench/bench_db.py`; the two large projects take about a minute to make.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import claims, documents, tags
from db.check import check
from db.project import Project
from db.records import Id, Span

TEXT = "The reservoir at Halmar stood at a third of its volume. " * 2000


def new(path: Path) -> Project:
    project = Project.create(path, "Large", "Ana")
    with project.action("Starting codebook", "create") as action:
        tags.add_starters(action)
    return project


def codebook(project: Project, key: str, count: int) -> list[Id]:
    """Add tags in groups of ten."""
    facet = next(one.id for one in tags.all_facets(project) if one.key == key)
    made: list[Id] = []
    with project.action("Codebook") as action:
        for number in range(count):
            if number % 10 == 0:
                group = tags.add(action, facet, f"{key} group {number // 10}")
            made.append(tags.add(action, facet, f"{key} {number}", parent=group))
    return made


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """200 actors, 100 concerns and 100,000 claims in 20 documents; half take a stance."""
    dice = random.Random(1)
    with new(tmp_path_factory.mktemp("large") / "large.workbench") as project:
        actors, concerns = codebook(project, "actor", 200), codebook(project, "concern", 100)
        stances = [one.id for one in tags.all_tags(project) if one.name in ("For", "Against")]
        with project.action("Import") as action:
            places = [documents.add(action, f"{n}.txt", TEXT) for n in range(20)]
        with project.action("Claims") as action:
            for number in range(100_000):
                start = dice.randrange(100_000)
                carried = dice.sample(actors, dice.choice((1, 1, 2)))
                carried += dice.sample(concerns, dice.choice((1, 1, 2)))
                carried += dice.sample(stances, number % 2)
                claims.add(
                    action,
                    places[number % 20],
                    [Span(start, start + 60)],
                    tags=[(tag, "holder") for tag in carried],
                    statement=f"Statement {number} about the water",
                )
        yield project


@pytest.fixture(scope="session")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """50,000 actions, each with one tag put on or taken off a claim."""
    with new(tmp_path_factory.mktemp("long") / "long.workbench") as project:
        actors = codebook(project, "actor", 20)
        with project.action("Import") as action:
            document = documents.add(action, "one.txt", TEXT)
            claim = claims.add(action, document, [Span(0, 60)])
        project.connection.execute("PRAGMA synchronous = OFF")  # only to be ready sooner
        for number in range(50_000):
            with project.action("Tag") as action:
                tag = actors[number // 2 % 20]
                if number % 2:
                    claims.remove_tag(action, claim, tag)
                else:
                    claims.add_tag(action, claim, tag)
        project.connection.execute("PRAGMA synchronous = EXTRA")
        yield project


def report(benchmark: Any) -> None:
    times = benchmark.stats.stats.sorted_data
    benchmark.extra_info["p95 in ms"] = round(times[int(len(times) * 0.95)] * 1000, 2)
    print(f"\n95 of 100 within {benchmark.extra_info['p95 in ms']} ms")


def annotate(project: Project) -> None:
    carried = [(one.id, "holder") for one in tags.all_tags(project)[:2]]
    document = documents.all_documents(project)[0].id
    with project.action("Annotate") as action:
        claims.add(action, document, [Span(10, 90)], tags=carried, statement="It is low.")


def test_save_a_claim(benchmark: Any, tmp_path: Path) -> None:
    with new(tmp_path / "small.workbench") as project:
        codebook(project, "actor", 45)
        with project.action("Import") as action:
            documents.add(action, "one.txt", TEXT)
        benchmark.pedantic(annotate, (project,), rounds=400, warmup_rounds=5)
    report(benchmark)


def test_save_a_claim_in_a_large_project(benchmark: Any, large: Project) -> None:
    benchmark.pedantic(annotate, (large,), rounds=200, warmup_rounds=5)
    report(benchmark)


def test_undo_a_claim(benchmark: Any, large: Project) -> None:
    benchmark.pedantic(large.log.undo, setup=lambda: annotate(large), rounds=100, warmup_rounds=1)
    report(benchmark)


def test_open_a_large_project(benchmark: Any, large: Project, tmp_path: Path) -> None:
    path = tmp_path / "copy.workbench"
    large.back_up(path)

    def open_and_close() -> None:
        Project.open(path, "Ana").close()

    benchmark.pedantic(open_and_close, rounds=5, warmup_rounds=1)


def test_check_a_large_project(benchmark: Any, large: Project) -> None:
    assert benchmark.pedantic(check, (large,), rounds=1) == []


def test_recent_tags_of_a_long_log(benchmark: Any, long_log: Project) -> None:
    found = benchmark(claims.recent_tags, long_log, long_log.coder.id, 8)
    assert len(found) == 8


def test_recent_tags_after_a_large_import(benchmark: Any, large: Project) -> None:
    # How many depends on what the other measurements tagged before.
    assert benchmark(claims.recent_tags, large, large.coder.id, 8)


def test_first_undo_label_of_a_long_log(benchmark: Any, long_log: Project) -> None:
    def ask() -> str | None:
        long_log.log._undo.forget()
        return long_log.log.undoable()

    benchmark.pedantic(ask, rounds=5)
