"""Times of PDF: reading beside PDFium's own text, the first page, and turning pages.

Run with `pytest tests/bench/bench_pdf.py -s`. What is asked for: text at 70 % of the speed of
pypdfium2's own `get_text_range` or more; the first page of a file of 200 pages within 500 ms;
a turned page within 33 ms (p95).
"""

import random
import statistics
import time
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from workbench.gui.pages.area import PageArea
from workbench.gui.pages.source import PageSource
from workbench.readers.pdf import read_pdf

from ..pdf_maker import Sheet, make_pdf  # noqa: TID252

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "pdf"
WORDS = "the council met in the harbour town and spoke of water grain and roads that nobody built"
PAGES = 200


@pytest.fixture(scope="module")
def book() -> bytes:
    chance = random.Random(1)
    sheets = []
    for number in range(PAGES):
        lines = [" ".join(chance.choices(WORDS.split(), k=13)) for _ in range(46)]
        sheet = Sheet().column(lines, 72, 700, 11).column([f"A book of water {number}"], 72, 750)
        sheets.append(sheet)
    return make_pdf(sheets)


def own_text(data: bytes) -> None:
    """Read a file as pypdfium2 does by itself."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def best(work, rounds: int = 7) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def test_text_beside_pdfiums_own(book):
    files = {"a book of 200 pages, made here": book}
    for name in ("tika-testPDF_protected", "docling-amt_handbook_sample", "pypdf-pdflatex-outline"):
        path = SAMPLES / f"{name}.pdf"
        if path.exists():
            files[name] = path.read_bytes()
    for name, data in files.items():
        own, ours = best(lambda: own_text(data)), best(lambda: read_pdf(data))  # noqa: B023
        print(f"\n{name}: {own * 1000:.1f} ms, {ours * 1000:.1f} ms, {own / ours:.0%}", end="")


@pytest.fixture
def area(qapp: QApplication):
    area = PageArea()
    area.resize(964, 900)
    area.show()
    qapp.processEvents()
    yield area
    area.close()


def settle(qapp: QApplication, area: PageArea, page: int) -> None:
    while not (len(area.sheets) and area.source and area.source.picture(page, area.sheets.scale)):
        qapp.processEvents()
        time.sleep(0.0005)


def test_first_page_and_turns(book, qapp, area):
    reading = read_pdf(book)
    firsts = []
    for _ in range(5):
        start = time.perf_counter()
        area.set_pages(reading.text, reading.styles)
        source = PageSource(book)
        area.set_source(source)
        settle(qapp, area, 0)
        area.viewport().repaint()
        firsts.append(time.perf_counter() - start)
        area.set_source(None)
        source.close()
    print(
        f"\nfirst page: {statistics.median(firsts) * 1000:.0f} ms (worst {max(firsts) * 1000:.0f})"
    )
    source = PageSource(book)
    area.set_source(source)
    area.set_fit("page")
    settle(qapp, area, 0)
    turns = []
    for page in range(1, 100):
        until = time.perf_counter() + 0.3  # somebody reads, if only for a moment
        while time.perf_counter() < until:
            qapp.processEvents()
            time.sleep(0.005)
        start = time.perf_counter()
        area.go_to_page(page)
        settle(qapp, area, page)
        area.viewport().repaint()
        turns.append(time.perf_counter() - start)
    turns.sort()
    print(f"turning a page: median {turns[50] * 1000:.1f} ms, p95 {turns[94] * 1000:.1f} ms")
    area.set_source(None)
    source.close()
