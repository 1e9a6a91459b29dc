"""What of an extracted text is no part of its reading: page furniture and footnotes, as styles."""

from collections.abc import Sequence

from db.records import Style
from workbench.text.footnotes import Note, notes, notes_between
from workbench.text.furniture import TextLine, counted_numbers, furniture, heads_beside, lines_of
from workbench.text.wrapping import wrap_width


def page_styles(text: str, pages: Sequence[Sequence[TextLine]]) -> list[Style]:
    """Return furniture, notes and their marks of a text whose pages are known, in order."""
    lines = furniture(pages)
    return _styles(lines, notes(text, pages, frozenset(lines)))


def wrapped_styles(text: str) -> list[Style]:
    """Return furniture, notes and their marks of a hard-wrapped text; of another text, none."""
    if not wrap_width(text):
        return []
    if text.count("\f") > 1:
        starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\f")]
        ends = [start - 1 for start in starts[1:]] + [len(text)]
        pages = [lines_of(text, *page) for page in zip(starts, ends, strict=True)]
        return page_styles(text, pages)
    lines = lines_of(text)
    numbers = counted_numbers(lines)
    return _styles([*numbers, *heads_beside(lines, numbers)], notes_between(text, lines))


def _styles(lines: Sequence[TextLine], found: Sequence[Note]) -> list[Style]:
    styles = [Style(line.start, line.end, "furniture") for line in lines if line.end > line.start]
    for note in found:
        styles.append(Style(note.start, note.end, "note", note.number))
        if note.mark is not None:
            styles.append(Style(*note.mark, "noteref", note.number))
    return sorted(styles, key=lambda style: (style.start, -style.end))
