"""The words of folded text, as the search index keeps them and as a search asks for them.

A word is a run of letters, digits and marks. It has a joint where the fold took a hyphen out of
it (`Indian-administered`), or where digits meet letters (the note in `117systems`): whatever
stands between two joints or ends of a word can be searched for like a word. Scripts that set no
spaces between words have a word a character.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from workbench.text.characters import DASHES
from workbench.text.fold import Folded

#: A key has no more characters; longer words share the key of their beginning.
LONGEST = 64
#: Of a word of more parts than this, no key holds more of them but those of all and of its rest.
_MOST_PARTS = 16
#: Thai to Myanmar, Khmer, and the scripts of China and Japan.
_UNSPACED = (
    (0x0E00, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3040, 0x30FF), (0x31A0, 0x31BF),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
#: The non-joiner and the blank without width part words as a hyphen does.
_SEAM = re.compile(f"[{re.escape(''.join(sorted(DASHES)))}\u200b\u200c]")
_DIGITS = re.compile(r"\d+")


class _Parted(dict[int, str]):
    """A table for `str.translate` that leaves of a text its words, with blanks between them."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if not character.isalnum() and unicodedata.category(character)[0] != "M":
            parted = " "
        elif any(first <= code <= last for first, last in _UNSPACED):
            parted = f" {character} "
        else:
            parted = character
        self[code] = parted
        return parted


_PARTED = _Parted()


def words(text: str) -> list[str]:
    """Return the words of folded text in their order, whole ones only."""
    return text.translate(_PARTED).split()


def continues_word(character: str) -> bool:
    """Whether a folded character and another such one beside it are of one word."""
    return _PARTED[ord(character)] == character != " "


def joints(folded: Folded) -> "array[int]":
    """Return the joints of all words, as folded positions in their order."""
    text, source = folded.text, folded.source
    found: set[int] = set()
    for match in _SEAM.finditer(source):
        place = folded.position(match.start())
        if 0 < place < len(text) and text[place] not in " -":
            # A dash that was not folded away stands in the folded text itself.
            found.add(place)
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if start and text[start - 1].isalpha():
            found.add(start)
        if end < len(text) and text[end].isalpha():
            found.add(end)
    return array("I", sorted(found))


def keys(text: str, joints: Sequence[int]) -> set[str]:
    """Return all that may be searched for like a word in a stretch of folded text.

    `joints` are positions in this stretch, in order.
    """
    found = {word[:LONGEST] for word in words(text)}
    for number, joint in enumerate(joints):
        first, last = _word_around(text, joint)
        low = max(bisect_left(joints, first), number - _MOST_PARTS)
        high = min(bisect_left(joints, last), number + 1 + _MOST_PARTS)
        starts = {first, *joints[low:number]}
        ends = {last, *joints[number + 1 : high]}
        found.update(text[start:joint][:LONGEST] for start in starts if start < joint)
        found.update(text[joint:end][:LONGEST] for end in ends if end > joint)
    return found


def _word_around(text: str, place: int) -> tuple[int, int]:
    """Return where the word around a place starts and ends, as far as keys reach."""
    start = end = place
    while start > max(0, place - LONGEST) and continues_word(text[start - 1]):
        start -= 1
    while end < min(len(text), place + LONGEST) and continues_word(text[end]):
        end += 1
    return start, end
