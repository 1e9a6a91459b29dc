"""How long the Claims page takes to open over 50 MB of text in 350 documents with 20,000 claims.

Run with `pytest tests/bench/bench_claims_page.py -s`.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db import claims, documents
from db.project import Project
from db.records import Span
from tests.bench.bench_search import LENGTH, prose, words_of
from workbench import operations
from workbench.gui.perspectives.claims import ClaimsPerspective
from workbench.gui.session import Session
from workbench.settings import Settings

DOCUMENTS, CLAIMS = 350, 20_000


@pytest.fixture
def large(tmp_path: Path, qapp: QApplication) -> Iterator[Project]:
    chance = random.Random(1)
    pool = [prose(chance, words_of(), LENGTH).split("\n") for _ in range(8)]
    project = operations.new_project(tmp_path / "p.workbench", "", "Ana")
    with project.action("Add") as action:
        made = []
        for number in range(DOCUMENTS):
            chance.shuffle(pool[number % 8])
            text = "\n".join(pool[number % 8])
            made.append(documents.add(action, f"{number}.txt", text))
        for number in range(CLAIMS):
            start = chance.randrange(LENGTH - 1000)
            span = Span(start, start + chance.randint(40, 250))
            said = f"Statement {number}" if number % 3 else ""
            claims.add(action, made[number % DOCUMENTS], [span], statement=said)
    yield project
    project.close()


def test_the_page_opens(large, qtbot, tmp_path, benchmark):
    session = Session(large)

    def opened() -> tuple[tuple[ClaimsPerspective], dict[str, object]]:
        page = ClaimsPerspective(session, Settings(tmp_path / "settings.json"))
        qtbot.addWidget(page)
        page.resize(1400, 900)
        page.show()
        return (page,), {}

    def look(page: ClaimsPerspective) -> None:
        page.enter()
        page.grab()
        page.leave()

    benchmark.pedantic(look, setup=opened, rounds=3)
