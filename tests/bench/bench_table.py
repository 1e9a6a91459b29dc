"""Times of the table of all claims with 100,000 of them and 2,000 tags.

Run with `pytest tests/bench/bench_table.py`. What is asked for: a filter within 200 ms, a sort
within 500 ms, a turn of the wheel within 16 ms.
"""

import random
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from db.records import CONFIDENCES, HUES, Claim, ClaimTag, Coder, Facet, Span, Tag
from tests.gui.table.matter import Said
from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.filters import Filter
from workbench.gui.table.page import ClaimsPage
from workbench.gui.table.rows import TableRow

COUNT, TAGS, DOCUMENTS = 100_000, 2000, 300
WORDS = re.findall(
    r"\S+",
    """
    the council met in the harbour town and spoke of water grain and roads because the villages’
    men upstream had heard nothing of the promise that the engineers made in spring when prices rose
""",
)
CODERS = (Coder(1, "Mira Tolan"), Coder(2, "Jonas Verne"))
STANCES = (10, 11, 12)


def codebook() -> CodeBook:
    facets = (
        Facet(1, "actor", "Actors", False, 0),
        Facet(2, "concern", "Concerns", False, 1),
        Facet(3, "stance", "Stance", True, 2),
    )
    tags = {
        100 + i: Tag(100 + i, 1 + i % 2, 100 + i % 40 if i >= 40 else None,
                     f"Tag of the kind {i}", HUES[i % 12], position=i)
        for i in range(TAGS)
    }  # fmt: skip
    for sign, stance in zip((1, -1, 0), STANCES, strict=True):
        tags[stance] = Tag(stance, 3, None, f"Stance {sign}", "ink", sign=sign)
    return CodeBook(facets, tags)


def make_rows() -> list[TableRow]:
    chance = random.Random(1)
    rows = []
    for number in range(COUNT):
        coder = chance.choice(CODERS)
        document = chance.randrange(DOCUMENTS)
        tags = {chance.randrange(100, 100 + TAGS), chance.randrange(100, 100 + TAGS)}
        given = tuple(ClaimTag(tag, coder.id) for tag in (*tags, chance.choice(STANCES)))
        start = chance.randrange(100_000)
        words = " ".join(chance.choices(WORDS, k=12)).capitalize()
        claim = Claim(
            2**61 + number * 7919, document, coder.id, (Span(start, start + 90),), given, "",
            f"{words} {number % 50}." if number % 4 else "", f"Speaker {number % 60}",
            chance.choice(CONFIDENCES),
        )  # fmt: skip
        quote = " ".join(chance.choices(WORDS, k=25))
        rows.append(
            TableRow(claim, f"Document {document}", document, "The Post", f"202{number % 7}",
                     coder, coder.id == 1, Said(quote, f"line {start // 90}"))
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def rows() -> list[TableRow]:
    made = make_rows()
    for row in made:
        _ = row.folded, row.tags  # as the table does while nobody waits
    return made


@pytest.fixture
def page(qtbot, qapp: QApplication, rows: list[TableRow]) -> ClaimsPage:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    page = ClaimsPage()
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.set_book(codebook())
    page.set_rows(rows)
    page.show()
    qtbot.waitExposed(page)
    return page


def shown(page: ClaimsPage, qapp: QApplication) -> None:
    qapp.processEvents()
    page.table.viewport().repaint()


def test_fill(page, rows, benchmark, qapp):
    def fill() -> None:
        page.set_rows(rows)
        shown(page, qapp)

    benchmark.pedantic(fill, rounds=3)


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(text="harb"),
        Filter(text="harb nothing grain"),
        Filter(tags=frozenset({101})),
        Filter(tags=frozenset({101, 102, 10}), without=frozenset({104})),
        Filter(missing=frozenset({"statement"}), since="2022", until="2024"),
        Filter(text="water", tags=frozenset({100, 101, 11}), confidences=frozenset({"low"}),
               coders=frozenset({1}), documents=frozenset(range(100))),
    ],
    ids=["a word", "three words", "a group of tags", "tags and without", "missing and dates",
         "all together"],
)  # fmt: skip
def test_filter(page, benchmark, qapp, wanted):
    def choose() -> None:
        page.set_filter(wanted)
        shown(page, qapp)

    benchmark.pedantic(choose, setup=lambda: page.set_filter(Filter()), rounds=5)


@pytest.mark.parametrize(
    "key", ["places", "document", "statement", "facet:actor", "facet:stance", "confidence"]
)
def test_sort(page, benchmark, qapp, key):
    ways = iter([True, False] * 3)

    def sort() -> None:
        page.model.set_sort(key, next(ways))
        shown(page, qapp)

    benchmark.pedantic(sort, rounds=4)


@pytest.mark.parametrize("group", ["document", "facet:actor"])
def test_group(page, benchmark, qapp, group):
    def arrange() -> None:
        page.model.set_group(group)
        shown(page, qapp)

    benchmark.pedantic(arrange, setup=lambda: page.model.set_group(""), rounds=3)


def test_one_claim_changes(page, rows, benchmark, qapp):
    page.model.set_sort("statement")
    numbers = iter(range(1, 1000))

    def change() -> None:
        number = next(numbers)
        row = rows[number * 50]
        claim = replace(row.claim, statement=f"{WORDS[number % 20]} anew")
        page.update_rows([replace(row, claim=claim)], [])
        shown(page, qapp)

    benchmark.pedantic(change, rounds=20)


def test_check_all(page, benchmark, qapp):
    def check() -> None:
        page.model.toggle_shown()
        shown(page, qapp)

    benchmark.pedantic(check, rounds=4)


@pytest.mark.parametrize("group", ["", "facet:actor"])
def test_a_turn_of_the_wheel(page, benchmark, qapp, group):
    page.model.set_group(group)
    point = QPointF(400, 400)

    def turn(angle: int) -> None:
        event = QWheelEvent(
            point, point, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(page.table.viewport(), event)
        qapp.processEvents()

    angles = iter([-120] * 200 + [120] * 200)
    benchmark.pedantic(lambda: turn(next(angles)), rounds=400)
    times = sorted(benchmark.stats.stats.data)
    benchmark.extra_info["p95 ms"] = round(1000 * times[int(0.95 * len(times))], 2)


def test_a_whole_repaint(page, benchmark):
    chance = random.Random(3)
    bar = page.table.verticalScrollBar()

    def jump() -> None:
        bar.setValue(chance.randrange(bar.maximum()))
        page.table.viewport().repaint()

    benchmark.pedantic(jump, rounds=50)
    times = sorted(benchmark.stats.stats.data)
    benchmark.extra_info["p95 ms"] = round(1000 * times[int(0.95 * len(times))], 2)
