from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage

from workbench.gui import theme
from workbench.gui.matrix.delegate import GAP
from workbench.gui.matrix.grid import MatrixGrid
from workbench.gui.matrix.table import MatrixTable
from workbench.matrix import Entry

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(qtbot, matrix):
    table = MatrixTable()
    qtbot.addWidget(table)
    table.set_grid(MatrixGrid(matrix))
    table.resize(700, 500)
    table.show()
    return table


@pytest.fixture
def opened(table):
    said = []
    table.opened.connect(lambda *args: said.append(args))
    return said


def show_all(table, matrix):
    table.set_grid(MatrixGrid(matrix))


def show(table, matrix, first, end):
    """Show some rows of a matrix only."""
    part = slice(first, end)
    figures = replace(matrix.shown, cells=matrix.shown.cells[part], rows=matrix.shown.rows[part])
    shown = replace(matrix, rows=matrix.rows[part], shown=figures, claims=figures)
    table.set_grid(MatrixGrid(shown))


def choose(table, row, column):
    table.setCurrentIndex(table.matrix_model.index(row, column))


def picture(table) -> QImage:
    return table.viewport().grab().toImage()


def cell(table, row, column) -> QRect:
    return table.visualRect(table.matrix_model.index(row, column))


def ground(table, row, column) -> str:
    at = cell(table, row, column).bottomLeft() + QPoint(10 + GAP, -7)
    return picture(table).pixelColor(at).name().upper()


def test_arrows_walk_groups_cells_and_totals(table, qtbot):
    choose(table, 2, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen() == ("g101", "t11")
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.chosen() == ("g101", "t12")
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen() == ("t3", None)


def test_focus_by_tab_takes_a_cell(table, qtbot):
    table.activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    assert table.chosen() == ("g100", "t11")


def test_enter_opens_the_cell_and_escape_leaves(table, qtbot, opened):
    choose(table, 4, 2)
    qtbot.keyClick(table, Qt.Key.Key_Enter)
    assert opened == [("t3", "t13", True)]
    with qtbot.waitSignal(table.left):
        qtbot.keyClick(table, Qt.Key.Key_Escape)


def test_enter_without_a_cell_does_nothing(table, qtbot, opened):
    table.setCurrentIndex(QModelIndex())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == []


def test_a_click_opens_a_cell(table, qtbot, opened):
    place = cell(table, 1, 1).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    assert opened == [("t1", "t12", False)]
    assert table.chosen() == ("t1", "t12")


def test_headers_open_whole_rows_and_columns(table, qtbot, opened):
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    place = QPoint(20, rows.sectionViewportPosition(1) + 10)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    assert table.chosen() == ("t1", None)
    place = QPoint(columns.sectionViewportPosition(1) + 10, 30)
    qtbot.mouseClick(columns.viewport(), LEFT, pos=place)
    assert table.chosen() == (None, "t12")
    assert opened == [("t1", None, False), (None, "t12", False)]


def test_the_chosen_cell_stays_when_the_matrix_changes(table, matrix):
    choose(table, 4, 2)
    show(table, matrix, 1, 5)
    assert table.chosen() == ("t3", "t13")
    show(table, matrix, 0, 2)
    assert table.chosen() is None


@pytest.mark.parametrize("dark", [False, True])
def test_grounds_follow_the_count_and_the_mode(table, qapp, dark):
    picture(table)  # painted in light before
    theme.apply(qapp, dark=dark)
    heat = theme.tokens().heat
    of = table.grid().heat.of
    for row, column, count in ((1, 0, 14), (1, 1, 2), (2, 0, 5), (2, 2, 0), (4, 2, 16)):
        assert ground(table, row, column) == heat[of(count)][0]
    assert ground(table, 5, 0) == theme.tokens().window


def test_a_contested_cell_has_a_corner_in_the_colour_of_its_number(table):
    box = cell(table, 4, 2)
    corner = picture(table).pixelColor(box.right() - 3, box.top() + 3)
    assert corner == QColor(theme.tokens().heat[-1][1])
    calm = cell(table, 1, 0)
    assert picture(table).pixelColor(calm.right() - 3, calm.top() + 3) != corner


def test_what_was_not_read_is_hatched(table):
    def colours(row, column):
        image, box = picture(table), cell(table, row, column)
        across = range(box.left() + 2, box.right() - 1)
        return {image.pixelColor(x, box.top() + 8).name() for x in across}

    assert len(colours(2, 2)) == 1
    assert len(colours(2, 1)) > 1


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
    show_all(table, matrix_of(3, 40))
    narrow = header.sectionSize(1)
    assert narrow >= 60
    show_all(table, matrix_of(3, 2))
    assert narrow < header.sectionSize(1) <= 84
    assert header.sectionSize(2) == header.sectionSize(1) + GAP
    assert table.verticalHeader().sectionSize(0) >= 36


def test_no_gap_of_an_earlier_matrix_stays(table, matrix_of):
    show_all(table, matrix_of(6, 40))
    sizes = {table.horizontalHeader().sectionSize(i) for i in range(40)}
    assert len(sizes) == 1


def test_long_names_take_a_bounded_header(table, matrix):
    name = "The Coordination Committee for Transboundary Water and Its Tributaries " * 3
    long = replace(matrix.rows[0], name=name)
    table.set_grid(MatrixGrid(replace(matrix, rows=(long, *matrix.rows[1:]))))
    assert table.verticalHeader().sizeHint().width() == 260
    assert table.horizontalHeader().sizeHint().height() < 150


def test_a_smaller_table_keeps_the_chosen_cell_in_sight(table, matrix_of, qtbot):
    show_all(table, matrix_of(30, 3))
    choose(table, 9, 0)
    table.resize(700, 220)
    assert table.viewport().rect().contains(cell(table, 9, 0))


def test_letters_are_left_to_the_window(table, qtbot):
    choose(table, 1, 0)
    qtbot.keyClicks(table, "16")
    assert table.chosen() == ("t1", "t11")


def test_parts_have_names(table):
    assert table.objectName() == "matrix.table"
    for widget in (table, table.horizontalHeader(), table.verticalHeader()):
        assert widget.accessibleName()


# -- groups, menus, copying


@pytest.fixture
def folded(table):
    said = []
    table.folded.connect(lambda *args: said.append(args))
    return said


def test_a_click_on_a_twisty_folds_and_opens_nothing(table, qtbot, folded, opened):
    header = table.verticalHeader()
    place = QPoint(6, header.sectionViewportPosition(3) + header.sectionSize(3) // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert folded == [(False, "g101")]
    assert opened == []


def test_space_folds_the_group_in_which_one_stands(table, qtbot, folded):
    for row in (0, 2, 5):
        choose(table, row, 0)
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert folded == [(False, "g100"), (False, "g100")]


def test_groups_of_columns_fold_by_the_line_over_them(table, qtbot, folded, matrix):
    group = Entry("g200", "Water", 200, is_group=True)
    columns = (group, *(replace(one, parent="g200", level=1) for one in matrix.columns[:2]))
    table.set_grid(MatrixGrid(replace(matrix, columns=columns)))
    header = table.horizontalHeader()
    qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(header.sectionViewportPosition(1) + 9, 5))
    choose(table, 1, 2)
    qtbot.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert folded == [(True, "g200"), (True, "g200")]


def test_a_closed_group_of_columns_opens_by_the_twisty_over_its_name(
    table, qtbot, folded, opened, matrix
):
    group = Entry("g200", "Water", 200, is_group=True, collapsed=True)
    table.set_grid(MatrixGrid(replace(matrix, columns=(group, *matrix.columns[1:]))))
    header = table.horizontalHeader()
    box = header._closed_box(0)
    qtbot.mouseClick(header.viewport(), LEFT, pos=box.center())
    assert folded == [(True, "g200")]
    assert opened == []


def test_the_menu_is_asked_for_where_one_points(table, qtbot):
    asked = []
    table.menu_wanted.connect(lambda pair, _point: asked.append(pair))
    header = table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(1) + 9, 40))
    rows = table.verticalHeader()
    rows.customContextMenuRequested.emit(QPoint(40, rows.sectionViewportPosition(2) + 9))
    spot = cell(table, 1, 0).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, spot)
    table.contextMenuEvent(event)
    assert asked == [(None, "t12"), ("t2", None), ("t1", "t11")]


def test_control_and_c_copies(table, qtbot):
    choose(table, 1, 0)
    with qtbot.waitSignal(table.copied):
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_a_curve_is_drawn_along_the_lower_edge(table, matrix):
    before = picture(table)
    series = [[[1, 5, 2]] * 3] * 5
    show_all(table, replace(matrix, periods=("a", "b", "c"), series=series))
    box = cell(table, 1, 0).adjusted(10, 20, -10, -3)
    assert picture(table).copy(box) != before.copy(box)


def test_only_cells_that_look_other_are_painted_again(table, matrix, qapp, monkeypatch):
    qapp.processEvents()
    painted = []
    monkeypatch.setattr(
        table, "update", lambda index: painted.append((index.row(), index.column()))
    )
    cells = [list(row) for row in matrix.shown.cells]
    cells[1][1] += 1
    figures = replace(matrix.shown, cells=cells)
    table.set_grid(MatrixGrid(replace(matrix, shown=figures, claims=figures)))
    assert painted == [(1, 1)]
    table.set_grid(MatrixGrid(matrix))
    assert painted == [(1, 1)]  # it was not painted in between
