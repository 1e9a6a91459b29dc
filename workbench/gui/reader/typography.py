"""How the reader sets its paragraphs: fonts, line heights, gaps and indents, by kind."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from workbench.gui import theme

BASE = 16.5  # the reading size in px that the measures below are given for
LINE = 28
ARABIC_LINE = 31
ARABIC_MORE = 1.5  # px by which Arabic script is set larger
GAP = 14
INDENT = 24
DPI = 96  # sizes in px are for this resolution, as in the rest of the window
HEADINGS = {  # size, line, gap before, gap after
    "h1": (24, 32, 20, 10),
    "h2": (21, 29, 18, 8),
    "h3": (19, 26, 16, 8),
    "h4": (17, 26, 12, 6),
    "h5": (16, 26, 10, 4),
    "h6": (15, 26, 10, 4),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """How one kind of paragraph is set; lengths in px.

    `up` and `down` reach from the base line to the edges of a highlight.
    """

    font: QFont
    line: int
    baseline: float
    up: float
    down: float
    before: int = 0
    after: int = 0
    indent: int = 0


class Typography:
    """The voices of the reader at one reading font and size, and the width of its column."""

    def __init__(self, family: str = "", pixels: float = BASE) -> None:
        self.pixels = pixels
        self.scale = pixels / BASE
        self.font = theme.reading_font(pixels, family)
        # Half pixels count here: QFont takes whole ones only, but any part of a point.
        self.font.setPointSizeF(pixels * 72 / DPI)
        metrics = QFontMetricsF(self.font)
        alphabet = "abcdefghijklmnopqrstuvwxyz"
        self.measure = round(theme.MEASURE * metrics.horizontalAdvance(alphabet) / len(alphabet))
        body = self._voice(self.font, LINE, down=0.3)
        self._voices = {
            "": body,
            "quote": replace(body, indent=self.px(INDENT)),
            "item": replace(body, indent=self.px(INDENT)),
            "pre": self._voice(self.mono(), 24, down=0.3),
            "note": self._voice(self._smaller(), 24, down=0.3),
        }
        for kind, (size, line, before, after) in HEADINGS.items():
            voice = self._voice(self._heading(size), line, down=0.3)
            self._voices[kind] = replace(voice, before=self.px(before), after=self.px(after))

    def px(self, length: float) -> int:
        """Return a length given for the base size at the present size."""
        return round(length * self.scale)

    def voice(self, kind: str) -> Voice:
        """Return how a kind of paragraph is set; words' kinds and unknown ones as plain text."""
        return self._voices.get(kind) or self._voices[""]

    def arabic(self, voice: Voice) -> Voice:
        """Return a voice for a paragraph with Arabic script, whose letters reach deeper."""
        line = max(voice.line, round(voice.line * ARABIC_LINE / LINE))
        deeper = 0.14 * voice.font.pointSizeF() * DPI / 72
        return replace(voice, line=line, baseline=voice.baseline, down=voice.down + deeper)

    def arabic_points(self, voice: Voice) -> float:
        """Return the size of Arabic script within a voice, in points."""
        return voice.font.pointSizeF() + ARABIC_MORE * self.scale * 72 / DPI

    def mono(self) -> QFont:
        """Return the font of code, a little smaller than the text around it."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # Its name may be an alias ("monospace"), which counts for nothing among other families.
        font.setFamilies([QFontInfo(font).family(), *theme.ARABIC_FONTS])
        font.setPointSizeF(self.pixels * 0.88 * 72 / DPI)
        return font

    def _smaller(self) -> QFont:
        """Return the font of notes."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * 0.88)
        return font

    def _heading(self, size: float) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(size * self.scale * 72 / DPI)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _voice(self, font: QFont, line: int, down: float) -> Voice:
        metrics = QFontMetricsF(font)
        height = self.px(line)
        baseline = (height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        size = font.pointSizeF() * DPI / 72
        return Voice(font, height, baseline, up=1.06 * size, down=down * size)
