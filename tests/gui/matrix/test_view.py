from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QToolButton

from db.records import Matrix, MatrixRequest
from workbench.gui.matrix.passage_model import Passage
from workbench.gui.matrix.sentence import Choice
from workbench.gui.matrix.view import MatrixView

PASSAGE = Passage(
    claim=5, coder="MT", mine=True, document=1, title="Brief", place="p. 1", quote="Words"
)


@pytest.fixture
def view(qtbot, matrix):
    view = MatrixView()
    qtbot.addWidget(view)
    view.set_matrix(matrix)
    view.resize(1440, 760)
    view.show()
    return view


@pytest.fixture
def asked(view):
    said = []
    view.request_changed.connect(said.append)
    return said


def open_cell(view, matrix, passages=(PASSAGE,)):
    view.table.setCurrentIndex(view.table.matrix_model.index(4, 2))
    view.set_passages(matrix.rows[2], matrix.columns[2], passages)


def click(view, qtbot, kind, name):
    found = view.findChild(kind, name)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def sentences(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("key", "rows", "columns"),
    [("rows", True, False), ("columns", False, True), ("both", True, True)],
)
def test_grouping_asks_for_a_rolled_up_matrix(view, qtbot, asked, key, rows, columns):
    click(view, qtbot, QToolButton, f"matrix.grouping.{key}")
    assert asked == [MatrixRequest(roll_up_rows=rows, roll_up_columns=columns)]


def test_the_rest_of_the_request_stays(view, qtbot, matrix, asked):
    view.set_matrix(replace(matrix, request=MatrixRequest(document=4, coder=6)))
    click(view, qtbot, QCheckBox, "matrix.hide-empty")
    assert asked == [MatrixRequest(document=4, coder=6, hide_empty=True)]


def test_showing_a_matrix_sets_the_controls_without_asking(view, matrix, asked):
    request = MatrixRequest(roll_up_rows=True, roll_up_columns=True, hide_empty=True)
    view.set_matrix(replace(matrix, request=request))
    assert view.findChild(QToolButton, "matrix.grouping.both").isChecked()
    assert view.findChild(QCheckBox, "matrix.hide-empty").isChecked()
    assert asked == []


def test_export_and_filter_are_passed_on(view, qtbot):
    with qtbot.waitSignal(view.export_wanted):
        click(view, qtbot, QPushButton, "matrix.export")
    choice = Choice("coder", "both coders", [(None, "both coders"), (7, "Mira")], None)
    view.set_sentence(["Claims by ", choice, "."])
    button = view.findChild(QToolButton, "matrix.filter.coder")
    button.menu().aboutToShow.emit()
    with qtbot.waitSignal(view.filter_chosen) as chosen:
        button.menu().actions()[1].trigger()
    assert chosen.args == ["coder", 7]


def test_the_way_by_keyboard_into_a_cell_and_back(view, qtbot, matrix):
    view.activateWindow()
    view.cell_chosen.connect(
        lambda row, column: view.set_passages(matrix.rows[2], matrix.columns[2], [PASSAGE])
    )
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.matrix_model.index(4, 2))
    qtbot.waitUntil(view.table.hasFocus)
    with qtbot.waitSignal(view.cell_chosen) as chosen:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert chosen.args == [3, 13]
    assert view.passages.isVisible()
    qtbot.waitUntil(view.passages.view.hasFocus)
    with qtbot.waitSignal(view.passage_opened) as opened:
        qtbot.keyClick(view.passages.view, Qt.Key.Key_Return)
    assert opened.args == [5]
    qtbot.keyClick(view.passages.view, Qt.Key.Key_Escape)
    assert not view.passages.isVisible()
    assert view.table.hasFocus()


def test_escape_in_the_table_closes_the_passages(view, qtbot, matrix):
    open_cell(view, matrix)
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert not view.passages.isVisible()


def test_a_click_leaves_the_focus_with_the_table(view, qtbot, matrix):
    view.activateWindow()
    view.table.setFocus()
    qtbot.waitUntil(view.table.hasFocus)
    place = view.table.visualRect(view.table.matrix_model.index(4, 2)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    open_cell(view, matrix)
    assert view.table.hasFocus()


def test_passages_close_when_their_cell_is_gone(view, matrix):
    open_cell(view, matrix)
    view.set_matrix(matrix)
    assert view.passages.isVisible()
    view.set_matrix(replace(matrix, rows=matrix.rows[:2]))
    assert not view.passages.isVisible()


@pytest.mark.parametrize(("width", "drill"), [(1440, 380), (1280, 340)])
def test_passages_stand_beside_the_table(view, matrix, width, drill):
    view.resize(width, 760)
    open_cell(view, matrix)
    assert abs(view.passages.width() - drill) <= 7
    assert view.passages.height() == view.height()


def test_in_a_small_window_passages_stand_below(view, qtbot, matrix):
    view.resize(1024, 540)
    open_cell(view, matrix)
    assert view.width() == 1024
    assert abs(view.passages.height() - 0.4 * 540) <= 7
    qtbot.waitUntil(lambda: view.table.viewport().height() >= 100)
    assert not view.legend.isVisible()
    view.close_passages()
    assert view.legend.isVisible()


def test_the_legend_stands_right_under_the_totals(view, qtbot):
    qtbot.waitUntil(lambda: view.table.height() == view.table.content_height())
    gap = view.legend.y() - view.table.geometry().bottom()
    assert 0 < gap < 20


def test_the_legend_speaks_of_gaps_only_when_they_are_known(view, matrix):
    def words():
        entries = view.legend.children()
        return [each.accessibleName() for each in entries if getattr(each, "isVisible", int)()]

    assert words() == ["claims, from", "contested: claims for and against", "no claims"]
    view.set_matrix(replace(matrix, contested=frozenset()), gaps=frozenset())
    assert words() == ["claims, from", "read, nothing found", "gap: not yet read"]


def test_without_tags_the_view_leads_to_the_codebook(view, qtbot, matrix):
    view.set_matrix(Matrix(MatrixRequest(), (), (), {}, {}, {}, 0))
    assert "There are no actors and no concerns yet" in sentences(view)
    assert not view.findChild(QPushButton, "matrix.export").isEnabled()
    with qtbot.waitSignal(view.codebook_wanted):
        click(view, qtbot, QPushButton, "matrix.no-tags.button")
    view.set_matrix(replace(matrix, columns=(), cells={}, total=0))
    assert "There are no concerns yet" in sentences(view)


def test_without_claims_a_sentence_says_what_to_do(view, matrix):
    view.set_matrix(replace(matrix, cells={}, row_totals={}, column_totals={}, total=0))
    assert "No claim here carries both actors and concerns" in sentences(view)
    assert not view.table.isVisible()
    view.set_matrix(matrix)
    assert view.table.isVisible()


def test_hiding_all_rows_is_not_an_empty_codebook(view, matrix):
    nothing = Matrix(MatrixRequest(hide_empty=True), (), (), {}, {}, {}, 0)
    view.set_matrix(nothing)
    assert "No claim here" in sentences(view)


def test_what_a_user_acts_on_has_names(view):
    for name in ("matrix.grouping", "matrix.hide-empty", "matrix.export", "matrix.table"):
        found = [each for each in view.findChildren(object) if each.objectName() == name]
        assert len(found) == 1
        assert found[0].accessibleName()
