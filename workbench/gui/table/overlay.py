"""What is painted over whole rows: the heads of groups, and where one is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from workbench.gui import theme
from workbench.gui.panes import draw_line, draw_ring, strong_font
from workbench.gui.table.groups import Section
from workbench.gui.words import counted

if TYPE_CHECKING:
    from workbench.gui.table.view import ClaimTable

_INSET, _SHAPE_ROOM, _GAP = 16, 16, 8


def paint_overlay(table: "ClaimTable") -> None:
    """Paint over the cells of a table that were just painted."""
    entries = table.claims.entries
    viewport = table.viewport().rect()
    painter = QPainter(table.viewport())
    if table.claims.grouping and entries:
        last = table.rowAt(viewport.bottom())
        for row in range(max(0, table.rowAt(0)), (last if last >= 0 else len(entries) - 1) + 1):
            entry = entries[row]
            if isinstance(entry, Section):
                _paint_head(painter, table, _row_box(table, row), entry)
    current = table.currentIndex().row()
    if current >= 0 and table.hasFocus():
        box = _row_box(table, current)
        if table.ring.on:
            draw_ring(painter, box.adjusted(0, 0, 0, -1))
        else:
            edge = QRect(0, box.top(), 3, box.height() - 1)
            edge = QStyle.visualRect(table.layoutDirection(), viewport, edge)
            painter.fillRect(edge, QColor(theme.tokens().accent))
    painter.end()


def _row_box(table: "ClaimTable", row: int) -> QRect:
    width = min(table.viewport().width(), table.columns.length())
    return QRect(0, table.rowViewportPosition(row), width, table.rowHeight(row))


def _paint_head(painter: QPainter, table: "ClaimTable", box: QRect, head: Section) -> None:
    now, font, way = theme.tokens(), strong_font(), table.layoutDirection()
    left = _INSET
    tag = table.claims.book.tags.get(head.tag) if head.tag is not None else None
    if tag is not None:
        facet = table.claims.book.facet_of(tag.id).key
        x = box.right() - left - 4 if table.isRightToLeft() else left + 4
        theme.draw_shape(painter, facet, tag.colour, x, box.center().y() + 1)
        left += _SHAPE_ROOM
    count = counted(head.count, "claim")
    small = theme.interface_font("small")
    count_width = QFontMetrics(small).horizontalAdvance(count) + 2
    room = box.width() - left - count_width - _GAP - _INSET
    title = " ".join(head.title.split())
    width = min(room, QFontMetrics(font).horizontalAdvance(title) + 2)
    place = QRect(left, box.top(), width, box.height())
    draw_line(painter, QStyle.visualRect(way, box, place), title, font, now.text)
    place = QRect(left + width + _GAP, box.top(), count_width, box.height())
    draw_line(painter, QStyle.visualRect(way, box, place), count, small, now.text3)
