"""The page of a window without a project: start something, or go on with something."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.panes import (
    local_files,
    plain_label,
    strong_font,
)
from workbench.gui.welcome_rows import DropArea, Lock, RecentButton, RecentProject, StartButton

Start = Literal["new", "open", "sample"]

SENTENCE = "Read sources, mark what they claim, and see which actors meet which concerns."
PROMISE = (
    "Nothing leaves this computer. A project is a single file: copy it, mail it, keep it. "
    "Every step can be undone, also after a restart."
)
NO_RECENT = "Projects that you open will be listed here."
ICONS: dict[Start, str] = {"new": "plus", "open": "folder", "sample": "book"}


@dataclass(frozen=True, slots=True)
class StartEntry:
    """A way to begin: which one, its words, and its keys as the command table has them."""

    start: Start
    title: str
    detail: str
    keys: str = ""


class WelcomePage(QScrollArea):
    """Start buttons, a place to drop files, recent projects; says what is wanted, does nothing.

    `recent_wanted` carries a path, `files_dropped` a list of paths.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(Path)
    files_dropped = Signal(list)

    def __init__(self, entries: Sequence[StartEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName("Welcome")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAcceptDrops(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._drop = DropArea()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(6)
        self._starts = [self._start_button(entry) for entry in entries]
        page = QFrame()
        page.setProperty("ground", "page")
        self.setWidget(page)
        self._lay_out(page)
        if self._starts:
            self.setFocusProxy(self._starts[0])
        self.set_recent([])

    def set_recent(self, projects: Sequence[RecentProject]) -> None:
        """Show the projects opened before, in the order given."""
        while item := self._recent.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for project in projects:
            button = RecentButton(project)
            button.clicked.connect(lambda _=False, path=project.path: self.recent_wanted.emit(path))
            self._recent.addWidget(button)
        if not projects:
            nothing = plain_label(NO_RECENT, tone="third")
            nothing.setContentsMargins(8, 0, 0, 0)
            self._recent.addWidget(nothing)

    def _start_button(self, entry: StartEntry) -> StartButton:
        button = StartButton(ICONS[entry.start], entry.title, entry.detail, entry.keys)
        button.setObjectName(f"welcome.{entry.start}")
        signals = {"new": self.new_wanted, "open": self.open_wanted, "sample": self.sample_wanted}
        button.clicked.connect(signals[entry.start])
        return button

    def _lay_out(self, page: QFrame) -> None:
        content = QWidget()
        content.setMaximumWidth(980)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(56)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 420)
        grid.setColumnStretch(1, 496)
        title = plain_label("Workbench")
        font = theme.interface_font("heading")
        font.setPointSizeF(font.pointSizeF() * 26 / 19)
        title.setFont(font)
        sentence = plain_label(SENTENCE, tone="second")
        sentence.setFont(theme.reading_font(17))
        sentence.setWordWrap(True)
        grid.addWidget(title, 0, 0, 1, 2)
        grid.addWidget(sentence, 1, 0, 1, 2)
        grid.setRowMinimumHeight(2, 24)
        for column, words in enumerate(("Start", "Recent projects")):
            head = plain_label(words)
            head.setFont(strong_font())
            # The words of the right column stand over its rows' icons.
            head.setContentsMargins(8 * column, 0, 0, 0)
            grid.addWidget(head, 3, column)
        grid.addLayout(self._left(), 4, 0)
        grid.addLayout(self._right(), 4, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(content, 1000)
        across.addStretch(1)
        column_ = QVBoxLayout(page)
        column_.setContentsMargins(24, 24, 24, 24)
        column_.addStretch(1)
        column_.addLayout(across)
        column_.addStretch(2)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        for button in self._starts:
            column.addWidget(button)
        column.addSpacing(6)
        column.addWidget(self._drop)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        line = QFrame()
        line.setProperty("edge", "top")
        line.setFixedHeight(1)
        promise = QHBoxLayout()
        promise.setContentsMargins(8, 0, 0, 0)
        promise.setSpacing(12)
        words = plain_label(PROMISE, tone="second")
        words.setWordWrap(True)
        words.setMaximumWidth(330)
        promise.addWidget(Lock(), 0, Qt.AlignmentFlag.AlignTop)
        promise.addWidget(words, 1)
        promise.addStretch(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._recent)
        column.addSpacing(18)
        column.addWidget(line)
        column.addSpacing(18)
        column.addLayout(promise)
        column.addStretch(1)
        return column

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self._aim(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(False)
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _aim(self, on: bool) -> None:
        self._drop.aimed_at = on
        self._drop.update()
