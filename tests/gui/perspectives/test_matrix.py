"""The Matrix perspective over a real project."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import claims, documents, facets, matrix, tags
from db.records import MatrixRequest, Span
from workbench import operations

from ..fixtures import ME  # noqa: TID252


@pytest.fixture
def here(at_work):
    at_work.command("view.matrix")
    return at_work


def view(hands):
    return hands.window.matrix.view


def cell(hands, row, column):
    """Click a cell by the names of its tags."""
    table, ids = view(hands).table, hands.tags()
    place = table.matrix_model.position((ids[row].id, ids[column].id))
    box = table.visualRect(table.matrix_model.index(*place))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_it_counts_what_the_project_counts(here):
    shown = view(here).matrix
    assert shown == matrix.build(here.project, MatrixRequest())
    ids = here.tags()
    assert shown.count(ids["Kelmaria"].id, ids["Dam filling"].id) == 1


def test_it_is_counted_when_it_is_looked_at(at_work, monkeypatch):
    built = []
    real = matrix.build
    monkeypatch.setattr(matrix, "build", lambda *args: built.append(1) or real(*args))
    at_work.tag(0, 8, "kel")
    assert built == []
    at_work.command("view.matrix")
    assert built
    built.clear()
    at_work.command("view.read")
    at_work.command("view.matrix")
    assert built == []


def test_what_is_undone_is_seen_at_once(here):
    here.command("view.read")
    here.window.read._keys.assign(here.tags()["Silence"].id, 1)
    claim = here.claims()[0]
    here.window.do("Tag claim", claims.add_tag, claim.id, here.tags()["Silence"].id)
    here.command("view.matrix")
    ids = here.tags()
    pair = ids["Kelmaria"].id, ids["Silence"].id
    assert view(here).matrix.count(*pair) == 1
    here.press("Ctrl+Z")
    assert view(here).matrix.count(*pair) == 0
    here.press("Ctrl+Shift+Z")
    assert view(here).matrix.count(*pair) == 1


def test_a_cell_opens_its_passages_and_one_of_them_its_text(here):
    cell(here, "Duvania", "Dam filling")
    assert [p.quote for p in shown_passages(here)] == ["Duvania called it a hostile act"]
    here.command("view.next_pane")
    here.press("Return")
    assert here.window.perspective == "read"
    start = here.text.index("Duvania called")
    assert here.window.read.record().start == start
    assert here.area.hasFocus()
    here.command("view.matrix")
    assert view(here).passages.isVisible()


def shown_passages(hands):
    return list(view(hands).passages.view.model().passages)


def test_passages_follow_what_is_undone(here):
    claim = next(c for c in here.claims() if here.text[c.start :].startswith("Duvania called"))
    here.window.do("Bounds", claims.set_spans, claim.id, [Span(claim.start, claim.start + 7)])
    cell(here, "Duvania", "Dam filling")
    assert [p.quote for p in shown_passages(here)] == ["Duvania"]
    here.press("Ctrl+Z")
    assert [p.quote for p in shown_passages(here)] == ["Duvania called it a hostile act"]


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


@pytest.mark.parametrize("who", ["mine", "theirs"])
def test_it_counts_one_coders_claims(here, who):
    me = here.window.session.me.id
    coder = next(c for c in here.window.session.coders if (c == me) == (who == "mine"))
    view(here).filter_chosen.emit("coder", coder)
    assert view(here).matrix == matrix.build(here.project, MatrixRequest(coder=coder))
    sentence = "".join(part if isinstance(part, str) else part.text for part in parts(here))
    assert here.window.session.coders[coder].name in sentence


def parts(hands):
    return hands.window.matrix._sentence()


def test_it_counts_one_document_until_that_is_removed(here):
    mixed = here.document("Mixed")
    view(here).filter_chosen.emit("document", mixed)
    assert view(here).matrix.total == 0
    here.window.do("Remove", documents.remove, mixed)
    assert view(here).matrix.total == 3


def test_groups_and_hidden_lines_are_remembered(here, open_window, small_path):
    here.find("matrix.hide-empty").click()
    view(here).request_changed.emit(MatrixRequest(roll_up_rows=True, hide_empty=True))
    here.press("Ctrl+Q")
    window = open_window()
    window.open_project(small_path, ME)
    assert window.matrix.request == MatrixRequest(roll_up_rows=True, hide_empty=True)
    window.show_view("matrix")
    assert [row.name for row in window.matrix.view.matrix.rows] == ["States"]


@pytest.mark.parametrize(
    "request_",
    [
        MatrixRequest(),
        MatrixRequest(roll_up_rows=True),
        MatrixRequest(roll_up_columns=True),
        MatrixRequest(roll_up_rows=True, roll_up_columns=True, hide_empty=True),
        MatrixRequest(hide_empty=True),
    ],
)
def test_the_export_is_what_is_shown(here, tmp_path, request_):
    view(here).request_changed.emit(request_)
    here.answers.lay_ready(tmp_path / "m.csv")
    here.click("matrix.export")
    written = (tmp_path / "m.csv").read_bytes().decode("utf-8")
    assert written == operations.matrix_csv(here.project, request_)


def test_the_mark_for_excel_is_written_if_it_is_set(here, tmp_path, settings):
    settings["csv_mark"] = True
    here.answers.lay_ready(tmp_path / "m.csv")
    here.command("matrix.export")
    assert (tmp_path / "m.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def bands(hands):
    """What stands in the rows of groups: by name the counts of their cells, and the total."""
    model = view(hands).table.matrix_model
    return {
        line.group: model.counts[row] for row, line in enumerate(model.rows) if line.kind == "band"
    }


def test_the_rows_of_groups_count_each_claim_once(at_sample):
    at_sample.command("view.matrix")
    rolled = matrix.build(at_sample.project, MatrixRequest(roll_up_rows=True))
    found = bands(at_sample)
    assert len(found) > 1
    for row in rolled.rows:
        if row.name in found:
            assert found[row.name][-1] == rolled.row_totals.get(row.tag, 0)


def test_a_tag_deep_in_a_group_counts_in_the_row_of_its_group(here):
    here.command("view.read")
    ids = here.tags()
    here.window.do("Nest", tags.move, ids["Sarneth"].id, ids["Kelmaria"].id, 0)
    here.command("view.matrix")
    assert bands(here) == {"States": [2, 1, 3]}


# -- the axes


def choose(hands, which, words):
    """Take an option of the sentence over the table."""
    button = hands.find(f"matrix.filter.{which}")
    button.menu().aboutToShow.emit()
    (action,) = [action for action in button.menu().actions() if action.text() == words]
    action.trigger()


def test_any_facet_is_an_axis_and_is_remembered(here, small_path):
    choose(here, "columns", "Stance")
    assert view(here).matrix == matrix.build(here.project, MatrixRequest("actor", "stance"))
    here.press("Ctrl+W")
    here.window.open_project(small_path, ME)
    here.command("view.matrix")
    assert view(here).matrix.request == MatrixRequest("actor", "stance")


def test_the_facet_of_the_other_axis_changes_places_with_it(here):
    choose(here, "rows", "Concerns")
    assert view(here).matrix.request == MatrixRequest("concern", "actor")


def test_an_axis_whose_facet_is_gone_gives_way_to_the_usual_one(here):
    here.window.do("New facet", facets.add, "Places")
    choose(here, "columns", "Places")
    assert view(here).matrix.request.columns == "places"
    here.window.undo()
    assert view(here).matrix.request == MatrixRequest()
