"""Search over the project, from its key to the place that was found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


@pytest.fixture
def here(at_sample, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "workbench.operations.indexing.user_cache_path", lambda *_args, **_named: tmp_path
    )
    at_sample.press("Ctrl+Shift+F")
    return at_sample


def searching(hands):
    return hands.window.read.searching


def look_for(hands, words):
    field = searching(hands).pane.field
    field.clear()
    QTest.keyClicks(field, words)
    hands.until(lambda: searching(hands).pane._shown is not None)
    return searching(hands).pane._shown


def test_it_opens_in_the_place_of_the_claims_and_gives_it_back(here):
    pane, panel = searching(here).pane, here.window.read.panel
    assert pane.isVisible()
    assert pane.width() > 300
    assert not panel.isVisible()
    QTest.keyClick(pane.field, Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert panel.isVisible()


def test_a_broken_word_is_found_and_opened_at_its_place(here):
    found = look_for(here, "government")
    text = here.window.read.active.text
    places = [(hit.start, hit.end) for each in found.documents for hit in each.hits
              if each.title == "Dry Season, Wet Politics"]  # fmt: skip
    broken = next(place for place in places if "\n" in text[slice(*place)])
    assert text[slice(*broken)] == "gov-\nernment"
    document = here.window.read.active.id
    searching(here).pane.opened.emit(document, *broken)
    assert here.window.read.passage() == broken


def test_a_claim_that_was_found_is_shown_in_its_text(here):
    found = look_for(here, "hostile act")
    assert found.claims
    searching(here).pane.claim_opened.emit(found.claims[0].claim)
    assert here.window.read.claim == found.claims[0].claim


def test_it_is_reached_from_the_matrix(at_sample):
    at_sample.command("view.matrix")
    at_sample.press("Ctrl+Shift+F")
    assert at_sample.window.perspective == "read"
    assert searching(at_sample).pane.field.hasFocus()


def test_the_project_closes_while_it_is_open(here):
    look_for(here, "dam")
    here.command("project.close")
    assert here.window.project is None
