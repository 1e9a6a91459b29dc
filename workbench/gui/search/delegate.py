"""Paints the rows of the search pane: headings with counts, places with their words."""

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui import theme
from workbench.gui.claims.measure import Ruler
from workbench.gui.claims.strokes import badge_width, paint_badge
from workbench.gui.panes import KeyboardRing, draw_line, draw_ring, strong_font
from workbench.gui.search.layout import LINES, ExcerptLayout, line_height
from workbench.gui.search.model import Heading, Result, SearchModel
from workbench.text.excerpt import Excerpt

SIDE, TOP, GAP = 14, 7, 8
#: Layouts that are kept: more than any screen shows.
_MOST_LAYOUTS = 200


class SearchDelegate(QStyledItemDelegate):
    """Reads the model's records; all results are of one height, so nothing is laid out unseen."""

    def __init__(self, view: QListView, model: SearchModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._ring = KeyboardRing(view)
        self._layouts: OrderedDict[tuple[Excerpt, int], ExcerptLayout] = OrderedDict()

    def forget(self) -> None:
        """Drop what was laid out with other fonts, colours or results."""
        self._layouts.clear()

    def _layout(self, excerpt: Excerpt, width: int) -> ExcerptLayout:
        key = (excerpt, width)
        if key not in self._layouts:
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.popitem(last=False)
            self._layouts[key] = ExcerptLayout(excerpt, width)
        return self._layouts[key]

    def _head_height(self) -> int:
        return max(18, QFontMetrics(theme.interface_font("small")).height() + 2)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if isinstance(self._model.rows[index.row()], Heading):
            height = max(34, QFontMetrics(strong_font()).height() + 16)
        else:
            height = TOP + self._head_height() + LINES * line_height() + TOP
        return QSize(self._view.viewport().width(), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, rect = self._model.rows[index.row()], QRect(option.rect)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        else:
            current = index.row() == self._view.currentIndex().row()
            self._paint_ground(painter, rect, option.state, current=current)
            self._paint_result(painter, rect.adjusted(SIDE, TOP, -SIDE, -TOP), row)
            if current and self._view.hasFocus() and self._ring.on:
                draw_ring(painter, rect)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        now, small = theme.tokens(), theme.interface_font("small")
        inner = rect.adjusted(SIDE, 8, -SIDE, -2)
        room = QFontMetrics(small).horizontalAdvance(row.count) + 2
        title = QRect(inner.left(), inner.top(), inner.width() - room - GAP, inner.height())
        count = QRect(inner.right() - room + 1, inner.top(), room, inner.height())
        way = self._view.layoutDirection()
        title, count = (QStyle.visualRect(way, inner, box) for box in (title, count))
        draw_line(painter, title, row.title, strong_font(), now.text)
        draw_line(painter, count, row.count, small, now.text3)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, current: bool
    ) -> None:
        now = theme.tokens()
        painter.fillRect(
            rect.left() + SIDE, rect.bottom(), rect.width() - 2 * SIDE, 1, QColor(now.hair)
        )
        if current:
            painter.fillRect(rect, QColor(now.accent_tint))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            bar = QStyle.visualRect(self._view.layoutDirection(), rect, bar)
            painter.fillRect(bar, QColor(now.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(now.hover))

    def _paint_result(self, painter: QPainter, inner: QRect, row: Result) -> None:
        now = theme.tokens()
        self._paint_head(painter, inner, row)
        painter.setPen(QColor(now.text2))
        top = inner.top() + self._head_height()
        self._layout(row.excerpt, inner.width()).draw(painter, inner.left(), top)

    def _paint_head(self, painter: QPainter, inner: QRect, row: Result) -> None:
        """Paint where a place is; of a claim also whose it is and its document."""
        now, small, way = (
            theme.tokens(),
            theme.interface_font("small"),
            self._view.layoutDirection(),
        )
        head = QRect(inner.left(), inner.top(), inner.width(), self._head_height())
        room = head.width()
        if row.coding is not None:
            badge = Ruler(theme.interface_font("badge"))
            wide = round(badge_width(badge, row.coding))
            box = QRect(head.left(), head.top(), wide, head.height() - 1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_badge(painter, badge, row.coding, QRectF(QStyle.visualRect(way, head, box)))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            head.setLeft(head.left() + wide + GAP)
            room = QFontMetrics(small).horizontalAdvance(row.place) + 1
            title = head.adjusted(room + GAP, 0, 0, 0)
            draw_line(painter, QStyle.visualRect(way, inner, title), row.title, small, now.text3)
        place = QRect(head.left(), head.top(), room, head.height())
        place = QStyle.visualRect(way, inner, place)
        painter.setFont(small)
        painter.setPen(QColor(now.text2))
        start = (
            Qt.AlignmentFlag.AlignRight
            if self._view.isRightToLeft()
            else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(
            place, start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, row.place
        )
