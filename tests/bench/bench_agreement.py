"""How long it takes to see where coders differ, and how far they agree.

Wanted: the differences of a document with 500 claims of each of two coders in 200 ms; agreement
over 100,000 claims in 5 s by any unit, without the intervals. On a machine busy with other work the
clock shows up to 8 s by characters and by sentences, which take 5 s of the processor; that work
must rest for the limit to be tested.
Run with `pytest tests/bench/bench_agreement.py -s`; the large project takes half a minute.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from db import claims, coders, documents, tags
from db.project import Project
from db.records import Id, Span
from workbench import operations
from workbench.agreement.report import UNITS, Unit
from workbench.operations.agreement import AgreementRequest, measure_agreement
from workbench.operations.compare import compare_document

SENTENCE = "The reservoir at Halmar stood at a third of its volume. "
DOCUMENTS, CLAIMS = 50, 100_000


def fill(project: Project, count: int, among: int) -> tuple[Id, Id]:
    """Make claims of two coders who agree more often than not."""
    chance = random.Random(1)
    with project.action("Fill") as action:
        facets = {facet.key: facet.id for facet in tags.all_facets(project)}
        actors = [tags.add(action, facets["actor"], f"actor {n}") for n in range(60)]
        concerns = [tags.add(action, facets["concern"], f"concern {n}") for n in range(30)]
        pair = coders.ensure(action, "Ana"), coders.ensure(action, "Joren")
        each = count // among // 2
        text = "".join(
            SENTENCE + "\n" * (n % 5 == 0) for n in range(each * 120 // len(SENTENCE) + 5)
        )
        for number in range(among):
            document = documents.add(action, f"{number}.txt", f"{number} {text}")
            for place in range(each):
                start = place * 120 + chance.randrange(40)
                said = (chance.choice(actors), chance.choice(actors), chance.choice(concerns))
                for coder in pair:
                    chosen = dict.fromkeys(
                        tag if chance.random() < 0.8 else chance.choice(actors) for tag in said
                    )
                    begin = start + chance.choice((0, 0, 7))
                    spans = [Span(begin, start + 60 + chance.randrange(80))]
                    tagged = [(tag, "holder") for tag in chosen]
                    claims.add(action, document, spans, tags=tagged, coder=coder)
    return pair


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, tuple[Id, Id]]]:
    path = tmp_path_factory.mktemp("large") / "large.workbench"
    with operations.new_project(path, "Large", "Ana") as project:
        yield project, fill(project, CLAIMS, DOCUMENTS)


@pytest.mark.parametrize("unit", UNITS)
def test_agreement_over_100_000_claims(
    benchmark: BenchmarkFixture, large: tuple[Project, tuple[Id, Id]], unit: Unit
) -> None:
    project, pair = large
    request = AgreementRequest(pair, unit, resamples=0)
    report = benchmark.pedantic(measure_agreement, (project, request), rounds=1)
    print(f"\n{unit}: {report.rows[0].n:,} judgements, {len(report.rows)} rows")
    assert benchmark.stats.stats.max <= 5


def test_differences_of_a_document_with_500_claims_each(
    benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    with operations.new_project(tmp_path / "one.workbench", "One", "Ana") as project:
        pair = fill(project, 1000, 1)
        (document,) = documents.all_documents(project)
        found = benchmark.pedantic(compare_document, (project, document.id, *pair), rounds=10)
        print(f"\n{sum(not one.same for one in found)} differences at {len(found)} places")
        assert benchmark.stats.stats.max <= 0.2
