"""How long a folder of 1,000 text files of 20 kB takes to come in. Wanted: 10 s, disk and all.

Run with `pytest tests/bench/bench_import.py`.
"""

import csv
import random
from itertools import count
from pathlib import Path

import pytest

from db.project import Project
from workbench import operations

FILES, LENGTH = 1000, 20_000
CLAIMS = 5000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """1,000 texts of about 20 kB, a hundred of them a second time."""
    chance = random.Random(1)
    words = ["the", "dam", "fills", "river", "accord", "border raids", "price", "نهر السد", "über"]
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(FILES):
        text = f"Report {number}\n\n"
        while len(text) < LENGTH:
            text += " ".join(chance.choices(words, k=12)) + chance.choice(
                [".\n", ", ", ". ", "\n\n"]
            )
        (folder / f"{number:04}.txt").write_text(text[:LENGTH], encoding="utf-8")
    for number in range(100):
        copy = folder / f"copy {number}.txt"
        copy.write_bytes((folder / f"{number:04}.txt").read_bytes())
    return folder


@pytest.fixture
def new(tmp_path: Path):
    """Makes new projects, one after the other."""
    projects: list[Project] = []
    numbers = count()

    def new() -> Project:
        path = tmp_path / f"{next(numbers)}.workbench"
        projects.append(operations.new_project(path, "", "Mira"))
        return projects[-1]

    yield new
    for project in projects:
        project.close()


def take(project: Project, folder: Path) -> operations.ImportReport:
    files = operations.find_files([folder])
    with project.action("Import") as action:
        read = (operations.read_source(path) for path in files)
        return operations.add_sources(
            action, (item for item in read if isinstance(item, operations.Source))
        )


def test_import_1000_files(folder, new, benchmark):
    report = benchmark.pedantic(take, setup=lambda: ((new(), folder), {}), rounds=3)
    assert len(report.added) == FILES
    assert len(report.duplicates) == 100


def test_import_the_same_folder_again(folder, new, benchmark):
    project = new()
    take(project, folder)
    assert not benchmark.pedantic(take, (project, folder), rounds=3).added


def test_import_claims_by_their_quotes(folder, new, tmp_path, benchmark):
    """5,000 claims over 50 documents, all of them without offsets."""
    chance = random.Random(2)
    path = tmp_path / "claims.csv"
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["document", "quote", "actors", "concerns"])
        for number in range(CLAIMS):
            text = (folder / f"{number % 50:04}.txt").read_text(encoding="utf-8")
            start = chance.randrange(LENGTH - 200)
            quote = " ".join(text[start : start + 150].split())
            writer.writerow([f"{number % 50:04}.txt", quote, f"Actor {number % 99}", "Water"])

    def setup():
        project = new()
        take(project, folder)
        return (project,), {}

    def find(project: Project) -> int:
        with project.action("Claims") as action:
            return operations.import_claims(action, path, add_tags=True, skip_bad=True).added

    assert benchmark.pedantic(find, setup=setup, rounds=1) > 0.99 * CLAIMS
