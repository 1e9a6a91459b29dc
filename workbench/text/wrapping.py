"""Hard-wrapped text: where a line's end is the end of a paragraph, and where it is only a wrap."""

import re
from functools import lru_cache
from itertools import pairwise

#: How much of a text is looked at to tell how it is wrapped.
_SAMPLE = 200_000
_NARROWEST, _WIDEST = 40, 140
_FEWEST_PAIRS = 4
#: A line that could have taken the next word and as much as this of the width more is short.
_FULL = 0.8
_HALF = 0.5
#: A line so much longer than the rest was not wrapped, and ends where its paragraph does.
_LONG = 1.6

_STOP = re.compile(r"""[.!?:;…؟۔][\"'”’»)\]]*\d{0,3}[\"'”’»)\]]*$""")
#: How many characters a stop, what closes after it and a note's number may take.
_LONGEST_STOP = 12
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s|\d{1,3}\s+[A-Z“‘\"'(@])")
_BULLET = re.compile(r"[•▪◦‣●○■□➢✓·]|[*+]\s|>")
_DASH_ITEM = re.compile(r"[-–—]\s")
#: Leaders, tabs and wide gaps set a table or a list of contents, which stays as it is.
_SET = re.compile(r"\t|\.{4}| {3}| \. \. ")
_RULE = "-=_*~ "


@lru_cache(maxsize=4)
def wrap_width(text: str) -> int:
    """Return how many characters fill a line of a hard-wrapped text, or 0 for another text.

    A text is hard-wrapped if many lines break within a sentence and none is much longer than the
    rest. The beginning of the text decides.
    """
    lines = [line.rstrip() for line in text[:_SAMPLE].split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return 0
    width = lengths[int(0.9 * (len(lengths) - 1))]
    # A few wide lines (a table, a long link) do not make another text of it.
    wide = sum(length > _WIDEST for length in lengths)
    if not _NARROWEST <= width <= _WIDEST or wide > len(lengths) / 50:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if a and b.strip()]
    broken = sum(_runs_on(a, b) and len(a) > _HALF * width for a, b in pairs)
    return width if broken >= _FEWEST_PAIRS and broken > len(pairs) / 4 else 0


def is_wrap(line: str, following: str, width: int) -> bool:
    """Whether the end of `line` is a mere wrap, so that its paragraph goes on in `following`.

    Both lines come without their line ends; `width` is that of the text (0: never a wrap).
    """
    before, after = line.strip(), following.strip()
    if not width or not before or not after:
        return False
    if _is_set(before) or _is_set(after) or _BULLET.match(after):
        return False
    stopped = _stops(before)
    first_word = after.split(None, 1)[0]
    room = len(line.rstrip()) + 1 + len(first_word)
    short = room < _FULL * width
    if stopped and room > _LONG * width:
        return False
    if stopped or short:
        indented = following[:1].isspace() and not line[:1].isspace()
        if indented and not (_runs_on(before, after) and not stopped):
            return False
        if _NUMBERED.match(after) or _DASH_ITEM.match(after):
            return False
    if short:
        return _runs_on(before, after) and room >= _HALF * width
    return True


def _runs_on(before: str, after: str) -> bool:
    """Whether a sentence seems to go on from one line to the next."""
    first = after.lstrip()[:1]
    return first.isalpha() and not first.isupper() and not _stops(before)


def _stops(line: str) -> bool:
    return _STOP.search(line, max(0, len(line) - _LONGEST_STOP)) is not None


def _is_set(stripped: str) -> bool:
    return _SET.search(stripped) is not None or not stripped.strip(_RULE)
