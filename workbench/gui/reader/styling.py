"""What the styles of a document and the script of its words mean for the layout of a block."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from db.records import Document, Style
from workbench.gui import theme
from workbench.gui.reader.shown import ShownText
from workbench.gui.reader.tables import Tables
from workbench.gui.reader.typography import Typography, Voice
from workbench.readers.formats import PDF, TEXT

WORDS = frozenset({"strong", "em", "code", "link", "noteref", "image", "furniture", "scrap"})
#: kinds of paragraphs, those that decide on the voice first
BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "pre", "item", "quote", "note", "row")
#: what a switch hides; footnotes are among it where they stand in the midst of the text
ASIDE = frozenset({"furniture", "scrap"})
_LONG = 5_000  # code points
#: Runs of Arabic script, with the blanks and marks between its words.
ARABIC = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
    "(?:[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u200c\u200d ]*"
    "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc])?"
)


def aside_of(document: Document) -> frozenset[str]:
    """Return the kinds of styles that can be left out of a document.

    Pages and hard-wrapped text have their footnotes in the midst of sentences.
    """
    among = document.media_type in (PDF.media_type, TEXT.media_type)
    return ASIDE | {"note"} if among else ASIDE


class StyleIndex:
    """Styles by place.

    Invariant: `_reach[k]` is the furthest end of the short styles up to `k`, so that a search may
    stop as soon as nothing earlier reaches the range asked for. The few long ones (chapters,
    pages, tables) are looked at one by one: they would let no search stop.
    """

    def __init__(self, styles: Sequence[Style] = (), aside: frozenset[str] = ASIDE) -> None:
        #: the kinds that a switch hides
        self.aside = aside
        self._styles = sorted(styles, key=lambda style: style.start)
        self._long = [n for n, style in enumerate(self._styles) if style.end - style.start > _LONG]
        self._short = [
            n for n, style in enumerate(self._styles) if style.end - style.start <= _LONG
        ]
        self._starts = [self._styles[n].start for n in self._short]
        self._reach = list(accumulate((self._styles[n].end for n in self._short), max))

    def bounds(self) -> set[int]:
        """Return where something that a switch hides begins, and what follows it."""
        aside = [style for style in self._styles if style.kind in self.aside]
        return {place for style in aside for place in (style.start, style.end + 1)}

    def all(self) -> Sequence[Style]:
        """Return all styles, by their starts."""
        return self._styles

    def query(self, lo: int, hi: int) -> list[Style]:
        """Return the styles that share a code point with `lo` up to `hi`, in the text's order."""
        styles = self._styles
        found = [n for n in self._long if styles[n].start < hi and styles[n].end > lo]
        place = bisect_left(self._starts, hi) - 1
        while place >= 0 and self._reach[place] > lo:
            if styles[self._short[place]].end > lo:
                found.append(self._short[place])
            place -= 1
        return [styles[n] for n in sorted(found)]


class Styling:
    """The voice and the formats of every block, for one text and one typography."""

    def __init__(self, text: ShownText, styles: StyleIndex, typography: Typography) -> None:
        self._text = text
        self._styles = styles
        self.typography = typography
        self._tables = Tables(styles.all(), text.canonical, typography)

    def all_aside(self, start: int, end: int) -> bool:
        """Tell whether nothing of a block is text proper, only page furniture or scraps."""
        at = start
        for style in self._styles.query(start, end):
            if style.kind in self._styles.aside and style.start <= at:
                at = max(at, style.end)
        return at >= end > start

    def right_to_left(self, start: int, end: int) -> bool:
        """Tell whether the document says that a block runs from right to left."""
        return any(style.kind == "rtl" for style in self._styles.query(start, end))

    def stops(self, start: int, end: int, room: float) -> list[float]:
        """Return the tab stops of a row of a table in px; none for any other block."""
        return self._tables.stops(start, end, room) if self.kind(start, end) == "row" else []

    def kind(self, start: int, end: int) -> str:
        """Return the paragraph's kind of a range of code points; empty for plain text."""
        kinds = {style.kind for style in self._styles.query(start, end)}
        return next((kind for kind in BLOCKS if kind in kinds), "")

    def block(self, start: int, end: int) -> tuple[Voice, list[QTextLayout.FormatRange]]:
        """Return how to set the block of a range of code points.

        The formats count in UTF-16 units from the block's start; later ones add to earlier ones.
        """
        typography = self.typography
        styles = self._styles.query(start, end)
        voice = typography.voice(self.kind(start, end))
        formats = []
        if voice.font is not typography.font:
            formats.append(self._range(start, end, start, _font_format(voice.font)))
        for style in styles:
            if style.kind in WORDS:
                lo, hi = max(start, style.start), min(end, style.end)
                formats.append(self._range(lo, hi, start, self._word_format(style.kind)))
        shown = self._text.shown[start:end]
        if not shown.isascii() and ARABIC.search(shown):
            larger = QTextCharFormat()
            larger.setFontPointSize(typography.arabic_points(voice))
            for run in ARABIC.finditer(shown):
                formats.append(self._range(start + run.start(), start + run.end(), start, larger))
            voice = typography.arabic(voice)
        return voice, formats

    def gap_after(self, start: int, end: int, following: tuple[int, int]) -> int:
        """Return the space in px between a block and the one that follows, both given as ranges."""
        text, px = self._text, self.typography.px
        kind, next_kind = self.kind(start, end), self.kind(*following)
        if text.is_blank(*following) or "pre" == kind == next_kind:
            return 0
        if next_kind in ("item", "quote", "row", "note") and kind == next_kind:
            return px(4)
        heading = self.typography.voice(next_kind).before
        if kind.startswith("h"):
            return max(heading, self.typography.voice(kind).after)
        if kind != next_kind or not text.parted:
            return max(px(14), heading)
        return max(px(7) if text.reflowed else 0, heading)

    def blank_height(self, start: int) -> int:
        """Return the height in px of a blank block: a gap after text, less after another gap."""
        shown, px = self._text.shown, self.typography.px
        before = shown.rfind("\n", 0, max(0, start - 1)) + 1
        if self._text.is_blank(before, start):
            return px(7)
        if self.kind(before, start - 1).startswith("h"):
            return px(6)
        return px(14)

    def _range(
        self, lo: int, hi: int, origin: int, look: QTextCharFormat
    ) -> QTextLayout.FormatRange:
        to_utf16 = self._text.map.to_utf16
        result = QTextLayout.FormatRange()
        result.start = to_utf16(lo) - to_utf16(origin)
        result.length = to_utf16(hi) - to_utf16(lo)
        result.format = look
        return result

    def _word_format(self, kind: str) -> QTextCharFormat:
        look = QTextCharFormat()
        if kind == "strong":
            look.setFontWeight(QFont.Weight.Bold)
        elif kind == "em":
            look.setFontItalic(True)
        elif kind == "code":
            look.merge(_font_format(self.typography.mono()))
        elif kind in ("image", *ASIDE):
            look.setForeground(QColor(theme.tokens().text3))
        elif kind == "noteref":
            look.setForeground(QColor(theme.tokens().accent))
            look.setFontPointSize(self.typography.font.pointSizeF() * 0.8)
        else:
            look.setForeground(QColor(theme.tokens().accent))
            look.setFontUnderline(True)
        return look


def _font_format(font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontFamilies([*(font.families() or [font.family()]), *theme.ARABIC_FONTS])
    look.setFontPointSize(font.pointSizeF())
    look.setFontWeight(font.weight())
    return look
