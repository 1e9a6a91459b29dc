"""The outline of a text: its headings and chapters, each with its depth."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from db.records import Style
from workbench.text.references import without_marks

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: A heading so soon after a chapter begins is the name of the chapter.
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: its words in one line, where it stands (code points), and how many it is under."""

    words: str
    start: int
    depth: int


def outline(text: str, styles: Iterable[Style], without: Collection[str] = ()) -> tuple[Entry, ...]:
    """Return the headings of a text in order, and the chapters that begin without one.

    The depth follows the levels that are there: a text of third-level headings alone is flat.
    Those within styles of the kinds in `without` do not count.
    """
    known = list(styles)
    aside = [style for style in known if style.kind in without]
    marks = sorted((s for s in known if s.kind == "noteref"), key=lambda style: style.start)
    levels: list[tuple[int, int, str]] = []
    for style in known:
        if style.kind in _HEADINGS and not any(a.start <= style.start < a.end for a in aside):
            words = _words(text, style, marks)
            if words:
                levels.append((style.start, int(style.kind[1]), words))
    starts = sorted(start for start, _level, _words in levels)
    for style in known:
        title = " ".join(style.value.split())
        if style.kind == "chapter" and title:
            near = bisect_left(starts, style.start)
            if near == len(starts) or starts[near] >= style.start + _NEAR:
                levels.append((style.start, 1, title))
    return tuple(_deepen(sorted(levels)))


def _words(text: str, heading: Style, marks: Sequence[Style]) -> str:
    first = bisect_left(marks, heading.start, key=lambda style: style.start)
    last = bisect_left(marks, heading.end, key=lambda style: style.start)
    words = without_marks(text, heading.start, heading.end, marks[first:last])
    return " ".join(words.split())


def _deepen(levels: Iterable[tuple[int, int, str]]) -> Iterable[Entry]:
    above: list[int] = []
    for start, level, words in levels:
        while above and above[-1] >= level:
            above.pop()
        yield Entry(words, start, len(above))
        above.append(level)


def entry_at(entries: tuple[Entry, ...], offset: int) -> int | None:
    """Return the number of the entry under which a place stands; None before the first one."""
    found = None
    for number, entry in enumerate(entries):
        if entry.start > offset:
            break
        found = number
    return found
