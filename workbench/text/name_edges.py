"""Where a name stands by itself: not inside another word, an address or a number."""

import re
import unicodedata

#: A letter, in a pattern of folded text.
LETTER = r"[^\W\d_]"

_NOTE = 3
_CURRENCY = frozenset("$€£¥₹")
#: What may follow an apostrophe that ends a name: a possessive or a shortened verb.
_ENDING = re.compile(rf"'(?:(?:s|d|ll|ve|re|m|t)(?!{LETTER})|(?!{LETTER}))")
#: What may stand before an apostrophe that begins a name: an article that lost its vowel.
_ELISION = re.compile(
    rf"(?<!{LETTER})(?:[cdjlmnst]|qu|jusqu|lorsqu|dell|all|dall|nell|sull|un)?'\Z"
)
_DIGITS_BEFORE = re.compile(r"\d+\Z")
_DIGITS_AFTER = re.compile(r"\d+")
_TOKEN_BEFORE = re.compile(r"\S*\Z")
_ADDRESS_AFTER = re.compile(r"@\w|\.(?:com|org|net|info|gov|edu)\b")
_BLANK_LINE = re.compile(r"\n\s*\n")
_LINKING = frozenset("/@._-#=?&%:~+")
_REACH = 200


def stands_alone(text: str, a: int, b: int) -> bool:
    """Whether a name in folded text begins and ends as words do.

    The number of a note may be glued to either side (`Taliban117`). What stands before it is
    taken to be no letter.
    """
    return _begins(text, a) and _ends(text, b)


def stands_together(text: str, start: int, end: int) -> bool:
    """Whether a name in canonical text is in one paragraph, and part of no address."""
    torn = end - start > 2 and _BLANK_LINE.search(text, start, end)
    return not torn and not _in_address(text, start, end)


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether a name is part of a web address, a mail address or a handle."""
    before = text[start - 1 : start]
    if before in _LINKING and before:
        token = _TOKEN_BEFORE.search(text, max(0, start - _REACH), start)
        link = token[0].lower() if token else ""
        if link.endswith("@") or "://" in link or "www." in link or "@" in link:
            return True
    return text[end : end + 1] in (".", "@") and _ADDRESS_AFTER.match(text, end) is not None


def _begins(text: str, a: int) -> bool:
    before = text[a - 1 : a]
    if before == "'":
        return _ELISION.search(text, max(0, a - 8), a) is not None
    if not before.isdecimal():
        return True
    if text[a].isdecimal():
        return False
    digits = _DIGITS_BEFORE.search(text, max(0, a - _NOTE - 2), a)
    assert digits is not None
    return len(digits[0]) <= _NOTE and not text[digits.start() - 1 : digits.start()].isalnum()


def _ends(text: str, b: int) -> bool:
    after = text[b : b + 1]
    if after.isspace():
        return True
    if after == "'":
        return _ENDING.match(text, b) is not None
    if after.isdecimal():
        digits = _DIGITS_AFTER.match(text, b, b + _NOTE + 1)
        assert digits is not None
        glued = len(digits[0]) <= _NOTE and not text[digits.end() : digits.end() + 1].isalpha()
        return glued and not text[b - 1].isdecimal()
    if after.isalnum() or (after in _CURRENCY and after):
        return False
    return not (after > "\u02ff" and unicodedata.category(after)[0] == "M")
