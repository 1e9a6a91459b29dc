"""Rich sources in the reader: headings in chapters, tables, notes, what is left out."""

import pytest

from db.records import Style
from workbench.gui import theme
from workbench.gui.reader.area import ReaderArea

TABLE = "City\tLevel in May\tNote\nHalmar\t212\ta\nOrrel bridge, upper gauge\t9\tb"
HEAD = "The running head"
TEXT = f"One\n\nFirst words.\n\n{HEAD}\n\nMore words.\n\n{TABLE}\n\n1 A note at the end."


def styles():
    def at(words, kind, value=""):
        start = TEXT.index(words)
        return Style(start, start + len(words), kind, value)

    rows = TABLE.split("\n")
    cells = [at(cell, "cell") for row in rows for cell in row.split("\t")]
    return (
        Style(0, len(TEXT), "chapter", "One"),
        at("One", "h1"),
        at(HEAD, "furniture"),
        at(TABLE, "table"),
        *(at(row, "row") for row in rows),
        *cells,
        at("1 A note at the end.", "note", "1"),
    )


@pytest.fixture
def area(qtbot):
    area = ReaderArea()
    qtbot.addWidget(area)
    area.resize(900, 900)
    area.set_document(TEXT, styles(), reflow=False)
    area.show()
    qtbot.waitExposed(area)
    return area


def block(area, words):
    return area.places.block_of(TEXT.index(words))[0]


def left(area, words):
    """Where some words begin, in px of the viewport."""
    found = block(area, words)
    start = TEXT.index(words)
    return area.geometry_of.pieces(found, start, start + len(words))[0].left()


def test_a_heading_is_one_inside_a_chapter_too(area):
    assert area.places.kind_of(block(area, "One")) == "h1"
    assert area.places.kind_of(block(area, "First")) == ""


def test_the_cells_of_a_column_stand_under_each_other(area):
    assert left(area, "Level") == pytest.approx(left(area, "212"), abs=1)
    assert left(area, "9\tb") == pytest.approx(left(area, "212"), abs=1)
    assert left(area, "212") > left(area, "Halmar") + 150


def test_a_table_too_wide_for_the_column_gives_its_widest_column_less(area, qtbot):
    wide = "a\t" + "many words in here " * 30 + "\tend\n1\t2\t3"
    rows = wide.split("\n")
    made = [Style(0, len(wide), "table"), Style(0, len(rows[0]), "row"),
            Style(len(rows[0]) + 1, len(wide), "row")]  # fmt: skip
    area.set_document(wide, tuple(made), reflow=False)
    found = area.places.block_of(len(wide) - 1)[0]
    last = area.geometry_of.pieces(found, len(wide) - 1, len(wide))[0]
    assert last.right() <= area.viewport().width()


def test_notes_are_set_smaller(area):
    height = {
        words: area.places.lines_of(block(area, words))[0].bottom
        - area.places.lines_of(block(area, words))[0].top
        for words in ("First", "1 A note")
    }
    assert height["1 A note"] < height["First"]


def test_page_furniture_is_left_out_and_shown_again(area):
    before = area.blockBoundingGeometry(block(area, "More")).top()
    area.set_aside(False)
    assert not block(area, HEAD).isVisible()
    after = area.blockBoundingGeometry(block(area, "More")).top()
    assert after < before - 20
    assert area.text() == TEXT
    area.set_aside(True)
    assert block(area, HEAD).isVisible()
    assert area.blockBoundingGeometry(block(area, "More")).top() == before


def test_what_is_left_out_stays_so_when_the_text_is_set_anew(area):
    area.set_aside(False)
    area.set_reflow(True)
    assert not block(area, HEAD).isVisible()


def test_what_is_looked_for_is_never_left_out(area):
    area.set_aside(False)
    area.show_offset(TEXT.index(HEAD))
    assert area.aside
    assert block(area, HEAD).isVisible()


def test_a_paragraph_runs_from_the_right_where_the_document_says_so(area):
    start = TEXT.index("First")
    before = left(area, "First words.")
    area.set_document(TEXT, (Style(start, start + 12, "rtl"),), reflow=False)
    assert left(area, "First words.") > before + 100


def test_passages_that_are_no_part_of_the_reading_are_counted(area):
    assert area.asides == 1
    area.set_aside(False)
    assert area.asides == 1
    # Lines of furniture below each other are one passage.
    text = "One.\n\n7\n\nHead\n\nTwo.\n\n8"
    made = [Style(6, 7, "furniture"), Style(9, 13, "furniture"), Style(21, 22, "furniture")]
    area.set_document(text, tuple(made), reflow=False)
    assert area.asides == 2


def test_footnotes_are_left_out_where_they_are_said_to_stand_amid_the_text(area):
    area.set_aside(False)
    assert block(area, "1 A note").isVisible()
    area.set_document(TEXT, styles(), reflow=False, aside=frozenset({"note"}))
    assert not block(area, "1 A note").isVisible()
    assert block(area, HEAD).isVisible()


def test_lines_do_not_run_on_over_the_bounds_of_what_is_left_out(area):
    line = "Many words that fill a line of this text until it breaks within a sen-\n"
    text = (
        line * 6 + "117 see the other report on that, page 4 of the first volume of it\n" + line * 3
    )
    start = text.index("117")
    note = Style(start, text.index("\n", start), "note", "117")
    area.set_document(text, (note,), reflow=True, aside=frozenset({"note"}))
    area.set_aside(False)
    found = area.places.block_of(start)[0]
    assert area.places.range_of(found) == (note.start, note.end)
    assert not found.isVisible()
    assert found.previous().isVisible()
    assert found.next().isVisible()


def test_the_rule_under_a_row_stands_under_its_last_line(area):
    text = "a\tb\n\nsecond paragraph\n\nafter"
    row = Style(0, text.index("\n\nafter"), "row")
    area.set_document(text, (Style(0, row.end, "table"), row), reflow=False)
    image = area.viewport().grab().toImage()
    drawn = []
    for words in ("a\tb", "second"):
        found = area.places.block_of(text.index(words))[0]
        top = area.blockBoundingGeometry(found).translated(area.contentOffset()).top()
        bottom = round(top + area.places.lines_of(found)[-1].bottom + 1)
        ratio = image.devicePixelRatio()
        x = int((area.viewport().width() - 30) * ratio)
        drawn.append(image.pixelColor(x, int(bottom * ratio)).name().upper())
    assert [colour == theme.tokens().hair.upper() for colour in drawn] == [False, True]


def test_the_place_is_never_in_what_is_left_out(area):
    text = "Head\n\nOne.\n\nTwo."
    area.set_document(text, (Style(0, 4, "furniture"),), reflow=False)
    assert area.place() == 0
    area.set_aside(False)
    assert area.place() == text.index("One")
