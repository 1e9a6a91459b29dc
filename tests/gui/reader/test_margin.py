import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui import theme
from workbench.gui.reader.margin import Margin

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def margin(area):
    return area.findChild(Margin, "readerMargin")


def bracket(margin, claim):
    margin.grab()
    return next(item for item in margin._brackets if item.mark.claim == claim)


def on(margin, item):
    return QPoint(round(margin._lane_x(item.lane)), round((item.top + item.bottom) / 2))


def test_a_bracket_spans_the_lines_of_its_passage(area, margin, mark, text, at):
    area.set_marks([mark("Duvanian officials called it a hostile act and said they")])
    item = bracket(margin, 1)
    first, last = at(text.index("Duvanian")).y(), at(text.index("said they")).y()
    offset = area.viewport().y()
    assert item.top < first + offset < first + offset + 20 < item.bottom
    assert item.top < last + offset < item.bottom


def test_a_click_on_a_bracket_presses_the_claim(area, margin, mark, qtbot):
    area.set_marks([mark("Duvanian officials", 2**62)])
    with qtbot.waitSignal(area.claim_pressed) as pressed:
        QTest.mouseClick(margin, LEFT, pos=on(margin, bracket(margin, 2**62)))
    assert pressed.args == [2**62]


def test_overlaps_beyond_four_lanes_are_counted_and_go_round(area, margin, mark, qtbot):
    area.resize(560, 700)
    area.set_marks([mark("a hostile act", claim) for claim in range(1, 8)])
    margin.grab()
    ((box, hidden),) = margin._clusters()
    assert len(hidden) == 3
    assert box.left() >= 0
    pressed = []
    area.claim_pressed.connect(pressed.append)
    for _ in range(4):
        QTest.mouseClick(margin, LEFT, pos=box.center().toPoint())
        QTest.qWait(QApplication.doubleClickInterval() + 20)
    assert pressed == [5, 6, 7, 5]


def test_the_lane_of_a_bracket_does_not_change_while_scrolling(area, margin, text, mark, qtbot):
    long = text[text.index("Paragraph 3.") : text.index("Paragraph 9.")].rstrip()
    area.set_marks(
        [mark(long, 1, mine=False), mark("Paragraph 3. When", 2, mine=False),
         mark("Paragraph 8. When", 3, mine=False), mark("Paragraph 5. When", 4)]
    )  # fmt: skip
    seen = {}
    for value in range(0, 60, 3):
        area.verticalScrollBar().setValue(value)
        margin.grab()
        for item in margin._brackets:
            seen.setdefault(item.mark.claim, set()).add(item.lane)
    assert {claim: len(lanes) for claim, lanes in seen.items()} == {1: 1, 2: 1, 3: 1, 4: 1}
    assert seen[4] == {0}


def test_a_drag_from_the_margin_selects_in_the_text(area, margin, at, text, qtbot):
    y = at(5).y() + area.viewport().y()
    with qtbot.waitSignal(area.selection_made) as made:
        QTest.mousePress(margin, LEFT, pos=QPoint(area.viewport().x() - 30, y))
        QTest.mouseMove(margin, QPoint(area.viewport().x() + at(14).x(), y))
        QTest.mouseRelease(margin, LEFT, pos=QPoint(area.viewport().x() + at(14).x(), y))
    assert made.args == [0, 14]


def test_the_wheel_over_the_margin_scrolls(area, margin):
    point = QPointF(10, 100)
    event = QWheelEvent(
        point, point, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(margin, event)
    assert area.verticalScrollBar().value() > 0


def test_brackets_stand_at_the_right_in_a_right_to_left_interface(area, margin, mark, qtbot):
    area.set_marks([mark("Duvanian officials")])
    area.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    item = bracket(margin, 1)
    assert area.viewport().geometry().right() < margin._lane_x(item.lane) < margin.width()
    assert area.verticalScrollBar().mapTo(area, QPoint()).x() < area.viewport().x()


def colours(widget: QWidget, box) -> set[str]:
    image = widget.grab(box).toImage()
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def line_box(area, at, start, end):
    first, last = at(start), at(end)
    box = area.viewport().rect()
    box.setLeft(first.x())
    box.setRight(last.x())
    box.setTop(first.y() - 12)
    box.setBottom(first.y() + 18)
    return box


@pytest.mark.parametrize("words", ["a hostile act", "منسوب نهر", "بالعالم"])
def test_mine_is_filled_and_theirs_is_not(area, mark, at, text, words):
    start = text.index(words)
    box = line_box(area, at, start, start + len(words)).normalized()
    hue = theme.hue("lagoon")
    area.set_marks([mark(words)])
    assert {hue.fill, hue.strong} <= colours(area.viewport(), box)
    area.set_marks([mark(words, mine=False)])
    seen = colours(area.viewport(), box)
    assert hue.strong in seen
    assert hue.fill not in seen
    area.update_claims([1], [])
    assert hue.strong not in colours(area.viewport(), box)


def test_the_selected_claim_has_its_own_fill(area, mark, at, text):
    start = text.index("a hostile act")
    box = line_box(area, at, start, start + 13)
    area.set_marks([mark("a hostile act")])
    area.set_selected_claim(1)
    assert theme.hue("lagoon").selected in colours(area.viewport(), box)


def test_hits_and_the_flash_are_drawn_and_the_flash_ends(area, at, text, qtbot):
    start = text.index("a hostile act")
    box = line_box(area, at, start - 2, start + 15)
    now = theme.tokens()
    area.set_hits([(2, 5), (start, start + 5)], None)
    assert now.ask_tint in colours(area.viewport(), box)
    area.set_hits([(2, 5), (start, start + 5)], 1)
    assert now.accent_tint in colours(area.viewport(), box)
    area.set_hits((), None)
    assert now.accent_tint not in colours(area.viewport(), box)
    area.show_offset(start, start + 13)
    assert now.accent in colours(area.viewport(), box)
    qtbot.waitUntil(lambda: now.accent not in colours(area.viewport(), box), timeout=2000)


def test_the_focus_ring_is_for_the_keyboard_only(area, margin, qtbot):
    area.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not margin.ring
    area.clearFocus()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: margin.ring, timeout=1000)
    assert theme.tokens().accent in colours(margin, margin.rect().adjusted(0, 200, -880, -400))
    area.clearFocus()
    assert not margin.ring


def test_another_mode_draws_all_in_its_colours(area, margin, mark, at, text, dark, qtbot):
    start = text.index("a hostile act")
    area.set_marks([mark("a hostile act")])
    palette = area.palette()
    palette.setColor(palette.ColorRole.Base, QColor(theme.tokens().page))
    area.setPalette(palette)
    seen = colours(area.viewport(), line_box(area, at, start, start + 13))
    assert theme.DARK.hues["lagoon"].fill in seen
    assert theme.DARK.page in colours(margin, margin.rect().adjusted(0, 0, -880, -600))
