"""The two headers: groups, shapes in the tags' hues, names that break, the current line in 600."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from workbench.gui import theme
from workbench.gui.matrix.delegate import GAP
from workbench.gui.matrix.lines import Line, groups
from workbench.gui.matrix.model import MatrixModel
from workbench.gui.matrix.names import break_name
from workbench.gui.panes import strong_font
from workbench.gui.words import is_right_to_left

MOST_LINES = 3
INDENT = 18
BESIDE_SHAPE = 16
WIDEST_ROW_HEADER = 260


def _font(role: str, *, strong: bool) -> QFont:
    return strong_font(role) if strong else theme.interface_font(role)


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction in which a text reads, whatever that of the interface."""
    right = is_right_to_left(text)
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight


class _Header(QHeaderView):
    """Paints its ground itself: the style's would be that of buttons."""

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._lines_of = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)  # so that a move of the current cell repaints

    def lines(self) -> list[Line]:
        """Return what the sections stand for."""
        across = self.orientation() == Qt.Orientation.Horizontal
        return self._lines_of.columns if across else self._lines_of.rows

    def is_current(self, section: int) -> bool:
        """Whether the current cell stands in this section."""
        selection = self.selectionModel()
        current = selection.currentIndex() if selection else QModelIndex()
        across = self.orientation() == Qt.Orientation.Horizontal
        return (current.column() if across else current.row()) == section

    def section_rect(self, section: int) -> QRect:
        """Return the place of a section in the viewport, the gap before it left out."""
        start, size = self.sectionViewportPosition(section), self.sectionSize(section)
        gap = GAP if self.lines()[section].gap else 0
        if self.orientation() == Qt.Orientation.Vertical:
            return QRect(0, start + gap, self.viewport().width(), size - gap)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRect(start + (0 if mirrored else gap), 0, size - gap, self.viewport().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, QColor(theme.tokens().page))
        ends = (area.topLeft(), area.bottomRight())
        first, last = sorted(self._end_at(self.logicalIndexAt(point)) for point in ends)
        for section in range(first, min(last + 1, self.count())):
            self.paintSection(painter, self.section_rect(section), section)
        self.paint_groups(painter)

    def _end_at(self, section: int) -> int:
        return section if section >= 0 else self.count()

    def paint_groups(self, painter: QPainter) -> None:
        """Draw what stands over several sections."""


class RowHeader(_Header):
    """Bands in `text2`, rows with a shape and their name in one line."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, model, parent)
        self.setObjectName("matrix.rows")
        self.setAccessibleName("Rows")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(strong_font("body"))
        widest = max(
            (metrics.horizontalAdvance(line.name) + self._inset(line) for line in self.lines()),
            default=0,
        )
        return QSize(min(widest + 10, WIDEST_ROW_HEADER), 0)

    def _inset(self, line: Line) -> int:
        if not line.tag:
            return 0
        return BESIDE_SHAPE + (INDENT if line.group else 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        line, now = self.lines()[section], theme.tokens()
        heavy = line.kind != "tag" or self.is_current(section)
        font = _font("body", strong=heavy)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inset = self._inset(line)
        if line.tag:
            x = inset - BESIDE_SHAPE + 4
            x = rect.right() - x if mirrored else rect.left() + x
            facet = self._lines_of.matrix.request.rows
            theme.draw_shape(painter, facet, line.tag.colour, x, rect.center().y() + 1)
        painter.setFont(font)
        painter.setPen(QColor(now.text2 if line.kind == "band" else now.text))
        room = rect.adjusted(8 if mirrored else inset, 0, -inset if mirrored else -8, 0)
        name = painter.fontMetrics().elidedText(
            line.name, Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(direction_of(line.name))
        painter.drawText(room, flags, name)


class ColumnHeader(_Header):
    """Group names over a line; below them a shape and the name in up to three lines."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, model, parent)
        self.setObjectName("matrix.columns")
        self.setAccessibleName("Columns")
        self._broken: list[list[str]] = []

    def break_names(self, width: int) -> None:
        """Break all names for cells of a width, in pixels.

        They are measured in 600 so that nothing moves when a column becomes the current one.
        """
        metrics = QFontMetrics(strong_font("small"))
        room = width - 6
        self._broken = [
            break_name(line.name, room, metrics.horizontalAdvance, MOST_LINES)
            for line in self.lines()
        ]
        self.updateGeometry()
        self.viewport().update()

    def _line_height(self) -> int:
        return QFontMetrics(theme.interface_font("small")).height()

    def _groups_height(self) -> int:
        return self._line_height() + 8 if any(line.group for line in self.lines()) else 0

    def sizeHint(self) -> QSize:
        most = max((len(names) for names in self._broken), default=1)
        return QSize(0, self._groups_height() + 20 + most * self._line_height() + 6)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        line, now = self.lines()[section], theme.tokens()
        heavy = line.kind == "total" or self.is_current(section)
        painter.setFont(_font("small", strong=heavy))
        painter.setPen(QColor(now.text if heavy else now.text2))
        names = self._broken[section] if section < len(self._broken) else [line.name]
        room = rect.adjusted(3, 0, -2, -6)
        to_right = is_right_to_left(line.name)
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextDontClip
        painter.setLayoutDirection(direction_of(line.name))
        height, metrics = self._line_height(), painter.fontMetrics()
        top = room.bottom() + 1 - height * len(names)
        for i, name in enumerate(names):
            row = QRect(room.left(), top + i * height, room.width(), height)
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(row, flags, name)
        if line.tag:
            x = room.right() - 4 if to_right else room.left() + 5
            facet = self._lines_of.matrix.request.columns
            theme.draw_shape(painter, facet, line.tag.colour, x, top - 9)

    def paint_groups(self, painter: QPainter) -> None:
        now, height = theme.tokens(), self._groups_height()
        painter.setFont(strong_font("small"))
        for group in groups(self.lines()):
            span = self.section_rect(group.first).united(self.section_rect(group.last))
            seen = span.intersected(self.viewport().rect())
            if seen.isEmpty():
                continue
            painter.fillRect(seen.left() + 1, height - 2, seen.width() - 2, 1, QColor(now.stroke))
            room = QRect(seen.left() + 3, 0, seen.width() - 6, height - 4)
            name = painter.fontMetrics().elidedText(
                group.name, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.setPen(QColor(now.text2))
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, name)
