"""Page furniture and footnotes that stand in the middle of what one reads."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from db.records import Span, Style

_KINDS = frozenset({"furniture", "note"})
#: What a reflowed text has in the place of blanks and line ends.
_UNSEEN = dict.fromkeys(map(ord, "\u2060\u00ad\u200b"))


class Asides:
    """The stretches of a text that are page furniture or footnotes, in order, none over another."""

    def __init__(self, styles: Iterable[Style]) -> None:
        self._ranges: list[tuple[int, int]] = []
        for style in sorted(styles, key=lambda style: style.start):
            if style.kind not in _KINDS:
                continue
            if self._ranges and style.start <= self._ranges[-1][1]:
                start, end = self._ranges.pop()
                self._ranges.append((start, max(end, style.end)))
            else:
                self._ranges.append((style.start, style.end))

    def leave_out(self, text: str, span: Span) -> list[Span]:
        """Return what is left of a passage without the asides in it, and the white space around.

        An aside in which the passage begins or ends was meant, and stays.
        """
        first = bisect_right(self._ranges, span.start, key=lambda one: one[0])
        last = bisect_left(self._ranges, span.end, key=lambda one: one[1])
        begins = first > 0 and self._ranges[first - 1][1] > span.start
        kept: list[Span] = []
        at = span.start
        for start, end in self._ranges[first:last]:
            if not (begins and start == self._ranges[first - 1][0]):
                kept += _trimmed(text, at, start)
                at = end
        kept += _trimmed(text, at, span.end)
        return kept or [span]

    def fill(self, text: str, start: int, end: int) -> bool:
        """Whether nothing but asides and white space stands between two places."""
        place = bisect_left(self._ranges, start, key=lambda one: one[1])
        for low, high in self._ranges[place:]:
            if low >= end:
                break
            if not _is_blank(text[start:low]):
                return False
            start = max(start, high)
        return start >= end or _is_blank(text[start:end])


def _is_blank(words: str) -> bool:
    return not words.translate(_UNSEEN).strip()


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return [Span(start, end)] if start < end else []
