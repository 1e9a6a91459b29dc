"""Footnotes of extracted text: the blocks at the feet of its pages, and the marks that name them.

A block begins with the number that is next in turn, and the number must stand as a mark in the
text before it, glued to a word (`location.1 Like`): nothing else that begins with a number does.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from workbench.text.furniture import TextLine

_NUMBERED = re.compile(r"\s*(\d{1,3}|[*†‡§]{1,3})[.)]?(?=\s?[^\s\d.,)])")
#: What stands before a mark: a word and its stops; after a number, at least one stop.
_BEFORE = re.compile(r"(?:[^\W\d_][.,;:!?’”\"'»)\]]{0,3}|\d[.,;:!?’”\"'»)\]]{1,3})\Z")
_AFTER = re.compile(r"[\w%*†‡§]|[.,]\d")
#: A stop within the words, after the number.
_CLOSED = re.compile(r"\w\S*\s.*[.;:](?:\s|\Z)", re.DOTALL)
#: A note is set so much smaller than the text, in parts of its size.
_SMALLER = 0.97
#: How many lines a note may take.
_LONGEST = 60
#: How many lines of the note before may stand above the first number of a page.
_REST = 8


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number, the places of its lines, and the place of its mark in the text."""

    number: str
    start: int
    end: int
    mark: tuple[int, int] | None


def notes(
    text: str, pages: Sequence[Sequence[TextLine]], without: Collection[TextLine] = ()
) -> list[Note]:
    """Return the footnotes at the feet of pages; `without` are lines that are page furniture."""
    found: list[Note] = []
    last = 0
    for lines in pages:
        kept = [line for line in lines if line not in without and line.words.strip()]
        for note in _on_page(text, kept, last):
            found.append(note)
            last = int(note.number) if note.number.isdigit() else last
    return found


def _on_page(text: str, lines: Sequence[TextLine], last: int) -> list[Note]:
    if not lines:
        return []
    usual = median(line.size for line in lines)
    for first in range(1, len(lines)):
        number = _number(lines[first])
        if number is None or (number.isdigit() and number not in (str(last + 1), "1")):
            continue
        # Notes are set smaller; where sizes are unknown, the mark alone decides.
        if usual and not all(line.size <= usual for line in lines[first:]):
            continue
        mark = mark_of(text, number, lines[0].start, lines[first].start)
        if mark is not None and (not usual or lines[first].size < _SMALLER * usual):
            return list(_block(text, lines, first, mark))
    return []


def _number(line: TextLine) -> str | None:
    match = _NUMBERED.match(line.words)
    return match[1] if match else None


def mark_of(text: str, number: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the mark of a note stands between two places: its number after a word.

    Where a raised number made a line of its own, it stands before the word that begins the next
    one (`117systems`).
    """
    place = text.find(number, start, end)
    while place >= 0:
        after = place + len(number)
        if _BEFORE.search(text, max(start, place - 4), place) and not _AFTER.match(text, after):
            return place, after
        place = text.find(number, after, end)
    glued = re.compile(rf"\n{re.escape(number)}(?!(?:st|nd|rd|th)\b)(?=[^\W\d_])")
    found = glued.search(text, start, end) if number.isdigit() else None
    return (found.start() + 1, found.end()) if found else None


def _block(
    text: str, lines: Sequence[TextLine], first: int, mark: tuple[int, int] | None
) -> Iterator[Note]:
    """Yield the notes of a block that begins with line `first` and ends with its page."""
    start, number = first, _number(lines[first]) or ""
    at, begin = mark, lines[0].start
    for place in range(first + 1, len(lines) + 1):
        following = _number(lines[place]) if place < len(lines) else None
        if place < len(lines) and not _follows(number, following):
            continue
        yield Note(number, lines[start].start, lines[place - 1].end, at)
        if following is not None:
            begin = at[1] if at else begin
            at = mark_of(text, following, begin, lines[first].start)
            start, number = place, following


def _follows(number: str, following: str | None) -> bool:
    if following is None or not number.isdigit():
        return following is not None and following != number
    return following.isdigit() and int(following) == int(number) + 1


def notes_between(text: str, lines: Sequence[TextLine]) -> list[Note]:
    """Return the footnotes of a hard-wrapped text without pages.

    A block begins after a blank line, or after two and the rest of the last note of the page
    before; it ends at the next blank line, or where a line begins with the one space that page
    ends leave before the first line of a page.
    """
    found: list[Note] = []
    expected, place, begin = 1, 1, 0
    while place < len(lines):
        rest = _rest_before(lines, place)
        if rest is None or _number(lines[place]) != str(expected):
            place += 1
            continue
        end = place + 1
        while end < len(lines) and end - place < _LONGEST and not _ends_block(lines[end].words):
            end += 1
        mark = mark_of(text, str(expected), begin, lines[rest].start)
        shown = [TextLine(begin, begin, ""), *lines[place:end]]
        block = list(_block(text, shown, 1, mark))
        if not any(note.mark for note in block) or _is_heading(text, block):
            place += 1
            continue
        if rest < place:
            last = lines[place - 1].end
            found.append(Note(str(expected - 1), lines[rest].start, last, None))
        found += block
        begin = lines[end].start if end < len(lines) else len(text)
        expected, place = int(block[-1].number) + 1, end
    return found


def _is_heading(text: str, block: Sequence[Note]) -> bool:
    """Whether a line is the numbered heading of a chapter: it has a stop only at its number."""
    words = text[block[0].start : block[0].end].rstrip()
    return len(block) == 1 and words[-1:].isalpha() and not _CLOSED.search(words)


def _rest_before(lines: Sequence[TextLine], place: int) -> int | None:
    """Return where the block that has a numbered line begins, or None if it cannot be one."""
    first = place
    while first > max(0, place - _REST) and lines[first - 1].words.strip():
        first -= 1
    blank = first > 0 and not lines[first - 1].words.strip()
    if first == place:
        return first if blank else None
    return first if blank and first > 1 and not lines[first - 2].words.strip() else None


def _ends_block(words: str) -> bool:
    return not words.strip() or (words.startswith(" ") and words[1:2].strip() != "")
