import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from workbench.gui.matrix.sentence import Choice, ChoiceButton, FilterSentence

CODERS = Choice("coder", "both coders", [(None, "both coders"), (7, "Mira & Jonas")], None)
DOCUMENT = Choice("document", "all 8 documents", [(None, "all 8 documents"), (9, "Brief")], None)


@pytest.fixture
def sentence(qtbot):
    sentence = FilterSentence()
    qtbot.addWidget(sentence)
    sentence.set_parts(["Counting claims by ", CODERS, " in ", DOCUMENT, ", any stance."])
    sentence.resize(900, 60)
    sentence.show()
    return sentence


def button(sentence, key) -> ChoiceButton:
    name = f"matrix.filter.{key}"
    (found,) = (each for each in sentence.findChildren(ChoiceButton, name) if each.isVisible())
    return found


def words(sentence) -> list[str]:
    labels = [label for label in sentence.findChildren(QLabel) if label.isVisible()]
    return sorted(label.text() for label in labels)


def actions(choice: ChoiceButton):
    choice.menu().aboutToShow.emit()
    return choice.menu().actions()


def test_the_menu_marks_what_is_chosen(sentence):
    entries = actions(button(sentence, "coder"))
    assert [entry.text() for entry in entries] == ["both coders", "Mira && Jonas"]
    assert [entry.isChecked() for entry in entries] == [True, False]


def test_taking_an_option_is_told_once(sentence, qtbot):
    said = []
    sentence.chosen.connect(lambda *args: said.append(args))
    first, second = actions(button(sentence, "coder"))
    first.trigger()
    assert said == []
    second.trigger()
    assert said == [("coder", 7)]


def test_signs_after_a_choice_cling_to_it(sentence):
    assert words(sentence) == [",", "Counting", "any", "by", "claims", "in", "stance."]
    comma = next(label for label in sentence.findChildren(QLabel) if label.text() == ",")
    assert comma.parentWidget() is button(sentence, "document").parentWidget()


def test_a_narrow_sentence_wraps(sentence):
    layout = sentence.layout()
    assert layout.heightForWidth(260) >= 2 * layout.heightForWidth(900)


def test_another_sentence_takes_the_place_and_the_focus_stays(sentence, qtbot):
    sentence.activateWindow()
    button(sentence, "coder").setFocus()
    qtbot.waitUntil(button(sentence, "coder").hasFocus)
    chosen = Choice("coder", "Mira & Jonas", CODERS.options, 7)
    sentence.set_parts(["By ", chosen, "."])
    assert button(sentence, "coder").text() == "Mira && Jonas"
    assert button(sentence, "coder").hasFocus()
    assert words(sentence) == [".", "By"]


def test_long_choices_are_cut_and_shown_whole_in_the_tip(sentence):
    name = "A report <b>of</b> many words " * 8
    sentence.set_parts([Choice("document", name, [(1, name)], 1)])
    choice = button(sentence, "document")
    assert choice.text().endswith("…")
    assert choice.sizeHint().width() <= 330
    assert "&lt;b&gt;" in choice.toolTip()
    assert choice.accessibleName() == f"document: {name}"


def test_choices_can_be_reached_by_tab(sentence):
    assert button(sentence, "coder").focusPolicy() & Qt.FocusPolicy.TabFocus
