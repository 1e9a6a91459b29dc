"""The page view: text is selected, marked and moved on the pages as in the reader."""

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from db.records import Region
from workbench.gui.pages.area import PageArea
from workbench.gui.pages.source import PageSource
from workbench.gui.reader.marks import Mark
from workbench.readers.pdf import read_pdf

from .conftest import LEFT, RIGHT

BUTTON, NONE, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def at(place):
    return QPoint(round(place[0]), round(place[1]))


def drag(area, start, end, modifiers=NONE):
    QTest.mousePress(area.viewport(), BUTTON, modifiers, at(start))
    QTest.mouseMove(area.viewport(), at(end))
    QTest.mouseRelease(area.viewport(), BUTTON, modifiers, at(end))


def chosen(area):
    return area.text()[slice(*area.selection())]


@pytest.fixture
def made(pages):
    found = []
    pages.area.selection_made.connect(lambda *span: found.append(span))
    return found


def test_a_drag_selects_the_words_under_it(pages, made):
    area = pages.area
    for words in ("canals", "office", "Farmers", "last water"):
        drag(area, pages.left_of(words), pages.right_of(words))
        assert chosen(area) == words
    assert made[-1] == pages.range("last water")


def test_a_passage_goes_on_over_a_hyphen_a_column_and_a_page(pages, made):
    area = pages.area
    area.go_to_page(0)
    pages.wait(0, 1)
    area.set_zoom(0.3)  # both pages in sight
    for start, end in (("degra", "dation"), ("weir", "Farmers"), ("fields", "letters")):
        drag(area, pages.left_of(start), pages.right_of(end))
        whole = area.text()[pages.range(start)[0] : pages.range(end)[1]]
        assert chosen(area) == whole
        assert len(area.rects(*made[-1])) >= 2
    assert "degra-\ndation" in area.text()


def test_double_click_takes_the_word_and_a_third_click_the_line(pages, made):
    area = pages.area
    place = at(pages.left_of("office"))
    place.setX(place.x() + 4)
    QTest.mouseDClick(area.viewport(), BUTTON, NONE, place)
    QTest.mouseRelease(area.viewport(), BUTTON, NONE, place)
    assert chosen(area) == "office"
    QTest.mouseClick(area.viewport(), BUTTON, NONE, place)
    assert chosen(area) == LEFT[1]


def test_shift_and_a_click_go_on_from_the_caret(pages):
    area = pages.area
    start, _ = pages.range("closed")
    area.select(start, start)
    place = at(pages.right_of("order"))
    QTest.mouseClick(area.viewport(), BUTTON, SHIFT, place)
    assert chosen(area) == "closed by order"


def test_keys_move_the_caret_and_extend_by_letter_word_and_line(pages):
    area = pages.area
    start, _ = pages.range("canals")
    area.select(start, start)
    QTest.keyClick(area, Qt.Key.Key_Right, SHIFT)
    assert chosen(area) == "c"
    QTest.keyClick(area, Qt.Key.Key_Right, SHIFT | Qt.KeyboardModifier.ControlModifier)
    assert chosen(area) == "canals"
    QTest.keyClick(area, Qt.Key.Key_End, SHIFT)
    assert chosen(area) == "canals were closed by order"
    QTest.keyClick(area, Qt.Key.Key_Home)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.caret() == pages.range(LEFT[1])[0]
    QTest.keyClick(area, Qt.Key.Key_Up)
    assert area.caret() == 0
    area.select(*[pages.range(RIGHT[2])[0]] * 2)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.page_of(area.caret()) == 1


def test_copying_gives_the_words_of_the_text(pages):
    area = pages.area
    area.select(pages.range("degra")[0], pages.range("dation")[1])
    QTest.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "degra-\ndation"


def test_enter_announces_the_selection_and_presses_the_claim_at_the_caret(pages, made):
    area = pages.area
    span = pages.range("canals")
    area.select(*span)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert made == [span]
    area.set_marks([Mark(7, *span, "jade", True)])
    area.select(span[0], span[0])
    with pages.bot.waitSignal(area.claim_pressed) as pressed:
        QTest.keyClick(area, Qt.Key.Key_Return)
    assert pressed.args == [7]


def test_a_click_on_marks_goes_through_the_claims_there(pages):
    area = pages.area
    inner, outer = pages.range("canals"), pages.range(LEFT[0])
    area.set_marks([Mark(1, *outer, "jade", True), Mark(2, *inner, "ink", False)])
    pressed = []
    area.claim_pressed.connect(pressed.append)
    place = at(pages.left_of("nals"))
    for _ in range(3):
        QTest.mouseClick(area.viewport(), BUTTON, NONE, place)
    assert pressed == [2, 1, 2]
    QTest.mouseClick(area.viewport(), BUTTON, NONE, at(pages.left_of("Farmers")))
    assert len(pressed) == 3


def test_the_handles_of_ones_own_claim_move_its_bounds_by_words(pages):
    area = pages.area
    area.set_marks([Mark(5, *pages.range("canals were"), "jade", True)])
    assert not list(area.grips())
    area.set_selected_claim(5)
    _, end = list(area.grips())
    with pages.bot.waitSignal(area.bounds_changed) as moved:
        drag(area, (end.x, (end.top + end.bottom) / 2), pages.right_of("close"))
    assert moved.args == [5, 0, *pages.range("canals were closed")]
    area.set_marks([Mark(5, *pages.range("canals were"), "jade", False)])
    assert not list(area.grips())


def test_find_hits_mentions_and_claims_are_drawn_on_their_words(pages):
    area = pages.area
    pages.bot.waitUntil(lambda: pages.source.picture(0, area.sheets.scale) is not None)
    rect = area.rects(*pages.range("Farmers"))[0].toAlignedRect()

    def look():
        return area.viewport().grab(rect).toImage()

    bare = look()
    pictures = [bare]
    for show in (
        lambda: area.set_marks([Mark(1, *pages.range("Farmers"), "jade", True)]),
        lambda: area.set_marks([Mark(1, *pages.range("Farmers"), "jade", False)]),
        lambda: area.set_hits([pages.range("Farmers")], 0),
        lambda: area.set_mentions([pages.range("Farmers")]),
        lambda: area.outline(pages.range("Farmers")),
        lambda: area.select(*pages.range("Farmers")),
    ):
        area.set_marks(())
        show()
        pictures.append(look())
    assert all(a != b for a, b in pairwise(pictures))


def test_a_picture_is_drawn_dot_for_dot_at_any_size(pages):
    area = pages.area
    area.clearFocus()  # no caret in the picture
    for zoom in (0.731, 0.9, 1.117):
        area.set_zoom(zoom)
        area.go_to_page(0)
        scale = area.sheets.scale
        pages.bot.waitUntil(lambda scale=scale: pages.source.picture(0, scale) is not None)
        picture = pages.source.picture(0, scale)
        corner = area.page_rect(0).topLeft().toPoint()
        part = QRect(max(0, corner.x()) + 40, max(0, corner.y()) + 40, 200, 200)
        drawn = area.viewport().grab(part).toImage()
        made = picture.copy(part.translated(-corner))
        assert drawn.convertToFormat(made.format()) == made


def test_marks_are_taken_over_from_another_view(pages):
    area = pages.area
    area.set_marks([Mark(1, 0, 4, "jade", True)])
    area.set_hits([(5, 9)], 0)
    area.set_selected_claim(1)
    taken = area.markings()
    area.set_marks(())
    area.set_hits((), None)
    area.set_selected_claim(None)
    area.take(taken)
    assert area.markings() == taken


def test_a_rectangle_is_drawn_on_a_page_without_text_only(pages):
    area = pages.area
    area.go_to_page(2)
    pages.wait(2)
    rect = area.page_rect(2)
    half, quarter = rect.width() / 2, rect.height() / 4
    corner = (rect.left() + half, rect.top() + quarter)
    with pages.bot.waitSignal(area.region_drawn) as drawn:
        drag(area, corner, (rect.right() - 1, rect.top() + 2 * quarter))
    (region,) = drawn.args
    assert region.page == 2
    assert abs(region.left - 50_000) < 400
    assert abs(region.top - 25_000) < 400
    assert abs(region.right - 99_800) < 400
    assert abs(region.bottom - 50_000) < 400
    assert chosen(area) == "[Page 3 has no text]"
    assert area.region == region
    area.select(0, 3)
    assert area.region is None


def test_a_region_is_where_it_was_drawn_however_the_page_is_turned(pages):
    area = pages.area
    area.set_marks([Mark(4, *area.span_of(2), "jade", True)])
    area.set_regions({4: [Region(2, 10_000, 20_000, 30_000, 40_000)]})
    pages.area.go_to_page(2)
    pages.wait(2)
    for _ in range(4):
        (rect,) = area.regions_on(2, 4)
        middle = rect.center() + area.page_rect(2).topLeft()
        assert [mark.claim for mark in area.marks_at(middle)] == [4]
        area.rotate()
    assert area.regions_on(1, 4) == []


def test_the_place_is_kept_and_found_again(pages):
    area = pages.area
    area.set_zoom(2.0)
    start, _ = pages.range("letters")
    area.restore_place(start)
    pages.wait(1)
    pages.bot.waitUntil(lambda: area.text()[area.place() :].startswith("They"))
    area.show_offset(0)
    assert area.page == 0


def test_scrolling_tells_the_first_words_in_sight(pages):
    area = pages.area
    area.set_zoom(3.0)
    area.go_to_page(0)
    told = []
    area.first_visible_changed.connect(told.append)
    bar = area.verticalScrollBar()
    for value in (300, 420, 480):
        bar.setValue(value)
        pages.bot.wait(80)
    assert told == sorted(set(told))
    assert len(told) > 1


def test_zoom_fit_and_rotation(pages):
    area = pages.area
    area.set_fit("width")
    wide = area.zoom
    area.set_fit("page")
    assert area.zoom < wide
    area.zoom_by(1)
    assert area.fit == ""
    area.rotate()
    assert area.sheets.points(0) == (792, 612)
    area.set_zoom(99)
    assert area.zoom == 4.0
    area.zoom_by(0)
    assert area.fit == "width"


def test_a_file_may_be_closed_while_it_is_being_opened(qtbot, file):
    data, reading = file
    area = PageArea()
    qtbot.addWidget(area)
    for wait in (0, 5, 50, 100):
        source = PageSource(data)
        area.set_pages(reading.text, reading.styles)
        area.set_source(source)
        qtbot.wait(wait)
        area.set_source(None)
        source.close()
        qtbot.waitUntil(lambda source=source: not source.at_work, timeout=20_000)


SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "pdf"
#: text samples, and words that stand over one another in a chart: there the upper ones are taken
FILES = {
    "docling-amt_handbook_sample": 0,
    "pypdf-google-doc-document": 0,
    "pypdf-pdflatex-outline": 0,
    "pypdf-with-attachment": 0,
    "tika-testPDF_protected": 3,
    "tika-testPDF_rotated": 0,
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="no ../shared/samples here")
@pytest.mark.parametrize(
    ("name", "count"),
    [("docling-amt_handbook_sample", 20)]
    + [pytest.param(name, 300, marks=pytest.mark.slow) for name in FILES],
)
def test_a_drag_over_random_words_of_the_samples_selects_exactly_them(qtbot, name, count):
    data = (SAMPLES / f"{name}.pdf").read_bytes()
    reading = read_pdf(data)
    area, source = PageArea(), PageSource(data)
    qtbot.addWidget(area)
    area.resize(1000, 900)
    area.set_pages(reading.text, reading.styles)
    area.set_source(source)
    area.show()
    qtbot.waitUntil(lambda: len(area.sheets) > 0, timeout=20_000)
    words = [match.span() for match in re.finditer(r"\w+", reading.text)]
    wrong = []
    for start, end in sorted(random.Random(5).sample(words, min(count, len(words)))):
        page = area.page_of(start)
        area.go_to_page(page)
        qtbot.waitUntil(lambda page=page: area.geometry_of(page) is not None)
        area.show_offset(start, end, flash=False)
        rects = area.rects(start, end)
        first, last = rects[0], rects[-1]
        if name.endswith("rotated"):  # its writing runs down the page
            drag(area, (first.center().x(), first.top()), (last.center().x(), last.bottom()))
        else:
            drag(area, (first.left(), first.center().y()), (last.right(), last.center().y()))
        if area.selection() != (start, end):
            wrong.append((reading.text[start:end], chosen(area)))
    area.set_source(None)
    source.close()
    assert len(wrong) <= FILES[name], wrong
