"""The heads of the columns: sort, width, order, and which of them are shown."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QWidget

from workbench.gui import theme
from workbench.gui.claims.measure import Ruler
from workbench.gui.panes import draw_icon, strong_font
from workbench.gui.table.checkbox import check_place, draw_check
from workbench.gui.table.columns import CHECK, Column
from workbench.gui.table.delegate import AFTER, BEFORE
from workbench.gui.table.model import ClaimTableModel
from workbench.gui.words import menu_text

_ARROW = 14


class TableHeader(QHeaderView):
    """Shares the width of the table among its columns.

    A width that the user drew stays; the other columns give way down to their least width, and
    those that grow take what is left. `changed` says that the user set widths, order or columns.
    """

    changed = Signal()

    def __init__(self, model: ClaimTableModel, view: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._model = model
        self._drawn: dict[str, int] = {}
        self._sharing = False
        self._columns: list[Column] = []
        self._order: list[str] = []
        self._shown: set[str] = set()
        self.setObjectName("claims-table.header")
        self.setAccessibleName("Columns")
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.restyle()
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)

    def restyle(self) -> None:
        """Measure anew, with other fonts."""
        font = strong_font("small")
        self._ruler = Ruler(font)
        self.setFont(font)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(31, self._ruler.height + 15))

    # -- which columns, and how wide

    def take_columns(self) -> None:
        """Follow the columns of the model; those that were there before keep their places."""
        if self._model.columns == self._columns:
            return
        self._columns = self._model.columns
        self._follow()

    def is_shown(self, key: str) -> bool:
        """Whether a column is to be seen."""
        return key in self._shown

    def show_column(self, key: str, shown: bool) -> None:
        """Show a column, or hide it."""
        self._shown = self._shown | {key} if shown else self._shown - {key}
        self._follow()
        self.changed.emit()

    def layout_state(self) -> dict[str, Any]:
        """Return order, choice and drawn widths of the columns, for `restore_layout`."""
        shown = [key for key in self._order if key in self._shown]
        return {"order": list(self._order), "shown": shown, "widths": dict(self._drawn)}

    def restore_layout(self, found: Mapping[str, Any]) -> None:
        """Take what `layout_state` gave; what cannot be understood is left out."""
        order, shown, widths = found.get("order"), found.get("shown"), found.get("widths")
        if isinstance(order, list) and isinstance(shown, list):
            self._order = [key for key in dict.fromkeys(map(str, order)) if key != CHECK]
            self._shown = set(map(str, shown))
        if isinstance(widths, dict):
            self._drawn = {
                str(key): max(40, min(width, 2000))
                for key, width in widths.items()
                if type(width) is int
            }
        self._follow()

    def _follow(self) -> None:
        """Put the columns where they belong, new ones behind those that they come after."""
        before = CHECK
        self._order = [CHECK, *(key for key in self._order if key != CHECK)]
        for column in self._columns:
            if column.key not in self._order:
                self._order.insert(self._order.index(before) + 1, column.key)
                self._shown |= {column.key} if column.shown else set()
            before = column.key
        self._shown.add(CHECK)
        logical = {column.key: place for place, column in enumerate(self._columns)}
        self._sharing = True
        for place, key in enumerate(key for key in self._order if key in logical):
            self.moveSection(self.visualIndex(logical[key]), place)
        for key, section in logical.items():
            self.setSectionHidden(section, key not in self._shown)
        self._sharing = False
        self.share()

    def share(self) -> None:
        """Give every column its width, for the room that there is now."""
        shown = [column for column in self._columns if column.key in self._shown]
        widths = {c.key: self._drawn.get(c.key, c.width) for c in shown}
        growing = [c for c in shown if c.grows and c.key not in self._drawn]
        giving = [c for c in shown if c.key not in self._drawn]
        room = self._room()
        missing = sum(widths.values()) - room
        if missing > 0:
            self._give_way(widths, giving, missing)
        elif growing:
            for column in growing:
                widths[column.key] += -missing // len(growing)
            widths[growing[-1].key] += room - sum(widths.values())
        self._sharing = True
        for logical, column in enumerate(self._columns):
            if column.key in widths:
                self.resizeSection(logical, widths[column.key])
        self._sharing = False

    def _room(self) -> int:
        parent = self.parentWidget()
        viewport = getattr(parent, "viewport", None)
        return int(viewport().width()) if viewport else self.width()

    @staticmethod
    def _give_way(widths: dict[str, int], columns: list[Column], missing: int) -> None:
        """Narrow columns, each by its part of what all of them can give."""
        spare = {c.key: max(0, widths[c.key] - c.least) for c in columns}
        whole = sum(spare.values())
        missing = min(missing, whole)
        for key, give in spare.items():
            part = round(missing * give / whole) if whole else 0
            widths[key] -= part
            missing, whole = missing - part, whole - give

    def _resized(self, logical: int, _old: int, width: int) -> None:
        if self._sharing or not width or logical >= len(self._columns):
            return
        self._drawn[self._columns[logical].key] = width
        self.share()
        self.changed.emit()

    def _moved(self) -> None:
        if not self._sharing:
            keys = [self._columns[self.logicalIndex(place)].key for place in range(self.count())]
            self._order = [*keys, *(key for key in self._order if key not in keys)]
            self.changed.emit()

    def forget_width(self, logical: int) -> None:
        """Let a column have the width again that it had before the user drew it."""
        self._drawn.pop(self._columns[logical].key, None)
        self.share()
        self.changed.emit()

    # -- the menu

    def fill_menu(self, menu: QMenu) -> None:
        """Offer every column, with a mark on those that are shown."""
        for column in self._columns:
            if column.key == CHECK:
                continue
            action = menu.addAction(menu_text(column.title))
            action.setCheckable(True)
            action.setChecked(self.is_shown(column.key))
            action.toggled.connect(lambda on, key=column.key: self.show_column(key, on))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setObjectName("claims-table.columns.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(event.globalPos())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(now.panel))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        edge = self.viewport().rect()
        painter.fillRect(edge.left(), edge.bottom(), edge.width(), 1, QColor(now.stroke))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        column = self._columns[logical]
        if column.key == CHECK:
            middle = check_place(rect, self.isRightToLeft())
            draw_check(painter, middle, self._model.check_state())
            return
        now = theme.tokens()
        key, falling = self._model.sorting
        sorted_by = key == column.key
        room = rect.width() - BEFORE - AFTER - (_ARROW if sorted_by else 0)
        title = self._ruler.cut(column.title, room)
        inner = rect.adjusted(BEFORE, 0, 0, -1)
        box = QRect(inner.left(), inner.top(), max(0, room), inner.height())
        painter.save()
        painter.setFont(self._ruler.font)
        painter.setPen(QColor(now.text if sorted_by else now.text2))
        rtl = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        whole = rect.adjusted(0, 0, -BEFORE, -1) if rtl else inner
        painter.drawText(QStyle.visualRect(self.layoutDirection(), whole, box), side.value, title)
        if sorted_by:
            x = box.left() + round(self._ruler.width(title)) + _ARROW // 2 + 2
            arrow = QRect(x, box.center().y() + 1, 1, 1)
            place = QStyle.visualRect(self.layoutDirection(), whole, arrow)
            name = "chevron-down" if falling else "chevron-up"
            draw_icon(painter, name, now.text2, place.x(), place.y(), 12)
        painter.restore()
