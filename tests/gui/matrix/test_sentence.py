import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from workbench.gui.matrix.sentence import ChoiceButton, FilterSentence
from workbench.matrix.sentence import Phrase

CODERS, DOCUMENT = Phrase("both coders", "coders"), Phrase("all 8 documents", "documents")


@pytest.fixture
def sentence(qtbot):
    sentence = FilterSentence()
    sentence.set_last(QPushButton("Filter"))
    qtbot.addWidget(sentence)
    sentence.set_phrases(
        [Phrase("Counting claims by "), CODERS, Phrase(" in "), DOCUMENT, Phrase(", any stance.")]
    )
    sentence.resize(900, 60)
    sentence.show()
    sentence.activateWindow()
    return sentence


def button(sentence, field) -> ChoiceButton:
    name = f"matrix.filter.{field}"
    (found,) = (each for each in sentence.findChildren(ChoiceButton, name) if each.isVisible())
    return found


def words(sentence) -> list[str]:
    labels = [label for label in sentence.findChildren(QLabel) if label.isVisible()]
    return sorted(label.text() for label in labels)


def test_a_press_asks_for_another_choice(sentence, qtbot):
    said = []
    sentence.wanted.connect(lambda *args: said.append(args))
    choice = button(sentence, "coders")
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down):
        qtbot.keyClick(choice, key)
    assert said == [("coders", choice)] * 4


def test_delete_takes_a_condition_off_but_not_what_every_matrix_has(sentence, qtbot):
    said = []
    sentence.dropped.connect(said.append)
    qtbot.keyClick(button(sentence, "coders"), Qt.Key.Key_Delete)
    qtbot.keyClick(button(sentence, "documents"), Qt.Key.Key_Backspace)
    sentence.set_phrases([Phrase("Crossing "), Phrase("Actors", "rows"), Phrase(".")])
    qtbot.keyClick(button(sentence, "rows"), Qt.Key.Key_Delete)
    assert said == ["coders", "documents"]


def test_signs_after_a_choice_cling_to_it(sentence):
    assert words(sentence) == [",", "Counting", "any", "by", "claims", "in", "stance."]
    comma = next(label for label in sentence.findChildren(QLabel) if label.text() == ",")
    assert comma.parentWidget() is button(sentence, "documents").parentWidget()
    assert sentence.text() == "Counting claims by both coders in all 8 documents, any stance."


def test_a_narrow_sentence_wraps(sentence):
    layout = sentence.layout()
    assert layout.heightForWidth(260) >= 2 * layout.heightForWidth(900)


def test_the_focus_stays_with_a_choice_and_goes_on_from_one_that_is_gone(sentence, qtbot):
    button(sentence, "coders").setFocus()
    qtbot.waitUntil(button(sentence, "coders").hasFocus)
    sentence.set_phrases([Phrase("By "), Phrase("Mira & Jonas", "coders"), Phrase(".")])
    assert button(sentence, "coders").text() == "Mira && Jonas"
    assert button(sentence, "coders").hasFocus()
    assert words(sentence) == [".", "By"]
    sentence.set_phrases([Phrase("All.")])
    assert sentence.findChild(QPushButton).hasFocus()


def test_long_choices_are_cut_and_shown_whole_in_the_tip(sentence):
    sentence.set_phrases([Phrase("A report <b>of</b> many words " * 8, "documents")])
    choice = button(sentence, "documents")
    assert choice.text().endswith("…")
    assert choice.sizeHint().width() <= 330
    assert "&lt;b&gt;" in choice.toolTip()
