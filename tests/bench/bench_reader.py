"""Times of the reader with 10 MB of text and 50,000 marks.

Run with `pytest tests/bench/bench_reader.py`. What is asked for: first paint within 300 ms; one
more mark, and a turn of the wheel, within 16 ms.
"""

import random
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from workbench.gui.reader.area import ReaderArea
from workbench.gui.reader.marks import Mark

WORDS = re.findall(
    r"\w+",
    """
    the council met in the harbour town and spoke of water grain and roads because the villages
    upstream had heard nothing of the promise that the engineers made in spring when prices rose
""",
)
HUES = ("ink", "brick", "lagoon", "amber", "violet", "jade")
SIZE, MARKS = 10_000_000, 50_000


@pytest.fixture(scope="module")
def text() -> str:
    chance = random.Random(1)
    paragraphs = []
    length = 0
    while length < SIZE:
        words = chance.choices(WORDS, k=max(3, int(chance.lognormvariate(0, 0.7) * 33)))
        paragraphs.append(" ".join(words).capitalize() + ".")
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)[:SIZE]


@pytest.fixture(scope="module")
def marks() -> list[Mark]:
    chance = random.Random(2)
    made = []
    for claim in range(MARKS):
        start = chance.randrange(SIZE - 400)
        end = start + min(390, int(chance.lognormvariate(4.3, 0.8)) + 3)
        made.append(Mark(claim, start, end, chance.choice(HUES), claim % 4 > 0, "MT", "A, B"))
    return made


@pytest.fixture
def area(qapp: QApplication):
    area = ReaderArea()
    area.resize(964, 900)
    area.show()
    qapp.processEvents()
    yield area
    area.close()


def settle(area: ReaderArea, qapp: QApplication) -> None:
    while area.busy():
        qapp.processEvents()


def test_first_paint(benchmark, area, text, marks):
    def show():
        area.set_document(text, (), reflow=False)
        area.set_marks(marks)
        area.repaint()
        area.viewport().repaint()

    benchmark.pedantic(show, rounds=5)


def test_one_more_mark(benchmark, area, qapp, text, marks):
    area.set_document(text, (), reflow=False)
    area.set_marks(marks)
    settle(area, qapp)
    area.restore_place(SIZE // 2)
    place = area.place()
    added = iter(range(MARKS, MARKS + 1000))

    def add():
        claim = next(added)
        at = place + claim % 40 * 20
        area.update_claims([], [replace(marks[0], claim=claim, start=at, end=at + 90)])
        qapp.processEvents()

    benchmark.pedantic(add, rounds=50)


def test_a_turn_of_the_wheel(benchmark, area, qapp, text, marks):
    area.set_document(text, (), reflow=False)
    area.set_marks(marks)
    settle(area, qapp)
    area.restore_place(SIZE // 2)
    point = QPointF(400, 400)

    def turn(angle: int):
        event = QWheelEvent(
            point, point, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(area.viewport(), event)
        qapp.processEvents()

    angles = iter([-120] * 200 + [120] * 200)
    benchmark.pedantic(lambda: turn(next(angles)), rounds=400)
    times = sorted(benchmark.stats.stats.data)
    benchmark.extra_info["p95 ms"] = round(1000 * times[int(0.95 * len(times))], 2)


def test_a_jump(benchmark, area, qapp, text, marks):
    area.set_document(text, (), reflow=False)
    area.set_marks(marks)
    settle(area, qapp)
    chance = random.Random(3)

    def jump():
        area.show_offset(chance.randrange(SIZE))
        qapp.processEvents()

    benchmark.pedantic(jump, rounds=50)


def test_another_width(benchmark, area, qapp, text, marks):
    area.set_document(text, (), reflow=False)
    area.set_marks(marks)
    settle(area, qapp)
    widths = iter(range(760, 460, -10))

    def resize():
        area.resize(next(widths), 900)
        qapp.processEvents()

    benchmark.pedantic(resize, rounds=20)
