"""Offsets of the text and the blocks and lines they stand in."""

from PySide6.QtGui import QTextBlock, QTextDocument

from workbench.gui.reader.geometry import line_at
from workbench.gui.reader.layout import Line, ReaderLayout


class Places:
    """The way between code points and the blocks and lines of one document."""

    def __init__(self, document: QTextDocument, layout: ReaderLayout) -> None:
        self._document = document
        self._layout = layout

    def codepoint(self, unit: int) -> int:
        """Return the offset of a UTF-16 unit of the document."""
        return self._layout.text.map.to_codepoint(unit)

    def block_of(self, offset: int) -> tuple[QTextBlock, int]:
        """Return the block of an offset, and the number of the line in it."""
        unit = self._layout.text.map.to_utf16(min(max(offset, 0), len(self._layout.text)))
        block = self._document.findBlock(unit)
        return block, line_at(self._layout.lines(block), unit - block.position())

    def range_of(self, block: QTextBlock) -> tuple[int, int]:
        """Return the offsets of a block, without its end."""
        return self._layout.text.block_range(block)

    def lines_of(self, block: QTextBlock) -> tuple[Line, ...]:
        """Return the lines of a block, laying it out if need be."""
        return self._layout.lines(block)

    def kind_of(self, block: QTextBlock) -> str:
        """Return the paragraph's kind of a block; empty for plain text."""
        return self._layout.kind(block)

    def lined(self, start: int, end: int) -> tuple[int, int]:
        """Return a passage widened to the lines it stands on."""
        first, number = self.block_of(start)
        lo = self._layout.lines(first)[number].start + first.position()
        last, number = self.block_of(max(start, end - 1))
        hi = self._layout.lines(last)[number].end + last.position()
        to_codepoint = self._layout.text.map.to_codepoint
        return to_codepoint(lo), max(to_codepoint(hi), to_codepoint(lo) + 1)

    def row_bounds(self, rows: int) -> list[int]:
        """Return `rows` + 1 ascending offsets that part the text into rows of equal height."""
        document = self._document
        total = document.lineCount()
        units = []
        for row in range(rows):
            at = row * total / rows
            block = document.findBlockByLineNumber(int(at))
            within = (at - block.firstLineNumber()) / max(1, block.lineCount())
            units.append(block.position() + int(within * block.length()))
        to_codepoint = self._layout.text.map.to_codepoint
        return [*map(to_codepoint, units), len(self._layout.text) + 1]
