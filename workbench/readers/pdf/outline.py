"""The outline of a PDF as headings: its entries found again in the text of their pages."""

import re
from collections.abc import Sequence
from typing import Any

from db.records import Style
from workbench.text.furniture import TextLine

_MOST = 5_000
_DEEPEST = 6
_BLANK = re.compile(r"\s+")
#: The number of a chapter may stand in the entry and not in the text, or the other way round.
_NUMBER = re.compile(r"(?:\d+|[ivxlc]+|[a-z])(?:\.\d+)*\.?(?=\D)")


def headings(document: Any, pages: Sequence[Sequence[TextLine]]) -> list[Style]:
    """Return the lines that entries of the outline name, as headings of their level."""
    found: list[Style] = []
    taken: set[int] = set()
    keys: dict[int, list[str]] = {}
    for number, entry in enumerate(document.get_toc(max_depth=_DEEPEST)):
        if number == _MOST:
            break
        target = entry.get_dest()
        page = target.get_index() if target else None
        if page is None or not 0 <= page < len(pages):
            continue
        if page not in keys:
            keys[page] = [_key(line.words) for line in pages[page]]
        place = _find(_key(entry.get_title()), pages[page], keys[page], taken)
        if place is not None:
            first, last = place
            taken.add(first.start)
            found.append(Style(first.start, last.end, f"h{min(6, entry.level + 1)}"))
    return found


def _find(
    title: str, lines: Sequence[TextLine], keys: Sequence[str], taken: set[int]
) -> tuple[TextLine, TextLine] | None:
    """Return the first and last line of a heading, which may take up to three."""
    if not title:
        return None
    bare = _NUMBER.sub("", title, count=1) or title
    for first, line in enumerate(lines):
        words = ""
        for last in range(first, min(first + 3, len(lines))):
            words += keys[last]
            if line.start not in taken and {title, bare} & {words, _NUMBER.sub("", words, count=1)}:
                return line, lines[last]
            if len(words) > len(title) + 12:
                break
    return None


def _key(words: str) -> str:
    return _BLANK.sub("", words.replace("\xad", "")).casefold()
