"""Names over a line's end whose hyphen the fold may have taken for the wrong kind.

The fold asks the words of the text whether a hyphen at a line's end belongs to the word. The names
that are looked for know more: `Paki-` `stan` is one word if `Pakistan` is a name, whatever words of
the text its halves may be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.text.fold import Folded
from workbench.text.hyphens import BROKEN_WORD
from workbench.text.name_edges import LETTER

_BROKEN = re.compile(BROKEN_WORD)
_WORD = re.compile(rf"{LETTER}+")
_HEAD = re.compile(rf"{LETTER}+\Z")
#: Longer halves are no parts of names.
_REACH = 40
#: Second halves of compounds with a name.
_TAIL = re.compile(
    "(?:led|run|based|backed|born|held|wide|style|linked|aligned|affiliated|allied|controlled|"
    "sponsored|supported|funded|trained|occupied|administered|dominated|brokered|friendly|majority|"
    "imposed|era|related|inspired|ruled|owned|made|speaking|mediated|appointed|installed)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of folded text with one hyphen the other way, and what it touches.

    `cut` is where the halves meet in `text`, from `low` to `high` the word or the words they make.
    """

    text: str
    low: int
    high: int
    _cut: int
    _base: int
    _shift: int

    def place(self, i: int) -> int:
        """Return the folded position of a character of `text`."""
        return self._base + i + (self._shift if i >= self._cut else 0)


class BrokenNames:
    """The words of all names, which tell a name from another word over a line's end."""

    def __init__(self, names: list[str]) -> None:
        self._words = {word for name in names for word in _WORD.findall(name)}
        self._margin = max(map(len, names), default=0) + 8

    def readings(self, folded: Folded) -> Iterator[Reading]:
        """Yield the stretches of a text whose hyphen would make a name the other way."""
        text = folded.text
        for match in _BROKEN.finditer(folded.source):
            place = folded.position(match.start())
            kept = text[place : place + 1] == "-"
            head = _HEAD.search(text, max(0, place - _REACH), place)
            tail = _WORD.match(text, place + kept, place + kept + _REACH)
            if head and tail and self._is_name(head[0], tail[0], kept):
                yield self._other(text, place, kept, len(head[0]), len(tail[0]))

    def _is_name(self, head: str, tail: str, kept: bool) -> bool:
        """Whether two halves make a name if their hyphen is not `kept`, or if it is not joined."""
        if kept:
            return head + tail in self._words
        return head in self._words and (tail in self._words or _TAIL.fullmatch(tail) is not None)

    def _other(self, text: str, place: int, kept: bool, head: int, tail: int) -> Reading:
        base = max(0, place - self._margin)
        hyphen = "" if kept else "-"
        stretch = text[base:place] + hyphen + text[place + kept : place + self._margin]
        cut = place - base
        return Reading(stretch, cut - head, cut + len(hyphen) + tail, cut, base, 1 if kept else -1)
