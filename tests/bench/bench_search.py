"""How long a search takes over 50 MB of text and 100,000 claims, and how long making the index.

Run with `pytest tests/bench/bench_search.py -s`. What is asked for: a search within 100 ms once
indexed. The words follow Zipf's law; lines are wrapped, and some words broken over them.
"""

import random
import re
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import claims, documents
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.operations.indexing import pending, steps
from workbench.operations.pattern_search import PatternSearch
from workbench.operations.search import find
from workbench.operations.search_results import SearchRequest

DOCUMENTS, LENGTH = 350, 143_000
CLAIM_DOCUMENTS, CLAIMS = 20, 100_000
WORDS = 30_000
SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu la me ni po ru sa te vi wo zu kha shi tor ner pal مي سد لا رو"
)


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    return words_of()


def words_of() -> list[str]:
    """Return words from the most frequent to the rarest, short ones first."""
    chance = random.Random(1)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        size = 1 + min(len(words) // 200 + 1, chance.randint(1, 4))
        words["".join(chance.choices(SYLLABLES, k=size))] = None
    return list(words)


def prose(chance: random.Random, vocabulary: list[str], length: int) -> str:
    weights = [1 / (n + 3) for n in range(len(vocabulary))]
    words = chance.choices(vocabulary, weights, k=length // 5)
    for n in range(0, len(words), 17):
        words[n] = words[n].capitalize() + "."
    lines = textwrap.wrap(" ".join(words)[:length], 72)
    for n in range(0, len(lines) - 1, 9):
        if lines[n][-4:].isalpha():
            lines[n], lines[n + 1] = lines[n][:-2] + "-", lines[n][-2:] + " " + lines[n + 1]
    return "\n".join(lines)


def prepare(project: Project, folder: Path) -> tuple[float, float, float]:
    """Make the index; return all seconds, the longest reading and the longest work of a step."""
    began, reading, working = time.perf_counter(), 0.0, 0.0
    run = steps(project, pending(project, folder), folder)
    while True:
        start = time.perf_counter()
        step = next(run, None)
        read = time.perf_counter()
        reading = max(reading, read - start)
        if step is None:
            return time.perf_counter() - began, reading, working
        step.work(lambda: False)
        working = max(working, time.perf_counter() - read)


@pytest.fixture(scope="module")
def large(tmp_path_factory, vocabulary) -> Iterator[tuple[Project, Path]]:
    """A project of 50 MB, and where its index lies."""
    folder = tmp_path_factory.mktemp("large")
    chance = random.Random(2)
    pool = [prose(chance, vocabulary, LENGTH) for _ in range(35)]
    with operations.new_project(folder / "p.workbench", "", "Ana") as project:
        with project.action("Add") as action:
            for n in range(DOCUMENTS):
                lines = pool[n % len(pool)].split("\n")
                chance.shuffle(lines)
                documents.add(action, f"{n}.txt", f"Number{n}\n" + "\n".join(lines))
        size = sum(record.length for record in documents.all_documents(project))
        taken, reading, working = prepare(project, folder)
        index = next(folder.glob("*.index")).stat().st_size
        print(
            f"\n{size / 1e6:.1f} M characters indexed in {taken:.1f} s, {index / 1e6:.0f} MB; "
            f"the longest step read {1000 * reading:.0f} ms and worked {1000 * working:.0f} ms"
        )
        yield project, folder


@pytest.fixture(scope="module")
def claimed(tmp_path_factory, vocabulary) -> Iterator[tuple[Project, Path]]:
    """A project of 100,000 claims, and where its index lies."""
    folder = tmp_path_factory.mktemp("claimed")
    chance = random.Random(3)
    said = [prose(chance, vocabulary, 80).replace("\n", " ") for _ in range(2000)]
    with operations.new_project(folder / "p.workbench", "", "Ana") as project:
        with project.action("Add") as action:
            made = [
                documents.add(action, f"{n}.txt", prose(chance, vocabulary, LENGTH))
                for n in range(CLAIM_DOCUMENTS)
            ]
            for n in range(CLAIMS):
                start = chance.randrange(LENGTH // 2)
                span = Span(start, start + chance.randint(40, 250))
                statement, note = chance.choices(said, k=2)
                claims.add(action, made[n % len(made)], [span], statement=statement, note=note)
        taken, reading, working = prepare(project, folder)
        print(
            f"\n{CLAIMS:,} claims indexed in {taken:.1f} s; the longest step read "
            f"{1000 * reading:.0f} ms and worked {1000 * working:.0f} ms"
        )
        yield project, folder


def asked(vocabulary: list[str]) -> dict[str, str]:
    common, usual, rare = vocabulary[0], vocabulary[300], vocabulary[-5]
    return {
        "the commonest word": common,
        "a usual word": usual,
        "a rare word": rare,
        "a word of one document": "number77",
        "no word": "nowhere",
        "a beginning": f"{usual[:4]}*",
        "a usual phrase": f'"{usual} {common}"',
        "a phrase of common words": f'"{vocabulary[1]} {common}"',
        "two usual words": f"{usual} {vocabulary[400]}",
        "two common words": f"{common} {vocabulary[2]}",
        "any part of words": f"*{usual[1:5]}*",
        "part of rare words": f"*{rare[1:]}",
        "a word in Arabic script": next(
            word for word in vocabulary[1000:] if not word.isascii() and word[0] > "\u0600"
        ),
    }


KINDS = list(asked([f"abcdef{n}" if n % 2 else f"سد{n}" for n in range(2000)]))


@pytest.mark.parametrize("kind", KINDS)
def test_search_documents(large, vocabulary, kind, benchmark):
    project, folder = large
    request = SearchRequest(asked(vocabulary)[kind], "documents")
    found = benchmark.pedantic(find, (project, request, folder), rounds=5)
    print(f"\n{kind}: {found.sentence()}, {1000 * benchmark.stats['median']:.0f} ms")


@pytest.mark.parametrize("kind", KINDS)
def test_search_claims(claimed, vocabulary, kind, benchmark):
    project, folder = claimed
    request = SearchRequest(asked(vocabulary)[kind], "claims")
    found = benchmark.pedantic(find, (project, request, folder), rounds=5)
    print(f"\n{kind}: {found.sentence()}, {1000 * benchmark.stats['median']:.0f} ms")


def test_take_in_one_edited_claim(claimed, benchmark):
    project, folder = claimed
    claim = claims.of_document(project, documents.all_documents(project)[0].id)[0].id
    texts = iter(range(100))

    def edit() -> None:
        with project.action("Edit") as action:
            claims.edit(action, claim, statement=f"Other words {next(texts)}")

    benchmark.pedantic(prepare, (project, folder), setup=edit, rounds=5)


def test_search_for_a_pattern(large, benchmark):
    project, _folder = large

    def run() -> str:
        search = PatternSearch(project, SearchRequest(r"[Bb]a\w+\s+sa\w+", regex=True))
        for step in search.steps():
            step.work(lambda: False)
        return search.results().sentence()

    print("\n" + benchmark.pedantic(run, rounds=1))
