from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from db import tags
from workbench.commands import BY_ID, COMMANDS, plain_title


@pytest.fixture
def actions(at_work):
    return at_work.window.actions_table


def menus(window):
    return [action.menu() for action in window.menuBar().actions()]


def entry_letters(menu):
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    return [text[text.index("&") + 1].lower() for text in texts if "&" in text]


def test_every_command_has_an_action_in_its_menu_with_its_key(at_work, actions):
    by_menu = {menu.title(): menu.actions() for menu in menus(at_work.window)}
    for command in COMMANDS:
        action = actions[command.id]
        assert action in by_menu[command.menu]
        assert action.shortcut() == QKeySequence(command.keys)
        assert action.objectName() == command.id
        assert action.statusTip() == command.help != ""


def test_no_two_commands_share_a_key():
    keys = Counter(QKeySequence(command.keys).toString() for command in COMMANDS if command.keys)
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_menu_entry_has_a_letter_of_its_own(at_work):
    bar = at_work.window.menuBar()
    titles = [action.text() for action in bar.actions()]
    assert max(Counter(text[text.index("&") + 1].lower() for text in titles).values()) == 1
    for menu in menus(at_work.window):
        letters = entry_letters(menu)
        doubled = [letter for letter, count in Counter(letters).items() if count > 1]
        assert not doubled, f"{menu.title()}: {doubled}"
        assert len(letters) == sum(not action.isSeparator() for action in menu.actions())


def test_a_menu_shows_what_can_be_done_and_says_what_is_missing(hands):
    table, window = hands.window.actions_table, hands.window
    (file,) = [menu for menu in menus(window) if menu.title() == "&File"]
    file.aboutToShow.emit()
    assert table["project.new"].isEnabled()
    assert not table["matrix.export"].isEnabled()
    assert table["matrix.export"].toolTip() == "Open a project first."
    assert table["project.new"].toolTip() == BY_ID["project.new"].help
    file.aboutToHide.emit()
    assert table["matrix.export"].isEnabled()


def test_a_key_that_can_do_nothing_now_says_what_is_missing(at_work):
    at_work.press("Ctrl+T")
    assert at_work.notice() == "Select a passage in the text first."


def test_undo_and_redo_name_what_they_would_do(at_work, actions):
    at_work.window.do("Rename R&D", lambda action: rename(action, "Kelmaria", "R&D"))
    actions.refresh()
    assert actions["edit.undo"].text() == "&Undo: Rename R&&D"
    assert actions["edit.redo"].text() == "&Redo"
    at_work.press("Ctrl+Z")
    actions.refresh()
    assert actions["edit.redo"].text() == "&Redo: Rename R&&D"


def rename(action, name, new):
    tag = next(tag for tag in tags.all_tags(action.project) if tag.name == name)
    tags.edit(action, tag.id, name=new)


def test_tool_tips_tell_the_key(actions):
    assert actions.tip("edit.undo") == "Undo (Ctrl+Z)"
    assert actions.tip("project.check") == plain_title(BY_ID["project.check"])
