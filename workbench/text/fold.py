"""The one tolerant projection of a text, with the way back to canonical offsets.

Search, mentions and finding a quote again all compare folded text with folded text: lower case,
one kind of dash and of quotation mark, one space for any white space, words whole that a line end
breaks, no invisible characters, and no accents or vowel marks unless they are asked for.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from workbench.text.characters import DASHES, SPACES, folded_character, is_mark
from workbench.text.hyphens import BROKEN_WORD, SOFT_HYPHEN, line_end_hyphens

_JOINERS = "\u200d\ufe0e\ufe0f"
_DASH = re.escape("".join(sorted(DASHES)))
_SPACE = re.escape("".join(sorted(SPACES)))


class Folded:
    """Folded text and the canonical text it came from.

    `text` is what to search in. Between the points where a fold changed the length the two run
    side by side, so only those points are kept.
    """

    __slots__ = ("_folded", "_origins", "source", "text")

    def __init__(self, source: str, text: str, folded: "array[int]", origins: "array[int]") -> None:
        """Take stretches by where they start in folded and in canonical text, ends included."""
        self.source = source
        self.text = text
        self._folded = folded
        self._origins = origins

    def origin(self, i: int) -> int:
        """Return where the canonical text behind folded position `i` starts (its length: the end).

        Characters that one canonical character was spelt out into all come from its place.
        """
        stretch, even = self._stretch(i)
        return self._origins[stretch] + (i - self._folded[stretch] if even else 0)

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Return the canonical start and end of folded characters `a` up to, not including, `b`.

        What was folded away at the end (a line's end, a hyphen) stays outside, but accents and
        joined signs stay with the character that carries them.
        """
        start = self.origin(a)
        if b <= a:
            return start, start
        stretch, even = self._stretch(b - 1)
        end = self.origin(b - 1) + 1 if even else self._origins[stretch + 1]
        while end < len(self.source) and _clings(self.source[end]):
            end += 1
        return start, end

    def position(self, canonical: int) -> int:
        """Return the folded position of a canonical offset; inside a run, that of the run."""
        stretch = min(bisect_right(self._origins, canonical), len(self._origins) - 1) - 1
        even = self._is_even(stretch)
        return self._folded[stretch] + (canonical - self._origins[stretch] if even else 0)

    def is_whole(self, a: int, b: int) -> bool:
        """Whether folded `a` to `b` covers whole canonical characters (no half of a ligature)."""
        return self._starts_character(a) and self._starts_character(b)

    def find_all(self, needle: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the folded positions, from `start`, at which a folded `needle` begins and ends."""
        place = self.text.find(needle, start) if needle else -1
        while place >= 0:
            yield place, place + len(needle)
            place = self.text.find(needle, place + 1)

    def _starts_character(self, i: int) -> bool:
        stretch, even = self._stretch(i)
        return even or i == self._folded[stretch]

    def _stretch(self, i: int) -> tuple[int, bool]:
        stretch = min(bisect_right(self._folded, i), len(self._folded) - 1) - 1
        if i == len(self.text):
            return len(self._folded) - 1, True
        return stretch, self._is_even(stretch)

    def _is_even(self, stretch: int) -> bool:
        width = self._folded[stretch + 1] - self._folded[stretch]
        return width == self._origins[stretch + 1] - self._origins[stretch]


def _clings(character: str) -> bool:
    return is_mark(character) or character in _JOINERS


def fold(text: str, *, marks: bool = True, hyphens: bool = True) -> Folded:
    """Fold a text.

    With `marks`, accents and vowel marks are folded away. With `hyphens`, a hyphen between two
    words counts, and one at a line's end goes or stays as the text's own words decide; without,
    such hyphens and the white space after them all vanish (but between digits), so that a quote
    matches however it was broken, joined or spelt.
    """
    even, pattern = _plan(text, marks, hyphens)
    joined = {at for at, joins in line_end_hyphens(text) if joins} if hyphens else None
    pieces: list[str] = []
    folded, origins = array("I", [0]), array("I", [0])
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if start > done:
            pieces.append(even[done:start])
            length += start - done
            folded.append(length)
            origins.append(start)
        piece = _replacement(match, marks, joined)
        pieces.append(piece)
        length += len(piece)
        folded.append(length)
        origins.append(end)
        done = end
    pieces.append(even[done:])
    folded.append(length + len(text) - done)
    origins.append(len(text))
    return Folded(text, "".join(pieces), folded, origins)


def _plan(text: str, marks: bool, hyphens: bool) -> tuple[str, re.Pattern[str]]:
    """Fold what folds one for one, and return the pattern of the places where lengths change."""
    folds = {character: folded_character(character, marks) for character in set(text)}
    unseen = "".join(sorted(c for c, folded in folds.items() if not folded))
    wide = "".join(sorted(c for c, folded in folds.items() if len(folded) > 1))
    table = {ord(c): folded if len(folded) == 1 else c for c, folded in folds.items()}
    return text.translate(table), _uneven(unseen, wide, hyphens)


@lru_cache(maxsize=256)
def _uneven(unseen: str, wide: str, hyphens: bool) -> re.Pattern[str]:
    """Return the pattern of all places that fold to more or fewer characters than they have.

    Each alternative starts with a set of characters, which keeps the search quick.
    """
    gone = re.escape(unseen)
    gap = f"[{_SPACE}{gone}]"
    run = f"(?:[{gone}]*[{_DASH}])" if unseen else f"[{_DASH}]"
    inner = f"[{_DASH}{SOFT_HYPHEN}](?<=[^{_SPACE}{_DASH}].){run}*{gap}*(?=\\w)"
    parts = [
        f"(?P<hyphen>{BROKEN_WORD if hyphens else inner})",
        f"(?P<dash>[{_DASH}]{run}+)",
        f"(?P<space>[{_SPACE}]{gap}+)",
    ]
    if unseen:
        parts.append(f"(?P<gone>[{gone}]+)")
    if wide:
        parts.append(f"(?P<wide>[{re.escape(wide)}])")
    return re.compile("|".join(parts))


def _replacement(match: re.Match[str], marks: bool, joined: set[int] | None) -> str:
    kind = match.lastgroup
    if kind == "space":
        return " "
    if kind == "dash":
        return "-"
    if kind == "wide":
        return folded_character(match[0], marks)
    if kind == "gone":
        return ""
    if joined is not None:
        return "" if match.start() in joined else "-"
    text = match.string
    between_digits = text[match.start() - 1].isdigit() and text[match.end()].isdigit()
    return "-" if between_digits else ""
