from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from workbench.gui.codebook.book import Book
from workbench.gui.codebook.model import MIME, CodebookModel
from workbench.gui.codebook.nodes import moves


@pytest.fixture
def model(book):
    model = CodebookModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    assert tester.model() is model
    model.set_book(book)
    return model


def outline(model):
    return [(node.depth, node.name) for node in model.nodes()]


def said(model, key):
    return model.at(model.find(key)).data(Qt.ItemDataRole.AccessibleTextRole)


def test_facets_hold_groups_hold_tags(model):
    assert outline(model) == [
        (0, "Actors"),
        (1, "States"),
        (2, "Kelmaria"),
        (2, "Duvania"),
        (2, "Sarneth"),
        (1, "Armed groups"),
        (2, "جبهة الفانوس"),
        (1, "Ilvora & <b>co</b>"),
        (0, "Concerns"),
        (1, "Dam filling"),
        (0, "Stance"),
        (1, "Against"),
    ]


def test_a_search_leaves_out_facets_in_which_nothing_was_found(model):
    model.words = "dam"
    model.refresh()
    assert outline(model) == [(0, "Concerns"), (1, "Dam filling")]


def test_what_a_screen_reader_says(model):
    assert said(model, (1, 11)) == "Kelmaria, actor, 41 claims, key 1"
    assert said(model, (1, 12)) == "Duvania, actor, 1 claim"
    assert said(model, (1, None)) == "Actors, 3 tags"
    model.archived = True
    model.refresh()
    assert said(model, (1, 16)) == "Old band, actor, 0 claims, archived"


def test_tool_tips_show_markup_as_it_is(model):
    tip = model.at(model.find((1, 17))).data(Qt.ItemDataRole.ToolTipRole)
    assert "Ilvora &amp; &lt;b&gt;co" in tip
    tip = model.at(model.find((1, 11))).data(Qt.ItemDataRole.ToolTipRole)
    assert "Also: Kélmar, the republic" in tip


def test_new_counts_and_names_do_not_reset_the_tree(model, book):
    resets = QSignalSpy(model.modelReset)
    tags = [replace(tag, name=tag.name.upper()) for tag in book.tags]
    assert not model.set_book(Book(book.facets, tags, {11: 42}, {}))
    assert resets.count() == 0
    assert said(model, (1, 11)) == "KELMARIA, actor, 42 claims"
    assert model.set_book(Book(book.facets, tags[:-1], {}, {}))
    assert resets.count() == 1


def test_a_draft_comes_and_goes(model):
    index = model.begin_draft(model.find((1, 11)))
    assert index.parent().data() == "Kelmaria"
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    assert outline(model)[-1] == (3, "")
    model.end_draft()
    model.end_draft()
    assert outline(model)[-1] == (1, "Against")


def drop(model, tag, parent, row=-1):
    data = QMimeData()
    data.setData(MIME, str(tag).encode())
    index = model.at(model.find(parent)) if parent else QModelIndex()
    spy = QSignalSpy(model.moved)
    may = model.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, index)
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, index)
    assert may or spy.count() == 0
    return (may, *[(args[0].id, args[1] and args[1].id, args[2]) for args in _calls(spy)])


def _calls(spy):
    return [spy.at(i) for i in range(spy.count())]


@pytest.mark.parametrize(
    ("tag", "parent", "row", "moved"),
    [
        (12, (1, 14), -1, (12, 14, 2)),
        (12, (1, None), -1, (12, None, 3)),
        (12, (1, None), 0, (12, None, 0)),
        (12, (1, 10), 0, (12, 10, 0)),
        (11, (1, 10), 3, (11, 10, 2)),
        (11, (1, 17), -1, (11, 17, 0)),
    ],
)
def test_a_tag_is_dropped_on_a_tag_a_facet_or_between_rows(model, tag, parent, row, moved):
    assert drop(model, tag, parent, row) == (True, moved)


@pytest.mark.parametrize("row", [1, 2])
def test_a_tag_dropped_where_it_was_has_not_moved(model, row):
    assert drop(model, 12, (1, 10), row) == (True,)


@pytest.mark.parametrize(
    ("tag", "parent"),
    [(10, (1, 11)), (10, (1, 10)), (10, (2, None)), (10, None), (999, (1, None)), ("x", (1, None))],
)
def test_what_cannot_be_nested_is_refused(model, tag, parent):
    assert drop(model, tag, parent) == (False,)


def test_only_tags_can_be_dragged(model):
    facet, tag = model.at(model.find((1, None))), model.at(model.find((1, 12)))
    assert not facet.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert tag.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert bytes(model.mimeData([tag]).data(MIME).data()) == b"12"


def steps(model, key):
    return {
        step: (above and above.id, index)
        for step, above, index in moves(model.book, model.find(key))
    }


def test_the_steps_a_tag_can_make(model):
    assert steps(model, (1, 12)) == {
        "up": (10, 0),
        "down": (10, 2),
        "in": (11, 0),
        "out": (None, 1),
    }
    assert steps(model, (1, 10)) == {"down": (None, 1)}
    assert steps(model, (1, None)) == {}


def test_all_keys_of_a_tag_are_shown_and_said(model):
    book = replace(model.book, shortcuts={11: "Ctrl+Alt+W", 12: "Ctrl+U"})
    assert not model.set_book(book)
    assert model.find((1, 11)).keys == ("1", "Ctrl+Alt+W")
    assert said(model, (1, 11)) == "Kelmaria, actor, 41 claims, key 1, key Ctrl+Alt+W"
    assert model.find((1, 12)).keys == ("Ctrl+U",)
