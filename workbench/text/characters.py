"""What one character is to the tolerant fold: the same in every text, whatever stands beside it."""

import unicodedata
from functools import cache

DASHES = frozenset(
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212"
    "\u2e3a\u2e3b\u2e40\u301c\u3030\ufe31\ufe32\ufe58\ufe63\uff0d"
)
#: All that `str.isspace` calls white space.
SPACES = frozenset(
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

_ALIKE = {
    **dict.fromkeys("‘’‚‛′‵`´ʹʻʼʽˈ＇‹›", "'"),
    **dict.fromkeys("“”„‟″‶«»＂〝〞〟", '"'),
    # Letters that Unicode takes for letters of their own and readers for written variants.
    **dict.fromkeys("\u0649\u06cc\u06d2", "\u064a"),
    "\u06a9": "\u0643",
}
_STROKED = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
}  # fmt: skip
_TATWEEL = "\u0640"
#: Arabic signs that are format characters by category but are seen.
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")


@cache
def folded_character(character: str, marks: bool) -> str:
    """Return what stands for a character in folded text: nothing, itself, or a few characters.

    White space gives a space, dashes `-`, quotation marks `'` or `"`; letters lose their case and
    compatibility forms are spelt out. With `marks`, accents and vowel marks vanish.
    """
    if character in SPACES:
        return " "
    if character in DASHES:
        return "-"
    if character in _ALIKE:
        return _ALIKE[character]
    if character == _TATWEEL or _is_unseen(character):
        return ""
    return "".join(_fold_part(part, marks) for part in _decomposed(character))


def is_mark(character: str) -> bool:
    """Whether a character is an accent or vowel mark that a reader may leave out.

    Vowel signs of Indic and South-East Asian scripts are not: without them it is another word.
    """
    return character > "\u02ff" and _is_optional(unicodedata.combining(character))


def _is_optional(combining_class: int) -> bool:
    """Classes 10 to 35 hold Hebrew, Arabic and Syriac points, 200 and more accents."""
    return 10 <= combining_class <= 35 or combining_class >= 200


def _is_unseen(character: str) -> bool:
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return True
    if character == "\u034f":
        return True
    return unicodedata.category(character) == "Cf" and character not in _SEEN_FORMATS


def _decomposed(character: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    # A spacing accent decomposes to a blank with a mark: taken apart it would split a word.
    return character if parts[:1].isspace() or parts[-1:].isspace() else parts


def _fold_part(part: str, marks: bool) -> str:
    if marks and is_mark(part):
        return ""
    if part in DASHES:
        return "-"
    alike = _ALIKE.get(part, part)
    return _STROKED.get(alike, alike) if marks else alike
