"""Pages made by hand, shown and measured."""

import pytest

from workbench.gui.pages.area import PageArea
from workbench.gui.pages.source import PageSource
from workbench.readers.pdf import read_pdf

from ...pdf_maker import Sheet, make_pdf  # noqa: TID252

LEFT = ["The canals were closed by order", "of the office in the degra-", "dation of the weir."]
RIGHT = ["Farmers call the order unjust,", "for it takes the last water", "from their fields."]


@pytest.fixture(scope="session")
def file():
    """Two columns with a hyphen; one more page of text; a scan."""
    first = Sheet().column(LEFT, 72, 700).column(RIGHT, 330, 700)
    second = Sheet().column(["They wrote letters", "to the capital."], 72, 700)
    data = make_pdf([first, second, Sheet(drawing=b"100 600 300 80 re f")], labels="0<</S/r>>")
    return data, read_pdf(data)


class Pages:
    """A page view with the file in it, and ways to say where its words are."""

    def __init__(self, area, source, bot) -> None:
        self.area, self.source, self.bot = area, source, bot

    def wait(self, *numbers: int) -> None:
        """Wait until pages are measured."""
        self.bot.waitUntil(lambda: all(self.area.geometry_of(n) is not None for n in numbers))

    def range(self, words: str) -> tuple[int, int]:
        start = self.area.text().index(words)
        return start, start + len(words)

    def left_of(self, words: str):
        rect = self.area.rects(*self.range(words))[0]
        return rect.left(), rect.center().y()

    def right_of(self, words: str):
        rect = self.area.rects(*self.range(words))[-1]
        return rect.right(), rect.center().y()


@pytest.fixture
def pages(qtbot, file):
    data, reading = file
    area = PageArea()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.set_pages(reading.text, reading.styles)
    source = PageSource(data)
    area.set_source(source)
    area.set_fit("page")
    area.show()
    qtbot.waitUntil(lambda: len(area.sheets) == 3, timeout=20_000)
    shown = Pages(area, source, qtbot)
    shown.wait(0)
    yield shown
    area.set_source(None)
    source.close()
