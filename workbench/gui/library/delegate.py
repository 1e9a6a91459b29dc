"""How a row of the library is drawn: reading state, title, second line, number of claims."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import ReadingState
from workbench.gui import theme
from workbench.gui.library.model import LibraryRow, Role, second_line, title_of
from workbench.gui.panes import (
    KeyboardRing,
    draw_icon,
    draw_line,
    draw_ring,
    draw_row,
    strong_font,
)

Index = QModelIndex | QPersistentModelIndex

STATE_ICONS: dict[ReadingState, str] = {
    "unread": "open-circle",
    "reading": "half-circle",
    "done": "done",
}
PADDING = 4
ICON_AT = 19  # the middle of the icon, from the start of the row
TEXT_AT = 36  # where the words begin
END = 13  # free at the end of the row
GAP = 9  # between title and count


class LibraryDelegate(QStyledItemDelegate):
    """Paints rows of two lines; the document being read has the tint, the bar and 600."""

    def __init__(self, ring: KeyboardRing) -> None:
        super().__init__(ring)
        self._ring = ring

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title, second = _line_heights()
        return QSize(0, max(42, 2 * PADDING + title + second))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LibraryRow = index.data(Role.ROW)
        here = bool(index.data(Role.OPEN))
        self._draw_ground(painter, option, here)
        self._draw_words(painter, option, row, here)
        state: QStyle.StateFlag = option.state
        if self._ring.on and state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, option.rect)

    @staticmethod
    def _draw_ground(painter: QPainter, option: QStyleOptionViewItem, here: bool) -> None:
        now = theme.tokens()
        state: QStyle.StateFlag = option.state
        if here:
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            draw_row(painter, option.rect, now.accent_tint, now.accent, rtl)
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            draw_row(painter, option.rect, now.hover)

    @staticmethod
    def _draw_words(
        painter: QPainter, option: QStyleOptionViewItem, row: LibraryRow, here: bool
    ) -> None:
        box: QRect = option.rect
        now = theme.tokens()
        first, second = _line_heights()
        top = box.top() + (box.height() - first - second) // 2
        end = box.right() + 1 - END

        def mirrored(left: int, at: int, width: int, height: int) -> QRect:
            return QStyle.visualRect(option.direction, box, QRect(left, at, width, height))

        icon = mirrored(box.left() + ICON_AT - 7, top + first // 2 - 6, 14, 14)
        draw_icon(painter, STATE_ICONS[row.state], now.text2, icon.x() + 7, icon.y() + 7, 14)
        if row.claims:
            small = theme.interface_font("small")
            width = QFontMetrics(small).horizontalAdvance(str(row.claims))
            painter.setFont(small)
            painter.setPen(QColor(now.text3))
            count = mirrored(end - width, top, width + 1, first)
            painter.drawText(count, Qt.AlignmentFlag.AlignCenter.value, str(row.claims))
            end -= width + GAP
        left = box.left() + TEXT_AT
        font = strong_font() if here else theme.interface_font()
        title = mirrored(left, top, end - left, first)
        draw_line(painter, title, title_of(row.document), font, now.text)
        source = mirrored(left, top + first, end - left, second)
        draw_line(
            painter, source, second_line(row.document), theme.interface_font("small"), now.text2
        )


def _line_heights() -> tuple[int, int]:
    """Return the heights of the title and of the second line in pixels."""
    body = QFontMetrics(theme.interface_font()).height()
    small = QFontMetrics(theme.interface_font("small")).height()
    return max(18, body), max(16, small)
