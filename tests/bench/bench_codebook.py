"""The codebook tree with 2,000 tags: a whole new book, and new counts.

Run with `python -m pytest tests/bench/bench_codebook.py`; wanted: a tenth of a second.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from db.records import Facet, Tag
from workbench.gui.codebook.view import CodebookPane

FACETS = [Facet(1, "actor", "Actors", False, 0)]
GROUPS = [Tag(i, 1, None, f"Group {i}", "ink", position=i) for i in range(1, 101)]
TAGS = [Tag(1000 + i, 1, 1 + i % 100, f"Tag {i}", "moss", position=i) for i in range(1900)]


@pytest.fixture
def pane(qtbot):
    pane = CodebookPane()
    qtbot.addWidget(pane)
    pane.resize(268, 700)
    pane.show()
    for i in range(1, 101):
        pane.tree.keep_open((1, i))
    return pane


def test_another_book(benchmark: BenchmarkFixture, pane: CodebookPane) -> None:
    books = [GROUPS + TAGS, TAGS + GROUPS[1:]]

    def show() -> None:
        books.reverse()
        pane.set_book(FACETS, books[0], {}, {})
        pane.tree.viewport().grab()

    benchmark(show)


def test_other_counts(benchmark: BenchmarkFixture, pane: CodebookPane) -> None:
    pane.set_book(FACETS, GROUPS + TAGS, {}, {})
    counts = [{1000: 1}, {1000: 2}]

    def show() -> None:
        counts.reverse()
        pane.set_book(FACETS, GROUPS + TAGS, counts[0], {})
        pane.tree.viewport().grab()

    benchmark(show)
