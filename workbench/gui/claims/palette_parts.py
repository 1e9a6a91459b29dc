"""How the tag palette looks: its rows and its footer."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui import theme
from workbench.gui.claims.fields import plain_label
from workbench.gui.claims.measure import Ruler
from workbench.gui.claims.palette_rows import ALIAS, Row, RowModel, new_words, side_words
from workbench.gui.claims.ranking import Match

_Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT, _NAME = 11, 10, 30  # pixels: to the shape, from the right, to the name


class RowDelegate(QStyledItemDelegate):
    """Paints rows: shape, name with the typed part in bold, path or alias at the right."""

    def __init__(self, model: RowModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.restyle()

    def restyle(self) -> None:
        """Measure anew after a change of fonts."""
        self.body = Ruler(theme.interface_font("body"))
        self.small = Ruler(theme.interface_font("small"))
        self.badge = Ruler(theme.interface_font("badge"))

    @property
    def row_height(self) -> int:
        """The height of every row in pixels."""
        return max(26, self.body.height + 10)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = theme.tokens()
        row = self._model.rows[index.row()]
        box = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(now.accent_tint))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(now.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(now.hover))
        if row.match is None:
            self._paint_new(painter, row, box)
        else:
            self._paint_tag(painter, row, row.match, box)
        painter.restore()

    def _paint_new(self, painter: QPainter, row: Row, box: QRectF) -> None:
        now = theme.tokens()
        ratio = painter.device().devicePixelRatioF()
        corner = QPointF(box.left() + _LEFT + 4 - 7, box.center().y() - 7)
        painter.drawPixmap(corner, theme.icon_pixmap("plus", now.text2, 14, ratio))
        place = box.adjusted(_NAME, 0, -_RIGHT, 0)
        self._draw(painter, self.body, new_words(row), place, now.text)

    def _paint_tag(self, painter: QPainter, row: Row, match: Match, box: QRectF) -> None:
        now, book = theme.tokens(), self._model.book
        x, y = round(box.left()) + _LEFT + 4, round(box.center().y())
        sign = book.sign(match.tag)
        if sign:
            mark = QRectF(x - 6, box.top(), 12, box.height())
            painter.setFont(self.body.font)
            painter.setPen(QColor(now.text))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, sign)
        else:
            theme.draw_shape(painter, row.facet.key, book.tags[match.tag].colour, x, y)
        room = box.width() - _NAME - _RIGHT
        name = self.body.cut(row.name, room * 0.75)
        place = box.adjusted(_NAME, 0, -_RIGHT, 0)
        bold = (0, 0) if match.alias else match.typed
        used = self._draw(painter, self.body, name, place, now.text, bold)
        if row.key is not None:
            used += self._paint_key(painter, str(row.key), place.left() + used + 8, box) + 8
        self._paint_side(painter, row, match, place.adjusted(used + 12, 0, 0, 0))

    def _paint_side(self, painter: QPainter, row: Row, match: Match, place: QRectF) -> None:
        words = self.small.cut(side_words(self._model.book, row), place.width())
        bold = (0, 0)
        if match.alias and not row.given:
            start, end = match.typed
            bold = (len(ALIAS) + start, len(ALIAS) + end)
        width = self._width(self.small, words, bold)
        place.setLeft(place.right() - width)
        self._draw(painter, self.small, words, place, theme.tokens().text2, bold)

    def _paint_key(self, painter: QPainter, key: str, x: float, box: QRectF) -> float:
        now = theme.tokens()
        width = max(14.0, self.badge.width(key) + 8)
        cap = QRectF(round(x) + 0.5, round(box.center().y() - 7) + 0.5, round(width), 14)
        painter.setPen(QColor(now.hair))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(self.badge.font)
        painter.setPen(QColor(now.text2))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return width

    def _draw(
        self,
        painter: QPainter,
        ruler: Ruler,
        text: str,
        place: QRectF,
        colour: str,
        bold: tuple[int, int] = (0, 0),
    ) -> float:
        """Draw a line of text from the left of `place`; return its width."""
        layout = _line(ruler, text, bold)
        painter.setPen(QColor(colour))
        y = place.center().y() - layout.boundingRect().height() / 2
        layout.draw(painter, QPointF(place.left(), y))
        return layout.lineAt(0).naturalTextWidth()

    def _width(self, ruler: Ruler, text: str, bold: tuple[int, int]) -> float:
        layout = _line(ruler, text, bold)  # kept: its line dies with it
        return layout.lineAt(0).naturalTextWidth()


def _line(ruler: Ruler, text: str, bold: tuple[int, int]) -> QTextLayout:
    layout = QTextLayout(text, ruler.font)
    start, end = (_units(text[:place]) for place in bold)
    if end > start:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, strong
        layout.setFormats([part])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def footer() -> QFrame:
    """Return the line that says what the keys do."""
    frame = QFrame()
    frame.setObjectName("palette.keys")
    frame.setProperty("edge", "top")
    line = QHBoxLayout(frame)
    line.setContentsMargins(12, 6, 8, 6)
    line.setSpacing(4)
    for key, words in (("Enter", "tag"), ("Tab", "tag, add more"), ("Esc", "close")):
        cap = plain_label(key, small=True)
        cap.setProperty("role", "key")
        line.addWidget(cap)
        line.addWidget(plain_label(words, tone="second", small=True))
        line.addSpacing(8)
    line.addStretch(1)
    return frame
