from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from db.records import Style
from workbench.gui.reader.area import ReaderArea

HARD = "\n".join(
    ["The council met in the town and spoke at length of the en-",
     "gagement of villages upstream which had heard nothing of what",
     "the engineers had promised them in spring when prices rose so",
     "far that nobody in the valley would sell a measure of grain.", ""] * 40
)  # fmt: skip
ASTRAL = "one 😀 two 👩‍🔬 three 𐎠𐎡 four مرحبا 😀😀 five\nsix 😀 seven"


def lines_of(area, count=1):
    block = area.document().firstBlock()
    for _ in range(count - 1):
        block = block.next()
    return area.places.lines_of(block)


def test_the_column_is_72_characters_wide_and_centred(area):
    area.resize(1600, 700)
    left = area.viewport().x()
    right = area.width() - area.verticalScrollBar().width() - left - area.viewport().width()
    assert abs(left - right) <= 1
    # An average character is one of the alphabet's, so running text has a few more to the line.
    first = lines_of(area)[0]
    assert 68 <= first.end <= 90


def test_the_column_is_never_wider_for_a_wider_window(area):
    area.resize(1300, 700)
    width = area.viewport().width()
    area.resize(1700, 700)
    assert area.viewport().width() == width


def test_lines_are_28_px_high_and_31_with_arabic_script(area):
    heights = {line.bottom - line.top for line in lines_of(area)}
    arabic = {line.bottom - line.top for line in lines_of(area, 3)}
    assert (heights, arabic) == ({28}, {31})


def test_line_height_follows_the_reading_size(area):
    area.set_reading_font("", 22)
    assert {line.bottom - line.top for line in lines_of(area)} == {37}


def test_right_to_left_paragraphs_stand_at_the_right_of_the_same_measure(area, text):
    area.resize(1300, 700)
    start = text.index("قال")
    block, number = area.places.block_of(text.index("\n", start) - 1)
    drawn = block.layout().lineAt(number).naturalTextRect()
    latin = area.places.block_of(0)[0].layout().lineAt(0)
    assert drawn.right() == pytest.approx(latin.x() + latin.width(), abs=1)
    assert drawn.left() > latin.x() + 30


def test_a_heading_is_larger_and_a_quote_indented(area):
    text = "Head\nBody of the text\nA quote"
    styles = (Style(0, 4, "h2"), Style(22, 29, "quote"))
    area.set_document(text, styles, reflow=False)
    head, body, quote = (area.places.block_of(offset)[0].layout() for offset in (0, 6, 23))
    assert head.lineAt(0).height() > body.lineAt(0).height()
    assert quote.lineAt(0).x() > body.lineAt(0).x()


def test_words_are_styled_where_the_styles_say(area):
    area.set_document("😀 plain strong plain", (Style(8, 14, "strong"),), reflow=False)
    (bold,) = area.document().firstBlock().layout().formats()
    assert (bold.start, bold.length, bold.format.fontWeight()) == (9, 6, 700)


def test_one_document_after_another_leaves_nothing_of_the_first(area, text):
    area.set_document("Short.", (Style(0, 5, "h1"),), reflow=False)
    area.repaint()
    area.set_document(text, (), reflow=False)
    assert {line.bottom - line.top for line in lines_of(area)} == {28}
    assert area.text() == text


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "a", " ", "\f", "😀", "a\u2028b"])
def test_small_texts_show(area, text):
    area.set_document(text, (), reflow=True)
    area.grab()
    assert area.text() == text
    assert area.line_numbers() == (1, text.count("\n") + 1)
    area.show_offset(0)
    area.restore_place(len(text))


@pytest.mark.parametrize("start", range(len(ASTRAL)))
def test_selections_count_code_points(area, start):
    area.set_document(ASTRAL, (), reflow=False)
    for end in range(start, len(ASTRAL) + 1):
        area.select(start, end)
        assert area.selection() == (start, end)
        cursor = area.textCursor()
        units = ASTRAL[start:end].encode("utf-16-le")
        assert cursor.selectionEnd() - cursor.selectionStart() == len(units) // 2


def test_a_copy_gives_the_canonical_text(area):
    area.set_document(HARD, (), reflow=True)
    area.select(49, 69)
    area.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == HARD[49:69] == "f the en-\ngagement o"
    assert data.formats() == ["text/plain"]


def test_reflow_keeps_the_place_and_the_selection(area):
    area.set_document(HARD, (), reflow=False)
    area.select(3000, 3010)
    area.restore_place(2900)
    area.set_reflow(True)
    assert area.selection() == (3000, 3010)
    first = area.place()
    block, number = area.places.block_of(first)
    line = area.places.lines_of(block)[number]
    start = block.position()
    assert start + line.start <= 2900 < start + line.end


def test_the_place_survives_other_widths_and_sizes(area, text, qtbot):
    place = text.index("Paragraph 20.")
    area.restore_place(place)
    for width in (700, 560, 640, 1200, 900):
        area.resize(width, 700)
        assert area.place() == place
    area.set_reading_font("", 20)
    assert area.place() == place
    block, y = next(iter(area.visible(0, 700)))
    assert abs(y) <= 12
    assert area.places.range_of(block)[0] in (place, place - 1)


def test_scrolling_tells_the_first_visible_offset(area, text, qtbot):
    with qtbot.waitSignal(area.first_visible_changed) as told:
        area.verticalScrollBar().setValue(60)
    assert told.args == [area.place()]
    block, _ = next(iter(area.visible(0, 700)))
    assert area.places.block_of(told.args[0])[0] in (block, block.next())


def test_a_passage_is_shown_at_the_upper_third(area, text):
    start = text.index("Paragraph 25.")
    area.show_offset(start, start + 10, flash=False)
    cursor = area.textCursor()
    cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
    assert 0.25 <= area.cursorRect(cursor).top() / area.viewport().height() <= 0.45


def test_what_is_in_sight_is_not_scrolled_to(area, text):
    area.verticalScrollBar().setValue(4)
    area.show_offset(text.index("Paragraph 1."), flash=False)
    assert area.verticalScrollBar().value() == 4


def test_the_wheel_moves_by_lines_in_both_directions(area, qtbot):
    def turn(angle):
        point = QPointF(300, 300)
        event = QWheelEvent(
            point, point, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(area.viewport(), event)

    turn(-120)
    assert area.verticalScrollBar().value() == QApplication.wheelScrollLines()
    turn(120)
    assert area.verticalScrollBar().value() == 0


def test_after_a_jump_one_line_up_is_one_line(area, text, qtbot):
    area.restore_place(text.index("Paragraph 30."))
    qtbot.wait(80)
    bar = area.verticalScrollBar()
    tops = []
    for _ in range(6):
        bar.setValue(bar.value() - 1)
        area.repaint()
        block, y = next(iter(area.visible(0, 700)))
        tops.append((block.blockNumber(), y))
    steps = [b for a, b in pairwise(tops) if a[0] == b[0]]
    assert steps, "all six steps jumped over whole paragraphs"


def test_line_numbers_count_the_canonical_lines(area, text):
    assert area.line_numbers() == (1, text.count("\n") + 1)
    start = text.index("Paragraph 30.")
    area.select(start, start + 3)
    area.show_offset(start)
    assert area.line_numbers()[0] == text.count("\n", 0, start) + 1


def test_the_page_edges_are_shared_by_the_scroll_range(area, text, qtbot):
    qtbot.waitUntil(lambda: not area.busy())
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    area.repaint()
    blocks = [block for block, _ in area.visible(0, area.viewport().height())]
    assert blocks[-1] == area.document().lastBlock()


def test_nothing_can_be_changed(area, text, qtbot):
    area.setFocus()
    qtbot.keyClicks(area, "abc")
    qtbot.keyClick(area, Qt.Key.Key_Delete)
    assert area.isReadOnly()
    assert not area.canInsertFromMimeData(area.createMimeDataFromSelection())
    assert not area.acceptDrops()
    assert area.document().characterCount() == len(text.encode("utf-16-le")) // 2 + 1


def test_the_caret_moves_by_keys(area, text, qtbot):
    area.setFocus()
    press = qtbot.keyClick
    press(area, Qt.Key.Key_Right)
    assert area.caret() == 1
    press(area, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert area.caret() == text.index("engineers")
    press(area, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    start, end = area.selection()
    assert (start, end) == (5, area.caret())
    assert text[end - 1 : end + 1].strip()
    press(area, Qt.Key.Key_Home)
    assert area.caret() == 0
    press(area, Qt.Key.Key_Down)
    first = lines_of(area)[0]
    assert first.end <= area.caret() <= first.end + 3
    press(area, Qt.Key.Key_PageDown)
    assert area.caret() > 800
    assert area.verticalScrollBar().value() > 0
    press(area, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    assert area.selection()[0] < 200
    press(area, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert area.caret() == len(text)


def test_two_readers_show_two_documents(area, qtbot):
    other = ReaderArea()
    qtbot.addWidget(other)
    other.set_document("Another 😀 text", (), reflow=False)
    other.select(8, 9)
    assert other.selection() == (8, 9)
    assert area.selection() == (0, 0)
    assert area.text() != other.text()


def test_a_text_of_one_long_line_is_shown_quickly(area):
    area.set_document("word " * 200_000, (), reflow=False)
    area.grab()
    assert area.document().blockCount() > 200
    area.select(999_990, 999_994)
    assert area.selection() == (999_990, 999_994)


def test_the_caret_of_qt_and_ours_agree(area, text):
    cursor = QTextCursor(area.document())
    for word in ("مرحبا", "שלום", "😀", "🔬", "there"):
        start = text.index(word)
        cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
        area.setTextCursor(cursor)
        assert area.caret() == start
