from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton
BIG = 2**62 + 1  # ids have 63 bits


def drag(area, start, end, *, modifiers=Qt.KeyboardModifier.NoModifier, release=True):
    """Drag as a hand does: with moves in between and the button held."""
    view = area.viewport()
    QTest.mousePress(view, LEFT, modifiers, start)
    for part in (0.3, 0.6, 1.0):
        point = QPointF(start) + (QPointF(end) - QPointF(start)) * part
        move = QMouseEvent(
            QEvent.Type.MouseMove, point, view.mapToGlobal(point),
            Qt.MouseButton.NoButton, LEFT, modifiers,
        )  # fmt: skip
        QApplication.sendEvent(view, move)
    if release:
        QTest.mouseRelease(view, LEFT, modifiers, end)


def inside(at, offset):
    return at(offset) + QPoint(3, 0)


@pytest.mark.parametrize(
    "words", ["Duvanian officials called", "بالعالم", "everyone 😀👩‍🔬 there", "closed the last"]
)
def test_a_drag_selects_and_tells_of_it_on_release(area, at, text, qtbot, words):
    start = text.index(words)
    with qtbot.waitSignal(area.selection_made) as made:
        drag(area, at(start), at(start + len(words)))
    assert sorted(made.args) == made.args
    assert text[slice(*made.args)] == words


def test_a_drag_between_two_lines_stays_on_the_line_it_began_in(area, at, text, qtbot):
    start = text.index("engineers")
    line = area.places.block_of(start)[0].layout().lineAt(0)
    # The slot of a line is higher than its letters: a point under them is still of this line.
    low = QPoint(0, int(line.naturalTextRect().bottom()) + 2)
    first, last = at(start), at(start + 9)
    top = first.y() - line.naturalTextRect().center().y()
    with qtbot.waitSignal(area.selection_made) as made:
        drag(area, QPoint(first.x(), int(top) + low.y()), QPoint(last.x(), int(top) + low.y()))
    assert text[slice(*made.args)] == "engineers"


def test_a_double_click_selects_a_word_and_tells_of_it(area, at, text, qtbot):
    point = inside(at, text.index("sluice") + 2)
    with qtbot.waitSignal(area.selection_made) as made:
        QTest.mouseDClick(area.viewport(), LEFT, pos=point)
        QTest.mouseRelease(area.viewport(), LEFT, pos=point)
    assert text[slice(*made.args)] == "sluice"


def test_a_click_beside_all_marks_tells_nothing(area, at, mark, text, qtbot):
    area.set_marks([mark("Duvanian officials")])
    with qtbot.assertNotEmitted(area.claim_pressed), qtbot.assertNotEmitted(area.selection_made):
        QTest.mouseClick(area.viewport(), LEFT, pos=inside(at, text.index("gauges")))


@pytest.mark.parametrize("words", ["Duvanian officials", "منسوب نهر", "everyone 😀"])
def test_a_click_on_a_highlight_presses_its_claim(area, at, mark, text, qtbot, words):
    area.set_marks([mark(words, BIG), mark("Paragraph 3", 5)])
    start = text.index(words)
    with qtbot.waitSignal(area.claim_pressed) as pressed:
        QTest.mouseClick(area.viewport(), LEFT, pos=(at(start + 2) + at(start + 3)) / 2)
    assert pressed.args == [BIG]


def test_a_drag_over_a_highlight_selects_and_presses_nothing(area, at, mark, text, qtbot):
    area.set_marks([mark("Duvanian officials")])
    start = text.index("Duvanian")
    with qtbot.assertNotEmitted(area.claim_pressed):
        drag(area, at(start), at(start + 8))
    assert area.selection() == (start, start + 8)


def test_clicks_on_overlapping_marks_go_round(area, at, mark, text, qtbot):
    area.set_marks(
        [mark("called it a hostile act", 1), mark("a hostile", 2), mark("hostile act and", 3)]
    )
    pressed = []
    area.claim_pressed.connect(pressed.append)
    point = inside(at, text.index("hostile") + 2)
    for _ in range(4):
        QTest.mouseClick(area.viewport(), LEFT, pos=point)
        QTest.qWait(QApplication.doubleClickInterval() + 20)
    assert pressed == [2, 3, 1, 2]


def test_enter_presses_or_tells_of_the_selection(area, mark, text, qtbot):
    start = text.index("Duvanian")
    area.set_marks([mark("Duvanian officials", BIG)])
    area.setFocus()
    area.select(start, start + 8)
    with qtbot.waitSignal(area.selection_made) as made:
        qtbot.keyClick(area, Qt.Key.Key_Return)
    assert made.args == [start, start + 8]
    area.select(start + 2, start + 2)
    with qtbot.waitSignal(area.claim_pressed) as pressed:
        qtbot.keyClick(area, Qt.Key.Key_Enter)
    assert pressed.args == [BIG]


def test_shift_and_arrows_select_whole_emoji(area, text, qtbot):
    start = text.index("👩")
    area.setFocus()
    area.select(start, start)
    qtbot.keyClick(area, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text[slice(*area.selection())] == "👩‍🔬"


def test_the_caret_tells_which_claim_it_comes_into(area, mark, text):
    told = []
    area.claim_entered.connect(told.append)
    area.set_marks([mark("called it a hostile act", 1), mark("a hostile", BIG)])
    start = text.index("called it")
    for offset in (start - 1, start, start + 3, text.index("a hostile"), start - 5):
        area.select(offset, offset)
    assert told == [1, BIG, None]


def handle(area, end):
    return next(grip for grip in area._scene.grips() if grip.end is end)


def middle(grip):
    return QPoint(round(grip.x), round((grip.top + grip.bottom) / 2))


@pytest.fixture
def selected(area, mark):
    area.set_marks([mark("called it a hostile act", BIG)])
    area.set_selected_claim(BIG)
    return area


def test_a_dragged_handle_moves_the_bound_by_words(selected, at, text, qtbot):
    start = text.index("called")
    target = at(text.index("had learned") + 5)
    with qtbot.waitSignal(selected.bounds_changed) as changed:
        drag(selected, middle(handle(selected, True)), target)
    claim, span, first, last = changed.args
    assert (claim, span, first) == (BIG, 0, start)
    assert text[first:last] == "called it a hostile act and said they had"


def test_with_alt_a_handle_moves_by_letters(selected, at, text, qtbot):
    target = at(text.index("called") + 2)
    with qtbot.waitSignal(selected.bounds_changed) as changed:
        drag(
            selected, middle(handle(selected, False)), target,
            modifiers=Qt.KeyboardModifier.AltModifier,
        )  # fmt: skip
    assert text[changed.args[2] : changed.args[3]] == "lled it a hostile act"


def test_a_bound_is_seen_to_move_and_goes_back_on_escape(selected, at, text, qtbot):
    selected.setFocus()
    drag(selected, middle(handle(selected, True)), at(text.index("gauges")), release=False)
    (moved,) = selected._scene.index.of(BIG)
    assert moved.end > text.index("they")
    with qtbot.assertNotEmitted(selected.bounds_changed):
        qtbot.keyClick(selected, Qt.Key.Key_Escape)
        QTest.mouseRelease(selected.viewport(), LEFT, pos=at(text.index("gauges")))
    (back,) = selected._scene.index.of(BIG)
    assert text[back.start : back.end] == "called it a hostile act"


def test_a_bound_that_nobody_takes_goes_back(selected, at, text, qtbot):
    drag(selected, middle(handle(selected, True)), at(text.index("gauges")))
    (back,) = selected._scene.index.of(BIG)
    assert text[back.start : back.end] == "called it a hostile act"


def test_a_bound_that_is_taken_stays(selected, at, mark, text, qtbot):
    selected.bounds_changed.connect(
        lambda claim, _span, start, end: selected.update_claims(
            [claim], [mark(text[start:end], claim)]
        )
    )
    drag(selected, middle(handle(selected, True)), at(text.index("gauges")))
    (kept,) = selected._scene.index.of(BIG)
    assert text[kept.start : kept.end].startswith("called it a hostile act and said")


def test_a_passage_keeps_a_letter(selected, at, text, qtbot):
    with qtbot.waitSignal(selected.bounds_changed) as changed:
        drag(
            selected, middle(handle(selected, True)), at(10),
            modifiers=Qt.KeyboardModifier.AltModifier,
        )  # fmt: skip
    assert changed.args[3] == changed.args[2] + 1


def test_in_arabic_the_start_handle_stands_at_the_right(area, mark):
    area.set_marks([mark("منسوب نهر", BIG)])
    area.set_selected_claim(BIG)
    assert handle(area, False).x > handle(area, True).x


def test_bounds_can_be_previewed_and_given_up(area, mark, text):
    area.set_marks([mark("called it", BIG), mark("gauges", BIG)])
    gauges = text.index("gauges")
    area.preview_bounds(BIG, 1, gauges - 4, gauges + 6)
    area.preview_bounds(BIG, 0, 3, 9)
    assert [(m.start, m.end) for m in area._scene.index.of(BIG)] == [
        (3, 9), (gauges - 4, gauges + 6),
    ]  # fmt: skip
    area.end_preview()
    assert text[slice(*[(m.start, m.end) for m in area._scene.index.of(BIG)][1])] == "gauges"


def test_the_pointer_over_a_handle_tells_that_it_moves(selected, text, at):
    QTest.mouseMove(selected.viewport(), middle(handle(selected, True)))
    assert selected.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(selected.viewport(), at(text.index("sluice")))
    assert selected.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_the_tool_tip_names_the_tags_as_plain_text(area, at, mark, text, monkeypatch):
    shown = []
    tip = SimpleNamespace(showText=lambda _at, words, _on: shown.append(words))
    monkeypatch.setattr("workbench.gui.reader.marked.QToolTip", tip)
    area.set_marks([mark("Duvanian officials", names="Mira Tolan: <b>Front</b>")])
    point = inside(at, text.index("Duvanian") + 2)
    event = QHelpEvent(QEvent.Type.ToolTip, point, area.viewport().mapToGlobal(point))
    QApplication.sendEvent(area.viewport(), event)
    assert [words.replace("\u200b", "") for words in shown] == ["Mira Tolan: <b>Front</b>"]
    assert not GuiQt.mightBeRichText(shown[0])


def test_the_popup_place_is_the_last_line_of_the_selection(area, at, text):
    start = text.index("Duvanian")
    area.select(start, text.index("the gauges"))
    rect = area.selection_rect_bottom()
    last = area.viewport().mapToGlobal(at(text.index("the gauges") - 1))
    assert rect.top() < last.y() < rect.bottom() < last.y() + 28
    assert abs(rect.right() - last.x()) < 20
