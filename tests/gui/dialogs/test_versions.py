import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget, QWidget

from db import claims, documents, unplaced
from db.records import Span, Unplaced
from workbench.gui.dialogs.versions import Doubt, VersionsDialog

QUOTE = "silence is no consent"
DOUBTS = [
    Doubt(Unplaced(1, 11, Span(0, 4), "The dam", 66), "The <b>dyke</b>"),
    Doubt(Unplaced(2, 12, Span(8, 9), "x" * 400, 0), "y"),
]


@pytest.fixture
def dialog(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = VersionsDialog(host)
    dialog.show_doubts("Dam", DOUBTS, "2 claims: 2 to be looked at.")
    yield dialog
    host.close()  # it keeps the dialog alive up to here


def cells(dialog):
    table = dialog.findChild(QTableWidget)
    return [[table.item(r, c).text() for c in range(3)] for r in range(table.rowCount())]


def press(dialog, name):
    dialog.findChild(QPushButton, f"versions.{name}").click()


def test_it_lists_old_words_proposed_words_and_likeness(dialog):
    first, second = cells(dialog)
    assert first == ["The dam", "The <b>dyke</b>", "66 %"]
    assert second[0].endswith("x…")
    assert second[1:] == ["y", "not found"]
    sentence = dialog.findChild(QLabel, "versions.sentence").text()
    assert sentence == "2 claims: 2 to be looked at. 2 passages of Dam to be placed."


@pytest.mark.parametrize(
    ("name", "signal"),
    [("show", "shown"), ("place", "placed"), ("accept", "accepted_place")],
)
def test_each_button_tells_which_passage_is_meant(dialog, qtbot, name, signal):
    dialog.findChild(QTableWidget).setCurrentCell(1, 0)
    with qtbot.waitSignal(getattr(dialog, signal)) as told:
        press(dialog, name)
    assert told.args == [DOUBTS[1].passage]


def test_choosing_a_row_shows_it_in_the_text(dialog, qtbot):
    with qtbot.waitSignal(dialog.shown) as told:
        dialog.findChild(QTableWidget).setCurrentCell(1, 0)
    assert told.args == [DOUBTS[1].passage]


def test_an_empty_list_says_so_and_offers_nothing(dialog):
    dialog.show_doubts("Dam", [])
    assert dialog.findChild(QLabel, "versions.sentence").text() == "Every passage has its place."
    names = ("show", "place", "accept")
    assert not any(dialog.findChild(QPushButton, f"versions.{name}").isEnabled() for name in names)


# -- in the window


@pytest.fixture
def corrected(at_work, tmp_path):
    """Somebody at the small project, whose first text gets a version without one claim's words."""
    text = at_work.text
    path = tmp_path / "plain-2.txt"
    path.write_text("A preface.\n\n" + text.replace(f" Sarneth said that {QUOTE}.", ""), "utf-8")
    at_work.answers.lay_ready(path)
    at_work.command("document.version")
    return at_work


def listed(hands):
    project = hands.project
    return unplaced.of_document(project, hands.document("Plain"))


def quotes(hands):
    return {hands.text[claim.start : claim.end] for claim in hands.claims()}


def test_the_reader_shows_the_new_text_and_its_claims(corrected):
    assert corrected.text.startswith("A preface.")
    assert "Kelmaria closed the last sluice" in quotes(corrected)
    assert len(corrected.claims()) == 4
    [doubt] = listed(corrected)
    assert doubt.quote == QUOTE
    dialog = corrected.find("versions")
    assert dialog.isVisible()
    assert "4 claims: 3 as before, 1 to be looked at." in corrected.notice()


def test_accepting_the_place_empties_the_list(corrected):
    corrected.click("versions.accept")
    assert listed(corrected) == []
    assert corrected.find("versions.sentence").text() == "Every passage has its place."


def test_a_passage_is_placed_at_what_is_selected(corrected):
    [doubt] = listed(corrected)
    start = corrected.text.index("The commission met twice")
    corrected.area.select(start, start + 24)
    corrected.click("versions.place")
    assert listed(corrected) == []
    assert claims.get(corrected.project, doubt.claim).spans == (Span(start, start + 24),)


def test_without_a_selection_nothing_is_placed(corrected):
    corrected.area.select(3, 3)
    corrected.click("versions.place")
    assert len(listed(corrected)) == 1
    assert "Select the right words" in corrected.notice()


def test_one_undo_brings_text_claims_and_reader_back(corrected):
    project = corrected.project
    corrected.window.undo()
    assert corrected.text.startswith("Kelmaria closed")
    assert QUOTE in quotes(corrected)
    assert listed(corrected) == []
    assert project.log.undoable() is None or project.log.undoable() != "New version"
    corrected.window.redo()
    assert corrected.text.startswith("A preface.")
    assert len(listed(corrected)) == 1


def test_opening_the_document_again_says_what_is_to_be_placed(corrected, qtbot):
    corrected.find("versions").close()
    read = corrected.window.read
    read.open(corrected.document("Mixed"))
    read.open(corrected.document("Plain"))
    qtbot.waitUntil(lambda: "1 passage is to be placed by hand" in corrected.notice())
    corrected.command("document.place")
    assert corrected.find("versions").isVisible()


def test_a_project_that_opens_says_what_is_to_be_placed(corrected, qtbot):
    window, path = corrected.window, corrected.project.path
    window.close_project()
    window.open_project(path)
    qtbot.waitUntil(lambda: "1 passage is to be placed by hand" in corrected.notice())


def test_removing_the_document_closes_the_list(corrected):
    dialog = corrected.find("versions")
    corrected.window.do("Remove", documents.remove, corrected.document("Plain"))
    assert not dialog.isVisible()


def test_a_file_that_cannot_be_read_changes_nothing(at_work, tmp_path):
    (tmp_path / "empty.txt").write_text(" ")
    before = at_work.text
    at_work.answers.lay_ready(tmp_path / "empty.txt")
    at_work.command("document.version")
    assert at_work.text == before
    assert "empty" in at_work.notice()
