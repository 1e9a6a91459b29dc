"""The two headers: groups, shapes in the tags' hues, names that break, the current line in 600."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from workbench.gui import theme
from workbench.gui.matrix.delegate import GAP
from workbench.gui.matrix.lines import Line, groups
from workbench.gui.matrix.model import MatrixModel
from workbench.gui.matrix.names import break_name
from workbench.gui.panes import draw_icon, strong_font
from workbench.gui.words import is_right_to_left

MOST_LINES = 3
INDENT = 16
TWISTY = 16
BESIDE_SHAPE = 16
PIN = 14
WIDEST_ROW_HEADER = 260


def _font(role: str, *, strong: bool) -> QFont:
    return strong_font(role) if strong else theme.interface_font(role)


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction in which a text reads, whatever that of the interface."""
    right = is_right_to_left(text)
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight


def _shown_name(line: Line) -> str:
    return f"{line.name} {line.mark}" if line.mark else line.name


class _Header(QHeaderView):
    """Paints its ground itself: the style's would be that of buttons.

    `folded` gives the section whose group is to be opened or closed.
    """

    folded = Signal(int)

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._lines_of = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)  # so that a move of the current cell repaints

    def lines(self) -> list[Line]:
        """Return what the sections stand for."""
        across = self.orientation() == Qt.Orientation.Horizontal
        return self._lines_of.grid.columns if across else self._lines_of.grid.rows

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self.fold_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and section is not None:
            self.folded.emit(section)
        else:
            super().mousePressEvent(event)

    def fold_at(self, point: QPoint) -> int | None:
        """Return the section whose twisty stands at a point of the viewport."""
        raise NotImplementedError

    def paint_groups(self, painter: QPainter) -> None:
        """Draw what stands over several sections."""

    def _twisty(self, painter: QPainter, line: Line, box: QRect) -> None:
        closed = line.entry is not None and line.entry.collapsed
        name = "chevron-right" if closed else "chevron-down"
        middle = box.center()
        draw_icon(painter, name, theme.tokens().text2, middle.x(), middle.y() + 1, 14)


class RowHeader(_Header):
    """Groups in `text2` with a twisty, rows with a shape and their name in one line."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, model, parent)
        self.setObjectName("matrix.rows")
        self.setAccessibleName("Rows")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(strong_font("body"))
        widest = max(
            (
                metrics.horizontalAdvance(_shown_name(line)) + self._inset(line)
                for line in self.lines()
            ),
            default=0,
        )
        return QSize(min(widest + 10, WIDEST_ROW_HEADER), 0)

    def _has_folds(self) -> bool:
        return any(line.folds for line in self.lines())

    def _inset(self, line: Line) -> int:
        """Return where the name begins."""
        start = TWISTY if self._has_folds() else 0
        if line.entry is None or line.folds:
            return start
        level = line.entry.level
        shape = BESIDE_SHAPE if line.entry.colour else 0
        return start + INDENT * max(0, level - 1) + shape + (PIN if line.pinned else 0)

    def fold_at(self, point: QPoint) -> int | None:
        section = self.logicalIndexAt(point)
        box = self._twisty_box(section) if section >= 0 else QRect()
        return section if box.contains(point) and self.lines()[section].folds else None

    def _twisty_box(self, section: int) -> QRect:
        rect = self.section_rect(section)
        box = QRect(rect.left(), rect.top(), TWISTY, rect.height())
        return QStyle.visualRect(self.layoutDirection(), rect, box)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        line, now = self.lines()[section], theme.tokens()
        heavy = line.kind != "tag" or line.folds or self.is_current(section)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inset = self._inset(line)
        if line.folds:
            self._twisty(painter, line, self._twisty_box(section))
        elif line.entry is not None and line.entry.colour:
            x = inset - BESIDE_SHAPE + 4
            x = rect.right() - x if mirrored else rect.left() + x
            middle = rect.center().y() + 1
            theme.draw_shape(painter, line.facet, line.entry.colour, x, middle)
        if line.pinned:
            x = inset - (BESIDE_SHAPE if line.entry and line.entry.colour else 0) - 8
            x = rect.right() - x if mirrored else rect.left() + x
            draw_icon(painter, "pin", now.text2, x, rect.center().y() + 1, 12)
        painter.setFont(_font("body", strong=heavy))
        painter.setPen(QColor(now.text2 if line.kind == "group" else now.text))
        room = rect.adjusted(8 if mirrored else inset, 0, -inset if mirrored else -8, 0)
        name = painter.fontMetrics().elidedText(
            _shown_name(line), Qt.TextElideMode.ElideRight, room.width()
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
        self._groups = groups(self.lines())

    def break_names(self, width: int) -> None:
        """Break all names for cells of a width, in pixels.

        They are measured in 600 so that nothing moves when a column becomes the current one.
        """
        metrics = QFontMetrics(strong_font("small"))
        room = width - 6
        self._groups = groups(self.lines())
        self._broken = [
            break_name(self._own_name(line), room, metrics.horizontalAdvance, MOST_LINES)
            for line in self.lines()
        ]
        self.updateGeometry()
        self.viewport().update()

    @staticmethod
    def _own_name(line: Line) -> str:
        """Return what stands in the column itself: an open group's name stands over it."""
        return f"All {line.mark}".strip() if line.kind == "group" else _shown_name(line)

    def _line_height(self) -> int:
        return QFontMetrics(theme.interface_font("small")).height()

    def _groups_height(self) -> int:
        return self._line_height() + 8 if self._groups else 0

    def sizeHint(self) -> QSize:
        most = max((len(names) for names in self._broken), default=1)
        return QSize(0, self._groups_height() + 20 + most * self._line_height() + 6)

    def fold_at(self, point: QPoint) -> int | None:
        section = self.logicalIndexAt(point)
        line = self.lines()[section] if section >= 0 else None
        if line is None:
            return None
        if line.folds and line.kind == "tag":  # a closed group: its twisty stands over the name
            return section if self._closed_box(section).contains(point) else None
        over = [group.first for group in self._groups if group.lead and point.y() <
                self._groups_height() and group.first <= section <= group.last]  # fmt: skip
        return over[0] if over else None

    def _closed_box(self, section: int) -> QRect:
        rect = self.section_rect(section)
        top = rect.bottom() - 6 - self._line_height() * len(self._names(section)) - 18
        box = QRect(rect.left(), top, TWISTY + 2, 18)
        return QStyle.visualRect(self.layoutDirection(), rect, box)

    def _names(self, section: int) -> list[str]:
        return self._broken[section] if section < len(self._broken) else [""]

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        line, now = self.lines()[section], theme.tokens()
        heavy = line.kind == "total" or line.folds or self.is_current(section)
        painter.setFont(_font("small", strong=heavy))
        painter.setPen(QColor(now.text if line.kind == "total" or self.is_current(section)
                              else now.text2))  # fmt: skip
        names = self._names(section)
        room = rect.adjusted(3, 0, -2, -6)
        shown = " ".join(names)  # not always the name of the line: an open group says "All"
        to_right = is_right_to_left(shown)
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextDontClip
        painter.setLayoutDirection(direction_of(shown))
        height, metrics = self._line_height(), painter.fontMetrics()
        top = room.bottom() + 1 - height * len(names)
        for i, name in enumerate(names):
            row = QRect(room.left(), top + i * height, room.width(), height)
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(row, flags, name)
        if line.folds and line.kind == "tag":
            self._twisty(painter, line, self._closed_box(section))
        elif line.entry is not None and line.entry.colour and line.kind == "tag":
            x = room.right() - 4 if to_right else room.left() + 5
            theme.draw_shape(painter, line.facet, line.entry.colour, x, top - 9)
        if line.pinned:
            draw_icon(painter, "pin", now.text2, room.center().x(), top - 9, 12)

    def paint_groups(self, painter: QPainter) -> None:
        now, height = theme.tokens(), self._groups_height()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setFont(strong_font("small"))
        for group in self._groups:
            span = self.section_rect(group.first).united(self.section_rect(group.last))
            seen = span.intersected(self.viewport().rect())
            if seen.isEmpty():
                continue
            painter.fillRect(seen.left() + 1, height - 2, seen.width() - 2, 1, QColor(now.stroke))
            room = QRect(seen.left() + 3, 0, seen.width() - 6, height - 4)
            if group.lead:
                box = QRect(room.left() - 3, room.top(), TWISTY, room.height())
                box = QStyle.visualRect(self.layoutDirection(), room, box)
                self._twisty(painter, self.lines()[group.first], box)
                room.adjust(0 if mirrored else TWISTY - 2, 0, -TWISTY + 2 if mirrored else 0, 0)
            name = painter.fontMetrics().elidedText(
                group.name, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.setPen(QColor(now.text2))
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, name)
