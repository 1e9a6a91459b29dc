from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.records import CONFIDENCES
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.filters import Filter
from workbench.gui.table.model import ClaimTableModel

from .matter import BIG, BOOK, JONAS, KELMARIA, ROWS, row

CHECK, STATEMENT = 0, 5
Role = Qt.ItemDataRole


@pytest.fixture
def model(qapp):
    model = ClaimTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.set_book(BOOK)
    model.set_rows(ROWS)
    return model


def shown(model):
    return [each.id - BIG for each in model.shown]


def at(model, place, column=CHECK, role=Role.DisplayRole):
    return model.data(model.index(place, column), role)


def test_the_model_keeps_qts_rules(model):
    model.set_sort("statement")
    model.set_group("facet:actor")
    model.set_filter(Filter(text="a"))
    model.update_rows([row(9, KELMARIA, statement="a")], [BIG + 1])
    model.set_checked([BIG + 9])
    model.set_book(CodeBook((), {}))
    model.set_rows([])


def test_a_row_speaks_as_a_whole_and_its_cells_by_themselves(model):
    model.set_checked([BIG + 2])
    assert at(model, 1, CHECK, Role.AccessibleTextRole) == (
        "Selected: Claim 2, Mira Tolan: Duvania calls it hostile.; "
        "Duvania, Kelmaria, Lantern Front; Dam filling; against; low; line 2; "
        "note: Compare the minutes.; Dry Season"
    )
    assert at(model, 0, CHECK, Role.AccessibleTextRole).startswith("Claim 1, Mira Tolan")
    assert at(model, 1, STATEMENT, Role.AccessibleTextRole) == "Duvania calls it hostile."
    titles = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    assert titles[:2] == ["Selected", "Document"]
    assert "Actor" in titles
    assert "Regions" in titles


def test_a_head_says_how_many_it_has_and_is_no_row_to_stop_at(model):
    model.set_group("document")
    assert at(model, 0) == "Dry Season: 3 claims"
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.row(0) is None
    assert model.row(1).id == BIG + 1
    assert model.position(BIG + 4) == 5


def test_the_tool_tip_tells_all_and_takes_no_markup(model):
    model.update_rows([row(1, statement="<b>Bold</b>", quote="the words", speaker="Them")], [])
    tip = at(model, 0, STATEMENT, Role.ToolTipRole)
    assert "&lt;b&gt;Bold" in tip
    assert "“the words”" in tip
    assert "Them, Dry Season, line 1" in tip
    assert "Ansa Relin" in at(model, 0, 1, Role.ToolTipRole)


def test_checking(model, qtbot):
    with qtbot.waitSignal(model.checked_changed):
        model.toggle(BIG + 1)
    assert model.checked == {BIG + 1}
    assert at(model, 0, CHECK, Role.CheckStateRole) == Qt.CheckState.Checked
    assert at(model, 1, CHECK, Role.CheckStateRole) == Qt.CheckState.Unchecked
    assert model.check_state() == Qt.CheckState.PartiallyChecked
    model.toggle(BIG + 1)
    assert model.check_state() == Qt.CheckState.Unchecked
    model.toggle_shown()
    assert model.check_state() == Qt.CheckState.Checked
    with qtbot.assertNotEmitted(model.checked_changed):
        model.set_checked([each.id for each in ROWS])


def test_assistive_programs_can_check(model):
    index = model.index(0, CHECK)
    assert model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    assert model.setData(index, Qt.CheckState.Checked, Role.CheckStateRole)
    assert model.checked == {BIG + 1}
    assert model.setData(index, Qt.CheckState.Unchecked.value, Role.CheckStateRole)
    assert not model.checked
    assert not model.setData(index, "x", Role.EditRole)


def test_what_is_filtered_away_stays_checked(model):
    model.set_checked([BIG + 1, BIG + 3, BIG + 2])
    model.set_filter(Filter(coders=frozenset({JONAS.id})))
    assert [each.id - BIG for each in model.checked_rows()] == [3, 1, 2]
    assert model.check_state() == Qt.CheckState.PartiallyChecked
    model.toggle_shown()
    assert model.checked == {BIG + 1, BIG + 2, BIG + 3, BIG + 5}
    model.toggle_shown()
    assert model.checked == {BIG + 1, BIG + 2}
    assert model.check_state() == Qt.CheckState.Unchecked


def test_what_is_gone_is_no_longer_checked(model, qtbot):
    model.set_checked([BIG + 1, BIG + 3])
    with qtbot.waitSignal(model.checked_changed):
        model.update_rows([], [BIG + 3])
    assert model.checked == {BIG + 1}
    model.set_rows(ROWS[3:])
    assert not model.checked


def test_a_change_in_place_touches_only_its_row(model, qtbot):
    changed = replace(ROWS[1], claim=replace(ROWS[1].claim, confidence=CONFIDENCES[2]))
    with (
        qtbot.waitSignal(model.dataChanged) as told,
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.update_rows([changed], [])
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)
    assert at(model, 1, STATEMENT) == "Duvania calls it hostile."


def test_a_row_that_moves_or_comes_resets(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        model.update_rows([row(9)], [])
    assert shown(model) == [1, 2, 3, 9, 4, 5, 6]
    assert model.position(BIG + 9) == 3
    assert model.position(BIG + 77) is None


def test_rows_are_made_ready_for_searching_while_nobody_waits(model, qtbot):
    qtbot.waitUntil(lambda: all(each.is_folded for each in model.shown))


def test_another_codebook_brings_its_columns(model):
    model.set_book(CodeBook(BOOK.facets[:1], {}))
    keys = [column.key for column in model.columns]
    assert "facet:actor" in keys
    assert "facet:stance" not in keys
