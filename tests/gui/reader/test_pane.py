from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from db.records import Document
from resources import resource
from workbench.gui.labels import ElidedLabel
from workbench.gui.reader.pane import ReaderPane

HARD = resource("sample", "dry-season-wet-politics.txt").read_text(encoding="utf-8")
DOCUMENT = Document(
    1, "a.txt", "Dry Season", "", len(HARD), publisher="Institute", published_on="2026-03-14",
    reliability="B",
)  # fmt: skip


@pytest.fixture
def pane(qtbot):
    pane = ReaderPane(closable=True)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show_document(DOCUMENT, HARD, (), reflow=True)
    pane.header.set_state("unread")
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def about(pane):
    title = pane.findChild(ElidedLabel, "reader.title")
    return [label.text() for label in title.parentWidget().findChildren(ElidedLabel)]


def state(pane):
    return pane.findChild(QToolButton, "reader.state")


def menu(pane, name):
    return {a.text(): a for a in pane.findChild(QToolButton, name).menu().actions() if a.text()}


def test_the_header_tells_what_is_known(pane):
    assert about(pane) == [
        "Dry Season",
        "Institute · 14 Mar 2026 · Plain text · source reliability B",
    ]


def test_what_is_not_known_is_left_out(pane):
    pane.set_details(Document(1, "a.md", "Bare", "", 9, media_type="text/markdown"))
    assert about(pane) == ["Bare", "Markdown"]


def test_the_author_stands_where_no_publisher_is(pane):
    pane.set_details(replace(DOCUMENT, publisher="", author="A. Relin", reliability=""))
    assert about(pane)[1].startswith("A. Relin · ")


def test_the_text_is_named_after_its_document(pane):
    assert pane.area.accessibleName() == "Text of Dry Season"
    pane.set_details(replace(DOCUMENT, title="Wet Politics"))
    assert pane.area.accessibleName() == "Text of Wet Politics"


@pytest.mark.parametrize(("key", "words"), [("unread", "Unread"), ("done", "Done")])
def test_the_reading_state_is_shown_and_spoken(pane, key, words):
    pane.header.set_state(key)
    assert state(pane).text().strip() == words
    assert state(pane).accessibleName() == f"Reading state: {words}"
    assert [name for name, a in menu(pane, "reader.state").items() if a.isChecked()] == [words]


def test_a_reading_state_is_chosen_in_the_menu(pane, qtbot):
    with qtbot.waitSignal(pane.header.state_chosen) as chosen:
        menu(pane, "reader.state")["Reading"].trigger()
    assert chosen.args == ["reading"]


def test_paragraphs_flow_or_stand_line_by_line(pane, qtbot):
    entry = menu(pane, "reader.text")["Flowing paragraphs"]
    assert entry.isChecked()
    flowing = pane.area.toPlainText()
    with qtbot.waitSignal(pane.header.reflow_toggled):
        entry.trigger()
    pane.set_reflow(False)
    assert not entry.isChecked()
    assert pane.area.toPlainText() != flowing
    assert pane.area.text() == HARD


@pytest.mark.parametrize(("words", "step"), [("Larger", 1), ("Smaller", -1), ("Usual size", 0)])
def test_the_size_is_chosen_in_the_menu(pane, qtbot, words, step):
    with qtbot.waitSignal(pane.header.zoomed) as zoomed:
        menu(pane, "reader.text")[words].trigger()
    assert zoomed.args == [step]


def test_details_and_closing_can_be_asked_for(pane, qtbot):
    with qtbot.waitSignal(pane.header.details_wanted):
        menu(pane, "reader.text")["Details of the document…"].trigger()
    with qtbot.waitSignal(pane.header.closed):
        pane.findChild(QToolButton, "reader.close").click()


def test_a_pane_that_stays_has_no_button_to_close_it(qtbot):
    pane = ReaderPane()
    qtbot.addWidget(pane)
    assert pane.findChild(QToolButton, "reader.close") is None


def test_the_side_that_is_worked_in_says_so(pane, qtbot):
    pane.find_bar.enter(0)
    with qtbot.waitSignal(pane.activated):
        pane.area.setFocus()


def test_what_was_found_is_selected_when_the_bar_closes(pane, qtbot):
    pane.find_bar.enter(0)
    field = pane.find_bar.findChild(QLineEdit)
    qtbot.keyClicks(field, "between gov")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    start, end = pane.area.selection()
    assert HARD[start:end] == "be-\ntween gov"
    assert pane.area.hasFocus()


def test_nothing_found_leaves_the_selection(pane, qtbot):
    pane.area.select(2, 6)
    pane.find_bar.enter(0)
    field = pane.find_bar.findChild(QLineEdit)
    qtbot.keyClicks(field, "volcano")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert pane.area.selection() == (2, 6)


def test_another_document_begins_without_hits_of_the_former(pane, qtbot):
    pane.find_bar.enter(0)
    qtbot.keyClicks(pane.find_bar.findChild(QLineEdit), "line")
    pane.show_document(replace(DOCUMENT, title="Other"), "Short.", (), reflow=True)
    assert pane.area.text() == "Short."
    assert pane.find_bar.hit is None
