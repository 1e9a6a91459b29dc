"""Library and codebook over a real project: what is asked for there is done, in one step each."""

import pytest
from PySide6.QtCore import Qt

from db import documents, tags

from ..fixtures import ME  # noqa: TID252


@pytest.fixture
def side(at_work):
    return at_work.window.read.sidebar


def tag(hands, name):
    """A tag as the codebook pane has it."""
    return hands.window.session.book.tags[hands.tags()[name].id]


def last(hands):
    return hands.project.log.undoable()


def rows(side):
    model = side.library.model
    return [model.row(model.index(n)) for n in range(model.rowCount())]


def test_the_library_shows_documents_states_and_counts(at_work, side):
    assert [(r.document.title, r.state, r.claims) for r in rows(side)] == [
        ("Plain", "unread", 4),
        ("Mixed", "unread", 0),
    ]


def test_counts_follow_claims_and_undo(at_work, side):
    at_work.tag(0, 8, "duv")
    assert rows(side)[0].claims == 5
    at_work.press("Ctrl+Z")
    assert rows(side)[0].claims == 4


@pytest.mark.parametrize(
    ("state", "label"),
    [("reading", "Mark as being read"), ("done", "Mark as done")],
)
def test_a_reading_state_is_one_step_seen_everywhere(at_work, side, state, label):
    side.library.state_wanted.emit(at_work.window.document, state)
    assert rows(side)[0].state == state
    assert last(at_work) == label
    assert at_work.find("reader.state").text().strip().lower() == state
    done = 1 if state == "done" else 0
    assert at_work.find("status.read").text() == f"{done} of 2 documents read"
    at_work.press("Ctrl+Z")
    assert rows(side)[0].state == "unread"
    assert at_work.find("reader.state").text().strip() == "Unread"


def test_reading_states_are_each_coders_own(at_work, small_path):
    at_work.command("document.done")
    at_work.press("Ctrl+W")
    at_work.window.open_project(small_path, "Jonas Verne")
    assert [row.state for row in rows(at_work.window.read.sidebar)] == ["unread", "unread"]


def test_done_goes_on_to_the_next_document(at_work):
    at_work.command("document.done")
    assert at_work.window.document == at_work.document("Mixed")
    states = documents.reading_states(at_work.project, at_work.window.session.me.id)
    assert states == {at_work.document("Plain"): "done"}


def test_details_are_corrected_as_one_step(at_work, side):
    at_work.command("document.details")
    for name, words in (("title", "New title"), ("author", "A. Relin"), ("published_on", "2026")):
        field = at_work.find(f"document.details.{name}")
        field.clear()
        field.setText(words)
    at_work.find("document.details.save").click()
    record = documents.get(at_work.project, at_work.window.document)
    assert (record.title, record.author, record.published_on) == ("New title", "A. Relin", "2026")
    assert rows(side)[0].document.title == "New title"
    assert at_work.area.accessibleName() == "Text of New title"
    at_work.press("Ctrl+Z")
    assert documents.get(at_work.project, at_work.window.document).title == "Plain"
    assert at_work.area.accessibleName() == "Text of Plain"


def test_details_without_a_title_are_refused_in_a_sentence(at_work):
    at_work.command("document.details")
    at_work.find("document.details.title").clear()
    at_work.find("document.details.save").click()
    assert documents.get(at_work.project, at_work.window.document).title == "Plain"
    assert at_work.notice() == "A document needs a title."


def test_a_document_is_opened_by_click_and_by_key(at_work, side):
    rows_view = at_work.find("library.list")
    rows_view.setFocus()
    at_work.press("Down", "Return")
    assert at_work.window.document == at_work.document("Mixed")
    box = rows_view.visualRect(side.library.model.index(0))
    at_work.bot.mouseClick(rows_view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert at_work.window.document == at_work.document("Plain")


def test_delete_removes_a_document_and_undo_brings_it_back_with_all_it_had(at_work):
    before = at_work.claims()
    at_work.find("library.list").setFocus()
    at_work.press("Delete")
    assert last(at_work) == "Remove document"
    assert at_work.claims() == []
    at_work.press("Ctrl+Z")
    assert at_work.claims() == before


# -- codebook


def test_a_tag_is_named_in_the_tree_and_made_as_one_step(at_work):
    at_work.command("codebook.new_actor")
    at_work.type("Ilvora")
    at_work.press("Return")
    at_work.until(lambda: "Ilvora" in at_work.tags())
    assert last(at_work) == "New tag Ilvora"
    assert at_work.tags()["Ilvora"].facet == at_work.tags()["Kelmaria"].facet
    tree = at_work.find("codebook.tree")
    assert tree.current_node().tag.name == "Ilvora"
    at_work.press("Ctrl+Z")
    assert "Ilvora" not in at_work.tags()


def test_a_name_that_is_taken_is_refused_in_a_sentence(at_work):
    at_work.command("codebook.new_actor")
    at_work.type("kelmaria")
    at_work.press("Return")
    at_work.until(at_work.notice)
    assert at_work.notice() == "There is a tag “Kelmaria” already."


@pytest.mark.parametrize(
    ("signal", "args", "field", "value"),
    [
        ("renamed", ("Kelmar",), "name", "Kelmar"),
        ("recoloured", ("rose",), "colour", "rose"),
        ("archived", (True,), "archived", True),
    ],
)
def test_a_tag_is_changed_as_one_step(at_work, side, signal, args, field, value):
    kelmaria = tag(at_work, "Kelmaria")
    getattr(side.codebook, signal).emit(kelmaria, *args)
    found = at_work.window.session.book.tags[kelmaria.id]
    assert getattr(found, field) == value
    assert "Kelmaria" in last(at_work)
    at_work.press("Ctrl+Z")
    assert at_work.window.session.book.tags[kelmaria.id] == kelmaria
    at_work.press("Ctrl+Shift+Z")
    assert getattr(at_work.window.session.book.tags[kelmaria.id], field) == value


def test_a_tag_is_nested_and_moved_as_one_step(at_work, side):
    order = list(at_work.tags())
    water, kelmaria = tag(at_work, "Sarneth"), tag(at_work, "Kelmaria")
    side.codebook.moved.emit(water, kelmaria, 0)
    assert at_work.tags()["Sarneth"].parent == kelmaria.id
    assert last(at_work) == "Move Sarneth"
    at_work.press("Ctrl+Z")
    assert list(at_work.tags()) == order
    side.codebook.moved.emit(water, at_work.window.session.book.tags[kelmaria.parent], 0)
    assert list(at_work.tags())[:2] == ["States", "Sarneth"]


def test_a_tag_is_not_moved_under_itself(at_work, side):
    side.codebook.moved.emit(tag(at_work, "States"), tag(at_work, "Kelmaria"), 0)
    assert "cannot stand there" in at_work.notice()


def test_a_deleted_tag_comes_back_to_its_claims(at_work, side):
    before = at_work.claims()
    side.codebook.removed.emit(tag(at_work, "Dam filling"))
    assert last(at_work) == "Delete Dam filling"
    assert sum(len(claim.tags) for claim in at_work.claims()) == 5
    at_work.click("notice.action")
    assert at_work.claims() == before


def test_aliases_and_description_are_one_step(at_work, side):
    side.codebook.details_wanted.emit(tag(at_work, "Kelmaria"))
    at_work.find("tag.details.aliases").setPlainText("the republic\nKelmar")
    at_work.find("tag.details").close()
    assert tag(at_work, "Kelmaria").aliases == ("the republic", "Kelmar")
    at_work.press("Ctrl+Z")
    assert tag(at_work, "Kelmaria").aliases == ()


def test_counts_in_the_tree_follow_the_claims(at_work, side):
    def count(name):
        model = side.codebook.model
        return model.book.counts.get(tag(at_work, name).id, 0)

    assert count("Silence") == 1
    at_work.tag(0, 8, "sil")
    assert count("Silence") == 2
    at_work.press("Ctrl+Z")
    assert count("Silence") == 1


def test_a_key_is_given_to_a_tag_shown_and_remembered(at_work, side, open_window, small_path):
    side.codebook.key_wanted.emit(tag(at_work, "Sarneth"), 5)
    assert side.codebook.model.book.keys == {tag(at_work, "Sarneth").id: 5}
    sarneth = tag(at_work, "Sarneth").id
    at_work.press("Ctrl+Q")
    window = open_window()
    window.open_project(small_path, ME)
    assert window.read.sidebar.codebook.model.book.keys == {sarneth: 5}


def test_a_change_of_a_tag_leaves_the_library_alone(at_work, side, monkeypatch):
    shown = []
    monkeypatch.setattr(side.library, "set_rows", shown.append)
    at_work.window.do("Colour", tags.edit, at_work.tags()["Silence"].id, colour="rose")
    assert shown == []
    at_work.tag(0, 8, "sil")
    assert len(shown) == 1


def test_a_key_of_ones_own_stands_in_the_row_at_once(at_work):
    read = at_work.window.read
    tag = at_work.tags()["Duvania"]
    read._steps._shortcuts.assign(tag.id, "Ctrl+Alt+W")
    model = read.sidebar.codebook.model
    assert model.find((tag.facet, tag.id)).keys == ("Ctrl+Alt+W",)
    read._steps._shortcuts.assign(tag.id, "")
    assert model.find((tag.facet, tag.id)).keys == ()
