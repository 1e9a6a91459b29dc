import pytest
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from workbench.gui import theme
from workbench.gui.search.layout import LINES, ExcerptLayout, line_height
from workbench.text.excerpt import Excerpt, excerpt

WIDTH = 300


def ink(layout: ExcerptLayout) -> list[tuple[int, int]]:
    """Where each line has ink, from its first to its last column."""
    image = QImage(WIDTH, 3 * line_height(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    layout.draw(painter, 0, 0)
    painter.end()
    found = []
    for line in range(3):
        rows = range(line * line_height(), (line + 1) * line_height())
        columns = [
            x for x in range(WIDTH) if any(image.pixel(x, y) & 0xFFFFFF != 0xFFFFFF for y in rows)
        ]
        if columns:
            found.append((columns[0], columns[-1]))
    return found


def formats(layout: ExcerptLayout) -> list[tuple[str, int]]:
    """What is set in another weight, as the units of Qt cut it."""
    text = layout._layout.text().encode("utf-16-le")
    return [
        (
            text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le"),
            each.format.fontWeight(),
        )
        for each in layout._layout.formats()
    ]


def test_what_was_meant_is_bold():
    text = "👍🏽 the dam 🔥 and the grain"
    marks = tuple((text.index(word), text.index(word) + len(word)) for word in ("dam 🔥", "grain"))
    assert formats(ExcerptLayout(Excerpt(text, marks), WIDTH)) == [
        ("dam 🔥", QFont.Weight.Bold),
        ("grain", QFont.Weight.Bold),
    ]


def test_signs_of_markup_are_only_signs():
    layout = ExcerptLayout(excerpt("a <b>dam</b> &amp;", [(5, 8)]), WIDTH)
    assert layout._layout.text() == "a <b>dam</b> &amp;"


@pytest.mark.parametrize("word", ["dam ", "السدّ ", "x" * 40 + " "])
def test_what_is_long_takes_two_lines_and_says_that_more_follows(word):
    text = (word * 60).strip()
    layout = ExcerptLayout(Excerpt(text, ((0, 3), (len(text) - 3, len(text)))), WIDTH)
    assert len(ink(layout)) == LINES
    assert layout._layout.text().endswith(" …")
    assert len(layout._layout.text()) < len(text)
    assert len(layout._layout.formats()) == 1


def test_a_word_without_end_is_cut():
    layout = ExcerptLayout(Excerpt("x" * 500, ((0, 500),)), WIDTH)
    assert layout._layout.text().endswith(" …")
    assert len(ink(layout)) <= LINES + 1


def test_words_stand_on_the_side_of_their_script():
    ((first, last),) = ink(ExcerptLayout(Excerpt("The dam", ((4, 7),)), WIDTH))
    assert first < 10
    assert last < WIDTH / 2
    ((first, last),) = ink(ExcerptLayout(Excerpt("السدّ ممتلئ", ((0, 5),)), WIDTH))
    assert first > WIDTH / 2
    assert last > WIDTH - 10


def test_all_scripts_fit_their_line():
    for size in (14, 15.5):
        assert QFontMetrics(theme.reading_font(size)).height() <= line_height() + 2
