"""The page of a window without a project: start something, or go on with something."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.panes import (
    draw_icon,
    draw_key,
    draw_line,
    draw_ring,
    draw_row,
    key_width,
    local_files,
    plain_label,
    strong_font,
)
from workbench.gui.words import tool_tip

Start = Literal["new", "open", "sample"]

SENTENCE = "Read sources, mark what they claim, and see which actors meet which concerns."
DROP = "Or drop text and Markdown files here.\nThey become the first sources of a new project."
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


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened before: where it is, its name, what is in it, and the day."""

    path: Path
    title: str
    detail: str
    when: str


class _Row(QAbstractButton):
    """A button of two lines with an icon before and a note after."""

    def __init__(self, icon: str, title: str, detail: str, note: str) -> None:
        super().__init__()
        self._icon, self._title, self._detail, self._note = icon, title, detail, note
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(part for part in (detail, note) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lines(self) -> tuple[int, int]:
        body = QFontMetrics(strong_font()).height()
        small = QFontMetrics(theme.interface_font("small")).height()
        return max(17, body), max(16, small)

    def _mirrored(self, left: int, top: int, width: int, height: int) -> QRect:
        box = QRect(left, top, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _draw(self, painter: QPainter, icon_at: int, text_at: int, end: int) -> None:
        """Draw icon and lines; `end` is where the words must stop."""
        now = theme.tokens()
        first, second = self._lines()
        top = (self.height() - first - second) // 2
        icon = self._mirrored(icon_at - 8, self._icon_top(top), 16, 16)
        draw_icon(painter, self._icon, now.text2, icon.x() + 8, icon.y() + 8, 16)
        title = self._mirrored(text_at, top, end - text_at, first)
        draw_line(painter, title, self._title, strong_font(), now.text)
        detail = self._mirrored(text_at, top + first, end - text_at, second)
        draw_line(painter, detail, self._detail, theme.interface_font("small"), now.text2)

    def _icon_top(self, top: int) -> int:
        return (self.height() - 16) // 2


class _StartButton(_Row):
    """One of the big buttons, with its key."""

    def sizeHint(self) -> QSize:
        return QSize(420, sum(self._lines()) + 27)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(now.accent if self.hasFocus() else now.stroke), width))
        under = now.hover if self.underMouse() else now.raised
        painter.setBrush(QColor(now.pressed if self.isDown() else under))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 5, 5)
        end = self.width() - 17
        if self._note:
            cap = key_width(self._note)
            box = self._mirrored(end - cap, (self.height() - 18) // 2, cap, 18)
            draw_key(painter, box, self._note)
            end -= cap + 12
        self._draw(painter, 27, 51, end)
        painter.end()


class _RecentButton(_Row):
    """One project of the list."""

    def __init__(self, project: RecentProject) -> None:
        super().__init__("document", project.title, project.detail, project.when)
        self.setObjectName("welcome.recent")
        self.setToolTip(tool_tip(str(project.path)))

    def sizeHint(self) -> QSize:
        return QSize(496, sum(self._lines()) + 13)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            draw_row(painter, self.rect(), now.pressed if self.isDown() else now.hover)
        small = theme.interface_font("small")
        width = QFontMetrics(small).horizontalAdvance(self._note) + 1
        end = self.width() - 12 - width
        first, second = self._lines()
        top = (self.height() - first - second) // 2
        draw_line(painter, self._mirrored(end, top, width, first), self._note, small, now.text3)
        self._draw(painter, 16, 36, end - 12)
        if self.hasFocus():
            draw_ring(painter, self.rect())
        painter.end()

    def _icon_top(self, top: int) -> int:
        return top


class _DropArea(QFrame):
    """The dashed place for files; the whole page takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.aimed_at = False
        label = plain_label(DROP, tone="second")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(now.accent if self.aimed_at else now.stroke), 2 if self.aimed_at else 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


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
        self._drop = _DropArea()
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
                old.deleteLater()
        for project in projects:
            button = _RecentButton(project)
            button.clicked.connect(lambda _=False, path=project.path: self.recent_wanted.emit(path))
            self._recent.addWidget(button)
        if not projects:
            self._recent.addWidget(plain_label(NO_RECENT, tone="third"))

    def _start_button(self, entry: StartEntry) -> _StartButton:
        button = _StartButton(ICONS[entry.start], entry.title, entry.detail, entry.keys)
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
        promise.addWidget(_Lock(), 0, Qt.AlignmentFlag.AlignTop)
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


class _Lock(QLabel):
    """The lock before the promise, in the colours of the mode."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, "lock", theme.tokens().text2, 8, 8, 16)
        painter.end()
