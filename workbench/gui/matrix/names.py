"""Names in little room: where they break into lines."""

import re
from collections.abc import Callable

Measure = Callable[[str], int]

_PIECE = re.compile(r"[^-–/]+[-–/]*|[-–/]+")
# A syllable of a Latin word mostly begins at a consonant that a vowel follows; "h" closes a
# pair such as "th" or "ch", which must not be torn.
_SYLLABLE = re.compile(r"(?<=[a-zà-ɏ]{2})(?=[b-df-gj-np-tv-xz][aeiouyà-ÿ])", re.IGNORECASE)
_LEAST_END = 3


def _split_word(word: str, width: int, measure: Measure) -> tuple[str, str]:
    cuts = [match.start() for match in _SYLLABLE.finditer(word)]
    for cut in reversed(cuts):
        if len(word) - cut >= _LEAST_END and measure(word[:cut] + "-") <= width:
            return word[:cut] + "-", word[cut:]
    return word, ""


def _pieces(name: str) -> list[tuple[str, str]]:
    return [
        (" " if i == 0 else "", piece)
        for word in name.split()
        for i, piece in enumerate(_PIECE.findall(word))
    ]


def break_name(name: str, width: int, measure: Measure, most: int = 3) -> list[str]:
    """Return the lines of a name, broken at words, hyphens and, at need, syllables.

    `measure` gives the width of a text in the unit of `width`. There are at most `most` lines;
    what does not fit stands on the last one, for the painter to elide.
    """
    lines: list[str] = []
    line = ""
    for space, piece in _pieces(name):
        joined = line + space + piece if line else piece
        if not line or measure(joined) <= width:
            line = joined
        elif len(lines) + 1 == most:
            line = joined
            continue
        else:
            lines.append(line)
            line = piece
        while len(lines) + 1 < most and measure(line) > width:
            head, tail = _split_word(line, width, measure)
            if not tail:
                break
            lines.append(head)
            line = tail
    return [*lines, line]
