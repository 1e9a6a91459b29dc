"""Where in a text something stands, in the words of a reader."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from db.records import Claim, Style
from workbench.text.asides import Asides
from workbench.text.reflow import quotable


class Lines:
    """The line numbers of a text, and its pages if it has some; lines end where the file's do."""

    def __init__(self, text: str, styles: Iterable[Style] = ()) -> None:
        """Take the text and its styles, among which pages, page furniture and notes are."""
        self.styles = tuple(styles)
        self._text = text
        self._known: list[tuple[int, int]] = [(0, 1)]
        self._pages = sorted(
            (s for s in self.styles if s.kind == "page"), key=lambda page: page.start
        )
        self._starts = [page.start for page in self._pages]
        self.asides = Asides(self.styles)

    @cached_property
    def shown(self) -> str:
        """The text as it is quoted: reflowed, and without the numbers of notes at its words."""
        return quotable(self._text, self.styles)

    def number(self, offset: int) -> int:
        """Return the number of the line, from 1, in which a code point stands."""
        start, line = max((known for known in self._known if known[0] <= offset), default=(0, 1))
        line += self._text.count("\n", start, offset)
        if offset - start > 100_000:
            self._known.append((offset, line))
        return line

    def page(self, offset: int) -> str:
        """Return the label of the page on which a code point stands, nothing where on none."""
        at = bisect_right(self._starts, offset) - 1
        return self._pages[at].value if at >= 0 and offset < self._pages[at].end else ""

    def pages(self, start: int, end: int) -> str:
        """Return the pages of a passage as they are cited, "p. 12" or "pp. 12–13", or nothing."""
        first, last = self.page(start), self.page(max(start, end - 1))
        if not first or not last or first == last:
            return f"p. {first or last}" if first or last else ""
        return f"pp. {first}–{last}"


def place_of(claim: Claim, lines: Lines) -> str:
    """Return where a claim stands, in the words of a reader.

    By its pages where the text has some ("pp. 12–13"), else by its line ("line 214"); of several
    passages it says so first ("2 passages, line 3").
    """
    place = lines.pages(claim.start, claim.end) or f"line {lines.number(claim.start):,}"
    return place if len(claim.spans) == 1 else f"{len(claim.spans)} passages, {place}"
