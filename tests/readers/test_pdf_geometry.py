"""Places of words on PDF pages: measured by the worker, asked in both directions."""

import random
import re
from pathlib import Path

import pytest

from workbench.readers.errors import Unreadable
from workbench.readers.pdf import read_pdf
from workbench.readers.pdf.geometry import PageGeometry
from workbench.readers.pdf.process import PdfProcess

from ..pdf_maker import HEIGHT, WIDTH, Sheet, make_pdf  # noqa: TID252

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile" / "pdf"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "pdf"
LINES = ["The office has no say in the degra-", "dation of its canals, said Kelmar."]


@pytest.fixture(scope="module")
def measured():
    """Measure a page with a hyphen, upright and turned by a quarter, and draw it."""
    sheets = [Sheet(rotate=angle).column(LINES, 72, 700) for angle in (0, 90, 180, 270)]
    with PdfProcess(make_pdf(sheets)) as process:
        yield (
            process.sizes(),
            [process.measure(number) for number in range(4)],
            process.draw(0, 0.5),
            process.draw(0, 0.5, rotation=1),
            process.measure(99),
        )


def centre(quad):
    return (quad.left + quad.right) / 2, (quad.top + quad.bottom) / 2


def test_sizes_and_pictures_are_of_the_page_as_it_is_shown(measured):
    sizes, _, picture, turned, missing = measured
    assert sizes == [(WIDTH, HEIGHT), (HEIGHT, WIDTH)] * 2
    assert (picture.width, picture.height) == (WIDTH // 2, HEIGHT // 2)
    assert (turned.width, turned.height) == (HEIGHT // 2, WIDTH // 2)
    assert len(picture.dots) == picture.stride * picture.height
    assert missing.text == "[Page 100 cannot be read]"


def test_a_word_is_where_the_file_puts_it(measured):
    geometry = measured[1][0]
    start = geometry.text.index("office")
    (quad,) = geometry.quads(start, start + 6)
    assert quad.top < HEIGHT - 702 < HEIGHT - 700 < quad.bottom
    assert 88 < quad.left < 95
    assert 110 < quad.right < 122


@pytest.mark.parametrize("turn", range(4))
def test_words_are_found_from_their_places_however_the_page_is_turned(measured, turn):
    geometry = measured[1][turn]
    assert geometry.text == "\n".join(LINES)
    for match in re.finditer(r"\w+", geometry.text):
        for offset in range(*match.span()):
            (quad,) = geometry.quads(offset, offset + 1)
            assert geometry.at(*centre(quad)) == offset
            assert geometry.nearest(*centre(quad)) in (offset, offset + 1)


def test_a_range_over_a_hyphen_has_a_rectangle_on_each_line(measured):
    geometry = measured[1][0]
    start, end = geometry.text.index("degra"), geometry.text.index(" of its")
    first, second = geometry.quads(start, end)
    assert first.bottom <= second.top + 3
    assert first.left > second.left


def test_beside_and_under_the_text_the_nearest_line_counts(measured):
    geometry = measured[1][0]
    (line,) = geometry.quads(0, len(LINES[0]))
    assert geometry.nearest(WIDTH - 5, centre(line)[1]) == len(LINES[0])
    assert geometry.nearest(2, centre(line)[1]) == 0
    assert geometry.nearest(WIDTH, HEIGHT) == len(geometry.text)
    assert geometry.at(WIDTH - 5, centre(line)[1]) is None


def test_geometry_survives_the_way_between_processes_and_refuses_what_does_not_fit(measured):
    geometry = measured[1][1]
    again = PageGeometry.from_bytes(geometry.to_bytes())
    assert again.quads(0, 30) == geometry.quads(0, 30)
    with pytest.raises(ValueError, match="do not fit"):
        PageGeometry.from_bytes(geometry.to_bytes()[:-16])


def test_a_text_that_differs_keeps_the_places_of_what_is_the_same(measured):
    geometry = measured[1][0]
    other = geometry.text.replace("has no say", "has  no  say").replace("-\n", "\n")
    fitted = geometry.fitted(other)
    for word in ("office", "dation", "Kelmar"):
        before, after = geometry.text.index(word), other.index(word)
        assert fitted.quads(after, after + 6) == geometry.quads(before, before + 6)


def test_what_cannot_be_opened_says_so():
    with PdfProcess(b"no pdf") as process, pytest.raises(Unreadable, match="no PDF"):
        process.sizes()


@pytest.mark.skipif(not HOSTILE.exists(), reason="no ../shared/hostile here")
def test_a_damaged_page_takes_the_room_of_one():
    with PdfProcess((HOSTILE / "page_loop.pdf").read_bytes()) as process:
        assert process.sizes() == [(200, 200), (595, 842)]
        assert process.draw(1, 1.0) is None
        assert process.draw(0, 1.0) is not None


@pytest.mark.slow
@pytest.mark.skipif(not HOSTILE.exists(), reason="no ../shared/hostile here")
def test_a_page_that_kills_the_worker_is_given_up_and_the_next_question_answered():
    with PdfProcess((HOSTILE / "form_bomb.pdf").read_bytes()) as process:
        assert process.draw(0, 1.0) is None
        assert process.draw(0, 1.0) is None
        assert len(process.sizes()) == 1


TEXTS = ("docling-amt_handbook_sample", "pypdf-pdflatex-outline", "tika-testPDF_rotated")


@pytest.mark.skipif(not SAMPLES.exists(), reason="no ../shared/samples here")
@pytest.mark.parametrize(
    ("name", "count"),
    [(name, 40) for name in TEXTS]
    + [pytest.param("tika-testPDF_protected", 300, marks=pytest.mark.slow)],
)
def test_words_of_the_samples_lie_under_their_quads(name, count):
    data = (SAMPLES / f"{name}.pdf").read_bytes()
    reading = read_pdf(data)
    pages = [style for style in reading.styles if style.kind == "page"]
    words = [match.span() for match in re.finditer(r"\w+", reading.text)]
    wrong = []
    with PdfProcess(data) as process:
        geometries = [process.measure(number) for number in range(len(pages))]
    for page, geometry in zip(pages, geometries, strict=True):
        assert geometry.text == reading.text[page.start : page.end]
    for start, end in random.Random(1).sample(words, min(count, len(words))):
        number = max(n for n, page in enumerate(pages) if page.start <= start)
        offset, geometry = pages[number].start, geometries[number]
        quads = geometry.quads(start - offset, end - offset)
        found = {geometry.at(*centre(quad)) for quad in quads}
        if not quads or not all(at is not None and start <= at + offset < end for at in found):
            wrong.append(reading.text[start:end])
    # Letters that a chart draws over one another stand at the same place.
    assert len(wrong) <= count // 100
