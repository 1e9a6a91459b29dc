import re

import pytest
from PySide6.QtWidgets import QLabel

from workbench.gui.labels import ElidedLabel
from workbench.gui.statusline import StatusLine

FACTS = ("saved", "read", "place", "stays")


@pytest.fixture
def line(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(1200, 26)
    line.show_project("Mira Tolan", "MT", writable=True)
    line.show_read(1, 4)
    line.show_place("Line 3 of 90")
    line.show()
    return line


def text(line, name):
    return line.findChild(QLabel, f"status.{name}").text()


def seen(line):
    return [name for name in FACTS if line.findChild(QLabel, f"status.{name}").isVisible()]


def test_it_says_who_acts_and_where_one_is(line):
    assert text(line, "coder") == "Mira Tolan"
    assert text(line, "read") == "1 of 4 documents read"
    assert text(line, "place") == "Line 3 of 90"
    assert text(line, "stays") == "This file stays on this computer"
    assert seen(line) == list(FACTS)


def test_it_says_when_the_last_change_was_saved(line):
    assert text(line, "saved") == ""
    line.show_saved()
    assert re.fullmatch(r"✓ Saved \d\d:\d\d", text(line, "saved"))


def test_a_project_that_is_only_read_says_so(line):
    line.show_project("Mira Tolan", "MT", writable=False)
    assert text(line, "saved") == "Open for reading only"


def test_a_hint_takes_the_line_while_it_holds(line):
    line.show_hint("The arrows move the end.")
    assert line.findChild(ElidedLabel, "status.hint").text() == "The arrows move the end."
    assert seen(line) == []
    line.show_hint("")
    assert seen(line) == list(FACTS)


@pytest.mark.parametrize("hint", [True, False])
def test_a_narrow_window_leaves_out_what_matters_least(line, hint):
    if hint:
        line.show_hint("The arrows move the end.")
    line.fit(720)
    line.show_hint("")
    assert seen(line) == ["saved", "place", "stays"]
    line.fit(1200)
    assert seen(line) == list(FACTS)


def test_nothing_is_said_of_a_project_that_is_closed(line):
    line.show_saved()
    line.show_nothing("1.2.3")
    assert text(line, "coder") == "No project open"
    assert text(line, "place") == "Version 1.2.3"
    assert text(line, "saved") == text(line, "read") == text(line, "stays") == ""


def test_without_documents_none_are_counted(line):
    line.show_read(0, 0)
    assert text(line, "read") == ""
