"""Page furniture of extracted text: running heads, feet and page numbers, told from the text.

Pages are lines in the order of reading. Where a PDF says how high a line stands, only the outer
parts of the page are looked at; a hard-wrapped text has pages only where form feeds stand in it,
else its page numbers must prove themselves by counting.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: Parts of a page's height within which heads and feet stand.
_HEAD, _FOOT = 0.13, 0.87
#: Lines at either end of a page that may be furniture where no heights are known.
_EDGE_LINES = 3
#: How far the same head may stand from page to page, in parts of the height.
_SAME_HEIGHT = 0.012
_LONGEST = 120
#: A page of fewer lines has no heads: what comes again on such pages is what they say.
_FEWEST_LINES = 4
_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,7}\b")
_NUMBER = re.compile(
    r"[\W_]*(?:pages?|p\.|seite|صفحة)?\s*([0-9\u0660-\u0669\u06f0-\u06f9]{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/|von|de|sur|من)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
#: Page numbers of a text without pages: so many must count up, so many lines apart at least.
_FEWEST_COUNTED = 3
_NEAREST = 15


class TextLine(NamedTuple):
    """A line: its place in the text, its words, and what a PDF knows of it.

    `top` and `bottom` are parts of the page's height from above, `size` the height of the line in
    any unit; all are 0 where they are unknown.
    """

    start: int
    end: int
    words: str
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0


def furniture(pages: Sequence[Sequence[TextLine]]) -> list[TextLine]:
    """Return the lines that are furniture: what comes again from page to page, and page numbers."""
    heads: dict[tuple[str, bool], list[tuple[int, TextLine]]] = defaultdict(list)
    counted: dict[tuple[int, bool], list[TextLine]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for line, at_top in _edges(lines):
            if len(lines) >= _FEWEST_LINES:
                heads[_key(line.words), at_top].append((number, line))
            value = page_number(line.words)
            if value is not None:
                counted[value - number, at_top].append(line)
    fewest = 2 if len(pages) < 6 else 3
    found = {line for its in counted.values() if len(its) >= 2 for line in its}
    for its in heads.values():
        if len({number for number, _line in its}) >= fewest:
            found |= set(_level([line for _number, line in its], fewest))
    return sorted(found, key=lambda line: line.start)


def _edges(lines: Sequence[TextLine]) -> Iterable[tuple[TextLine, bool]]:
    """Yield the lines that may be furniture, and whether they stand at the top."""
    short = [line for line in lines if 0 < len(line.words.strip()) <= _LONGEST]
    if any(line.bottom for line in lines):
        for line in short:
            if line.bottom <= _HEAD or line.top >= _FOOT:
                yield line, line.bottom <= _HEAD
        return
    filled = [line for line in lines if line.words.strip()]
    edge = min(_EDGE_LINES, len(filled) // 3)
    for line in filled[:edge]:
        if line in short:
            yield line, True
    for line in filled[len(filled) - edge :]:
        if line in short:
            yield line, False


def _key(words: str) -> str:
    return _DIGITS.sub("#", " ".join(words.casefold().split()))


def _level(lines: Sequence[TextLine], fewest: int) -> list[TextLine]:
    """Return the lines that stand at a height at which `fewest` of them stand."""
    levels = Counter(round(line.top / _SAME_HEIGHT) for line in lines)
    return [
        line
        for line in lines
        if sum(levels[round(line.top / _SAME_HEIGHT) + step] for step in (-1, 0, 1)) >= fewest
    ]


def page_number(words: str) -> int | None:
    """Return the number if a line has nothing but a page number, else None."""
    match = _NUMBER.fullmatch(words.strip())
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else _roman(match[1].lower())


def _roman(letters: str) -> int | None:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in letters]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total or None


def counted_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the page numbers of a text without pages: lines that count up by one."""
    best: list[int] = []
    runs: dict[int, list[int]] = {}  # the longest run that ends with a value
    for place, line in enumerate(lines):
        value = page_number(line.words)
        if value is None:
            continue
        before = runs.get(value - 1, [])
        run = [*before, place] if before and place - before[-1] >= _NEAREST else [place]
        if len(run) >= len(runs.get(value, [])):
            runs[value] = run
        best = max(best, run, key=len)
    return [lines[place] for place in best] if len(best) >= _FEWEST_COUNTED else []


def heads_beside(lines: Sequence[TextLine], numbers: Sequence[TextLine]) -> list[TextLine]:
    """Return the heads of a text without pages: what comes again beside its page numbers."""
    filled = [line for line in lines if line.words.strip()]
    known = set(numbers)
    beside = []
    for place, line in enumerate(filled):
        if line in known:
            beside += [filled[at] for at in (place - 1, place + 1) if 0 <= at < len(filled)]
    keys = Counter(_key(line.words) for line in beside if len(line.words) <= _LONGEST)
    return [line for line in beside if keys[_key(line.words)] > 1]


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[TextLine]:
    """Return the lines of a stretch of text, without their ends."""
    found = []
    for line in text[start:end].split("\n"):
        found.append(TextLine(start, start + len(line), line))
        start += len(line) + 1
    return found
