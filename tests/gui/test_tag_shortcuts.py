import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QWidget

from db.records import Facet, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.tag_shortcuts import TagShortcuts, refusal

#: Qt knows the standard keys only while there is a program
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("keys", ["", "Ctrl+Alt+W", "Ctrl+Alt+Shift+7", "Ctrl+Alt+J"])
def test_a_letter_with_ctrl_may_be_a_tags_key(keys):
    assert refusal(QKeySequence(keys)) == ""


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("W", "Choose a letter with Ctrl"),
        ("Alt+F", "Choose a letter with Ctrl"),
        ("F2", "Choose a letter with Ctrl"),
        ("Ctrl+Alt+J, Ctrl+K", "Choose a letter with Ctrl"),
        ("Ctrl+T", "“Tag the passage”"),
        ("Ctrl+Z", "“Undo”"),
        ("Ctrl+C", "editing text"),
    ],
)
def test_other_keys_are_refused_in_a_sentence(keys, said):
    assert said in refusal(QKeySequence(keys))


@pytest.fixture
def book():
    facet = Facet(1, "actor", "Actors", False, 0)
    return CodeBook((facet,), {n: Tag(n, 1, None, f"Tag {n}", "ink") for n in (11, 2**62 + 1)})


def test_keys_are_remembered_for_each_project_apart(qtbot, qapp, settings, book):
    area = QWidget()
    qtbot.addWidget(area)
    big = 2**62 + 1
    keys = TagShortcuts(settings, "/a", area, lambda tag: None)
    keys.assign(11, "Ctrl+Alt+W")
    keys.assign(big, "Ctrl+Alt+W")
    keys.assign(11, "Ctrl+Alt+E")
    keys.assign(11, "Ctrl+Alt+R")
    again = TagShortcuts(settings, "/a", area, lambda tag: None)
    assert (again.of(11), again.of(big)) == ("Ctrl+Alt+R", "Ctrl+Alt+W")
    assert again.holder("Ctrl+Alt+E", book) is None
    assert again.holder("Ctrl+Alt+W", book) == big
    assert TagShortcuts(settings, "/b", area, lambda tag: None).of(11) == ""
    again.assign(11, "")
    assert again.of(11) == ""


@pytest.mark.parametrize("broken", ["x", [1], {"Ctrl+T": 11, "W": 11, "": 11, "Ctrl+Alt+J": "y"}])
def test_broken_keys_are_no_keys(qtbot, settings, book, broken):
    area = QWidget()
    qtbot.addWidget(area)
    settings.remember({"shortcuts:/a": broken})
    assert TagShortcuts(settings, "/a", area, lambda tag: None).of(11) == ""


def test_a_key_is_given_in_the_details_and_tags_the_passage(at_work):
    window = at_work.window
    codebook = window.read.sidebar.codebook
    codebook.details_wanted.emit(at_work.tags()["Silence"])
    details = window.findChild(QKeySequenceEdit, "tag.details.keys")
    details.setKeySequence(QKeySequence("Ctrl+Alt+W"))
    codebook.details_wanted.emit(at_work.tags()["Sarneth"])
    details.setKeySequence(QKeySequence("Ctrl+Alt+W"))
    told = window.findChild(QLabel, "tag.details.told")
    assert told.text() == "Silence has this key; take it away there first."
    assert details.keySequence().isEmpty()
    details.setKeySequence(QKeySequence("Ctrl+T"))
    assert "“Tag the passage”" in told.text()
    details.window().close()
    window.activateWindow()
    at_work.until(window.isActiveWindow)
    before = len(at_work.claims())
    at_work.area.select(200, 230)
    at_work.area.setFocus()
    at_work.press("Ctrl+Alt+W")
    assert len(at_work.claims()) == before + 1
    (made,) = [claim for claim in at_work.claims() if claim.start >= 200 and claim.end <= 230]
    assert [given.tag for given in made.tags] == [at_work.tags()["Silence"].id]
