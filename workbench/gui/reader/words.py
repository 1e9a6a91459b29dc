"""Bounds of passages that fall on words."""

import re

#: A word with its marks, its inner apostrophes and hyphens, also one broken over a line.
_WORD = re.compile(
    "[\\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+"
    "(?:(?:['’\u00b7_-]|[-\u2010\u00ad]\\s?\\n)[\\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+)*"
)
_REACH = 60  # where no word is nearer, as in scripts without blanks, nothing is snapped to


def snap(text: str, position: int, *, end: bool) -> int:
    """Return the start (or the end) of a word nearest to a position, or the position itself."""
    lo = max(0, position - 4 * _REACH)
    places = [
        match.end() if end else match.start()
        for match in _WORD.finditer(text, lo, position + 4 * _REACH)
    ]
    nearest = min(places, key=lambda place: abs(place - position), default=position)
    return nearest if abs(nearest - position) <= _REACH else position
