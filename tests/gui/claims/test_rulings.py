import pytest
from PySide6.QtWidgets import QLabel

from workbench.gui.claims.rulings import Ruling, Rulings, in_short

REJECTED = Ruling("reject", "Mira", "One step too far", "Arms & supply")


@pytest.mark.parametrize(
    ("rulings", "short"),
    [
        ([], ("open", "")),
        ([Ruling("accept", "Mira"), REJECTED], ("accept", "Accepted")),
        ([Ruling("question", "Mira")], ("question", "Question")),
        ([Ruling("changed")], ("changed", "Changed since")),
        ([Ruling("accept", "Mira", "", "Raids"), REJECTED], ("reject", "Tag rejected")),
        ([Ruling("changed", tag="Raids")], ("changed", "Tag changed since")),
    ],
)
def test_a_card_tells_the_gravest_in_a_word(rulings, short):
    assert in_short(rulings) == short


def test_a_line_tells_what_by_whom_and_why():
    assert REJECTED.told == "“Arms & supply” rejected by Mira: One step too far"
    assert Ruling("accept", "Mira").told == "Accepted by Mira"
    assert Ruling("question", "Mira", "Why?").told == "Questioned by Mira: Why?"
    assert Ruling("changed", "Mira", "Why?").told == "Changed since it was decided on"
    assert Ruling("changed", tag="Raids").told == "“Raids” changed since it was decided on"


def test_an_open_card_has_a_line_for_each(qtbot):
    view = Rulings()
    qtbot.addWidget(view)
    view.show_rulings([])
    assert view.isHidden()
    view.show_rulings([Ruling("accept", "Mira"), REJECTED])
    assert not view.isHidden()
    shown = [label for label in view.findChildren(QLabel) if not label.isHidden()]
    assert [label.text() for label in shown] == ["Accepted by Mira", REJECTED.told]
    view.show_rulings([])
    assert view.isHidden()
