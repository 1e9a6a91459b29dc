import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from workbench.gui.reader import findbar
from workbench.gui.reader.findbar import FindBar

TEXT = "The dam at Morrin. THE DAM again, and co-\noperation; a “dam”. Café, cafe\u0301 😀 dam."


@pytest.fixture
def bar(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    bar = FindBar()
    QVBoxLayout(host).addWidget(bar)
    host.resize(600, 100)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    bar.set_text(TEXT)
    bar.last = ([], None)
    bar.found.connect(lambda hits, current: setattr(bar, "last", (hits, current)))
    bar.host = host  # lives as long as the bar
    return bar


def enter(bar, qtbot, words, start=0):
    bar.enter(start)
    field = bar.findChild(QLineEdit)
    field.clear()
    if words.isascii():
        qtbot.keyClicks(field, words)
    else:  # no key of the test's keyboard gives such letters
        field.setText(words)
    return field


def shown(bar):
    hits, current = bar.last
    return [TEXT[start:end] for start, end in hits], current


def count(bar):
    return bar.findChild(QLabel, "find.count").text()


def test_it_is_closed_at_first_and_takes_the_keyboard_when_it_opens(bar):
    assert not bar.isVisible()
    bar.enter(0)
    assert bar.findChild(QLineEdit).hasFocus()


def test_every_place_is_found_whatever_its_case(bar, qtbot):
    enter(bar, qtbot, "the dam")
    assert shown(bar) == (["The dam", "THE DAM"], 0)
    assert count(bar) == "1 of 2"


def test_words_broken_by_a_line_end_accents_and_quotes_are_found(bar, qtbot):
    enter(bar, qtbot, "cooperation")
    assert shown(bar)[0] == ["co-\noperation"]
    enter(bar, qtbot, "CAFE")
    assert shown(bar)[0] == ["Café", "cafe\u0301"]
    enter(bar, qtbot, '"dam"')
    assert shown(bar)[0] == ["“dam”"]


def test_it_begins_at_the_place_where_one_reads(bar, qtbot):
    enter(bar, qtbot, "dam", start=TEXT.index("again"))
    assert shown(bar)[1] == 2
    assert count(bar) == "3 of 4"


def test_after_the_last_place_it_begins_with_the_first(bar, qtbot):
    enter(bar, qtbot, "café", start=len(TEXT))
    assert shown(bar)[1] == 0


def test_enter_walks_on_and_shift_enter_back_around_the_ends(bar, qtbot):
    field = enter(bar, qtbot, "dam")
    walked = []
    for _ in range(4):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        walked.append(bar.last[1])
    assert walked == [1, 2, 3, 0]
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.last[1] == 3
    assert TEXT[slice(*bar.hit)] == "dam"


def test_its_buttons_do_the_same(bar, qtbot):
    enter(bar, qtbot, "dam")
    bar.findChild(QToolButton, "find.next").click()
    assert count(bar) == "2 of 4"
    bar.findChild(QToolButton, "find.previous").click()
    assert count(bar) == "1 of 4"


def test_what_is_not_there_is_said_not_to_be(bar, qtbot):
    field = enter(bar, qtbot, "volcano")
    assert count(bar) == "Not found"
    assert bar.last == ([], None)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bar.hit is None


@pytest.mark.parametrize("words", ["", "   ", "\u00ad"])
def test_nothing_to_find_finds_nothing(bar, qtbot, words):
    enter(bar, qtbot, "dam")
    bar.findChild(QLineEdit).setText(words)
    assert bar.last == ([], None)
    assert count(bar) in ("", "Not found")


def test_esc_closes_and_tells_on_which_place(bar, qtbot):
    field = enter(bar, qtbot, "dam")
    with qtbot.waitSignal(bar.closed) as closed:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert closed.args == [(4, 7)]
    assert not bar.isVisible()
    assert bar.last == ([], None)


def test_selected_words_are_looked_for_unless_they_are_many(bar):
    bar.enter(0, "again")
    assert shown(bar)[0] == ["again"]
    bar.enter(0, "x" * 100)
    assert bar.findChild(QLineEdit).text() == "again"
    bar.enter(0, "two\nlines")
    assert bar.findChild(QLineEdit).text() == "again"


def test_opened_again_it_has_the_words_of_last_time_selected(bar, qtbot):
    enter(bar, qtbot, "dam")
    bar.leave()
    bar.enter(TEXT.index("again"))
    assert bar.findChild(QLineEdit).selectedText() == "dam"
    assert bar.last[1] == 2


def test_another_text_is_searched_anew(bar, qtbot):
    enter(bar, qtbot, "dam")
    bar.set_text("One dam only")
    assert bar.last == ([(4, 7)], 0)
    bar.leave()
    bar.set_text("None here")
    bar.step(1)
    assert bar.hit is None


def test_a_great_many_places_are_not_counted_out(bar, qtbot, monkeypatch):
    monkeypatch.setattr(findbar, "MOST", 3)
    enter(bar, qtbot, "dam")
    assert count(bar) == "1 of 3 and more"
    assert len(bar.last[0]) == 3
