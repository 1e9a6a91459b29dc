import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from workbench.commands import BY_ID, COMMANDS, Command

RECORD = Qt.ItemDataRole.UserRole


@pytest.fixture
def palette(at_work):
    at_work.press("Ctrl+K")
    return at_work


def listed(hands) -> list[Command]:
    model = hands.find("commands.list").model()
    return [model.index(row, 0).data(RECORD) for row in range(model.rowCount())]


def current(hands) -> Command:
    return hands.find("commands.list").currentIndex().data(RECORD)


def test_it_opens_with_every_command_but_itself(palette):
    assert palette.find("commands.field").hasFocus()
    assert {c.id for c in listed(palette)} == {c.id for c in COMMANDS} - {"app.palette"}


def test_a_few_letters_of_any_words_find_a_command_and_enter_runs_it(palette):
    palette.type("dark")
    assert current(palette).id == "view.dark"
    palette.press("Return")
    assert not palette.find("commands").isVisible()
    assert palette.window._settings["theme"] == "dark"


def test_words_match_in_any_order_and_without_case_or_accents(palette):
    palette.type("MATRÍX exp")
    assert current(palette).id == "matrix.export"


def test_words_of_the_title_come_before_words_of_the_help(palette):
    palette.type("undo")
    assert current(palette).id == "edit.undo"


def test_what_cannot_be_done_now_comes_after_what_can(palette):
    possible = [command.when(palette.window) for command in listed(palette)]
    assert possible == sorted(possible, reverse=True)
    assert not all(possible)


def test_what_cannot_be_done_now_says_what_is_missing(palette):
    palette.type("split")
    palette.press("Return")
    assert palette.notice() == "Choose a claim of your own first."


def test_the_arrows_walk_the_list_and_stop_at_its_ends(palette):
    order = listed(palette)
    palette.press("Up")
    assert current(palette) is order[0]
    palette.press("Down", "Down")
    assert current(palette) is order[2]
    palette.press(*["PgDown"] * 20)
    assert current(palette) is order[-1]
    palette.press("Down")
    assert current(palette) is order[-1]


def test_enter_without_a_match_runs_nothing(palette):
    palette.type("zzzz")
    assert listed(palette) == []
    palette.press("Down", "Return")
    assert palette.find("commands").isVisible()
    palette.press("Esc")
    assert not palette.find("commands").isVisible()


def test_esc_gives_the_keyboard_back(at_work):
    search = at_work.find("library.search")
    search.setFocus()
    at_work.press("Ctrl+K", "Esc")
    assert search.hasFocus()


def test_a_second_time_the_key_leaves_it_open_and_the_way_back_known(at_work):
    at_work.area.setFocus()
    at_work.press("Ctrl+K", "Ctrl+K")
    assert at_work.find("commands.field").hasFocus()
    at_work.press("Esc")
    assert at_work.area.hasFocus()


def test_it_closes_when_the_focus_goes_elsewhere(palette):
    palette.click(palette.find("library.search"))
    palette.find("library.search").setFocus()
    assert not palette.find("commands").isVisible()
    assert palette.find("library.search").hasFocus()


def test_what_had_the_keyboard_may_be_gone(at_work):
    at_work.area.setFocus()
    at_work.press("Alt+Down", "E")
    field = QApplication.focusWidget()
    assert field.objectName() == "card.statement"
    at_work.press("Ctrl+K")
    at_work.window.read.panel.fold()
    at_work.bot.wait(1)
    at_work.press("Esc")
    assert not at_work.find("commands").isVisible()


def test_a_click_runs_a_command(palette):
    palette.type("matrix")
    view = palette.find("commands.list")
    assert isinstance(view, QListView)
    rows = [command.id for command in listed(palette)]
    spot = view.visualRect(view.model().index(rows.index("view.matrix"), 0)).center()
    palette.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert palette.window.perspective == "matrix"


def test_rows_speak_their_title_and_key(palette):
    palette.type("export the matrix")
    row = palette.find("commands.list").currentIndex()
    assert (
        row.data(Qt.ItemDataRole.AccessibleTextRole)
        == f"Export the matrix…, {BY_ID['matrix.export'].keys}"
    )


def test_without_a_key_a_row_speaks_its_title_alone(palette):
    palette.type("check the project")
    row = palette.find("commands.list").currentIndex()
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Check the project"


def test_it_fits_into_a_small_window(at_work):
    at_work.window.resize(720, 480)
    at_work.press("Ctrl+K")
    box = at_work.find("commands").geometry()
    assert at_work.window.rect().contains(box)
    at_work.type("undo")
    assert at_work.find("commands").height() < box.height()


def test_it_can_be_asked_for_without_a_project(hands):
    hands.press("Ctrl+K")
    hands.type("help keys")
    assert current(hands).id == "help.keys"


def test_where_nothing_matches_it_says_so(palette):
    palette.type("xyzzy")
    assert palette.find("commands.none").isVisible()
    assert not palette.find("commands.list").isVisible()
    palette.press("Return")
    assert palette.find("commands").isVisible()
    palette.press("Backspace", "Backspace", "Backspace", "Backspace", "Backspace")
    assert not palette.find("commands.none").isVisible()
    assert palette.find("commands.list").isVisible()
