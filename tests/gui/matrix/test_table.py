from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage

from workbench.gui import theme
from workbench.gui.matrix.delegate import GAP
from workbench.gui.matrix.table import MatrixTable

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(qtbot, matrix):
    table = MatrixTable()
    qtbot.addWidget(table)
    table.set_matrix(matrix)
    table.resize(700, 500)
    table.show()
    return table


@pytest.fixture
def opened(table):
    said = []
    table.opened.connect(lambda *args: said.append(args))
    return said


def choose(table, row, column):
    table.setCurrentIndex(table.matrix_model.index(row, column))


def picture(table) -> QImage:
    return table.viewport().grab().toImage()


def cell(table, row, column) -> QRect:
    return table.visualRect(table.matrix_model.index(row, column))


def ground(table, row, column) -> str:
    at = cell(table, row, column).bottomLeft() + QPoint(10 + GAP, -7)
    return picture(table).pixelColor(at).name().upper()


def test_arrows_pass_over_bands(table, qtbot):
    choose(table, 2, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen() == (3, 11)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.chosen() == (2, 11)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.chosen() == (2, 12)


def test_the_first_band_is_no_trap(table, qtbot):
    choose(table, 1, 0)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.chosen() == (1, 11)
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen() == (1, 11)


def test_focus_by_tab_takes_a_cell(table, qtbot):
    table.activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    assert table.chosen() == (1, 11)


def test_totals_are_reached_by_keyboard(table, qtbot, opened):
    choose(table, 1, 0)
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [(1, None, True)]


def test_enter_opens_the_cell_and_escape_leaves(table, qtbot, opened):
    choose(table, 4, 2)
    qtbot.keyClick(table, Qt.Key.Key_Enter)
    assert opened == [(3, 13, True)]
    with qtbot.waitSignal(table.left):
        qtbot.keyClick(table, Qt.Key.Key_Escape)


def test_enter_without_a_cell_does_nothing(table, qtbot, opened):
    table.setCurrentIndex(QModelIndex())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == []


def test_a_click_opens_a_cell(table, qtbot, opened):
    place = cell(table, 1, 1).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    assert opened == [(1, 12, False)]
    assert table.chosen() == (1, 12)


def test_a_click_on_a_band_does_nothing(table, qtbot, opened):
    qtbot.mouseClick(table.viewport(), LEFT, pos=cell(table, 0, 1).center())
    header = table.verticalHeader()
    place = QPoint(20, header.sectionViewportPosition(0) + 10)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert opened == []


def test_headers_open_whole_rows_and_columns(table, qtbot, opened):
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    place = QPoint(20, rows.sectionViewportPosition(1) + 10)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    assert table.chosen() == (1, None)
    place = QPoint(columns.sectionViewportPosition(1) + 10, 30)
    qtbot.mouseClick(columns.viewport(), LEFT, pos=place)
    assert table.chosen() == (None, 12)
    assert opened == [(1, None, False), (None, 12, False)]


def test_the_chosen_cell_stays_when_the_matrix_changes(table, matrix):
    choose(table, 4, 2)
    table.set_matrix(replace(matrix, rows=matrix.rows[1:]))
    assert table.chosen() == (3, 13)
    table.set_matrix(replace(matrix, rows=matrix.rows[:2]))
    assert table.chosen() is None


@pytest.mark.parametrize("dark", [False, True])
def test_grounds_follow_the_count_and_the_mode(table, qapp, dark):
    picture(table)  # painted in light before
    theme.apply(qapp, dark=dark)
    heat = theme.tokens().heat
    limits = table.matrix_model.limits
    for row, column, count in ((1, 0, 14), (1, 1, 2), (2, 0, 5), (2, 1, 0), (4, 2, 16)):
        assert ground(table, row, column) == heat[theme.heat_class(count, limits)][0]
    assert ground(table, 5, 0) == theme.tokens().window


def test_a_contested_cell_has_a_corner_in_the_colour_of_its_number(table):
    box = cell(table, 4, 2)
    corner = picture(table).pixelColor(box.right() - 3, box.top() + 3)
    assert corner == QColor(theme.tokens().heat[-1][1])
    calm = cell(table, 1, 0)
    assert picture(table).pixelColor(calm.right() - 3, calm.top() + 3) != corner


def test_what_was_not_read_is_hatched(table, matrix):
    box = cell(table, 2, 1)

    def colours():
        image = picture(table)
        across = range(box.left() + 2, box.right() - 1)
        return {image.pixelColor(x, box.top() + 8).name() for x in across}

    before = len(colours())
    table.set_matrix(matrix, frozenset({(2, 12)}))
    assert before == 1
    assert len(colours()) > 1


def test_the_chosen_cell_has_a_ring_beyond_a_line_of_page(table):
    choose(table, 1, 0)
    box = cell(table, 1, 0)
    image, y = picture(table), box.center().y()
    now = theme.tokens()
    assert image.pixelColor(box.left() + 1, y) == QColor(now.accent)
    assert image.pixelColor(box.left() + 3, y) == QColor(now.page)
    assert image.pixelColor(box.left() + 6, y) != QColor(now.page)


def test_sizes_grow_with_the_room_up_to_a_limit(table, matrix_of):
    header = table.horizontalHeader()
    table.set_matrix(matrix_of(3, 40))
    narrow = header.sectionSize(1)
    assert narrow >= 66
    table.set_matrix(matrix_of(3, 2))
    assert narrow < header.sectionSize(1) <= 84
    assert header.sectionSize(2) == header.sectionSize(1) + GAP
    assert table.verticalHeader().sectionSize(0) >= 36


def test_no_gap_of_an_earlier_matrix_stays(table, matrix_of):
    table.set_matrix(matrix_of(6, 40))
    sizes = {table.horizontalHeader().sectionSize(i) for i in range(40)}
    assert len(sizes) == 1


def test_long_names_take_a_bounded_header(table, matrix):
    name = "The Coordination Committee for Transboundary Water and Its Tributaries " * 3
    long = replace(matrix.rows[0], name=name)
    table.set_matrix(replace(matrix, rows=(long,)))
    assert table.verticalHeader().sizeHint().width() == 260
    assert table.horizontalHeader().sizeHint().height() < 150


def test_a_smaller_table_keeps_the_chosen_cell_in_sight(table, matrix_of, qtbot):
    table.set_matrix(matrix_of(30, 3))
    choose(table, 9, 0)
    table.resize(700, 220)
    assert table.viewport().rect().contains(cell(table, 9, 0))


def test_letters_are_left_to_the_window(table, qtbot):
    choose(table, 1, 0)
    qtbot.keyClicks(table, "16")
    assert table.chosen() == (1, 11)


def test_parts_have_names(table):
    assert table.objectName() == "matrix.table"
    for widget in (table, table.horizontalHeader(), table.verticalHeader()):
        assert widget.accessibleName()
