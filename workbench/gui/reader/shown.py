"""What the reader shows of a text: the same characters in number, so that offsets never move."""

import re
from collections.abc import Collection

from PySide6.QtGui import QTextBlock

from workbench.text.offsets import Utf16Map
from workbench.text.reflow import break_long, reflow
from workbench.text.wrapping import wrap_width

#: What Qt takes for the end of a paragraph, beside the line feed, and the form feed, which has no
#: shape of its own and would stand as an empty box.
_UNSHOWN = {"\r": " ", "\f": " ", "\u2029": " ", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
_SAMPLE = 200_000
#: One blank line to twelve others: then blank lines part the paragraphs of this text.
_PARTED = 12


class ShownText:
    """A canonical text, the text shown for it, and the way between their offsets.

    Invariant: `shown` has as many code points as `canonical` and as many UTF-16 units, so one map
    serves both. Offsets are code points unless a name says otherwise.
    """

    def __init__(
        self, canonical: str = "", *, reflowed: bool = False, bounds: Collection[int] = ()
    ) -> None:
        """Take a text; where a line begins at one of the bounds it is not run on to."""
        self.canonical = canonical
        self.reflowed = reflowed
        shown = break_long(_parted(canonical, bounds) if reflowed else canonical)
        for unshown, instead in _UNSHOWN.items():
            shown = shown.replace(unshown, instead)
        self.shown = shown
        self.map = Utf16Map(canonical)
        #: Characters that fill a line, where lines are shown as a page was set; else 0.
        self.set_width = 0 if reflowed else wrap_width(canonical)
        sample = self.shown[:_SAMPLE]
        self.parted = _PARTED * len(_BLANK_LINE.findall(sample)) >= max(1, sample.count("\n"))

    def __len__(self) -> int:
        return len(self.canonical)

    def block_range(self, block: QTextBlock) -> tuple[int, int]:
        """Return the code points of a block, without its end."""
        start = block.position()
        return self.map.to_codepoint(start), self.map.to_codepoint(start + block.length() - 1)

    def is_blank(self, start: int, end: int) -> bool:
        """Tell whether nothing but white space is shown of a range."""
        return not self.shown[start:end].strip()


def _parted(canonical: str, bounds: Collection[int]) -> str:
    """Return the reflowed text with the line ends before some places as they were."""
    shown = reflow(canonical)
    if shown == canonical:
        return shown
    pieces: list[str] = []
    done = 0
    for place in sorted(bounds):
        if not done < place <= len(canonical) or canonical[place - 1] != "\n":
            continue
        start = end = place - 1
        while start > done and shown[start - 1] != canonical[start - 1]:
            start -= 1
        while end < len(canonical) and shown[end] != canonical[end]:
            end += 1
        pieces += (shown[done:start], canonical[start:end])
        done = end
    return "".join((*pieces, shown[done:]))
