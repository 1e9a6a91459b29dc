from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from workbench.gui import theme
from workbench.gui.panes import IconButton
from workbench.gui.search.model import Heading
from workbench.gui.search.pane import SearchPane
from workbench.operations.search_results import SearchRequest, SearchResults

from .conftest import JONAS, MIRA, results


@pytest.fixture
def pane(qtbot):
    pane = SearchPane()
    qtbot.addWidget(pane)
    pane.set_coders({MIRA.id: MIRA, JONAS.id: JONAS}, MIRA.id)
    pane.resize(372, 700)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def asked(pane):
    asked: list[SearchRequest] = []
    pane.asked.connect(asked.append)
    return asked


@pytest.fixture
def searched(pane, qtbot, asked):
    """The pane with results for `dam`."""
    pane.enter("dam")
    qtbot.waitUntil(lambda: bool(asked))
    pane.show_results(results())
    return pane


def said(pane, name: str) -> str:
    label = pane.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def press(qtbot, widget, *keys) -> None:
    for key in keys:
        qtbot.keyClick(widget, key)


def choose(pane, qtbot, name: str) -> None:
    qtbot.mouseClick(pane.findChild(QToolButton, name), Qt.MouseButton.LeftButton)


def test_what_is_typed_is_asked_once_the_hand_rests(pane, qtbot, asked):
    qtbot.keyClicks(pane.field, "dam ")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [SearchRequest("dam")]
    qtbot.keyClicks(pane.field, " ")
    qtbot.wait(300)
    assert len(asked) == 1


def test_choices_are_asked_at_once(pane, qtbot, searched, asked):
    choose(pane, qtbot, "search.scope.claims")
    choose(pane, qtbot, "search.mode.regex")
    assert asked[1:] == [
        SearchRequest("dam", "claims"),
        SearchRequest("dam", "documents", regex=True),
    ]
    assert not pane.findChild(QToolButton, "search.scope.claims").isVisible()


def test_blanks_belong_to_a_pattern(pane, qtbot, asked):
    choose(pane, qtbot, "search.mode.regex")
    pane.field.setText(" dam ")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [SearchRequest(" dam ", "documents", regex=True)]


def test_without_words_it_says_how_to_search(pane, qtbot):
    assert "phrase" in said(pane, "search.message")
    choose(pane, qtbot, "search.mode.regex")
    assert "regular expression" in said(pane, "search.message")


def test_results_are_counted_in_a_sentence(searched):
    sentence = "1,204 places in 3 documents (the first 3 are shown), 2 claims"
    assert said(searched, "search.summary") == sentence
    assert said(searched, "search.message") == ""
    assert searched.list.isVisible()


def test_results_of_another_request_are_not_shown(searched):
    searched.show_results(results("grain", places=0, claims=0))
    assert said(searched, "search.summary").startswith("1,204 places")


def test_nothing_found_says_what_may_help(pane, qtbot, searched):
    pane.show_results(SearchResults(SearchRequest("dam")))
    assert said(pane, "search.message").startswith("Nothing was found.")
    assert said(pane, "search.summary") == ""
    assert not pane.list.isVisible()


def test_trouble_is_told_with_what_was_found(searched):
    searched.show_results(replace(results(), trouble="It took too long."))
    assert said(searched, "search.summary").endswith("2 claims. It took too long.")
    searched.show_trouble("The disk is full.")
    assert said(searched, "search.message") == "The disk is full."
    assert not searched.list.isVisible()


def test_an_emptied_field_shows_the_hints_again(searched, qtbot):
    with qtbot.waitSignal(searched.cancelled):
        searched.field.clear()
    assert "phrase" in said(searched, "search.message")


# -- keys


def test_enter_goes_to_the_first_result_and_enter_opens_it(searched, qtbot):
    opened: list[tuple[int, int, int]] = []
    searched.opened.connect(lambda *place: opened.append(place))
    press(qtbot, searched.field, Qt.Key.Key_Return)
    assert searched.list.currentIndex().row() == 1
    press(qtbot, searched.list, Qt.Key.Key_Return)
    assert opened == [(2**62, 0, 3)]


def test_arrows_walk_over_headings_and_enter_opens_a_claim(searched, qtbot):
    press(qtbot, searched.field, Qt.Key.Key_Down)
    rows = [searched.list.currentIndex().row()]
    for _ in range(4):
        press(qtbot, searched.list, Qt.Key.Key_Down)
        rows.append(searched.list.currentIndex().row())
    assert rows == [1, 2, 4, 6, 7]
    with qtbot.waitSignal(searched.claim_opened) as opened:
        press(qtbot, searched.list, Qt.Key.Key_Enter)
    assert opened.args == [51]
    for _ in range(4):
        press(qtbot, searched.list, Qt.Key.Key_Up)
    assert searched.list.currentIndex().row() == 1


def test_up_from_the_first_and_escape_lead_back_to_the_field(searched, qtbot):
    back: list[str] = []
    searched.list.left.connect(lambda: back.append(searched.field.selectedText()))
    press(qtbot, searched.field, Qt.Key.Key_Down)
    press(qtbot, searched.list, Qt.Key.Key_Up)
    press(qtbot, searched.list, Qt.Key.Key_Escape)
    assert back == ["dam", "dam"]


def test_enter_before_the_results_goes_to_the_first_when_they_come(pane, qtbot, asked):
    qtbot.keyClicks(pane.field, "dam")
    press(qtbot, pane.field, Qt.Key.Key_Return)
    assert asked == [SearchRequest("dam")]
    pane.show_results(results())
    assert pane.list.currentIndex().row() == 1
    pane.show_results(results(places=0, claims=0))
    assert pane.list.currentIndex().row() == -1


def test_typing_on_takes_the_wish_back(pane, qtbot, asked):
    qtbot.keyClicks(pane.field, "dam")
    press(qtbot, pane.field, Qt.Key.Key_Return)
    qtbot.keyClicks(pane.field, "s")
    qtbot.waitUntil(lambda: len(asked) == 2)
    pane.show_results(results("dams"))
    assert pane.list.currentIndex().row() == -1


def test_escape_empties_the_field_and_then_closes(searched, qtbot):
    closed: list[None] = []
    searched.closed.connect(lambda: closed.append(None))
    press(qtbot, searched.field, Qt.Key.Key_Escape)
    assert searched.field.text() == ""
    assert not closed
    press(qtbot, searched.field, Qt.Key.Key_Escape)
    qtbot.mouseClick(searched.findChild(IconButton, "search.close"), Qt.MouseButton.LeftButton)
    assert len(closed) == 2


def test_a_click_opens_a_result_but_no_heading(searched, qtbot):
    opened: list[int] = []
    searched.opened.connect(lambda _document, start, _end: opened.append(start))
    for row in (0, 2):
        place = searched.list.visualRect(searched.list.model().index(row)).center()
        qtbot.mouseClick(searched.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [10]


# -- staying where one is


def test_the_current_result_stays_when_the_project_changed(searched, qtbot, asked):
    searched.list.setCurrentIndex(searched.list.model().index(7))
    searched.ask_again()
    assert asked[-1] == SearchRequest("dam")
    searched.show_results(results(places=5))
    assert searched.list.currentIndex().row() == 10


def test_another_search_begins_at_the_top(searched, qtbot, asked):
    searched.show_results(results(places=100))
    searched.list.scrollToBottom()
    searched.field.setText("dams")
    qtbot.waitUntil(lambda: len(asked) == 2)
    searched.show_results(results("dams", places=100))
    assert searched.list.verticalScrollBar().value() == 0
    assert searched.list.currentIndex().row() == -1


def test_enter_with_words_searches_for_them(pane, qtbot, asked):
    pane.enter("grain prices")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [SearchRequest("grain prices")]
    pane.enter("a whole\nparagraph")
    assert pane.field.text() == "grain prices"


# -- progress


def test_progress_shows_where_it_takes_time_and_can_be_cancelled(searched, qtbot):
    stop = searched.findChild(QPushButton, "search.cancel")
    searched.set_progress(10, 100, "Dry Season")
    assert not stop.isVisible()
    qtbot.waitUntil(stop.isVisible)
    with qtbot.waitSignal(searched.cancelled):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    searched.set_progress(1, 1, "")
    assert not stop.isVisible()


def test_what_is_soon_done_shows_no_progress(searched, qtbot):
    searched.set_progress(10, 100, "Dry Season")
    searched.set_progress(100, 100, "")
    qtbot.wait(400)
    assert not searched.findChild(QPushButton, "search.cancel").isVisible()


def test_nothing_is_said_to_be_found_before_all_was_searched(pane, qtbot, searched):
    pane.set_progress(10, 100, "Dry Season")
    pane.show_results(SearchResults(SearchRequest("dam")))
    assert said(pane, "search.message") == ""
    pane.set_progress(1, 1, "")
    assert said(pane, "search.message").startswith("Nothing was found.")


# -- the look


def test_rows_of_one_kind_are_of_one_height(searched):
    searched.show_results(results(places=1000))
    rows = searched.list.model().rows
    heights = {
        isinstance(row, Heading): searched.list.visualRect(searched.list.model().index(n)).height()
        for n, row in enumerate(rows[:20])
    }
    assert heights[False] > heights[True] >= 34
    assert len(searched.list.cells._layouts) < 20


def test_the_current_row_has_a_bar_at_its_start(searched):
    searched.list.setCurrentIndex(searched.list.model().index(1))
    box = searched.list.visualRect(searched.list.model().index(1))
    middle = box.center().y()
    image = searched.list.viewport().grab().toImage()
    assert image.pixelColor(1, middle) == QColor(theme.tokens().accent)
    searched.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = searched.list.viewport().grab().toImage()
    assert image.pixelColor(box.right() - 1, middle) == QColor(theme.tokens().accent)


def test_light_and_dark_are_followed(searched, qapp):
    before = searched.list.viewport().grab().toImage()
    theme.apply(qapp, dark=True)
    after = searched.list.viewport().grab().toImage()
    assert after.pixelColor(QPoint(2, 2)) == QColor(theme.tokens().panel)
    assert after.pixelColor(QPoint(2, 2)) != before.pixelColor(QPoint(2, 2))


def test_parts_have_names(searched):
    for part in (searched, searched.field, searched.list):
        assert part.accessibleName()
    buttons = [b for b in searched.findChildren(QToolButton) if b.objectName()]
    names = [button.accessibleName() for button in buttons]
    assert "Search for: Words" in names
    assert "Search in: Claims" in names
    assert all(names)
