import pytest
from PySide6.QtWidgets import QToolButton

from workbench.gui.labels import ElidedLabel


@pytest.fixture
def bar(at_work):
    return at_work.window.toolbar


def test_without_a_project_there_is_no_bar(hands):
    assert not hands.window.toolbar.isVisible()


def test_the_bar_names_the_project(at_work, bar):
    assert bar.findChild(ElidedLabel, "toolbar.title").text() == "Upper Teshk"
    at_work.press("Ctrl+W")
    assert not bar.isVisible()


@pytest.mark.parametrize("name", ["view.sidebar", "view.panel"])
def test_its_buttons_run_commands(at_work, name):
    read = at_work.window.read
    part = read.sidebar if name == "view.sidebar" else read.panel
    assert part.isVisible()
    at_work.click(f"toolbar.{name}")
    assert not part.isVisible()
    at_work.click(f"toolbar.{name}")
    assert part.isVisible()


def test_the_switch_changes_the_perspective_and_follows_it(at_work):
    matrix, read = at_work.find("toolbar.view.matrix"), at_work.find("toolbar.view.read")
    assert read.isChecked()
    at_work.click(matrix)
    assert at_work.window.perspective == "matrix"
    at_work.press("Ctrl+1")
    assert read.isChecked()
    assert not matrix.isChecked()


def test_a_click_on_the_open_perspective_leaves_it_open(at_work):
    at_work.click("toolbar.view.read")
    assert at_work.window.perspective == "read"
    assert at_work.find("toolbar.view.read").isChecked()


def test_undo_says_what_it_would_take_back(at_work):
    undo, redo = at_work.find("toolbar.edit.undo"), at_work.find("toolbar.edit.redo")
    assert redo.toolTip() == "Redo (Ctrl+Shift+Z): There is nothing to redo."
    assert not redo.isEnabled()
    at_work.tag(0, 8, "duv")
    assert undo.toolTip() == "Undo (Ctrl+Z): Claim: Duvania"
    at_work.click(undo)
    assert redo.isEnabled()
    assert redo.toolTip() == "Redo (Ctrl+Shift+Z): Claim: Duvania"


def test_a_narrow_window_keeps_the_search_as_an_icon(at_work):
    wide, icon = at_work.find("toolbar.commands"), at_work.find("toolbar.app.palette")
    assert wide.isVisible()
    assert not icon.isVisible()
    at_work.window.resize(1024, 640)
    assert not wide.isVisible()
    assert icon.isVisible()
    at_work.click(icon)
    assert at_work.find("commands.field").hasFocus()


def test_the_wide_button_opens_the_palette(at_work):
    at_work.click("toolbar.commands")
    assert at_work.find("commands.field").hasFocus()


def test_icons_follow_the_colours(at_work, bar):
    def picture():
        button = bar.findChild(QToolButton, "toolbar.view.sidebar")
        return button.icon().pixmap(16, 16).toImage()

    light = picture()
    at_work.window.set_theme("dark")
    dark = picture()
    assert dark != light
    at_work.window.set_theme("light")
    assert picture() == light


def test_in_the_narrowest_window_nothing_is_cut_or_overlaps(at_work, bar):
    at_work.window.resize(at_work.window.minimumSize())
    buttons = [b for b in bar.findChildren(QToolButton) if b.isVisible()]
    boxes = [b.rect().translated(b.mapTo(bar, b.rect().topLeft())) for b in buttons]
    assert all(bar.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
