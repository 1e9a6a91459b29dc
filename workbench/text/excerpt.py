"""A place of a text in one line, with a few words around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.text.hyphens import BROKEN_WORD

#: How many characters stand before a place and after it.
BEFORE, AFTER = 45, 140
#: How many are left at each end of a long mark, and of what is long between two.
_MARK_END, _GAP_END = 60, 20
_CUT = "…"
#: A blank is found within so many characters, or words are cut.
_SLACK = 20
_BROKEN = re.compile(BROKEN_WORD)
#: A soft hyphen, and signs that turn the direction of writing.
_UNSEEN = re.compile("[\u00ad\u202a-\u202e\u2066-\u2069]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of plain text and the stretches of it that were meant, in code points."""

    text: str
    marks: tuple[Span, ...]


def excerpt(text: str, marks: Sequence[Span]) -> Excerpt:
    """Return the line of a place: its marks, what is between them, and some words around.

    White space shows as one blank, a word broken over lines in one piece; a long stretch loses
    its middle. Signs that turn the direction of writing are left out. `marks` are code points,
    none of them empty; those that overlap become one.
    """
    joined = list(_joined(marks))
    first, last = joined[0][0], joined[-1][1]
    start, end = _word_start(text, first - BEFORE), _word_end(text, last + AFTER)
    line = (f"{_CUT} " if start else "") + _flat(text[start:first]).lstrip()
    found: list[Span] = []
    for number, (a, b) in enumerate(joined):
        if number:
            line += _shortened(_flat(text[joined[number - 1][1] : a]), _GAP_END)
        shown = _shortened(_flat(text[a:b]), _MARK_END)
        found.append((len(line), len(line) + len(shown)))
        line += shown
    line += _flat(text[last:end]).rstrip() + (f" {_CUT}" if end < len(text) else "")
    return Excerpt(line, tuple(found))


def _joined(marks: Sequence[Span]) -> Iterator[Span]:
    start, end = -1, -1
    for a, b in sorted(marks):
        if a <= end:
            end = max(end, b)
            continue
        if end > 0:
            yield start, end
        start, end = a, b
    yield start, end


def _flat(text: str) -> str:
    if "\n" in text:
        text = _BROKEN.sub(lambda match: match[0][0], text)
    text = _UNSEEN.sub("", text)
    if not text or text.isspace():
        return text[:1] and " "
    return " " * text[0].isspace() + " ".join(text.split()) + " " * text[-1].isspace()


def _shortened(flat: str, end: int) -> str:
    if len(flat) <= 2 * end + _SLACK:
        return flat
    head, tail = flat[: _word_end(flat, end)], flat[_word_start(flat, len(flat) - end) :]
    return f"{head.rstrip()} {_CUT} {tail.lstrip()}"


def _word_start(text: str, place: int) -> int:
    """Return the start of a word at a place or soon after it."""
    if place <= 0:
        return 0
    for n in range(place, min(place + _SLACK, len(text))):
        if text[n - 1].isspace():
            return n
    return place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    for n in range(place, max(place - _SLACK, 0), -1):
        if text[n].isspace():
            return n
    return place
