"""Where marks in a text lead: to the address of a link, or from a note's mark to the note."""

from collections.abc import Iterable, Sequence

from db.records import Style

#: what can be followed, the narrower one first
_LEADING = ("noteref", "link", "note")


def reference_at(styles: Sequence[Style], offset: int) -> Style | None:
    """Return the mark of a note, the link or the note at a code point, or None."""
    here = [style for style in styles if style.start <= offset < style.end]
    for kind in _LEADING:
        found = [style for style in here if style.kind == kind]
        if found:
            return min(found, key=lambda style: style.end - style.start)
    return None


def counterpart(styles: Sequence[Style], one: Style) -> Style | None:
    """Return the note of a mark, or the mark of a note; None where there is none.

    Numbers come again where each page or chapter counts its own notes: a note stands after its
    mark, and the nearest one is meant.
    """
    wanted = "note" if one.kind == "noteref" else "noteref"
    others = [style for style in styles if style.kind == wanted and style.value == one.value]
    if wanted == "note":
        after = [style for style in others if style.start >= one.end]
        return min(after or others, key=lambda style: abs(style.start - one.start), default=None)
    before = [style for style in others if style.end <= one.start]
    return max(before, key=lambda style: style.start, default=None) or next(iter(others), None)


def without_marks(text: str, start: int, end: int, styles: Iterable[Style]) -> str:
    """Return a stretch of text without the marks of notes; `styles` come by their starts."""
    pieces, done = [], start
    for style in styles:
        if style.kind == "noteref" and done <= style.start and style.end <= end:
            pieces.append(text[done : style.start])
            done = style.end
    return "".join((*pieces, text[done:end]))
