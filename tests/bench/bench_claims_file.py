"""How long the import of 100,000 claims from a CSV file takes.

Run with `pytest tests/bench/bench_claims_file.py -s`. What is asked for: 15 s. Half of the claims
have tags that the codebook lacks, and one in ten has no offsets.
"""

import random
from pathlib import Path

import pytest

from db import documents
from workbench import operations
from workbench.exchange.claims_csv import ClaimRow, write_claims

DOCUMENTS, LINES = 50, 2_000
CLAIMS, TAGS = 100_000, 2_000


def texts() -> list[str]:
    chance = random.Random(1)
    words = ["dam", "grain", "the", "council", "border", "water", "pledged", "river", "troops"]
    return [
        "\n".join(f"{n}-{line} " + " ".join(chance.choices(words, k=10)) for line in range(LINES))
        for n in range(DOCUMENTS)
    ]


def rows(sources: list[str]) -> list[ClaimRow]:
    chance = random.Random(2)
    starts = [[n for n, sign in enumerate(text) if sign == "\n"] for text in sources]
    made = []
    for number in range(CLAIMS):
        source = number % DOCUMENTS
        start = chance.choice(starts[source][:-1]) + 1
        end = sources[source].index("\n", start)
        made.append(
            ClaimRow(
                f"{source}.txt",
                sources[source][start:end],
                ((None, None) if number % 10 == 0 else (start, end),),
                f"c{number}",
                f"What claim {number} says of the dam.",
                actors=(f"Actor {chance.randrange(TAGS)}", f"Actor {chance.randrange(TAGS)}"),
                concerns=(f"Concern {chance.randrange(100)}",),
                stance=chance.choice(("For", "Against", "Mixed", "")),
                coder=chance.choice(("Ana", "Ben")),
            )
        )
    return made


@pytest.fixture
def file(tmp_path: Path) -> tuple[Path, list[str]]:
    sources = texts()
    write_claims(tmp_path / "claims.csv", rows(sources))
    return tmp_path / "claims.csv", sources


def test_import_of_many_claims(file, tmp_path, benchmark):
    path, sources = file
    with operations.new_project(tmp_path / "p.workbench", "", "Ana") as project:
        with project.action("Add") as action:
            for number, text in enumerate(sources):
                documents.add(action, f"{number}.txt", text)

        def run() -> operations.ClaimsReport:
            with project.action("Import claims") as action:
                return operations.import_claims(action, path, add_tags=True)

        report = benchmark.pedantic(run, rounds=1)
        print(f"\n{report.added:,} claims, {len(report.new_tags):,} tags")
        print(f"{benchmark.stats['median']:.1f} s")
