from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget

from db.records import HUES, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.bar_button import BarButton, FilterChip
from workbench.gui.table.filters import Filter
from workbench.gui.table.options import OptionPopover
from workbench.gui.table.popovers import DatePopover, NamePopover
from workbench.operations.decided import STATES as STATES_OF

from .matter import ACTORS, BIG, BOOK, FILLING, FRONT, JONAS, KELMARIA, ROWS, STATES, WATER, row

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def bar(page):
    return page.bar


@pytest.fixture
def type_(qtbot):
    def type_(text):
        qtbot.keyClicks(QApplication.focusWidget(), text)

    return type_


@pytest.fixture
def press(qtbot):
    def press(*keys):
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key)

    return press


def button(page, name):
    return page.findChild(BarButton, f"claims-table.{name}")


def click(page, qtbot, name):
    qtbot.mouseClick(button(page, name), LEFT)


def popover(page):
    return page.findChild(OptionPopover, "claims-table.options")


def shown(page):
    return [each.id - BIG for each in page.model.shown]


def chips(page):
    found = [chip for chip in page.bar.findChildren(FilterChip) if chip.isVisible()]
    QApplication.processEvents()  # lays them out
    return [chip.words() for chip in sorted(found, key=lambda chip: (chip.y(), chip.x()))]


def entries(menu):
    """The entries of a menu by name, those of its submenus as "Menu › Entry"."""
    menu.aboutToShow.emit()
    found = {}
    for action in menu.actions():
        below = action.menu()
        found[action.text()] = action
        if below:
            found |= {f"{action.text()} › {each.text()}": each for each in below.actions()}
    return found


def test_typing_filters_at_once(page, bar, qtbot, type_, press):
    bar.search.setFocus()
    type_("raids")
    assert shown(page) == [5]
    assert button(page, "order").words() == "1 of 6 claims, by document"
    press(Key.Key_Escape)
    assert shown(page) == [1, 2, 3, 4, 5, 6]
    assert button(page, "order").words() == "6 claims, by document"
    press(Key.Key_Down)
    assert page.table.hasFocus()


def test_choosing_tags_by_keyboard(page, qtbot, type_, press):
    button(page, "filter.actor").setFocus()
    press(Key.Key_Space)
    field = QApplication.focusWidget()
    assert field.objectName() == "claims-table.options.list"  # few options need no search
    press(Key.Key_Down, Key.Key_Space)
    assert page.bar.filter == Filter(tags=frozenset({KELMARIA}))
    assert shown(page) == [1, 2]
    assert button(page, "filter.actor").accessibleName() == "Actor: Kelmaria"
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert shown(page) == [1, 2, 3, 5]
    assert button(page, "filter.actor").words() == "2 chosen"
    press(Key.Key_Escape)
    assert not popover(page).isVisible()
    assert button(page, "filter.actor").hasFocus()
    assert chips(page) == []


def test_a_group_of_tags_counts_for_all_below(page, qtbot, press):
    click(page, qtbot, "filter.concern")
    press(Key.Key_Return)
    assert page.bar.filter.tags == {WATER}
    assert shown(page) == [1, 2]


def test_documents_and_coders(page, qtbot, press):
    click(page, qtbot, "filter.documents")
    press(Key.Key_Down, Key.Key_Return, Key.Key_Escape)
    assert page.bar.filter.documents == {2}
    assert button(page, "filter.documents").words() == "Grain, Fuel and Patience"
    click(page, qtbot, "filter.coders")
    press(Key.Key_Down, Key.Key_Return)
    assert page.bar.filter.coders == {JONAS.id}
    assert shown(page) == [5]
    qtbot.mouseClick(page.findChild(QWidget, "claims-table.options.any"), LEFT)
    assert page.bar.filter.coders == frozenset()
    assert shown(page) == [4, 5]


def test_a_click_on_an_option_and_on_the_button_again(page, qtbot):
    click(page, qtbot, "filter.actor")
    options = popover(page).findChild(QListView)
    place = options.visualRect(options.model().index(0)).center()
    qtbot.mouseClick(options.viewport(), LEFT, pos=place)
    assert page.bar.filter.tags == {STATES}
    qtbot.mouseClick(options.viewport(), LEFT, pos=place)
    assert page.bar.filter.tags == frozenset()
    assert popover(page).isVisible()


def test_decisions(page, qtbot, press):
    decided = zip(ROWS, (*STATES_OF, "open"), strict=True)
    page.set_rows([replace(each, decision=state) for each, state in decided])
    click(page, qtbot, "filter.decisions")
    press(Key.Key_Down, Key.Key_Return)
    assert page.bar.filter.decisions == {"accept"}
    assert button(page, "filter.decisions").words() == "Accepted"
    assert shown(page) == [2]
    press(Key.Key_Up, Key.Key_Return, Key.Key_Escape)
    assert shown(page) == [1, 2, 6]
    assert button(page, "filter.decisions").words() == "2 chosen"
    assert page.bar.filter.sentence(page.bar._names()) == "open or accepted"
    assert chips(page) == []


@pytest.mark.parametrize("width", [1440, 1100])
def test_typing_never_moves_the_rows(page, qtbot, type_, width):
    page.resize(width, 700)
    page.set_rows([row(n, statement=f"Statement {n}") for n in range(1, 40)])
    QApplication.processEvents()
    top = page.table.y()
    page.bar.search.setFocus()
    for letter in "statement 7":
        type_(letter)
        QApplication.processEvents()
        assert page.table.y() == top
    assert len(page.model.shown) == 4


def test_names_that_begin_so_come_first(page, qtbot, type_, press):
    tags = dict(BOOK.tags)
    others = (f"Group {number}" for number in range(20))
    names = ("The Front line", "Upper Front", "Frontier guard", *others)
    for number, name in enumerate(names, 900):
        tags[number] = Tag(number, ACTORS, None, name, "ink", position=number - 880)
    page.set_book(CodeBook(BOOK.facets, tags))
    click(page, qtbot, "filter.actor")
    type_("front")
    options = popover(page).findChild(QListView).model()
    assert [options.index(row, 0).data() for row in range(options.rowCount())] == [
        "Frontier guard", "Lantern Front", "The Front line", "Upper Front"
    ]  # fmt: skip


def test_two_thousand_tags_are_searched(page, qtbot, type_, press):
    tags = {
        1000 + i: Tag(1000 + i, ACTORS, None, f"Actor {i}", HUES[i % 12], position=9 + i)
        for i in range(2000)
    }
    page.set_book(CodeBook(BOOK.facets, dict(BOOK.tags) | tags))
    click(page, qtbot, "filter.actor")
    assert QApplication.focusWidget().objectName() == "claims-table.options.field"
    assert popover(page).height() < page.height() - 40
    type_("the lf")
    options = popover(page).findChild(QListView)
    assert [options.model().index(i).data() for i in range(options.model().rowCount())] == [
        "Lantern Front"
    ]
    press(Key.Key_Return)
    assert page.bar.filter.tags == {FRONT}
    press(Key.Key_Escape)
    assert not popover(page).isVisible()


def test_options_speak(page, qtbot, press):
    click(page, qtbot, "filter.actor")
    press(Key.Key_Return)
    options = popover(page).findChild(QListView)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert options.model().index(0).data(role) == "States, chosen"
    assert options.model().index(1).data(role) == "Kelmaria, not chosen"
    assert options.accessibleName() == "Actor: choices"
    assert page.bar.filter.tags == {STATES}


def test_the_rarer_conditions_are_chips(page, qtbot, press):
    found = entries(button(page, "more").menu())
    assert list(found)[:4] == ["Stance…", "Regions…", "Without a tag…", "Date…"]
    found["Missing › No statement"].trigger()
    assert chips(page) == ["no statement"]
    assert shown(page) == [4]
    entries(button(page, "more").menu())["Confidence › High"].trigger()
    assert chips(page) == ["high confidence", "no statement"]
    assert shown(page) == []
    chip = page.bar.findChild(FilterChip, "claims-table.chip.missing:statement")
    assert chip.accessibleName() == "Take off: no statement"
    qtbot.mouseClick(chip, LEFT)
    assert shown(page) == [1, 6]
    found = entries(button(page, "more").menu())
    assert found["Confidence › High"].isChecked()
    page.bar.findChild(FilterChip, "claims-table.chip.confidences").setFocus()
    press(Key.Key_Delete)
    assert chips(page) == []
    assert page.bar.filter == Filter()
    assert button(page, "more").hasFocus()


def test_tags_to_be_without(page, qtbot, press):
    entries(button(page, "more").menu())["Without a tag…"].trigger()
    assert QApplication.focusWidget().objectName() == "claims-table.options.field"
    qtbot.keyClicks(QApplication.focusWidget(), "filling")
    press(Key.Key_Return, Key.Key_Escape)
    assert page.bar.filter == Filter(without=frozenset({FILLING}))
    assert chips(page) == ["without Dam filling"]


def test_other_facets_are_in_the_menu(page, press):
    entries(button(page, "more").menu())["Regions…"].trigger()
    press(Key.Key_Return, Key.Key_Escape)
    assert chips(page) == ["tagged North"]
    assert shown(page) == []


def test_dates(page, qtbot, type_, press):
    entries(button(page, "more").menu())["Date…"].trigger()
    type_("2025")
    assert page.bar.filter.since == "2025"
    type_("-1")
    hint = next(
        label for label in page.findChild(DatePopover).findChildren(QLabel)
        if label.text().startswith("A year")
    )  # fmt: skip
    assert hint.property("tone") == "no"
    assert page.bar.filter.since == "2025"  # not before it can be understood
    type_("0")
    assert hint.property("tone") == "third"
    assert page.bar.filter.since == "2025-10"
    press(Key.Key_Tab)
    type_("2026")
    press(Key.Key_Return)
    assert not page.findChild(DatePopover).isVisible()
    assert chips(page) == ["published 2025-10 to 2026"]
    assert shown(page) == [4, 5]


def test_clearing(page, qtbot):
    assert not button(page, "clear").isVisible()
    page.set_filter(Filter(text="a", confidences=frozenset({"low"})))
    assert page.bar.search.text() == "a"
    click(page, qtbot, "clear")
    assert page.bar.filter == Filter()
    assert page.bar.search.text() == ""
    assert len(shown(page)) == 6


def test_saving_a_filter(page, qtbot, type_, press):
    assert not entries(button(page, "saved").menu())["Save this filter…"].isEnabled()
    page.set_filter(Filter(text="dam"))
    entries(button(page, "saved").menu())["Save this filter…"].trigger()
    with qtbot.assertNotEmitted(page.filter_saved):
        press(Key.Key_Return)  # without a name there is nothing to save
    type_("  On  dams ")
    with qtbot.waitSignal(page.filter_saved) as saved:
        press(Key.Key_Return)
    assert saved.args == ["On dams", Filter(text="dam")]
    assert not page.findChild(NamePopover).isVisible()


def test_saved_filters_are_taken_and_removed(page, qtbot):
    low = Filter(confidences=frozenset({"low"}))
    page.set_filters(
        {"Low & doubtful": low, "No stance": Filter(missing=frozenset({"facet:stance"}))}
    )
    found = entries(button(page, "saved").menu())
    assert "claims low confidence" in found["Low && doubtful"].toolTip().lower()
    found["Low && doubtful"].trigger()
    assert page.bar.filter == low
    found = entries(button(page, "saved").menu())
    assert found["Low && doubtful"].isChecked()
    assert not found["No stance"].isChecked()
    with qtbot.waitSignal(page.filter_removed) as removed:
        found["Remove › Low && doubtful"].trigger()
    assert removed.args == ["Low & doubtful"]


def test_names_follow_the_codebook(page):
    page.set_filter(Filter(tags=frozenset({KELMARIA}), without=frozenset({FILLING})))
    tags = dict(BOOK.tags)
    tags[KELMARIA] = replace(tags[KELMARIA], name="Republic of Kelmaria")
    del tags[FILLING]
    page.set_book(CodeBook(BOOK.facets, tags))
    assert button(page, "filter.actor").words() == "Republic of Kelmaria"
    assert chips(page) == ["without something deleted"]


def test_without_a_facet_its_button_is_not_there(page):
    page.set_book(CodeBook(BOOK.facets[:2], BOOK.tags and {
        tag.id: tag for tag in BOOK.tags.values() if tag.facet in (1, 2)
    }))  # fmt: skip
    assert "Stance…" not in entries(button(page, "more").menu())
    assert button(page, "filter.actor").isVisible()
    page.set_book(CodeBook(BOOK.facets[1:2], {}))
    assert not button(page, "filter.actor").isVisible()


def test_what_a_user_acts_on_has_a_name(page):
    page.set_filter(Filter(confidences=frozenset({"low", "high", "moderate"})))
    acted_on = [*page.findChildren(BarButton), page.bar.search, page.table, page.table.columns]
    for widget in acted_on:
        assert widget.objectName().startswith("claims-table.")
        assert widget.accessibleName()
    assert len(ROWS) == 6
