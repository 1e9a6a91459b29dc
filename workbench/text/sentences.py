"""Where sentences begin and end.

The rules look only at what stands around a stop, so that any place of a long text gives the same
answer as the whole of it. Offsets are code points; a sentence comes without the blanks around it
and without the number of a note glued to its end (`region.117 The`).
"""

import re
from collections.abc import Iterator

from workbench.text.abbreviations import is_abbreviation
from workbench.text.wrapping import is_wrap, wrap_width

_CLOSERS = "\"'”’»)\\]›"
_STOPS = ".!?…؟۔"
_NOTE = r"(?:\d{1,3}(?:,\d{1,3})*|(?:\[\d{1,3}\])+|[¹²³⁰⁴-⁹]+)"
#: A stop with what closes after it and the number of a note, or a line's end. A row of stops is
#: tried once, not from each of them.
_CANDIDATE = re.compile(
    rf"(?P<stop>[{_STOPS}](?<![{_STOPS}].)[{_STOPS}]*+)(?P<closed>[{_CLOSERS}]*)"
    rf"(?P<note>{_NOTE}[{_CLOSERS}]*)?(?=\s|$)"
    r"|[。！？]+[」』”’）]*|\n"
)
_NEXT_WORD = re.compile(r"[\s\"'“‘«(\[]*([^\W_]*)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
#: How far the longest candidate may reach.
_REACH = 40
_LONGEST_LINE = 400
#: How many characters are searched at a time, the first time.
_STRIDE = 2000

_Break = tuple[int, int]
_Span = tuple[int, int]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[_Span]:
    """Return the sentences of a stretch of a text; those that it cuts end where it does."""
    stop = len(text) if end is None else end
    spans: list[_Span] = []
    begin = start
    for ended, resumed in (*_breaks(text, start, stop), (stop, stop)):
        first, last = _trimmed(text, begin, min(ended, stop))
        if first < last:
            spans.append((first, last))
        begin = resumed
    return spans


def sentence_at(text: str, offset: int) -> _Span:
    """Return the sentence around an offset; between two, the one before.

    Ahead of the first it is the first; a text without any gives an empty span.
    """
    before = next((span for span in _backward(text, offset) if span[0] <= offset), None)
    return before or next(_forward(text, offset), (offset, offset))


def next_sentence_end(text: str, offset: int) -> int:
    """Return the first end of a sentence after an offset, or the end of the text."""
    return next((last for _, last in _forward(text, offset) if last > offset), len(text))


def next_sentence_start(text: str, offset: int) -> int:
    """Return the first start of a sentence after an offset, or the end of the text."""
    return next((first for first, _ in _forward(text, offset) if first > offset), len(text))


def previous_sentence_start(text: str, offset: int) -> int:
    """Return the last start of a sentence before an offset, or 0."""
    return next((first for first, _ in _backward(text, offset) if first < offset), 0)


def previous_sentence_end(text: str, offset: int) -> int:
    """Return the last end of a sentence before an offset, or 0."""
    return next((last for _, last in _backward(text, offset) if last < offset), 0)


def _forward(text: str, offset: int) -> Iterator[_Span]:
    """Yield the sentence around an offset and those after it."""
    begin = _break_before(text, offset)[1]
    while begin < len(text):
        ended, resumed = _break_after(text, begin)
        first, last = _trimmed(text, begin, ended)
        if first < last:
            yield first, last
        begin = resumed


def _backward(text: str, offset: int) -> Iterator[_Span]:
    """Yield the sentence around an offset and those before it, nearest first."""
    before = _break_before(text, offset)
    ended = _break_after(text, before[1])[0]
    while True:
        first, last = _trimmed(text, before[1], ended)
        if first < last:
            yield first, last
        if before[1] == 0:
            return
        ended = before[0]
        before = _break_before(text, before[1] - 1)


def _break_after(text: str, offset: int) -> _Break:
    """Return the first break whose next sentence may begin after an offset."""
    stride, low = _STRIDE, offset
    while low < len(text):
        for found in _breaks(text, low, low + stride):
            return found
        low += stride
        stride *= 2
    return len(text), len(text)


def _break_before(text: str, offset: int) -> _Break:
    """Return the last break whose next sentence may begin at an offset or before it."""
    stride, high = _STRIDE, offset
    while high > 0:
        found = list(_breaks(text, max(0, high - stride), high))
        if found:
            return found[-1]
        high -= stride
        stride *= 2
    return 0, 0


def _breaks(text: str, low: int, high: int) -> Iterator[_Break]:
    """Yield the breaks after which a sentence may begin past `low`, up to and with `high`.

    A break says where a sentence ended, and where the next may begin.
    """
    width = wrap_width(text)
    for match in _CANDIDATE.finditer(text, max(0, low - _REACH), high + _REACH):
        if not low < match.end() <= high:
            continue
        if match[0] == "\n":
            if not _wraps(text, match.start(), width):
                yield match.start(), match.end()
        elif match["stop"] is None:
            yield match.end(), match.end()
        elif _ends(text, match):
            yield match.end("closed"), match.end()


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a stop ends a sentence."""
    start = match.start()
    following = _NEXT_WORD.match(text, match.end())
    word = following[1] if following else ""
    if word[:1].islower():
        return False
    if match["stop"] != ".":
        return True
    if match["note"]:
        # 2.5 is a number, but 2021.86 ends a sentence that has note 86.
        return not (
            text[start - 1 : start].isdigit()
            and not match["closed"]
            and not _YEAR.search(text, max(0, start - 4), start)
        )
    return not is_abbreviation(text, start, word)


def _wraps(text: str, line_end: int, width: int) -> bool:
    if not width:
        return False
    start = text.rfind("\n", max(0, line_end - _LONGEST_LINE), line_end) + 1
    end = text.find("\n", line_end + 1, line_end + _LONGEST_LINE)
    following = text[line_end + 1 : end if end >= 0 else line_end + _LONGEST_LINE]
    return is_wrap(text[start or max(0, line_end - _LONGEST_LINE) : line_end], following, width)


def _trimmed(text: str, start: int, end: int) -> _Span:
    """Return a stretch without the blanks at its ends."""
    chunk = text[start:end]
    bare = chunk.lstrip()
    first = start + len(chunk) - len(bare)
    return first, first + len(bare.rstrip())
