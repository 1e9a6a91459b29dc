"""What stands on the welcome page: big buttons, recent projects, the place to drop files."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
)

from workbench.gui import theme
from workbench.gui.panes import (
    draw_icon,
    draw_key,
    draw_line,
    draw_ring,
    draw_row,
    key_width,
    plain_label,
    strong_font,
)
from workbench.gui.words import tool_tip

DROP = (
    "Or drop documents here: text, PDF, Word, web pages.\n"
    "They become the first sources of a new project."
)


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

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


class StartButton(_Row):
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


class RecentButton(_Row):
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


class DropArea(QFrame):
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


class Lock(QLabel):
    """The lock before the promise, in the colours of the mode."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, "lock", theme.tokens().text2, 8, 8, 16)
        painter.end()
