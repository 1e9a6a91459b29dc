"""Markdown that is read, not edited: painted from our own text and styles.

No HTML reaches Qt, nothing is fetched, pictures are words, and links are words with their address
in the tool tip.
"""

import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from db.records import Style
from workbench.gui import theme
from workbench.gui.words import is_right_to_left, tool_tip
from workbench.readers.markdown import read_markdown
from workbench.text.canonical import canonical
from workbench.text.offsets import Utf16Map

_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
_GAP = 5  # pixels between paragraphs
_INDENT = 12  # pixels of a quotation


class MarkdownLabel(QWidget):
    """Shows Markdown, as high as it needs; the menu copies it as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._source = self.text = ""
        self._styles: tuple[Style, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_markdown(self, source: str) -> None:
        """Show Markdown of the user; anything goes."""
        self._source = source
        # In a note a line ends where its writer ended it.
        lines = _LINE_END.sub("  \n", canonical(source))
        reading = read_markdown(lines) if source.strip() else None
        self.text, self._styles = (reading.text, reading.styles) if reading else ("", ())
        links = dict.fromkeys(style.value for style in self._styles if style.kind == "link")
        self.setToolTip(tool_tip("\n".join(links)))
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    @property
    def is_styled(self) -> bool:
        """Whether anything in it is more than plain words."""
        return bool(self._styles)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._lay_out(width)[1]) + 1

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.tokens().text))
        for layout, place in self._lay_out(self.width())[0]:
            layout.draw(painter, place)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._source))
        menu.popup(event.globalPos())

    # Laying out

    def _lay_out(self, width: int) -> tuple[list[tuple[QTextLayout, QPointF]], float]:
        """Return each line of the text as a layout with its place, and the height of all."""
        to_utf16 = Utf16Map(self.text).to_utf16
        done: list[tuple[QTextLayout, QPointF]] = []
        start, y = 0, 0.0
        for line in self.text.split("\n"):
            end = start + len(line)
            styles = [each for each in self._styles if each.start < end and each.end > start]
            inset = _INDENT if any(each.kind == "quote" for each in styles) else 0
            layout = QTextLayout(line, theme.interface_font("body"))
            layout.setTextOption(_option(line))
            formats = []
            for style in styles:
                span = QTextLayout.FormatRange()
                lo, hi = max(start, style.start), min(end, style.end)
                span.start = to_utf16(lo) - to_utf16(start)
                span.length = to_utf16(hi) - to_utf16(lo)
                span.format = _look(style.kind)
                formats.append(span)
            layout.setFormats(formats)
            rtl = is_right_to_left(line)
            done.append((layout, QPointF(0 if rtl else inset, y)))
            y += _wrap(layout, max(20, width - inset)) if line.strip() else _GAP
            start = end + 1
        return done, y


def _option(line: str) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    rtl = is_right_to_left(line)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _wrap(layout: QTextLayout, width: float) -> float:
    """Break a layout into lines; returns its height."""
    y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() + 1
    layout.endLayout()
    return y


def _look(kind: str) -> QTextCharFormat:
    now, look = theme.tokens(), QTextCharFormat()
    if kind == "strong" or kind.startswith("h"):
        look.setFontWeight(QFont.Weight.DemiBold)
    elif kind == "em":
        look.setFontItalic(True)
    elif kind in ("code", "pre"):
        look.setFontFamilies(["monospace"])
        look.setFontFixedPitch(True)
    elif kind == "link":
        look.setForeground(QColor(now.accent))
        look.setFontUnderline(True)
    elif kind == "quote":
        look.setForeground(QColor(now.text2))
    return look
