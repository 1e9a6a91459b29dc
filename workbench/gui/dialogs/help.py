"""The help: our own Markdown pages, and one made from the table of commands."""

import re

import markdown
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from resources import resource
from workbench.commands import COMMANDS, keys_page, plain_title
from workbench.gui import theme

KEYS = "keys"
_WIDTH = 604  # px of a picture
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)\n*")
PAGES = tuple(
    (command.id, plain_title(command)) for command in COMMANDS if command.id.startswith("help.")
)
_FILES = {"help.project": "project-file", "help.command_line": "command-line"}


def page_name(command: str) -> str:
    """Return the page that a help command shows."""
    return _FILES.get(command, command.removeprefix("help."))


def page_text(name: str) -> str:
    """Return a help page as Markdown."""
    if name == KEYS:
        return f"# Keys\n\n{keys_page()}"
    text = resource("help", f"{name}.md").read_text(encoding="utf-8")
    # An installed program may come without the pictures.
    return _PICTURE.sub(lambda found: found[0] if _has_picture(found[1]) else "", text)


class _Page(QTextBrowser):
    """Shows our own pages only: nothing is ever loaded for it."""

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Load one of our own pictures, and nothing else."""
        path = name.toString() if isinstance(name, QUrl) else name
        if not _has_picture(path):
            return None
        ratio = self.devicePixelRatioF()
        picture = QImage.fromData(resource("help", *path.split("/")).read_bytes())
        scaled = picture.scaledToWidth(
            round(_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        return scaled


def _has_picture(path: str) -> bool:
    own = re.fullmatch(r"pictures/[a-z-]+\.png", path) is not None
    return own and resource("help", *path.split("/")).is_file()


class HelpDialog(QDialog):
    """A list of pages and the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle("Help")
        self.setModal(False)
        self.resize(900, 640)
        self._list = QListWidget()
        self._list.setObjectName("help.pages")
        self._list.setAccessibleName("Help pages")
        self._list.setFixedWidth(190)
        for command, title in PAGES:
            item = QListWidgetItem(title)
            item.setData(256, page_name(command))
            self._list.addItem(item)
        self._page = _Page()
        self._page.setObjectName("help.page")
        self._page.setAccessibleName("Help page")
        self._page.setOpenLinks(False)
        self._page.document().setDocumentMargin(24)
        self._page.anchorClicked.connect(self._follow)
        self._list.currentItemChanged.connect(
            lambda item, _before: self._render(item.data(256)) if item else None
        )
        row = QHBoxLayout()
        row.addWidget(self._list)
        row.addWidget(self._page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(row)

    def open_page(self, name: str) -> None:
        """Show a page."""
        for row in range(self._list.count()):
            if self._list.item(row).data(256) == name:
                self._list.setCurrentRow(row)
        self.show()
        self._list.doItemsLayout()  # the rows take the room that the style gives them once shown
        self.raise_()
        self.activateWindow()

    def _render(self, name: str) -> None:
        now = theme.tokens()
        self._page.document().setDefaultStyleSheet(
            f"h1, h2, h3 {{ color: {now.text}; }} a {{ color: {now.accent}; }}"
            f"th {{ text-align: left; color: {now.text2}; }} td, th {{ padding: 3px 12px 3px 0; }}"
            f"code, pre {{ background: {now.hover}; }} p, li {{ line-height: 140%; }}"
        )
        html = markdown.markdown(page_text(name), extensions=["tables"])
        # The line of a picture is as high as the picture, not half as much again.
        self._page.setHtml(html.replace("<p><img ", '<p style="line-height: 100%"><img '))

    def _follow(self, url: QUrl) -> None:
        page = re.fullmatch(r"([a-z-]+)\.md", url.toString())
        if page:
            self.open_page(page[1])
