"""The order of words as people expect it: 2 before 10, É with E, no matter the case."""

import re
import unicodedata

_NUMBER = re.compile(r"[0-9]+")
#: What comes after decides between no two texts that people would compare.
_ENOUGH = 160
#: Longer numbers are rare enough to stand as they are.
_DIGITS = 12
#: Accents, and the points of Hebrew and Arabic.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670]+")
_BEFORE_WORDS = " \t\n\"'“”‘’«»„([{-–—…¿¡.•"


def natural(text: str) -> str:
    """Return what to compare instead of a text; empty for one that says nothing."""
    text = text[:_ENOUGH].replace("’", "'")
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = text.casefold()
    if not text[:1].isalnum():
        text = text.lstrip(_BEFORE_WORDS)
    return _NUMBER.sub(_padded, text) if _NUMBER.search(text) else text


def _padded(number: re.Match[str]) -> str:
    return number[0].lstrip("0").rjust(_DIGITS, "0")
