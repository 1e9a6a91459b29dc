from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from workbench.gui import theme
from workbench.gui.reader.area import ReaderArea
from workbench.gui.reader.marks import Mark

PROSE = (
    "When engineers closed the last sluice at Morrin in late spring, the Teshk below Halmar fell "
    "by a third within nine days. Duvanian officials called it a hostile act and said they had "
    "learned of it from the gauges, not from the Basin Water Commission."
)
ARABIC = "قال مهندس من لجنة مياه الحوض إنّ منسوب نهر تيشك لم يعد يكفي لريّ القرى الواقعة أسفل السدّ."
MIXED = "He said مرحبا بالعالم 123 to שלום everyone 😀👩‍🔬 there, and e\u0301 went home."


@pytest.fixture
def text() -> str:
    return "\n\n".join([PROSE, ARABIC, MIXED, *[f"Paragraph {n}. {PROSE}" for n in range(40)]])


@pytest.fixture
def mark(text: str) -> Callable[..., Mark]:
    """Makes a mark over the first place of some words in the text."""

    def make(words: str, claim: int = 1, **more: object) -> Mark:
        start = text.index(words)
        values = {"colour": "lagoon", "mine": True, "coder": "MT", "names": f"Tag {claim}"} | more
        return Mark(claim, start, start + len(words), **values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def area(qtbot: QtBot, text: str) -> ReaderArea:
    area = ReaderArea()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.set_document(text, (), reflow=False)
    area.show()
    qtbot.waitExposed(area)
    return area


@pytest.fixture
def at(area: ReaderArea) -> Callable[[int], QPoint]:
    """Finds the point of the viewport on the left edge of a character, in its line's middle."""

    def find(offset: int) -> QPoint:
        cursor = area.textCursor()
        cursor.setPosition(len(area.text()[:offset].encode("utf-16-le")) // 2)
        return area.cursorRect(cursor).center()

    return find


@pytest.fixture
def dark() -> Iterator[None]:
    theme._Current.tokens = theme.DARK
    yield
    theme._Current.tokens = theme.LIGHT
