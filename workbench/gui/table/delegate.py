"""Paints a cell of the table from the record; roles are not asked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import ClaimTag
from workbench.gui import theme
from workbench.gui.claims.card import ROLE_WORDS
from workbench.gui.claims.measure import Ruler, is_rtl
from workbench.gui.claims.strokes import badge_width, paint_badge
from workbench.gui.panes import strong_font
from workbench.gui.table.checkbox import check_place, draw_check
from workbench.gui.table.columns import CHECK, text_of
from workbench.gui.table.conditions import FACET
from workbench.gui.table.decision import GAP as DECISION_GAP
from workbench.gui.table.decision import ICON, WORDS, draw_sign, tone
from workbench.gui.table.groups import Section
from workbench.gui.table.model import ClaimTableModel
from workbench.gui.table.rows import TableRow

if TYPE_CHECKING:
    from workbench.gui.table.view import ClaimTable

#: Pixels: before the words of a cell and after; the shape of a tag and the gap behind it.
BEFORE, AFTER, SHAPE, GAP = 1, 10, 8, 8
#: No column shows more of a text than this, in characters.
_ENOUGH = 600
_MOST_CUTS = 5000
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | _MIDDLE).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | _MIDDLE).value

#: Whole sentences stand on the side of their own script; names keep in line with the column.
_SENTENCES = ("statement", "quote", "note")


class CellDelegate(QStyledItemDelegate):
    """Paints in coordinates that run from the left; `visual` mirrors them where need be."""

    def __init__(self, view: "ClaimTable", model: ClaimTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.forget()

    def forget(self) -> None:
        """Measure and cut anew, with other fonts."""
        self._body = Ruler(theme.interface_font())
        self._strong = Ruler(strong_font())
        self._badge = Ruler(theme.interface_font("badge"))
        self._cuts: dict[tuple[str, int], str] = {}
        self.row_height = max(34, self._body.height + 16)

    # -- a cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        number = index.row()
        entry = self._model.entries[number]
        box = QRect(option.rect)
        now = theme.tokens()
        if isinstance(entry, Section):
            painter.fillRect(box, QColor(now.panel))
            painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(now.hair))
            return
        checked = entry.id in self._model.checked
        ground = now.accent_tint if checked else ""
        if not ground and number == self._view.pointed_row:
            ground = now.hover
        if ground:
            painter.fillRect(box, QColor(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(now.hair))
        key = self._model.columns[index.column()].key
        if key == CHECK:
            state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
            draw_check(painter, check_place(box, self._view.isRightToLeft()), state)
            return
        inner = box.adjusted(BEFORE, 0, -AFTER, -1)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            inner = box.adjusted(AFTER, 0, -BEFORE, -1)
        self._paint_value(painter, inner, key, entry)

    def _paint_value(self, painter: QPainter, inner: QRect, key: str, row: TableRow) -> None:
        now = theme.tokens()
        if key.startswith(FACET):
            self._paint_tags(painter, inner, key.removeprefix(FACET), row)
        elif key == "coder":
            width = round(badge_width(self._badge, row))
            height = max(17, self._badge.height + 3)
            badge = QRect(0, 0, min(width, inner.width()), height)
            badge.moveTop(inner.top() + (inner.height() - height) // 2)
            badge.moveLeft(inner.left())
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QStyle.visualRect(self._view.layoutDirection(), inner, badge)
            paint_badge(painter, self._badge, row, QRectF(place))
            painter.restore()
        elif key == "decision":
            visual = self._visual(inner)
            draw_sign(painter, visual(QRect(inner.left(), inner.top(), ICON, inner.height())),
                      row.decision)  # fmt: skip
            rest = inner.adjusted(ICON + DECISION_GAP, 0, 0, 0)
            self._words(painter, visual(rest), WORDS[row.decision], tone(row.decision))
        else:
            words = text_of(key, row, self._model.book)
            quiet = key in ("document", "author", "place", "date")
            self._words(painter, inner, words, now.text2 if quiet else now.text,
                        by_script=key in _SENTENCES)  # fmt: skip

    # -- words

    def cut(self, text: str, width: int) -> str:
        """Return a text on one line that fits a width in pixels."""
        key = (text, width)
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) >= _MOST_CUTS:
                self._cuts.clear()
            found = self._body.cut(" ".join(text[:_ENOUGH].split()), width)
            self._cuts[key] = found
        return found

    def _words(
        self, painter: QPainter, box: QRect, text: str, colour: str, *, by_script: bool = False
    ) -> None:
        if not text:
            return
        script = is_rtl(text)
        rtl = script if by_script else self._view.isRightToLeft()
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if script else Qt.LayoutDirection.LeftToRight
        )
        painter.setFont(self._body.font)
        painter.setPen(QColor(colour))
        side = _RIGHT if rtl else _LEFT
        painter.drawText(box, side | _ONE_LINE.value, self.cut(text, box.width()))

    # -- tags

    def _paint_tags(self, painter: QPainter, inner: QRect, facet_key: str, row: TableRow) -> None:
        book = self._model.book
        facet = book.facet(facet_key)
        given = book.tags_of(row.claim, facet.id) if facet else []
        if not given:
            return
        now, visual = theme.tokens(), self._visual(inner)
        more = f"+{len(given) - 1}" if len(given) > 1 else ""
        room = inner.width() - (self._body.width(more) + GAP if more else 0)
        used = self._paint_tag(painter, inner, facet_key, given[0], round(room))
        if more:
            rest = QRect(inner.left() + used + 6, inner.top(), inner.width() - used, inner.height())
            self._words(painter, visual(rest), more, now.text3)

    def _paint_tag(
        self, painter: QPainter, inner: QRect, facet: str, given: ClaimTag, room: int
    ) -> int:
        """Paint shape or sign, role and name; return the width used in pixels."""
        now, visual = theme.tokens(), self._visual(inner)
        tag, sign = self._model.book.tags[given.tag], self._model.book.sign(given.tag)
        mark = QRect(inner.left(), inner.top(), SHAPE, inner.height())
        if sign:
            painter.setFont(self._strong.font)
            painter.setPen(QColor(now.text))
            painter.drawText(visual(mark), (Qt.AlignmentFlag.AlignCenter | _ONE_LINE).value, sign)
        else:
            centre = visual(mark).center()
            theme.draw_shape(painter, facet, tag.colour, centre.x() + 1, centre.y() + 1, SHAPE)
        start = SHAPE + (GAP - 2 if sign else GAP)
        if role := ROLE_WORDS[given.role]:
            width = round(self._body.width(role)) + 1
            place = QRect(inner.left() + start, inner.top(), width, inner.height())
            self._words(painter, visual(place), role, now.text3)
            start += width + 5
        name = QRect(inner.left() + start, inner.top(), max(0, room - start), inner.height())
        self._words(painter, visual(name), tag.name, now.text)
        return start + round(self._body.width(self.cut(tag.name, name.width())))

    def _visual(self, inner: QRect) -> Callable[[QRect], QRect]:
        direction = self._view.layoutDirection()
        return lambda box: QStyle.visualRect(direction, inner, box)
