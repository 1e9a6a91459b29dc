import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from workbench.gui.table.filters import Filter
from workbench.gui.table.view import ClaimTable

from .matter import BIG, row

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def table(page):
    return page.table


@pytest.fixture
def press(table, qtbot):
    def press(key, held=PLAIN):
        qtbot.keyClick(table, key, held)

    return press


@pytest.fixture
def click(table, qtbot):
    def click(place, column=5, held=PLAIN):
        box = table.visualRect(table.claims.index(place, column))
        qtbot.mouseClick(table.viewport(), LEFT, held, box.center())

    return click


def checked(table):
    return sorted(claim - BIG for claim in table.claims.checked)


def current(table):
    return table.current().id - BIG


def test_arrows_walk_by_rows(table, press):
    assert current(table) == 1
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert current(table) == 3
    press(Key.Key_Up)
    assert current(table) == 2
    press(Key.Key_End)
    assert current(table) == 6
    press(Key.Key_Down)
    assert current(table) == 6
    press(Key.Key_Home)
    press(Key.Key_Up)
    assert current(table) == 1
    assert checked(table) == []


def test_heads_are_stepped_over(page, table, press):
    page.model.set_group("document")
    press(Key.Key_Home)
    assert current(table) == 1
    for _ in range(3):
        press(Key.Key_Down)
    assert current(table) == 4
    press(Key.Key_Up)
    assert current(table) == 3
    assert table.currentIndex().row() == 3
    press(Key.Key_PageUp)
    assert current(table) == 1
    assert table.verticalScrollBar().value() == 0


def test_pages_and_scrolling(page, table, press, many):
    page.set_rows(many(400))
    press(Key.Key_PageDown)
    place = table.currentIndex().row()
    assert 15 < place < 24
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    press(Key.Key_End)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    press(Key.Key_Home)
    assert table.verticalScrollBar().value() == 0


def test_space_checks(table, press):
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert checked(table) == [1, 2]
    press(Key.Key_Space)
    assert checked(table) == [1]


def test_shift_checks_a_range_that_can_shrink(table, press):
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    assert checked(table) == [1, 3, 4, 5]
    press(Key.Key_Up, SHIFT)
    assert checked(table) == [1, 3, 4]
    press(Key.Key_Down)
    press(Key.Key_End, SHIFT)
    assert checked(table) == [1, 3, 4, 5, 6]
    press(Key.Key_Home, SHIFT)
    assert checked(table) == [1, 2, 3, 4, 5]


def test_all_that_is_shown_and_nothing(page, table, press):
    page.set_filter(Filter(text="filling"))
    press(Key.Key_A, CTRL)
    assert checked(table) == [1]
    page.set_filter(Filter())
    press(Key.Key_A, CTRL)
    assert checked(table) == [1, 2, 3, 4, 5, 6]
    press(Key.Key_Escape)
    assert checked(table) == []


def test_escape_leaves_when_nothing_is_checked(page, table, press, qtbot):
    with qtbot.waitSignal(table.left):
        press(Key.Key_Escape)
    assert page.bar.search.hasFocus()


def test_enter_and_a_double_click_open(page, table, press, qtbot):
    press(Key.Key_Down)
    for key in (Key.Key_Return, Key.Key_Enter):
        with qtbot.waitSignal(page.claim_opened) as opened:
            press(key)
        assert opened.args == [BIG + 2]
    box = table.visualRect(table.claims.index(2, 5))
    with qtbot.waitSignal(page.claim_opened) as opened:
        qtbot.mouseDClick(table.viewport(), LEFT, pos=box.center())
    assert opened.args == [BIG + 3]


def test_commands_are_for_the_checked_or_the_current_claim(page, press, qtbot):
    press(Key.Key_Down)
    with qtbot.waitSignal(page.copy_wanted) as copied:
        press(Key.Key_C, CTRL)
    assert copied.args == [[BIG + 2]]
    page.model.set_checked([BIG + 5, BIG + 1])
    with qtbot.waitSignal(page.copy_wanted) as copied:
        press(Key.Key_C, CTRL)
    assert copied.args == [[BIG + 1, BIG + 5]]
    with qtbot.waitSignal(page.delete_wanted) as deleted:
        press(Key.Key_Delete)
    assert deleted.args == [[BIG + 1, BIG + 5]]


def test_without_rows_no_key_does_anything(page, table, press, qtbot):
    page.set_rows([])
    for key in (Key.Key_Down, Key.Key_End, Key.Key_Space, Key.Key_Return, Key.Key_Delete):
        press(key)
    with qtbot.assertNotEmitted(page.copy_wanted):
        press(Key.Key_C, CTRL)
    assert table.current() is None


def test_our_keys_come_before_the_shortcuts_of_the_window(table):
    def is_taken(key, held=PLAIN):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(table, event)
        return event.isAccepted()

    assert is_taken(Key.Key_Space)
    assert is_taken(Key.Key_Delete)
    assert is_taken(Key.Key_C, CTRL)
    assert is_taken(Key.Key_Down, SHIFT)
    assert not is_taken(Key.Key_F6)
    assert not is_taken(Key.Key_Z, CTRL)
    assert not is_taken(Key.Key_A)


def test_a_click_goes_there_and_a_click_on_the_box_checks(table, click):
    click(2)
    assert current(table) == 3
    assert checked(table) == []
    click(3, column=0)
    assert checked(table) == [4]
    click(3, column=0)
    assert checked(table) == []
    click(1, held=CTRL)
    assert checked(table) == [2]
    click(4, held=SHIFT)
    assert checked(table) == [2, 3, 4, 5]
    assert current(table) == 5


def test_two_quick_clicks_on_a_box_are_two(page, table, qtbot):
    place = table.visualRect(table.claims.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    assert checked(table) == [2]
    with qtbot.assertNotEmitted(page.claim_opened):
        qtbot.mouseDClick(table.viewport(), LEFT, pos=place)
    assert checked(table) == []


def test_a_click_on_a_head_or_beside_the_rows_does_nothing(page, table, click, qtbot):
    page.model.set_group("document")
    before = current(table)
    click(0)
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(200, 600))
    assert current(table) == before


def test_the_menu_of_a_row(page, table, qtbot):
    place = table.visualRect(table.claims.index(2, 5)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    menu = table.findChild(QMenu, "claims-table.row.menu")
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Go to the text", "Select", "Copy citation", "Accept", "Reject", "Question",
        "Take back the decision", "Delete",
    ]  # fmt: skip
    assert current(table) == 3
    with qtbot.waitSignal(page.claim_opened) as opened:
        menu.actions()[0].trigger()
    assert opened.args == [BIG + 3]
    for name in ("Accept", "Take back the decision"):
        with qtbot.waitSignal(page.decision_wanted) as wanted:
            next(action for action in menu.actions() if action.text() == name).trigger()
        assert wanted.args[0] == [BIG + 3]
    assert wanted.args[1] == "reopen"
    menu.close()


def test_the_place_stays_when_rows_come_and_go(page, table, many):
    rows = many(400)
    page.set_rows(rows)
    QApplication.processEvents()  # the bar above takes its height
    table.go_to_row(100)
    claim, top = table.current().id, table.visualRect(table.currentIndex()).top()
    page.update_rows([], [each.id for each in rows[10:30]])
    assert table.current().id == claim
    assert table.visualRect(table.currentIndex()).top() == top
    page.set_filter(Filter(text="statement"))
    assert table.current().id == claim
    assert table.visualRect(table.currentIndex()).top() == top


def test_the_next_row_is_current_when_the_current_one_goes(page, table, press):
    press(Key.Key_Down)
    page.update_rows([], [BIG + 2])
    assert current(table) == 3
    page.update_rows([], [BIG + 6, BIG + 5])
    press(Key.Key_End)
    page.update_rows([], [BIG + 4])
    assert current(table) == 3


def test_sorting_goes_to_the_top(page, table, press, many):
    page.set_rows(many(400))
    press(Key.Key_End)
    page.model.set_sort("statement")
    assert table.verticalScrollBar().value() == 0


def test_a_filter_that_hides_the_current_row_goes_to_the_top(page, table, press, many):
    page.set_rows(many(400))
    press(Key.Key_End)
    page.set_filter(Filter(text="1"))
    assert table.current().claim.statement == "Statement 1"
    assert table.verticalScrollBar().value() == 0


def ink(table, place, column):
    """Return the middle of what is painted in a cell, in parts of its width."""
    box = table.visualRect(table.claims.index(place, column)).adjusted(2, 6, -12, -6)
    image = table.viewport().grab(box).toImage()
    ground = image.pixelColor(0, 0)
    found = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]
    return (found[0] + found[-1]) / 2 / image.width() if found else None


def test_a_statement_stands_on_the_side_of_its_script(page, table):
    page.update_rows([row(1, statement="Short"), row(2, statement="قصير")], [])
    assert ink(table, 0, 5) < 0.3
    assert ink(table, 1, 5) > 0.7
    assert ink(table, 3, 7) is None


def test_a_checked_row_is_tinted_and_the_ring_is_for_the_keyboard(page, table, press, click):
    def at(place, x):
        box = table.visualRect(table.claims.index(place, 5))
        image = table.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(round(x * ratio), round((box.top() + 4) * ratio)).name()

    plain = at(3, 300)
    page.model.set_checked([BIG + 4])
    assert at(3, 300) != plain
    press(Key.Key_End)
    ring = at(5, 1)
    click(4)
    assert at(4, 1) == ring  # the bar of 3 pixels
    box = table.visualRect(table.claims.index(4, 5))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(300, box.top() + 1).name() == plain
    press(Key.Key_Down)
    box = table.visualRect(table.claims.index(5, 5))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(300, box.top() + 1).name() == ring


def test_letters_are_left_to_the_window(table, press):
    before = current(table)
    press(Key.Key_M)
    assert current(table) == before


def test_rows_grow_with_the_font(table, qapp, qtbot):
    assert table.rowHeight(0) == 34
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * 2)
    try:
        qapp.setFont(larger)
        grown = ClaimTable(table.claims)
        qtbot.addWidget(grown)
        assert grown.rowHeight(0) > 40
    finally:
        qapp.setFont(font)
