"""A quote with the words around it, laid out for a width in the reading font."""

from collections import OrderedDict

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from workbench.gui import theme
from workbench.gui.matrix.passage_model import Words
from workbench.gui.words import is_right_to_left

MOST_LINES = 5
MOST_LAYOUTS = 400


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 units, in which Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def _head(text: str, units: int) -> str:
    """Return the words before a position that Qt counts in UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le")


class Quote:
    """A quote cut after a few lines, on the side of its own script, its context in `text3`."""

    def __init__(self, words: Words, width: int) -> None:
        scale = QFontInfo(theme.interface_font()).pixelSize() / 13
        self._rtl = is_right_to_left(words.quote)
        self._font = theme.reading_font((15.5 if self._rtl else 14) * scale)
        self._line = round((25 if self._rtl else 22) * scale)
        self._ascent_room = max(0, self._line - QFontMetrics(self._font).height()) / 2
        self._quote = (_units(words.before), _units(words.quote))
        text = f"{words.before}{words.quote}{words.after}"
        self._layout, starts = self._lay_out(text, width)
        if len(starts) > MOST_LINES:
            head = _head(text, starts[MOST_LINES - 1])
            rest = QFontMetrics(self._font).elidedText(
                text[len(head) :], Qt.TextElideMode.ElideRight, width - 4
            )
            self._layout, starts = self._lay_out(head + rest, width)
        self.height = self._line * min(len(starts), MOST_LINES)

    def _lay_out(self, text: str, width: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(text, QFont(self._font))
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        direction = Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats([self._quoted()])
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) <= MOST_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, len(starts) * self._line + self._ascent_room))
            starts.append(line.textStart())
        layout.endLayout()
        return layout, starts

    def _quoted(self) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, found.length = self._quote
        look = QTextCharFormat()
        look.setForeground(QColor(theme.tokens().text))
        found.format = look
        return found

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""
        painter.setPen(QColor(theme.tokens().text3))
        self._layout.draw(painter, QPointF(x, y))


class Quotes:
    """The quotes that were laid out last."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Words, int], Quote] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def forget(self) -> None:
        """Drop what was laid out with other fonts or colours."""
        self._known.clear()

    def laid_out(self, words: Words, width: int) -> Quote:
        """Return some words laid out for a width in pixels."""
        key = (words, width)
        if key not in self._known:
            if len(self._known) >= MOST_LAYOUTS:
                self._known.popitem(last=False)
            self._known[key] = Quote(words, width)
        return self._known[key]
