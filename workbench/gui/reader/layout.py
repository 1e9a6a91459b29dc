"""The layout of the reader's blocks: line heights, gaps, indents, alignment by script."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from workbench.gui import theme
from workbench.gui.reader.shown import ShownText
from workbench.gui.reader.styling import StyleIndex, Styling
from workbench.gui.reader.typography import Typography, Voice

PAD = 10  # px between the viewport's edge and the column: room for outlines and handles
FOOT = 40  # px under the last block
CHUNK = 1500  # blocks whose height is guessed in one turn of the event loop


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block.

    `start` and `end` are UTF-16 units in the block; the rest is in px from the block's top: the
    line's slot, and the box of a highlight in it.
    """

    start: int
    end: int
    top: float
    bottom: float
    box_top: float
    box_bottom: float


class ReaderLayout(QPlainTextDocumentLayout):
    """Lays out the blocks that are looked at, and guesses the line counts of all others.

    Qt asks `blockBoundingRect` before it uses a block's lines, so that is where they are made.
    Invariant: a block in `_lines` has been laid out by us for the present width and styling,
    unless Qt has thrown its lines away since (then its layout has no lines).
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.generation = 0
        #: how many passages are no part of the reading, shown or left out
        self.asides = 0
        self.text = ShownText()
        self._typography = Typography()
        self.styles = StyleIndex()
        self._styling = Styling(self.text, self.styles, self._typography)
        self._width = 400
        self._lines: dict[int, tuple[Line, ...]] = {}
        self._rects: dict[int, QRectF] = {}
        self._guessing: QTextBlock | None = None
        self._guesser = QTimer(self)
        self._guesser.timeout.connect(self._guess)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.announce)

    @property
    def typography(self) -> Typography:
        """The fonts and measures in use."""
        return self._typography

    @property
    def width(self) -> int:
        """The width of the viewport that the blocks are laid out for, in px."""
        return self._width

    @property
    def column(self) -> int:
        """The width of a line in px."""
        return max(80, self._width - 2 * PAD)

    def set_width(self, width: int) -> None:
        """Lay everything out anew for a viewport of this width, when next asked."""
        self._width = width
        self.forget()

    def set_typography(self, typography: Typography) -> None:
        """Lay everything out anew in these fonts, when next asked."""
        self._typography = typography
        self.forget()

    def set_text(self, text: ShownText, styles: StyleIndex) -> None:
        """Take the text that the document is about to hold, and its styles."""
        self.text, self.styles = text, styles
        self.forget()

    def hide(self, hidden: bool) -> None:
        """Leave out what is no part of the reading, or show it again.

        Only blocks that hold nothing else are left out. The document must hold the text.
        """
        self.asides, after = 0, -1
        for style in self.styles.all():
            if style.kind in self.styles.aside:
                block = self.document().findBlock(self.text.map.to_utf16(style.start))
                while block.isValid() and self.text.block_range(block)[0] < style.end:
                    whole = self._styling.all_aside(*self.text.block_range(block))
                    block.setVisible(not (hidden and whole))
                    if whole and block.blockNumber() > after:
                        self.asides += 1
                    block = self._hide_blanks(block, hidden and whole)
                    if whole:
                        after = block.blockNumber() if block.isValid() else after
        self.forget()

    def _hide_blanks(self, block: QTextBlock, hidden: bool) -> QTextBlock:
        """Treat the blank blocks after one as that one; return the next with words in it."""
        block = block.next()
        while block.isValid() and self.text.is_blank(*self.text.block_range(block)):
            block.setVisible(not hidden)
            block = block.next()
        return block

    def forget(self) -> None:
        """Throw away all lines; the blocks are laid out again as they are asked for."""
        self.generation += 1
        self._styling = Styling(self.text, self.styles, self._typography)
        self._lines.clear()
        self._rects.clear()
        self._guessing = None
        self._guesser.stop()

    def guess_lines(self) -> None:
        """Start to guess the line counts of blocks not laid out, a chunk at a time.

        Qt counts such a block as one line, and the scroll bar would lie about the place.
        """
        self._guessing = self.document().firstBlock()
        self._guesser.start(0)
        self._guess()

    def busy(self) -> bool:
        """Tell whether line counts are still being guessed."""
        return self._guesser.isActive()

    def announce(self) -> None:
        """Tell the scroll bar of changed line counts now."""
        self._late.stop()
        self.documentSizeChanged.emit(self.documentSize())

    def lines(self, block: QTextBlock) -> tuple[Line, ...]:
        """Return the lines of a block, laying it out if need be."""
        self.blockBoundingRect(block)
        return self._lines[block.position()]

    def kind(self, block: QTextBlock) -> str:
        """Return the paragraph's kind of a block; empty for plain text."""
        return self._styling.kind(*self.text.block_range(block))

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            return QRectF()
        position = block.position()
        rect = self._rects.get(position)
        if rect is not None and block.layout().lineCount():
            return rect
        return self._lay_out(block, position)

    def _lay_out(self, block: QTextBlock, position: int) -> QRectF:
        start, end = self.text.block_range(block)
        voice, formats = self._styling.block(start, end)
        layout = block.layout()
        if formats or layout.formats():
            layout.setFormats(formats)
        if self.text.is_blank(start, end):
            height = float(self._styling.blank_height(start))
            top = (height - voice.line) / 2  # the caret stands in the middle of the gap
            lines = self._make_lines(block, voice, top)
        else:
            lines = self._make_lines(block, voice, 0)
            height = lines[-1].bottom + self._gap(block, start, end)
        self._lines[position] = lines
        rect = QRectF(0, 0, self._width, height if block.isVisible() else 0)
        self._rects[position] = rect
        if block.isVisible() and block.lineCount() != len(lines):
            block.setLineCount(len(lines))
            self._late.start(0)
        return rect

    def _gap(self, block: QTextBlock, start: int, end: int) -> int:
        following = block.next()
        if not following.isValid():
            return FOOT
        return self._styling.gap_after(start, end, self.text.block_range(following))

    def _make_lines(self, block: QTextBlock, voice: Voice, top: float) -> tuple[Line, ...]:
        layout = block.layout()
        start, end = self.text.block_range(block)
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        rtl = rtl or self._styling.right_to_left(start, end)
        option = _option(rtl)
        option.setTabs([_tab(stop) for stop in self._styling.stops(start, end, self.column)])
        layout.setTextOption(option)
        x = PAD + (0 if rtl else voice.indent)
        width = self.column - voice.indent
        lines = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            made = _place(line, voice, top, x)
            lines.append(made)
            top = made.bottom
        layout.endLayout()
        return tuple(lines)

    def _guess(self) -> None:
        block = self._guessing
        if block is None:
            self._guesser.stop()
            return
        em = self._typography.measure / theme.MEASURE * 0.92
        characters = max(1, int(self.column / em))
        for _ in range(CHUNK):
            if not block.isValid():
                self._guesser.stop()
                break
            if block.position() not in self._lines:
                count = 1 + (block.length() - 2) // characters if block.length() > 1 else 1
                if count > 1 and block.isVisible():
                    block.setLineCount(count)
            block = block.next()
        self._guessing = block
        self.announce()


def _tab(stop: float) -> QTextOption.Tab:
    return QTextOption.Tab(stop, QTextOption.TabType.LeftTab)


def _option(rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # Qt swaps left and right for right-to-left text only where it draws a paragraph of its own.
    option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    return option


def _place(line: QTextLine, voice: Voice, top: float, x: float) -> Line:
    """Set one line on its base line in the slot that begins at `top`."""
    slot = max(voice.line, math.ceil(line.height()) - 2)  # a tall script takes more
    baseline = round(top + voice.baseline + (slot - voice.line) / 2)
    line.setPosition(QPointF(x, round(baseline - line.ascent())))
    start = line.textStart()
    return Line(
        start,
        start + line.textLength(),
        top,
        top + slot,
        round(baseline - voice.up),
        round(baseline + voice.down),
    )
