import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget

from resources import resource
from workbench.commands import COMMANDS, plain_title
from workbench.gui.dialogs import help as help_dialog
from workbench.gui.dialogs.help import PAGES, HelpDialog, page_name, page_text


@pytest.fixture
def dialog(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = HelpDialog(host)
    dialog.host = host
    return dialog


def shown(dialog):
    return dialog.findChild(QTextBrowser).toPlainText()


@pytest.mark.parametrize("command", [command for command, _title in PAGES])
def test_every_help_command_has_a_page_with_a_heading(command):
    assert page_text(page_name(command)).startswith("# ")


def test_every_page_there_is_can_be_reached():
    there = {item.name[:-3] for item in resource("help").iterdir() if item.name.endswith(".md")}
    assert there == {page_name(command) for command, _title in PAGES} - {"keys"}


@pytest.mark.parametrize("command", [command for command, _title in PAGES])
def test_links_lead_to_pages_that_are_there(command):
    names = {page_name(other) for other, _title in PAGES}
    for target in re.findall(r"(?<!!)\]\(([^)]+)\)", page_text(page_name(command))):
        if target.startswith("pictures/"):
            assert resource("help", *target.split("/")).is_file()
            continue
        assert re.fullmatch(r"[a-z-]+\.md", target), target
        assert target[:-3] in names


def test_a_page_is_shown_with_its_row_chosen(dialog):
    dialog.open_page("matrix")
    rows = dialog.findChild(QListWidget)
    assert rows.currentItem().text() == "Matrix"
    assert shown(dialog).splitlines()[0] == page_text("matrix").splitlines()[0][2:]
    rows.setCurrentRow(0)
    assert shown(dialog).splitlines()[0] == page_text("start").splitlines()[0][2:]


def test_the_page_of_keys_holds_every_command(dialog):
    dialog.open_page("keys")
    text = shown(dialog)
    for command in COMMANDS:
        assert plain_title(command) in text
        assert command.keys in text
        assert command.help in text


def test_links_are_followed_within_the_help_only(dialog):
    dialog.open_page("start")
    page = dialog.findChild(QTextBrowser)
    page.anchorClicked.emit(QUrl("codebook.md"))
    codebook = shown(dialog)
    assert codebook.splitlines()[0] == page_text("codebook").splitlines()[0][2:]
    for address in ("https://example.org/", "file:///etc/passwd", "../codebook.md", "none.md"):
        page.anchorClicked.emit(QUrl(address))
        assert shown(dialog) == codebook


def test_nothing_is_ever_loaded_for_a_page(dialog):
    page = dialog.findChild(QTextBrowser)
    page.setHtml('<img src="file:///etc/hostname"><p>Text</p>')
    assert page.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_only_pictures_of_the_program_are_shown(dialog):
    page = dialog.findChild(QTextBrowser)
    picture = page.loadResource(2, QUrl("pictures/sources-word-light.png"))
    assert picture.width() == round(604 * picture.devicePixelRatio())
    for name in ("file:///etc/passwd", "pictures/../start.md", "https://example.org/x.png",
                 "pictures/none.png", "//host/x.png"):  # fmt: skip
        assert page.loadResource(2, QUrl(name)) is None


def test_a_picture_that_is_not_there_leaves_no_gap(monkeypatch):
    assert "![" in page_text("sources")
    monkeypatch.setattr(help_dialog, "_has_picture", lambda path: False)
    assert "![" not in page_text("sources")
    assert "pictures/" not in page_text("sources")
