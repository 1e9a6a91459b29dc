"""Documents in one reader or two, in the real window."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from db import documents
from workbench.settings import Settings

from ..fixtures import ME  # noqa: TID252


@pytest.fixture
def readers(at_work):
    return at_work.window.read.readers


def titles(readers):
    return [opened.record.title for opened in readers.opened]


def test_a_project_opens_with_its_first_document(readers):
    assert titles(readers) == ["Plain"]
    assert readers.active is readers.opened[0]


def test_next_and_previous_go_through_the_library_and_stop_at_its_ends(at_work, readers):
    at_work.command("document.previous")
    assert titles(readers) == ["Plain"]
    at_work.command("document.next")
    assert titles(readers) == ["Mixed"]
    at_work.command("document.next")
    assert titles(readers) == ["Mixed"]
    at_work.command("document.previous")
    assert titles(readers) == ["Plain"]


def test_two_documents_stand_side_by_side_each_with_its_own_claims(at_work, readers):
    at_work.command("view.beside")
    assert titles(readers) == ["Plain", "Mixed"]
    left, right = readers.opened
    assert left.pane.isVisible()
    assert right.pane.isVisible()
    assert readers.active is right
    assert len(left.claims) == 4
    assert len(right.claims) == 0
    made = at_work.tag(0, 9, "duv")
    assert made.document == right.id
    assert list(right.claims) == [made.id]
    assert made.id not in left.claims
    assert [card.claim.id for card in right.cards()] == [made.id]


def test_the_side_that_is_clicked_is_the_one_worked_in(at_work, readers):
    at_work.command("view.beside")
    left, right = readers.opened
    left.pane.area.setFocus()
    assert readers.active is left
    assert at_work.window.read.panel._model.rowCount() == 4
    assert at_work.window.document == left.id
    right.pane.area.setFocus()
    assert at_work.window.read.panel._model.rowCount() == 0


def test_one_claim_is_selected_in_one_side_only(at_work, readers):
    at_work.command("view.beside")
    left, right = readers.opened
    left.pane.area.setFocus()
    at_work.command("claim.next")
    assert left.pane.area._scene.selected is not None
    right.pane.area.setFocus()
    assert left.pane.area._scene.selected is None
    assert at_work.window.read.claim is None


@pytest.mark.parametrize("how", ["command", "button"])
def test_the_second_side_closes_again(at_work, readers, how):
    at_work.command("view.beside")
    if how == "command":
        at_work.command("view.beside")
    else:
        at_work.click("reader.close")
    assert titles(readers) == ["Plain"]
    assert at_work.window.document == at_work.document("Plain")
    at_work.command("view.beside")
    assert titles(readers) == ["Plain", "Mixed"]


def test_closing_the_second_side_leaves_the_keyboard_in_the_text(at_work, readers):
    at_work.command("view.beside")
    at_work.area.setFocus()
    at_work.command("view.beside")
    assert readers.active.pane.area.hasFocus()


def test_sides_that_gave_way_to_the_second_text_come_back(at_work, readers):
    read = at_work.window.read
    at_work.window.resize(1280, 800)
    at_work.command("view.beside")
    assert not (read.sidebar.isVisible() and read.panel.isVisible())
    at_work.until(lambda: all(opened.pane.width() >= 400 for opened in readers.opened))
    at_work.command("view.beside")
    assert read.sidebar.isVisible()
    assert read.panel.isVisible()


def test_the_library_opens_beside_with_ctrl_and_enter(at_work, readers):
    rows = at_work.find("library.list")
    rows.setFocus()
    at_work.press("Down", "Ctrl+Return")
    assert titles(readers) == ["Plain", "Mixed"]


def test_what_is_done_is_seen_in_both_sides(at_work, readers):
    at_work.command("view.beside")
    left, right = readers.opened
    tag = at_work.tags()["Duvania"].id
    at_work.tag(0, 9, "duv")
    at_work.window.read.sidebar.codebook.recoloured.emit(
        at_work.window.session.book.tags[tag], "rose"
    )
    for opened in (left, right):
        colours = {
            mark.colour
            for claim in opened.claims.values()
            if [given.tag for given in claim.tags] == [tag]
            for mark in opened.pane.area._scene.index.of(claim.id)
        }
        assert colours == {"rose"}, opened.record.title


def test_a_document_that_is_removed_closes_and_another_is_shown(at_work, readers):
    at_work.command("document.remove")
    assert titles(readers) == ["Mixed"]
    at_work.command("document.remove")
    assert titles(readers) == []
    assert at_work.window.document is None
    assert at_work.find("library.empty").isVisible()
    at_work.press("Ctrl+Z")
    assert titles(readers) == ["Mixed"]
    at_work.press("Ctrl+Z")
    assert len(at_work.claims()) == 4


@pytest.mark.parametrize("title", ["Plain", "Mixed"])
def test_of_two_documents_the_one_that_is_not_removed_stays(at_work, readers, title):
    at_work.command("view.beside")
    at_work.window.do("Remove", documents.remove, at_work.document(title))
    assert titles(readers) == [{"Plain": "Mixed", "Mixed": "Plain"}[title]]
    assert at_work.area.isVisible()
    assert at_work.text[0] in "KT"


def test_the_place_in_each_document_is_found_again(at_work, readers):
    far = at_work.text.index("In week 40")
    at_work.area.restore_place(far)
    at_work.command("document.next")
    at_work.command("document.previous")
    assert at_work.area.place() == far


def test_document_and_place_are_remembered_for_the_next_time(
    open_window, small_path, settings, tmp_path
):
    window = open_window()
    window.open_project(small_path, ME)
    area = window.read.active.pane.area
    far = area.text().index("In week 40")
    area.restore_place(far)
    window.close()
    assert Settings(tmp_path / "settings.json").place(f"last:{small_path}") is not None
    again = open_window()
    again.open_project(small_path, ME)
    assert again.read.active.pane.area.place() == far
    again.read.step_document(1)
    again.close()
    third = open_window()
    third.open_project(small_path, ME)
    assert third.read.active.record.title == "Mixed"


@pytest.mark.parametrize("place", ["x", -5, 10**9, True])
def test_a_broken_place_is_no_trouble(open_window, small_path, settings, place):
    window = open_window()
    window.open_project(small_path, ME)
    document = window.document
    window.close()
    settings.remember({f"at:{document}": place, f"last:{small_path}": "nothing"})
    again = open_window()
    again.open_project(small_path, ME)
    assert again.document == document


def test_the_text_grows_and_shrinks_between_bounds_and_stays_so(at_work, readers, settings):
    for _ in range(12):
        at_work.command("view.larger")
    assert settings["reading_size"] == 24.0
    for _ in range(20):
        at_work.command("view.smaller")
    assert settings["reading_size"] == 13.0
    at_work.command("view.normal")
    assert settings["reading_size"] == 16.5
    at_work.command("view.larger")
    at_work.command("view.beside")
    sizes = {opened.pane.area.font().pointSizeF() for opened in readers.opened}
    assert len(sizes) == 1


def test_flowing_paragraphs_or_lines_in_every_side(at_sample):
    readers = at_sample.window.read.readers

    def shown():
        return [opened.pane.area.toPlainText() for opened in readers.opened]

    at_sample.command("view.beside")
    at_sample.command("document.next")
    flowing = shown()
    assert len(flowing) == 2
    at_sample.command("view.reflow")
    assert all(now != before for now, before in zip(shown()[:1], flowing, strict=False))
    at_sample.command("view.reflow")
    assert shown() == flowing


def test_words_are_found_and_walked_through(at_work):
    at_work.command("find.open")
    at_work.type("GAUGE at halmar")
    count = at_work.find("find.count")
    assert count.text() == "1 of 59"
    at_work.press("Return")
    assert count.text() == "2 of 59"
    at_work.command("find.next")
    assert count.text() == "3 of 59"
    at_work.command("find.previous")
    assert count.text() == "2 of 59"
    at_work.press("Esc")
    assert at_work.area.hasFocus()
    start, end = at_work.area.selection()
    assert at_work.text[start:end] == "gauge at Halmar"


def test_find_next_goes_on_after_the_bar_is_closed(at_work):
    at_work.command("find.open")
    at_work.type("gauge")
    at_work.press("Esc")
    first = at_work.area.selection()
    at_work.command("find.next")
    assert at_work.find("find.count").text() == "2 of 59"
    at_work.press("Esc")
    assert at_work.area.selection() > first


def test_find_next_begins_to_find_where_nothing_was_found_yet(at_work):
    at_work.command("find.next")
    assert at_work.find("find.field").hasFocus()


def test_what_was_found_in_one_document_does_not_lead_astray_in_another(at_work):
    at_work.command("find.open")
    at_work.type("week 59")
    at_work.press("Esc")
    at_work.command("document.next")
    at_work.command("find.next")
    assert at_work.find("find.count").text() == "Not found"


def test_the_status_line_says_where_one_is(at_work):
    at_work.area.select(0, 0)
    place = at_work.find("status.place")
    assert place.text() == f"Line 1 of {at_work.text.count(chr(10)) + 1}"
    second = at_work.text.index("The commission")
    at_work.area.select(second, second)
    assert place.text().startswith("Line 3 of ")


def test_the_file_pane_has_the_focus_proxy_of_its_first_text(at_work, readers):
    at_work.find("library.search").setFocus()
    readers.setFocus()
    assert QApplication.focusWidget() is readers.opened[0].pane.area


def test_what_is_chosen_above_a_side_is_about_its_document(at_work, readers):
    at_work.command("view.beside")
    left, right = readers.opened
    assert readers.active is right
    left.pane.header._state_actions["done"].trigger()
    project = at_work.project
    states = documents.reading_states(project, at_work.window.session.me.id)
    assert states == {left.id: "done"}
    assert readers.active is left
    right.pane.header.details_wanted.emit()
    assert at_work.find("document.details.title").text() == "Mixed"


def test_a_new_side_takes_the_keyboard_only_from_the_text(at_work, readers):
    at_work.window.resize(1900, 900)  # both sides stay beside two texts
    at_work.area.setFocus()
    at_work.command("view.beside")
    assert readers.opened[1].pane.area.hasFocus()
    at_work.command("view.beside")
    search = at_work.find("library.search")
    search.setFocus()
    at_work.command("view.beside")
    assert search.hasFocus()


def test_the_reader_that_is_worked_in_is_told_from_the_other(at_work):
    readers = at_work.window.read.readers
    readers.toggle_beside()
    first, second = (opened.pane for opened in readers.opened)

    def quiet(pane):
        return pane.header._title._tone == "text3", pane.header._title.accessibleDescription()

    assert (quiet(first), quiet(second)) == ((True, "the other document"), (False, ""))
    first.area.setFocus()
    at_work.press("Right")
    readers._activate(first)
    assert (quiet(first), quiet(second)) == ((False, ""), (True, "the other document"))
    readers.toggle_beside()
    assert quiet(readers.opened[0].pane) == (False, "")


def test_coming_into_a_claim_and_leaving_it_is_spoken(at_work, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append(event.message())
    )
    area = at_work.area
    start = area.text().index("Kelmaria closed")
    area.select(start + 3, start + 3)
    area.select(start + 4, start + 4)
    area.select(start + 200, start + 200)
    assert told == ["claim by Mira Tolan, Kelmaria, Dam filling", "end of claim"]
