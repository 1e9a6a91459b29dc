"""The Matrix perspective over a real project."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from db import claims, decisions, documents, facets, saved, tags
from db.records import Span
from workbench.gui.matrix.choices import filtered, with_axis
from workbench.gui.matrix.comparing import MERGE, coder_pairs
from workbench.gui.matrix.tools import USUAL
from workbench.matrix import Axis, Request, Sort, wire
from workbench.operations import matrix_export
from workbench.operations.matrix_source import build_matrix

from ..fixtures import ME  # noqa: TID252


@pytest.fixture
def here(at_work):
    at_work.command("view.matrix")
    return at_work


def page(hands):
    return hands.window.matrix


def view(hands):
    return hands.window.matrix.view


def shown(hands):
    """The figures of the cells that have some, by the names of their tags."""
    matrix = view(hands).matrix
    return {
        (row.name, column.name): value
        for row, values in zip(matrix.rows, matrix.shown.cells, strict=True)
        for column, value in zip(matrix.columns, values, strict=True)
        if value
    }


def pair_of(hands, row, column):
    matrix = view(hands).matrix
    keys = [next(one.key for one in of if one.name == name)
            for of, name in ((matrix.rows, row), (matrix.columns, column))]  # fmt: skip
    return tuple(keys)


def cell(hands, row, column):
    """Click a cell by the names of its tags."""
    table = view(hands).table
    place = table.matrix_model.position(pair_of(hands, row, column))
    box = table.visualRect(table.matrix_model.index(*place))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def passages(hands):
    return list(view(hands).passages.view.model().passages)


def quotes(hands):
    model = view(hands).passages.view.model()
    return [model.words(row).quote for row in range(model.rowCount())]


def to_list(hands):
    """Put the keyboard on the passages."""
    view(hands).passages.view.setFocus()
    hands.until(view(hands).passages.view.hasFocus)


def test_it_counts_what_the_project_counts(here):
    counted = build_matrix(here.project, USUAL)
    assert view(here).matrix.shown == counted.shown
    assert shown(here)["Kelmaria", "Dam filling"] == 1
    assert shown(here)["States", "Dam filling"] == 2


def test_it_is_counted_when_it_is_looked_at(at_work, monkeypatch):
    built = []
    at_work.window.matrix.built.connect(lambda: built.append(1))
    at_work.tag(0, 8, "kel")
    assert built == []
    at_work.command("view.matrix")
    assert built == [1]
    at_work.command("view.read")
    at_work.command("view.matrix")
    assert built == [1]


def test_what_is_undone_is_seen_at_once(here):
    claim = here.claims()[0]
    here.window.do("Tag claim", claims.add_tag, claim.id, here.tags()["Silence"].id)
    assert shown(here)["Kelmaria", "Silence"] == 1
    here.press("Ctrl+Z")
    assert ("Kelmaria", "Silence") not in shown(here)
    here.press("Ctrl+Shift+Z")
    assert shown(here)["Kelmaria", "Silence"] == 1


# -- behind a cell


def test_a_cell_opens_its_passages_and_one_of_them_its_text(here):
    cell(here, "Duvania", "Dam filling")
    assert quotes(here) == ["Duvania called it a hostile act"]
    to_list(here)
    here.press("Return")
    assert here.window.perspective == "read"
    start = here.text.index("Duvania called")
    assert here.window.read.record().start == start
    assert here.area.hasFocus()
    here.command("view.matrix")
    assert view(here).passages.isVisible()


def test_a_quote_stands_among_the_words_around_it(here):
    cell(here, "Duvania", "Dam filling")
    words = view(here).passages.view.model().words(0)
    assert words.before.endswith("the last sluice at Morrin in May. ")
    assert words.after.startswith(". Sarneth said")
    assert words.place == "line 1"


def test_a_quote_that_begins_or_ends_in_a_word_is_not_set_apart_from_it(here):
    cell(here, "Duvania", "Dam filling")
    claim = claims.get(here.project, passages(here)[0].claim)
    here.window.do("Bounds", claims.set_spans, claim.id, [Span(claim.start + 3, claim.start + 5)])
    words = view(here).passages.view.model().words(0)
    assert f"{words.before}{words.quote}{words.after}".count("May. Duvania called it") == 1


def test_passages_follow_what_is_undone(here):
    claim = next(c for c in here.claims() if here.text[c.start :].startswith("Duvania called"))
    here.window.do("Bounds", claims.set_spans, claim.id, [Span(claim.start, claim.start + 7)])
    cell(here, "Duvania", "Dam filling")
    assert quotes(here) == ["Duvania"]
    here.press("Ctrl+Z")
    assert quotes(here) == ["Duvania called it a hostile act"]


def test_a_cell_that_is_gone_closes_its_passages(here):
    cell(here, "Duvania", "Dam filling")
    here.window.do("Delete", tags.remove, here.tags()["Duvania"].id)
    assert not view(here).passages.isVisible()


def test_by_keys_alone(here):
    assert view(here).table.hasFocus()
    here.press("Return")
    assert view(here).passages.isAncestorOf(QApplication.focusWidget())
    here.press("Esc")
    assert not view(here).passages.isVisible()
    assert view(here).table.hasFocus()


def test_letters_decide_on_a_passage_in_one_undoable_step(here):
    cell(here, "Duvania", "Dam filling")
    to_list(here)
    for key, verdict in (("A", "accept"), ("R", "reject"), ("Q", "question")):
        here.press(key)
        assert [one.verdict for one in passages(here)] == [verdict]
    here.press("Ctrl+Z")
    assert [one.verdict for one in passages(here)] == ["reject"]
    here.press("Del")
    assert [one.verdict for one in passages(here)] == [None]
    assert here.project.log.undoable() == "Take a decision back"


def test_a_reason_may_stand_beside_a_decision(here):
    cell(here, "Duvania", "Dam filling")
    to_list(here)
    here.press("Shift+R")
    here.type("said by nobody")
    here.press("Return")
    (claim,) = [one.claim for one in passages(here)]
    (made,) = decisions.of_claims(here.project, [claim])[claim]
    assert (made.verdict, made.reason) == ("reject", "said by nobody")
    assert "said by nobody" in passages(here)[0].decided
    assert view(here).passages.view.hasFocus()


def test_what_is_decided_changes_a_filtered_cell_at_once(here):
    page(here).ask(filtered(page(here).request, decisions="not rejected"))
    cell(here, "Duvania", "Dam filling")
    to_list(here)
    here.press("R")
    assert ("Duvania", "Dam filling") not in shown(here)
    assert passages(here) == []
    here.press("Ctrl+Z")
    assert shown(here)["Duvania", "Dam filling"] == 1


def test_a_tag_given_or_taken_there_changes_the_cell_at_once(here):
    cell(here, "Duvania", "Dam filling")
    to_list(here)
    here.press("T")
    here.type("silen")
    here.press("Return")
    assert shown(here)["Duvania", "Silence"] == 1
    listed = view(here).passages.view
    (claim,) = [one.claim for one in passages(here)]
    listed.untagged.emit(claim, here.tags()["Dam filling"].id)
    assert ("Duvania", "Dam filling") not in shown(here)
    assert passages(here) == []


def test_passages_beside_a_changed_cell_are_read_again_only_where_they_changed(here, monkeypatch):
    cell(here, "Duvania", "Dam filling")
    (claim,) = [one.claim for one in passages(here)]
    reader, read = page(here)._reader, []
    learn = reader._learn
    monkeypatch.setattr(reader, "_learn", lambda some: read.append(some) or learn(some))
    here.window.do("Tag claim", claims.add_tag, claim, here.tags()["Silence"].id)
    assert read == [[claim]]
    assert "Silence" in str(view(here).passages.view.model().words(0).tags)
    other = next(one.id for one in here.claims() if one.id != claim)
    here.window.do("Edit claim", claims.edit, other, note="Else.")
    assert read == [[claim]]
    here.window.do("Rename", tags.edit, here.tags()["Silence"].id, name="Quiet")
    assert "Quiet" in str(view(here).passages.view.model().words(0).tags)
    page(here).leave()
    assert passages(here) == []


def test_of_a_teammates_passage_no_tags_are_asked_for(here):
    theirs = next(c for c in here.claims() if c.coder != here.window.session.me.id)
    here.window.do("Tag", claims.add_tag, theirs.id, here.tags()["Dam filling"].id)
    cell(here, "Duvania", "Dam filling")
    listed = view(here).passages.view
    at = [one.claim for one in passages(here)].index(theirs.id)
    listed.setCurrentIndex(listed.model().index(at))
    to_list(here)
    here.press("T")
    assert "a teammate’s" in here.notice()
    here.press("R")
    assert passages(here)[at].verdict == "reject"


def test_a_passage_is_copied_as_a_citation(here):
    cell(here, "Duvania", "Dam filling")
    to_list(here)
    here.press("C")
    copied = QApplication.clipboard().text()
    assert copied == "“Duvania called it a hostile act” (Plain, line 1)"
    assert here.notice() == "1 citation copied."


def test_without_a_merge_there_is_none_to_compare_with(here):
    before = view(here).matrix
    view(here).tools.compared.emit(MERGE)
    assert here.notice() == "Nothing was brought in from another file yet."
    assert view(here).matrix is before
    assert page(here).comparison is None
    first, *_others = coder_pairs(view(here).matrix.context)
    page(here).compare(first)
    page(here).compare(MERGE)  # what is shown stays, and what is asked with it
    assert view(here).difference is not None
    assert page(here).comparison == first
    page(here).compare(None)
    assert view(here).matrix.request == before.request


def test_what_is_hidden_from_a_blind_coder_stays_hidden_here(here):
    theirs = next(c for c in here.claims() if c.coder != here.window.session.me.id)
    here.window.do("Tag", claims.add_tag, theirs.id, here.tags()["Dam filling"].id)
    cell(here, "Duvania", "Dam filling")
    assert len(passages(here)) == 2
    here.command("review.blind")
    cell(here, "Duvania", "Dam filling")
    assert [one.mine for one in passages(here)] == [True]


# -- what is asked


def choose(hands, part, words):
    """Take an option of the sentence over the table."""
    menu = view(hands).asking.menu(part)
    (action,) = [action for action in menu.actions() if action.text() == words]
    action.trigger()


def test_any_facet_or_field_is_an_axis_and_is_remembered(here, small_path):
    choose(here, "columns", "Documents")
    assert [column.name for column in view(here).matrix.columns] == ["Plain", "Mixed"]
    assert view(here).sentence.text().startswith("Crossing Actors with Documents")
    here.press("Ctrl+W")
    here.window.open_project(small_path, ME)
    here.command("view.matrix")
    assert view(here).matrix.request == replace(USUAL, columns=Axis(":document"))


def test_a_broken_memory_is_forgotten(here, small_path, settings):
    here.press("Ctrl+W")
    settings.remember({f"matrix:{small_path}": '{"version": 99}'})
    here.window.open_project(small_path, ME)
    assert page(here).request == USUAL


def test_an_axis_whose_facet_is_gone_gives_way_to_the_usual_one(here):
    here.window.do("New facet", facets.add, "Places")
    choose(here, "columns", "Places")
    assert view(here).matrix.request.columns.of == "places"
    here.window.undo()
    assert view(here).matrix.request == USUAL


def test_conditions_on_what_is_removed_go_with_it(here):
    mixed = here.document("Mixed")
    page(here).ask(filtered(page(here).request, documents=frozenset({mixed})))
    assert shown(here) == {}
    here.window.do("Remove", documents.remove, mixed)
    assert view(here).matrix.request == USUAL
    assert len(shown(here)) == 5


def test_what_makes_no_sense_is_refused_and_what_was_shown_stays(here):
    before = page(here).request
    page(here).ask(Request(Axis("nowhere"), measure="jaccard", percent="row"))
    assert "percentages" in here.notice()
    assert page(here).request == before


def test_a_condition_is_taken_off_by_keyboard(here):
    page(here).ask(filtered(page(here).request, text="sluice", decisions="open"))
    sentence = view(here).sentence
    sentence.button("text").setFocus()
    here.press("Del")
    assert page(here).request.filter.text == ""
    assert sentence.button("text") is None
    sentence.button("decisions").setFocus()
    here.press("Backspace")
    assert page(here).request == USUAL


def closed(hands):
    return {row.name for row in view(hands).matrix.rows if row.collapsed}


def at_first(hands, width, height):
    hands.window.resize(width, height)
    hands.command("view.matrix")
    return closed(hands)


def test_a_small_window_begins_with_groups_closed_and_remembers_what_is_opened(at_sample, settings):
    hands = at_sample
    place = f"matrix:{hands.project.path}"
    assert at_first(hands, 1024, 640) == {"States", "Armed groups", "Institutions", "Communities"}
    assert settings.place(place) is None
    hands.command("matrix.row_groups")
    assert closed(hands) == set()
    hands.command("view.read")
    hands.command("view.matrix")
    assert closed(hands) == set()
    assert wire.from_json(settings.place(place)) == USUAL


@pytest.mark.parametrize("size", [(1440, 900), (1024, 1100)])
def test_groups_begin_open_where_there_is_room(at_sample, size):
    assert at_first(at_sample, *size) == set()


def test_a_small_window_leaves_what_was_asked_before_alone(at_sample):
    page(at_sample).ask(USUAL)
    assert at_first(at_sample, 1024, 640) == set()


def test_groups_are_closed_by_keyboard(here):
    table = view(here).table
    table.setCurrentIndex(table.matrix_model.index(1, 0))
    here.press("Space")
    assert [row.name for row in view(here).matrix.rows] == ["States"]
    here.press("Space")
    assert len(view(here).matrix.rows) == 4


# -- views and comparisons


def test_a_view_is_saved_for_everybody_shown_and_removed(here, small_path):
    page(here).ask(filtered(page(here).request, text="hostile"))
    view(here).tools.view_saved.emit("Hostility")
    assert wire.from_json(saved.VIEWS.all(here.project)["Hostility"]) == page(here).request
    assert here.project.log.undoable() == "Save view Hostility"
    kept = page(here).request
    page(here).ask(USUAL)
    menu = view(here).tools.views.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Hostility").trigger()
    assert page(here).request == kept
    view(here).tools.view_removed.emit("Hostility")
    assert saved.VIEWS.all(here.project) == {}
    here.press("Ctrl+Z")
    assert list(saved.VIEWS.all(here.project)) == ["Hostility"]


def test_a_view_of_a_later_version_stays_in_the_file_unseen(here):
    here.window.do("Save", saved.VIEWS.save, "Later", json.dumps({"version": 99}))
    assert page(here)._views() == {}
    assert list(saved.VIEWS.all(here.project)) == ["Later"]


def test_two_coders_are_compared_and_a_change_opens_its_claims(here):
    pairs = {one.words(): one for one in coder_pairs(view(here).matrix.context)}
    page(here).compare(pairs["Jonas Verne → Mira Tolan"])
    grid, place = view(here).grid(), pair_of(here, "Duvania", "Dam filling")
    row, column = view(here).table.matrix_model.position(place)
    assert grid.face(row, column).text == "+1"
    cell(here, "Duvania", "Dam filling")
    assert [one.change for one in passages(here)] == ["gained"]
    page(here).compare(None)
    assert view(here).difference is None


# -- going out


@pytest.mark.parametrize("name", sorted(matrix_export.FORMATS))
def test_what_is_shown_is_exported_in_every_format(here, tmp_path, name):
    page(here).ask(with_axis(page(here).request, False, levels="groups"))
    file = tmp_path / f"m{matrix_export.FORMATS[name].suffix}"
    here.answers.lay_ready(file)
    view(here).tools.export_wanted.emit(name)
    assert file.stat().st_size > 0
    assert here.notice() == f"The matrix was written to {file}."


def test_of_a_comparison_the_changes_are_exported_and_copied(here, tmp_path):
    pairs = {one.words(): one for one in coder_pairs(view(here).matrix.context)}
    page(here).compare(pairs["Jonas Verne → Mira Tolan"])
    menu = view(here).tools.export.menu()
    menu.aboutToShow.emit()
    here.answers.lay_ready(tmp_path / "c.csv")
    menu.actions()[0].trigger()
    header, *rows = (tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()
    assert header == "row,column,Jonas Verne,Mira Tolan,difference,gained,lost"
    assert any(row.startswith("Duvania,Dam filling,0,1,1,") for row in rows)
    page(here).commands.copy_table()
    assert "Duvania\t1\t0\t1" in QApplication.clipboard().text()


def test_the_command_exports_as_the_name_ends(here, tmp_path):
    here.answers.lay_ready(tmp_path / "m.csv")
    here.command("matrix.export")
    header = (tmp_path / "m.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "Dam filling" in header


def test_an_export_over_the_project_is_refused(here, small_path):
    here.answers.lay_ready(small_path)
    view(here).tools.export_wanted.emit("csv")
    assert here.notice()
    assert here.project.query("SELECT count(*) FROM claim") == [(4,)]


def test_the_table_is_copied_for_a_spreadsheet(here):
    view(here).table.setFocus()
    here.press("Ctrl+C")
    data = QApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0].split("\t")[1:] == ["Dam filling", "Silence", "Total"]
    assert ["Kelmaria", "1", "0", "1"] in [line.split("\t") for line in lines]
    assert "<table>" in data.html()


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_pictures_are_shown_and_saved(here, tmp_path, suffix):
    cell(here, "Duvania", "Dam filling")
    here.command("matrix.pictures")
    dialog = here.find("pictures")
    for kind in ("heat", "network", "bars"):
        here.click(f"pictures.kind.{kind}")
        assert not dialog.findChild(QLabel, "pictures.preview").pixmap().isNull()
    here.click("pictures.palette.print")
    assert here.find("pictures.entry").currentText() == "Duvania"
    file = tmp_path / f"bars{suffix}"
    here.answers.lay_ready(file)
    here.click(f"pictures.save{suffix}")
    assert file.stat().st_size > 1000
    assert (dialog.picture.kind, dialog.picture.palette) == ("bars", "print")
    if suffix == ".svg":
        assert ": Duvania: claims" in file.read_text(encoding="utf-8")


def test_bars_are_of_a_column_where_one_was_chosen(here):
    table = view(here).table
    table.setCurrentIndex(table.matrix_model.index(table.matrix_model.rowCount() - 1, 1))
    here.command("matrix.pictures")
    here.click("pictures.kind.bars")
    assert here.find("pictures.entry").currentText() == "Silence"
    here.find("pictures.entry").setCurrentIndex(0)
    here.find("pictures.entry").activated.emit(0)
    assert here.find("pictures").picture.entry == ""


# -- commands


def test_commands_open_the_menus_over_the_table(here):
    for what in ("measure", "filter", "arrange", "compare", "views", "export"):
        page(here).commands.choose(what)
        here.until(QApplication.activePopupWidget)
        menu = QApplication.activePopupWidget()
        assert menu.actions()
        menu.close()


def test_commands_arrange_the_matrix(here):
    table = view(here).table
    table.setCurrentIndex(table.matrix_model.index(1, 0))
    here.command("matrix.swap")
    assert page(here).request == USUAL.transposed()
    here.command("matrix.swap")
    here.command("matrix.row_groups")
    assert [row.name for row in view(here).matrix.rows] == ["States"]
    here.command("matrix.row_groups")
    here.command("matrix.empty")
    assert page(here).request.hide_empty
    here.command("matrix.contested")
    assert view(here).grid().only_contested
    page(here).ask(filtered(USUAL, text="dam"))
    here.command("matrix.clear")
    assert page(here).request == USUAL


def test_commands_sort_and_keep_by_the_chosen_cell(here):
    table = view(here).table
    table.setCurrentIndex(table.matrix_model.index(2, 1))
    chosen = table.chosen()
    here.command("matrix.sort_rows")
    assert page(here).request.rows.sort == Sort("entry", chosen[1])
    here.command("matrix.sort_rows")
    assert page(here).request.rows.sort == Sort("entry", chosen[1], reverse=True)
    here.command("matrix.sort_columns")
    assert page(here).request.columns.sort == Sort("entry", chosen[0])
    here.command("matrix.pin")
    assert page(here).request.rows.pinned == (chosen[0],)
    here.command("matrix.pin")
    assert page(here).request.rows.pinned == ()
    last = table.matrix_model.index(0, table.matrix_model.columnCount() - 1)
    table.setCurrentIndex(last)
    here.command("matrix.sort_rows")
    assert page(here).request.rows.sort == Sort("total")


def test_without_a_cell_there_is_nothing_to_sort_by(here):
    view(here).table.setCurrentIndex(QModelIndex())
    here.command("matrix.sort_rows")
    assert here.notice() == "Choose a cell first."
    here.command("matrix.pin")
    assert here.notice() == "Choose a cell of a row first."


def test_a_view_is_named_by_keyboard(here):
    here.command("matrix.save_view")
    here.type("Mine")
    here.press("Return")
    assert list(saved.VIEWS.all(here.project)) == ["Mine"]


def test_the_parts_can_be_reached_one_after_the_other(here):
    cell(here, "Duvania", "Dam filling")
    reached = set()
    for _ in range(3):
        here.command("view.next_pane")
        focus = QApplication.focusWidget()
        reached |= {n for n, part in enumerate(page(here).panes()) if within(focus, part)}
    assert reached == {0, 1, 2}


def within(focus: QWidget | None, part: QWidget) -> bool:
    return focus is not None and (focus is part or part.isAncestorOf(focus))
