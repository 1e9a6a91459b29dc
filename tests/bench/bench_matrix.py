"""How long a matrix of 200 x 100 tags takes over 10,000, 100,000 and 1,000,000 claims.

Wanted over 100,000: shown in 250 ms from the file, one tag changed and the cell right in 16 ms, a
filter in 250 ms, the 1,000 claims of a cell in 50 ms; over 1,000,000: 3 s and 600 MB.
Run with `pytest tests/bench/bench_matrix.py -s`; it prints a table, and takes some minutes to make
the projects. CLAIMS=10000,100000 in the environment leaves the largest out. The time of the
processor is shown beside that of the clock where other programs are at work.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tabulate import tabulate

from db import claims, documents, tags
from db.project import Project
from db.records import Id
from db.schema import derived_id, new_id
from workbench.matrix import Axis, Filter, Matrix, Request, Sort
from workbench.operations.matrix_source import MatrixSource

SIZES = [int(size) for size in os.environ.get("CLAIMS", "10000,100000,1000000").split(",")]
TEXT = "The reservoir at Halmar stood at a third of its volume. " * 400
ROUNDS = 5
ROOT = Path(__file__).parents[2]


def codebook(project: Project) -> dict[str, list[Id]]:
    """Add 200 actors and 100 concerns, in groups of ten."""
    facets = {facet.key: facet.id for facet in tags.all_facets(project)}
    made: dict[str, list[Id]] = {"actor": [], "concern": []}
    with project.action("Codebook") as action:
        for key, count in (("actor", 200), ("concern", 100)):
            for number in range(count):
                if number % 10 == 0:
                    group = tags.add(action, facets[key], f"{key} group {number // 10}")
                made[key].append(tags.add(action, facets[key], f"{key} {number}", parent=group))
    return made


def fill(project: Project, size: int) -> None:
    """Write claims past the log, which would take an hour for the largest."""
    dice = random.Random(1)
    with project.action("Import") as action:
        tags.add_starters(action)
    made = codebook(project)
    stances = [one.id for one in tags.all_tags(project) if one.sign]
    with project.action("Import") as action:
        places = [
            documents.add(action, f"{n}.txt", TEXT + str(n), publisher=f"Paper {n % 7}",
                          published_on=f"{2015 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}")
            for n in range(100)
        ]  # fmt: skip
    me, execute = project.coder.id, project.connection
    ids = [new_id() for _ in range(size)]
    links = []
    for number, claim in enumerate(ids):
        carried = dice.sample(made["actor"], dice.choice((1, 1, 2)))
        carried += dice.sample(made["concern"], dice.choice((1, 1, 2)))
        carried += dice.sample(stances, number % 2)
        links += [(derived_id("claim_tag", claim, tag), claim, tag, me) for tag in carried]
    execute.execute("BEGIN")
    execute.executemany(
        "INSERT INTO claim (id, document, coder, confidence, statement) VALUES (?, ?, ?, ?, ?)",
        sorted(
            (claim, places[n % 100], me, ("", "low", "high")[n % 3], f"Statement {n} on water")
            for n, claim in enumerate(ids)
        ),
    )
    execute.executemany(
        'INSERT INTO span (id, claim, position, start, "end") VALUES (?, ?, 0, ?, ?)',
        sorted((new_id(), claim, n % 20_000, n % 20_000 + 60) for n, claim in enumerate(ids)),
    )
    execute.executemany(
        "INSERT INTO claim_tag (id, claim, tag, coder) VALUES (?, ?, ?, ?)", sorted(links)
    )
    execute.execute("COMMIT")


@pytest.fixture(scope="session", params=SIZES, ids=lambda size: f"{size:,} claims")
def large(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("large") / "large.workbench"
    with Project.create(path, "Large", "Ana") as project:
        fill(project, request.param)
        yield project


def timed(run: Callable[[], object], rounds: int = ROUNDS) -> str:
    """The median by the clock, and that of the processor, in milliseconds."""
    clock, processor = [], []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    return f"{sorted(clock)[rounds // 2] * 1000:.1f} ({sorted(processor)[rounds // 2] * 1000:.1f})"


def test_scaling(large: Project, capsys: pytest.CaptureFixture[str]) -> None:
    table = [("shown, from the file", timed(lambda: MatrixSource(large).build(Request())))]
    source = MatrixSource(large)
    found = source.build(Request())
    for name, asked in requests(large).items():
        source.build(asked)  # what it needs is read once

        def recount(asked: Request = asked) -> Matrix:
            source._board = None
            return source.build(asked)

        table.append((name, timed(recount)))
    table.append(("one tag changed", timed(lambda: change(large, source, found), 15)))
    table.append(("– of it, saving", timed(lambda: save(large, found), 15)))
    cell = found.claims_of(0, None)[:1000]
    table.append((f"drill-down of {len(cell):,} claims", timed(lambda: claims.many(large, cell))))
    used = memory(large)
    with capsys.disabled():
        head = [f"{found.scope:,} claims, {used} MB", "ms (of the processor)"]
        print("\n" + tabulate(table, head, tablefmt="github"))


def memory(project: Project) -> int:
    """The largest resident memory of a process that counts the matrix once, in MB."""
    code = (
        "import resource, sys; from pathlib import Path; from db.project import Project; "
        "from workbench.matrix import Request; "
        "from workbench.operations.matrix_source import build_matrix; "
        "build_matrix(Project.open(Path(sys.argv[1]), write=False), Request()); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    run = [sys.executable, "-c", code, str(project.path)]
    return int(subprocess.run(run, cwd=ROOT, check=True, capture_output=True).stdout)


def requests(project: Project) -> dict[str, Request]:
    stance = next(one.id for one in tags.all_tags(project) if one.sign == 1)
    both = Axis("actor", levels="both"), Axis("concern", levels="both")
    return {
        "counted anew": Request(),
        "groups and tags": Request(*both),
        "sorted by likeness": Request(Axis("actor", sort=Sort("similarity"))),
        "filter: dates": Request(filter=Filter(since="2018", until="2020-06")),
        "filter: stance": Request(filter=Filter(tags=frozenset([stance]))),
        "filter: confidence": Request(filter=Filter(confidence="high")),
        "documents": Request(measure="documents"),
        "sources": Request(measure="sources"),
        "balance": Request(measure="balance"),
        "average confidence": Request(measure="confidence"),
        "adjusted residuals": Request(measure="residual"),
        "by year": Request(period="year"),
        "months by concerns": Request(Axis(":month")),
    }


def save(project: Project, found: Matrix) -> Any:
    claim, tag = found.claims_of(0, 0)[0], found.columns[5].id
    assert tag is not None
    with project.action("Tag") as action:
        if not claims.remove_tag(action, claim, tag):
            claims.add_tag(action, claim, tag)
    return action.changes


def change(project: Project, source: MatrixSource, found: Matrix) -> None:
    source.follow(save(project, found))
    source.build(Request())
