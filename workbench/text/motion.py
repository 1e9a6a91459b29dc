"""Stepping through a text by letters, words and sentences, as a claim's ends are moved.

A letter is what a reader takes for one: a base with its marks, an emoji with all that is joined
to it, a flag. A word broken over two lines is one word. Offsets are code points.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from workbench.text.sentences import (
    next_sentence_end,
    next_sentence_start,
    previous_sentence_end,
    previous_sentence_start,
)

Unit = Literal["letter", "word", "sentence"]
Edge = Literal["start", "end"]

_JOINER = "\u200d"
_FIRST_SYMBOL = "\u2190"
_PUNCTUATION = (
    r"\s!-/:-@\[-^`{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u3003"
    r"\u3008-\u3011\u060c\u061b\u061f\u066a-\u066d\u06d4\uff01-\uff0f"
)
_LETTERS = rf"[^{_PUNCTUATION}]+"
#: Letters and digits, with the apostrophes and stops between them, over a hyphened line's end.
_WORD = re.compile(rf"{_LETTERS}(?:(?:['’.,]|[-\u2010\u00ad][ \t]*\n[ \t]*){_LETTERS})*")
#: How far the search for a word goes back at first.
_STRIDE = 200
_FARTHEST = 10_000


def move(text: str, offset: int, unit: Unit, steps: int, edge: Edge | None = None) -> int:
    """Return where an offset comes to after so many steps, backward if `steps` is negative.

    Words and sentences are met at their ends on the way forward and at their starts on the way
    backward; `edge` makes it always the start or always the end, as the first or the last
    character of a claim wants it. The ends of the text are never passed.
    """
    step = _step(unit, steps > 0, edge or ("end" if steps > 0 else "start"))
    offset = min(max(offset, 0), len(text))
    for _ in range(abs(steps)):
        offset = step(text, offset)
    return offset


def next_letter(text: str, offset: int) -> int:
    """Return the next boundary between letters after an offset, or the end of the text."""
    offset += 1
    while offset < len(text) and _is_joined(text, offset):
        offset += 1
    return min(offset, len(text))


def previous_letter(text: str, offset: int) -> int:
    """Return the last boundary between letters before an offset, or 0."""
    offset -= 1
    while offset > 0 and _is_joined(text, offset):
        offset -= 1
    return max(offset, 0)


def next_word_end(text: str, offset: int) -> int:
    """Return the first end of a word after an offset, or the end of the text."""
    match = _WORD.search(text, _stretch_start(text, offset, _STRIDE))
    while match is not None and match.end() <= offset:
        match = _WORD.search(text, match.end())
    return match.end() if match else len(text)


def next_word_start(text: str, offset: int) -> int:
    """Return the first start of a word after an offset, or the end of the text."""
    match = _WORD.search(text, _stretch_start(text, offset, _STRIDE))
    while match is not None and match.start() <= offset:
        match = _WORD.search(text, match.end())
    return match.start() if match else len(text)


def previous_word_start(text: str, offset: int) -> int:
    """Return the last start of a word before an offset, or 0."""
    return _last_before(text, offset, lambda match: match.start())


def previous_word_end(text: str, offset: int) -> int:
    """Return the last end of a word before an offset, or 0."""
    return _last_before(text, offset, lambda match: match.end())


def _step(unit: Unit, forward: bool, edge: Edge) -> Callable[[str, int], int]:
    if unit == "letter":
        return next_letter if forward else previous_letter
    if unit == "word":
        if forward:
            return next_word_end if edge == "end" else next_word_start
        return previous_word_end if edge == "end" else previous_word_start
    if forward:
        return next_sentence_end if edge == "end" else next_sentence_start
    return previous_sentence_end if edge == "end" else previous_sentence_start


def _last_before(text: str, offset: int, place: Callable[[re.Match[str]], int]) -> int:
    stride = _STRIDE
    while True:
        low = _stretch_start(text, offset, stride)
        places = [place(match) for match in _WORD.finditer(text, low, offset + _STRIDE)]
        before = [found for found in places if found < offset]
        if before or low == 0:
            return before[-1] if before else 0
        stride *= 2


def _stretch_start(text: str, offset: int, stride: int) -> int:
    """Return a place some way back, behind the blank after a word, at which no word goes on.

    In a run of text without such a blank it is as far back as is worth looking.
    """
    low = offset - stride
    for place in range(low, max(1, low - _FARTHEST), -1):
        if text[place - 1].isspace() and text[place - 2].isalnum():
            return place
    return max(0, low - _FARTHEST)


def _is_joined(text: str, offset: int) -> bool:
    """Whether the characters on both sides of an offset belong to one letter."""
    before, after = text[offset - 1], text[offset]
    if after.isascii():
        return False
    if _extends(after):
        return before != "\n"
    if before == _JOINER:
        return after >= _FIRST_SYMBOL
    return _is_flag_half(after) and _flag_halves_before(text, offset) % 2 == 1


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or "\u1160" <= character <= "\u11ff"
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, offset: int) -> int:
    count = 0
    while count < offset and _is_flag_half(text[offset - count - 1]):
        count += 1
    return count


def nearest_edge(text: str, place: int) -> int:
    """Return a place, or the nearer end of the word in the midst of which it stands."""
    start = end = place
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    if place in (start, end):
        return place
    return start if place - start <= end - place else end
