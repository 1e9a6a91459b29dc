"""The words around a place, laid out in a few lines with the words that were meant in bold."""

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
from workbench.gui.words import is_right_to_left
from workbench.text.excerpt import Excerpt
from workbench.text.offsets import Utf16Map

LINES = 2
_CUT = " …"


def line_height() -> int:
    """Return the height of a line in pixels, the same for all scripts."""
    return round(23 * _scale())


def _scale() -> float:
    return QFontInfo(theme.interface_font()).pixelSize() / 13


class ExcerptLayout:
    """An excerpt laid out for a width in pixels, on the side of its own script."""

    def __init__(self, excerpt: Excerpt, width: int) -> None:
        self._rtl = is_right_to_left(excerpt.text)
        self._font = theme.reading_font((15.5 if self._rtl else 14) * _scale())
        self._width = width
        self._layout, ends = self._lay_out(excerpt.text, excerpt)
        if len(ends) > LINES:
            # The last line ends with a sign that more follows, at a blank if there is one.
            shown = Utf16Map(excerpt.text).to_codepoint(ends[LINES - 1])
            room = QFontMetrics(self._font).horizontalAdvance(_CUT)
            self._layout, _ = self._lay_out(self._shortened(excerpt, shown, room), excerpt)

    def _shortened(self, excerpt: Excerpt, shown: int, room: int) -> str:
        """Return the words that two lines take, the sign at their end included."""
        text = excerpt.text[:shown].rstrip()
        while " " in text:
            _, ends = self._lay_out(text + _CUT, excerpt)
            if len(ends) <= LINES:
                break
            text = text[: text.rindex(" ")].rstrip()
        return text + _CUT

    def _lay_out(self, text: str, excerpt: Excerpt) -> tuple[QTextLayout, list[int]]:
        """Lay a beginning of the excerpt out; return also where its lines end, in UTF-16 units."""
        layout = QTextLayout(text, self._font)
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        direction = Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(_bold(text, excerpt))
        layout.setCacheEnabled(True)
        height = line_height()
        above = max(0, height - QFontMetrics(self._font).height()) / 2
        ends: list[int] = []
        layout.beginLayout()
        while len(ends) <= LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, len(ends) * height + above))
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        return layout, ends

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y), what is not bold in the painter's pen."""
        self._layout.draw(painter, QPointF(x, y))


def _bold(text: str, excerpt: Excerpt) -> list[QTextLayout.FormatRange]:
    units = Utf16Map(text)
    ranges = []
    for start, end in excerpt.marks:
        if start >= len(text):
            break
        bold = QTextLayout.FormatRange()
        bold.start = units.to_utf16(start)
        bold.length = units.to_utf16(min(end, len(text))) - bold.start
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(QColor(theme.tokens().text))
        bold.format = look
        ranges.append(bold)
    return ranges
