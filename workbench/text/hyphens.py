"""Words broken over two lines: whether the hyphen belongs to the word or to the line."""

import re
from collections import Counter
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
#: A hyphen at a line's end, between two characters that are neither blank nor dashes, with the
#: white space up to the next word. A blank line in between makes it no broken word.
BROKEN_WORD = r"[-\u2010\u00ad](?<=[^\s\-\u2010-\u2015].)[ \t]*\n[ \t]*(?=\w)"

_BROKEN = re.compile(BROKEN_WORD)
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_HEAD = re.compile(r"\w+(?:[-\u2010]\w+)*\Z")
_TAIL = re.compile(r"\w+")
#: How far a word may reach on either side of its hyphen.
_REACH = 60
#: Shorter halves (`al`, `re`) stand in any text as words of their own, and prove nothing.
_TELLING = 3
#: A first half of more letters with a capital may be a name, and a second one is no ending.
_NAME = 5


def line_end_hyphens(text: str) -> list[tuple[int, bool]]:
    """Tell of every hyphen that breaks a word over a line whether the word is to be joined.

    Returns the hyphens' offsets in code points, in order, with `True` for one that goes when the
    lines are joined (`en-` `gagement`) and `False` for one that stays (`Indian-` `administered`).
    The words of the same text decide. Where they are silent, the hyphen stays before a capital or
    beside a digit, after a first half that the text compounds elsewhere (`self-`), after a name
    that the text has by itself, and between two halves that are both words of the text.
    """
    breaks = list(_BROKEN.finditer(text))
    if not breaks:
        return []
    halves = [_halves(text, match.start(), match.end()) for match in breaks]
    seen = _vocabulary(text, halves)
    return [
        (match.start(), match[0][0] == SOFT_HYPHEN or _joins(head, tail, seen))
        for match, (head, tail) in zip(breaks, halves, strict=True)
    ]


def _halves(text: str, start: int, end: int) -> tuple[str, str]:
    head = _HEAD.search(text, max(0, start - _REACH), start)
    tail = _TAIL.match(text, end, end + _REACH)
    return head[0] if head else "", tail[0] if tail else ""


def _vocabulary(text: str, halves: Iterable[tuple[str, str]]) -> Counter[str]:
    """Count the words that could decide, leaving out the broken ones themselves."""
    wanted = {form for pair in halves for form in _forms(*pair)}
    whole = _BROKEN.sub("_", text).lower().replace("\u2010", "-")
    words = _WORD.findall(whole)
    seen = Counter(word for word in words if word in wanted)
    seen.update(word[: word.index("-") + 1] for word in words if "-" in word)
    return seen


def _forms(head: str, tail: str) -> tuple[str, str, str, str]:
    head, tail = head.lower().replace("\u2010", "-"), tail.lower()
    return head + tail, f"{head}-{tail}", head, tail


def _joins(head: str, tail: str, seen: Counter[str]) -> bool:
    joined, hyphened, first, second = _forms(head, tail)
    if not first.replace("-", "").isalpha() or not second.isalpha():
        return False
    if seen[joined] != seen[hyphened]:
        return seen[joined] > seen[hyphened]
    if tail[0].isupper():
        return False
    compounds = len(first) > _TELLING and seen[f"{first}-"]
    two_words = min(len(first), len(second)) >= _TELLING and seen[first] and seen[second]
    # `Kelmarian-administered`: a name of the text before a word too long to be its ending.
    name = head[0].isupper() and min(len(first), len(second)) > _NAME and seen[first]
    return not compounds and not two_words and not name
