"""The order in which the lines of a page are read: pieces of lines joined, columns apart.

PDFium gives lines in the order in which the file draws them, which is nearly always the order of
reading. It is changed where the file draws two columns row by row, or the foot of a page first.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from workbench.readers.pdf.glyphs import Line

#: Parts of the height of a line: pieces nearer than the first are one word, than the second one
#: line.
_TOUCHING, _NEAR = 0.2, 1.2
#: Points between two columns, at least.
_GUTTER = 9.0
_FEWEST_LINES = 6
#: Lines of a column have at least so many characters; fewer are the cells of a table.
_FEWEST_CHARACTERS = 18
#: Lines looked at for a gap that they share.
_SAMPLE = 12
#: Lines of a foot, at most.
_FOOT_LINES = 3
#: How much farther apart than usual two lines of different paragraphs are.
_APART = 1.28
_OTHER_SIZE = 1.2
#: Part of a line's height by which the first line of a paragraph is set in.
_INDENT = 0.6


def join_pieces(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with what goes on one line marked as joined to the piece before.

    PDFium breaks a line where the base line changes, as it does around a raised number.
    """
    joined: list[Line] = list(lines[:1])
    for last, line in pairwise(lines):
        if line.top >= last.bottom:  # as nearly always
            joined.append(line)
            continue
        height = max(last.bottom - last.top, line.bottom - line.top, 1.0)
        gap = (line.left - last.right) / height
        if -_TOUCHING <= gap < _NEAR and _on_row(last, line):
            line = line._replace(joined="" if gap < _TOUCHING else " ")
        joined.append(line)
    return joined


def foot_last(lines: list[Line]) -> list[Line]:
    """Return the lines with the foot of the page behind its text, where it was drawn before.

    Word processors draw head and foot first. What stands below all that follows is read last; one
    line, the head, may come before it.
    """
    for start in (0, 1):
        for end in range(start + 1, min(start + _FOOT_LINES + 1, len(lines))):
            top = min(line.top for line in lines[start:end])
            if top < lines[-1].bottom:  # as nearly always
                break
            if top >= max(line.bottom for line in lines[end:]):
                return lines[:start] + lines[end:] + lines[start:end]
    return lines


def find_gutter(
    lines: Sequence[Line], width: float, gaps: Callable[[Line], list[tuple[float, float]]]
) -> tuple[float, float] | None:
    """Return the left and right edge of the gap between two columns drawn row by row, or None.

    `gaps` measures the gaps within a line; `width` is the page's.
    """
    wide = [line for line in lines if line.right - line.left > 0.55 * width]
    wide = [line for line in wide if line.end - line.start > 2 * _FEWEST_CHARACTERS]
    if len(wide) >= _FEWEST_LINES:
        step = max(1, len(wide) // _SAMPLE)
        sample = wide[::step][:_SAMPLE]
        first = [gaps(line) for line in sample[:2]]
        if not any(first):
            return None  # as on nearly every page: only two lines are measured
        rest = [gaps(line) for line in sample[2:]]
        return _shared(first + rest, 0.3 * width, 0.7 * width)
    rows = [(a, b) for a, b in pairwise(lines) if _beside(a, b)]
    rows = [(a, b) for a, b in rows if _is_text(a) and _is_text(b)]
    if len(rows) >= _FEWEST_LINES:
        left, right = max(a.right for a, _ in rows), min(b.left for _, b in rows)
        return (left, right) if right - left >= _GUTTER / 2 else None
    return None


def _beside(a: Line, b: Line) -> bool:
    return b.left >= a.right + _GUTTER / 2 and _on_row(a, b)


def _is_text(line: Line) -> bool:
    return line.end - line.start >= _FEWEST_CHARACTERS


def _shared(
    sample: Sequence[list[tuple[float, float]]], low: float, high: float
) -> tuple[float, float] | None:
    """Return the gap in the middle of the page that nearly all lines have."""
    for left, right in sample[0] + sample[1]:
        if not low <= (left + right) / 2 <= high:
            continue
        having = 0
        for gaps in sample:
            fitting = [gap for gap in gaps if gap[0] < right and gap[1] > left]
            if fitting:
                left, right = max(left, fitting[0][0]), min(right, fitting[0][1])
                having += 1
        if right - left >= _GUTTER and having >= 0.75 * len(sample):
            return left, right
    return None


def in_columns(lines: Sequence[Line], gutter: tuple[float, float], *, rtl: bool) -> list[Line]:
    """Return the lines of two columns, the first column before the second.

    A line over both columns parts what is above it from what is below.
    """
    middle = sum(gutter) / 2
    bands: list[tuple[list[Line], list[Line]]] = [([], [])]
    ordered: list[Line] = []
    for line in sorted(lines, key=lambda line: (round(line.top + line.bottom), line.left)):
        if line.left < middle - _GUTTER and line.right > middle + _GUTTER:
            ordered += _flush(bands.pop(), rtl=rtl)
            ordered.append(line)
            bands.append(([], []))
        else:
            bands[-1][line.left >= middle - _GUTTER / 2].append(line)
    return ordered + _flush(bands.pop(), rtl=rtl)


def _flush(columns: tuple[list[Line], list[Line]], *, rtl: bool) -> list[Line]:
    left, right = columns
    return right + left if rtl else left + right


def paragraph_starts(lines: Sequence[Line], *, rtl: bool) -> list[bool]:
    """Return for each line, in the order of reading, whether a paragraph begins with it."""
    heights = [line.bottom - line.top for line in lines]
    usual = median(heights) if heights else 0.0
    steps = [
        step
        for a, b in pairwise(lines)
        if b.joined is None and 0 < (step := b.bottom - a.bottom) < 3 * usual
    ]
    pitch = median(steps) if len(steps) > 3 else 1.35 * usual
    starts = [False] * len(lines)
    row = [*lines[:1]]
    for number in range(1, len(lines)):
        line = lines[number]
        last = row[-1]
        if line.joined is not None or (line.top < last.bottom and _on_row(last, line)):
            row.append(line)
            continue
        # Nearly every line goes on under a line as high, from the same edge.
        level = line.left <= last.left + 1 and not rtl and len(row) == 1
        height, above = line.bottom - line.top, last.bottom - last.top
        if not (level and 0 < line.bottom - last.bottom <= pitch and abs(height - above) < 0.5):
            below = lines[number + 1] if number + 1 < len(lines) else None
            starts[number] = _begins(row, line, below, pitch, rtl=rtl)
        row = [line]
    return starts


def _on_row(a: Line, b: Line) -> bool:
    """Whether two lines overlap in height by more than half of the lower one."""
    low, high = (a.bottom - a.top), (b.bottom - b.top)
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(low, high)


def _begins(
    above: Sequence[Line], line: Line, below: Line | None, pitch: float, *, rtl: bool
) -> bool:
    first, height = above[0], line.bottom - line.top
    if len(above) > 1:
        first = first._replace(
            left=min(piece.left for piece in above),
            top=min(piece.top for piece in above),
            right=max(piece.right for piece in above),
            bottom=max(piece.bottom for piece in above),
        )
    if not 1 / _OTHER_SIZE < (height or 1.0) / ((first.bottom - first.top) or 1.0) < _OTHER_SIZE:
        return True
    step = line.bottom - first.bottom
    if step < 0:
        return False  # the top of another column, where a paragraph mostly goes on
    if step > _APART * pitch + 0.5:
        return True
    inset = _INDENT * height
    if rtl:
        inside = line.right < first.right - inset
        return inside and (below is None or below.right > line.right + inset)
    inside = line.left > first.left + inset
    return inside and (below is None or below.left < line.left - inset)
