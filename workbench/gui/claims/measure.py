"""Breaking short texts into lines, fast enough for tens of thousands of cards.

Words are measured once per font. The same lines are measured and painted, so a card is never
higher or lower than what stands on it.
"""

import unicodedata
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

#: More than four lines of the widest panel hold; what is behind cannot show.
_ENOUGH = 800


@lru_cache(maxsize=4096)
def is_rtl(text: str) -> bool:
    """Return whether a text runs from right to left, by its first strong character."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


class Ruler:
    """Measures words of one font; widths are in pixels."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.height = round(self.metrics.height())
        self._space = self.metrics.horizontalAdvance(" ")
        self._words: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Return the advance of a text; asked again, it costs a look-up."""
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self.metrics.horizontalAdvance(text)
        return known

    def wrap(self, text: str, width: float, most: int) -> list[str]:
        """Return the text in at most `most` lines; the last one ends in … where words are left.

        White space of any kind counts as one space.
        """
        words = text[:_ENOUGH].split()
        if len(text) > _ENOUGH:
            words.append("…")
        lines: list[str] = []
        first, room = 0, width
        for here, word in enumerate(words):
            need = self.width(word)
            if need > width:
                return self._wrap_anywhere(" ".join(words), width, most)
            if need > room and here > first:
                lines.append(" ".join(words[first:here]))
                first, room = here, width
                if len(lines) == most:
                    lines[-1] = self.cut(f"{lines[-1]} {word}", width, always=True)
                    return lines
            room -= need + self._space
        return [*lines, " ".join(words[first:])] if words else lines

    def _wrap_anywhere(self, text: str, width: float, most: int) -> list[str]:
        """Wrap a text that holds a word wider than a line, as addresses and Chinese do."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, self.font)
        layout.setTextOption(option)
        units = text.encode("utf-16-le")  # Qt counts in UTF-16
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
            lines.append(units[start:end].decode("utf-16-le").rstrip())
            if len(lines) == most and end < len(units):
                lines[-1] = self.cut(lines[-1] + "…", width, always=True)
                break
        layout.endLayout()
        return lines

    def cut(self, line: str, width: float, *, always: bool = False) -> str:
        """Return a line that fits the width, cut at its logical end with … where it must be."""
        if not always and self.metrics.horizontalAdvance(line) <= width:
            return line
        return self.metrics.elidedText(line + "…", Qt.TextElideMode.ElideRight, width)
