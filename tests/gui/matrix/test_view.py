from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton

from workbench.gui.matrix.comparing import of_dates
from workbench.gui.matrix.model import EMPTY
from workbench.gui.matrix.passage_model import Passage, Words
from workbench.gui.matrix.tools import USUAL
from workbench.gui.matrix.view import MatrixView
from workbench.matrix import CellChange, Difference, Figures, Filter, Request, Sort

PASSAGE = Passage(claim=5, coder="MT", mine=True, document=1, source="Brief")
PAIR = ("t3", "t13")


def read(_passage):
    return Words("Words", place="p. 1")


@pytest.fixture
def view(qtbot, matrix):
    view = MatrixView(lambda: [("csv", "CSV"), ("xlsx", "Excel")])
    qtbot.addWidget(view)
    view.set_matrix(matrix)
    view.show_state(None, {})
    view.resize(1440, 760)
    view.show()
    return view


@pytest.fixture
def asked(view):
    said = []
    view.request_changed.connect(said.append)
    return said


def open_cell(view, passages=(PASSAGE,)):
    view.table.setCurrentIndex(view.table.matrix_model.index(4, 2))
    view.set_passages(PAIR, passages, read)


def test_an_empty_drill_down_says_why(view, matrix):
    view.set_passages(("t2", "t12"), (), read)
    assert "not yet read in 0 documents" in sentences(view)
    view.set_difference(changed(matrix), matrix.request)
    view.set_passages(("t2", "t12"), (), read)
    assert "Nothing changed here" in sentences(view)


def sentences(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def entries(menu: QMenu) -> dict[str, QAction]:
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_the_sentence_says_what_is_counted(view):
    assert view.sentence.text() == (
        "Crossing Actors with Concerns, counting claims by both coders in all 2 documents."
    )


def test_showing_a_matrix_asks_for_none(view, matrix, asked):
    view.set_matrix(replace(matrix, request=Request(hide_empty=True, percent="row")))
    view.show_state(None, {"One": Request()})
    assert asked == []


def test_a_quick_choice_counts_otherwise_and_keeps_the_filter(view, matrix, asked):
    request = replace(matrix.request, filter=Filter(text="dam"), measure="jaccard")
    view.set_matrix(replace(matrix, request=request))
    view.findChild(QToolButton, "matrix.quick.sources").click()
    view.findChild(QToolButton, "matrix.quick.row").click()
    assert asked == [
        replace(request, measure="sources"), replace(request, measure="claims", percent="row"),
    ]  # fmt: skip


def test_rows_columns_and_figures_are_arranged_in_a_menu(view, asked):
    menu = entries(view.tools.arrange.menu())
    entries(menu["Rows"].menu())["Groups"].trigger()
    entries(menu["Columns"].menu())["Largest total first"].trigger()
    entries(menu["Count"].menu())["Once per year"].trigger()
    entries(menu["Over time"].menu())["A curve by month"].trigger()
    menu["Swap rows and columns"].trigger()
    menu["Hide empty rows and columns"].trigger()
    menu["Totals"].trigger()
    assert [request.rows.levels for request in asked[:1]] == ["groups"]
    assert asked[1].columns.sort == Sort("total")
    assert (asked[2].once, asked[3].period) == ("year", "month")
    assert asked[4] == view.request.transposed()
    assert (asked[5].hide_empty, asked[6].totals) == (True, False)


def test_clauses_are_added_in_one_place(view, asked, qtbot):
    menu = entries(view.filter_button.menu())
    entries(menu["Decisions"].menu())["Accepted only"].trigger()
    assert asked == [replace(view.request, filter=Filter(decisions="accepted"))]
    menu["Words in the claim…"].trigger()
    qtbot.waitUntil(lambda: view.findChild(object, "matrix.words") is not None)
    words = view.findChild(object, "matrix.words.words")
    words.setText("  dry   canals ")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert asked[-1].filter.text == "dry canals"
    menu["Reading groups…"].trigger()
    qtbot.keyClick(view.findChild(object, "matrix.options.list"), Qt.Key.Key_Space)
    assert asked[-1].filter.groups == {"North"}
    menu["Dates…"].trigger()
    since = view.findChild(object, "claims-table.dates.since")
    qtbot.keyClicks(since, "2025")
    assert asked[-1].filter.since == "2025"


def test_what_there_is_nothing_of_is_not_offered(view, matrix):
    context = replace(matrix.context, groups={}, documents=matrix.context.documents[:1])
    view.set_matrix(replace(matrix, context=context))
    assert not {"Reading groups…", "Languages…"} & set(entries(view.filter_button.menu()))


def test_the_choices_of_the_sentence_are_menus(view, asked):
    menu = view.asking.menu("measure")
    entries(menu)["Distinct sources"].trigger()
    assert asked == [replace(view.request, measure="sources")]
    entries(menu)["Claims"].trigger()  # it is so already
    assert len(asked) == 1


def test_a_group_is_closed_by_its_twisty(view, asked, qtbot):
    view.table.setCurrentIndex(view.table.matrix_model.index(1, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert [request.rows.collapsed for request in asked] == [{100}]


def test_a_place_has_a_menu(view, asked):
    view.table.menu_wanted.emit(("t1", None), QPoint(5, 5))
    menu = view.findChild(QMenu, "matrix.menu.place")
    entries(menu)["Keep “Kelmaria” first"].trigger()
    assert asked[0].rows.pinned == ("t1",)
    menu.close()


def test_views_are_saved_shown_and_removed(view, asked, qtbot):
    kept = Request(measure="sources")
    view.show_state(None, {"Sources & all": kept})
    saved, removed = [], []
    view.tools.view_saved.connect(saved.append)
    view.tools.view_removed.connect(removed.append)
    menu = entries(view.tools.views.menu())
    menu["Sources && all"].trigger()
    menu["The usual view"].trigger()
    entries(menu["Remove"].menu())["Sources && all"].trigger()
    menu["Save this view…"].trigger()
    field = view.findChild(object, "matrix.view-name.words")
    qtbot.keyClick(field, Qt.Key.Key_Return)  # a view needs a name
    field.setText(" Mine ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == [kept, USUAL]
    assert (saved, removed) == (["Mine"], ["Sources & all"])


def test_exports_are_offered_by_name(view):
    said = []
    view.tools.export_wanted.connect(said.append)
    entries(view.tools.export.menu())["Excel"].trigger()
    assert said == ["xlsx"]


# -- differences


def changed(matrix):
    cells = [list(row) for row in matrix.shown.cells]
    cells[1][0] = 16
    after = replace(matrix, shown=Figures(cells, [20, 17, 5, 16, 16], [20, 2, 16], 36))
    change = CellChange(1, 0, 14, 16, (7, 8), ())
    return Difference(matrix, after, matrix.rows, matrix.columns, {(1, 0): change})


def test_a_comparison_is_chosen_shown_and_ended_by_keyboard(view, matrix, qtbot):
    said = []
    view.tools.compared.connect(said.append)
    menu = entries(view.tools.compare.menu())
    entries(menu["Coders"].menu())["Mira Tolan → Jonas Verne"].trigger()
    (comparison,) = said
    view.set_difference(changed(matrix), matrix.request)
    view.show_state(comparison, {})
    assert view.grid().face(1, 0).text == "+2"
    assert not view.tools.contested.isVisible()
    chip = view.findChild(QToolButton, "matrix.compared")
    assert chip.words() == "Compared: Mira Tolan → Jonas Verne"
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    entries(view.tools.compare.menu())["Stop comparing"].trigger()
    assert said[1:] == [None, None]
    view.show_state(None, {})
    assert "Stop comparing" not in entries(view.tools.compare.menu())


def test_two_times_are_typed(view, qtbot):
    said = []
    view.tools.compared.connect(said.append)
    entries(view.tools.compare.menu())["Two times…"].trigger()
    fields = [view.findChild(object, f"matrix.periods.{name}")
              for name in ("since", "until", "since2", "until2")]  # fmt: skip
    for field, date in zip(fields, ("2024", "2024", "2025", "20255"), strict=True):
        field.setText(date)
    qtbot.keyClick(fields[0], Qt.Key.Key_Return)
    assert said == []
    fields[3].setText("2025")
    qtbot.keyClick(fields[0], Qt.Key.Key_Return)
    assert said == [of_dates(("2024", "2024"), ("2025", "2025"))]


def test_only_contested_cells(view):
    view.tools.contested.click()
    assert view.grid().face(1, 0).kind == "faint"
    view.tools.contested.click()
    assert view.grid().face(1, 0).kind == "tag"


# -- passages


def test_the_way_by_keyboard_into_a_cell_and_back(view, qtbot):
    view.activateWindow()
    view.cell_chosen.connect(lambda row, column: view.set_passages((row, column), [PASSAGE], read))
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.matrix_model.index(4, 2))
    qtbot.waitUntil(view.table.hasFocus)
    with qtbot.waitSignal(view.cell_chosen) as chosen:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert chosen.args == ["t3", "t13"]
    qtbot.waitUntil(view.passages.view.hasFocus)
    with qtbot.waitSignal(view.passages.view.chosen) as opened:
        qtbot.keyClick(view.passages.view, Qt.Key.Key_Return)
    assert opened.args == [5]
    qtbot.keyClick(view.passages.view, Qt.Key.Key_Escape)
    assert not view.passages.isVisible()
    assert view.table.hasFocus()


def test_places_are_called_by_name(view):
    assert [title.name for title in view.titles(PAIR)] == ["Lantern Front", "Cross-border raids"]
    assert [title.name for title in view.titles((None, "t13"))] == [
        "all actors", "Cross-border raids",
    ]  # fmt: skip


def test_escape_in_the_table_closes_the_passages(view, qtbot):
    open_cell(view)
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert not view.passages.isVisible()


def test_a_click_leaves_the_focus_with_the_table(view, qtbot):
    view.activateWindow()
    view.table.setFocus()
    qtbot.waitUntil(view.table.hasFocus)
    place = view.table.visualRect(view.table.matrix_model.index(4, 2)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    open_cell(view)
    assert view.table.hasFocus()


def test_passages_close_when_their_cell_is_gone(view, matrix):
    open_cell(view)
    view.set_matrix(matrix)
    assert view.passages.isVisible()
    figures = replace(matrix.shown, cells=matrix.shown.cells[:2], rows=matrix.shown.rows[:2])
    view.set_matrix(replace(matrix, rows=matrix.rows[:2], shown=figures, claims=figures))
    assert not view.passages.isVisible()


@pytest.mark.parametrize(("width", "drill"), [(1440, 380), (1280, 340)])
def test_passages_stand_beside_the_table(view, width, drill):
    view.resize(width, 760)
    open_cell(view)
    assert abs(view.passages.width() - drill) <= 7
    assert view.passages.height() == view.height()


def test_in_a_small_window_passages_stand_below(view, qtbot):
    view.resize(1024, 600)
    open_cell(view)
    assert view.width() == 1024
    assert abs(view.passages.height() - 0.4 * 600) <= 7
    qtbot.waitUntil(lambda: view.table.viewport().height() >= 90)
    assert not view.legend.isVisible()
    view.close_passages()
    assert view.legend.isVisible()


def test_the_room_of_the_passages_is_kept_and_given_back(view):
    kept = []
    view.sizes_changed.connect(kept.append)
    open_cell(view)
    view._splitter.moveSplitter(900, 1)
    width = view.passages.width()
    assert kept[-1] == {"side": width}
    view.close_passages()
    view.set_sizes({"side": 450, "below": "?"})
    open_cell(view)
    assert abs(view.passages.width() - 450) <= 7
    view._splitter.reset_wanted.emit()
    assert abs(view.passages.width() - 380) <= 7
    assert kept[-1] == {}


# -- what is shown of the rest


def test_the_legend_stands_right_under_the_totals(view, qtbot):
    qtbot.waitUntil(lambda: view.table.height() == view.table.content_height())
    gap = view.legend.y() - view.table.geometry().bottom()
    assert 0 < gap < 20


def test_the_legend_speaks_of_what_can_be_seen(view, matrix):
    def words():
        parts = view.legend.children()
        return [each.accessibleName() for each in parts if getattr(each, "isVisible", int)()]

    assert words() == [
        "claims, from", "contested: claims for and against", "read, nothing found",
        "gap: not yet read",
    ]  # fmt: skip
    view.set_difference(changed(matrix), matrix.request)
    assert words() == ["more, from", "less, from", "as many, but other claims", "no change"]


def test_notes_stand_under_the_table(view, matrix):
    view.set_matrix(replace(matrix, notes=("Nine cells are unsure.",)))
    assert "Nine cells are unsure." in sentences(view)
    view.set_matrix(matrix)
    assert not view.findChild(QLabel, "matrix.notes").isVisible()


def test_without_tags_the_view_leads_to_the_codebook(view, qtbot, matrix):
    view.set_matrix(replace(EMPTY, context=matrix.context))
    assert "There are no actors and no concerns yet" in sentences(view)
    assert not view.tools.export.isEnabled()
    with qtbot.waitSignal(view.codebook_wanted):
        view.findChild(QPushButton, "matrix.no-tags.button").click()


def test_without_claims_a_sentence_says_what_to_do(view, matrix, asked):
    nothing = Figures([[0] * 3] * 5, [0] * 5, [0] * 3, 0)
    empty = replace(matrix, shown=nothing, claims=nothing)
    view.set_matrix(empty)
    assert "No claim here carries both actors and concerns: select words" in sentences(view)
    assert not view.table.isVisible()
    view.set_matrix(replace(empty, request=replace(matrix.request, filter=Filter(text="x"))))
    assert "widen the choice" in sentences(view)
    view.findChild(QPushButton, "matrix.no-claims.button").click()
    assert [request.filter for request in asked] == [Filter()]
    view.set_matrix(matrix)
    assert view.table.isVisible()


def test_hiding_all_rows_is_not_an_empty_codebook(view, matrix):
    view.set_matrix(replace(EMPTY, request=Request(hide_empty=True), context=matrix.context))
    assert "No claim here" in sentences(view)


def test_what_a_user_acts_on_has_names(view):
    for name in ("quick", "arrange", "contested", "compare", "views", "export", "table",
                 "add-filter"):  # fmt: skip
        (found,) = view.findChildren(object, f"matrix.{name}")
        assert found.accessibleName()
