"""The menu of a cell, a row or a column: sort, keep first, filter, close; how groups begin."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QSize

from workbench.gui.matrix.choices import Choice, filtered, with_axis
from workbench.gui.matrix.grid import Grid, Pair
from workbench.gui.matrix.lines import Line
from workbench.gui.matrix.table import LEAST_HEIGHT
from workbench.matrix import Axis, Context, Entry, Request, Sort

#: windows less wide than this have little room; so much of their height is not for rows (pixels)
SMALL, AROUND = 1200, 290
_FILTERS = {"document": "documents", "coder": "coders"}


def place_choices(pair: Pair, grid: Grid, request: Request) -> list[list[Choice]]:
    """Return what can be done with a place, in sections; None in the pair is a whole line."""
    sections: list[list[Choice]] = []
    for across, key, lines in ((False, pair[0], grid.rows), (True, pair[1], grid.columns)):
        line = next((one for one in lines if one.entry and one.entry.key == key), None)
        if line is not None and line.entry is not None:
            sections.append(list(_of_line(line, line.entry, request, across=across)))
    return sections


def _of_line(line: Line, entry: Entry, request: Request, *, across: bool) -> Iterator[Choice]:
    axis = request.columns if across else request.rows
    other = request.rows if across else request.columns
    by_it = Sort("entry", entry.key)
    sorted_by = other.sort.by == "entry" and other.sort.entry == entry.key
    what = "columns" if not across else "rows"
    if sorted_by and not other.sort.reverse:
        by_it = replace(by_it, reverse=True)
    ends = "smallest first" if by_it.reverse else "largest first"
    yield Choice(
        f"Sort the {what} by “{entry.name}”, {ends}", with_axis(request, not across, sort=by_it),
        False,
    )  # fmt: skip
    kept = tuple(one for one in axis.pinned if one != entry.key)
    pinned = kept if line.pinned else (*axis.pinned, entry.key)
    yield Choice(f"Keep “{entry.name}” first", with_axis(request, across, pinned=pinned),
                 line.pinned)  # fmt: skip
    if line.folds:
        words = "Open" if entry.collapsed else "Close"
        yield Choice(f"{words} the group “{entry.name}”", folded(request, across, entry), False)
    yield from _filters(entry, axis, request)


def _filters(entry: Entry, axis: Axis, request: Request) -> Iterator[Choice]:
    if entry.id is None:
        return
    shown = request.filter
    if not axis.field:
        tags, without = shown.tags, shown.without
        yield Choice(f"Only claims with “{entry.name}”",
                     filtered(request, tags=tags ^ {entry.id}), entry.id in tags)  # fmt: skip
        yield Choice(f"Only claims without “{entry.name}”",
                     filtered(request, without=without ^ {entry.id}),
                     entry.id in without)  # fmt: skip
    elif axis.field in _FILTERS:
        condition = _FILTERS[axis.field]
        now: frozenset[int] = getattr(shown, condition)
        yield Choice(f"Only claims of “{entry.name}”",
                     filtered(request, **{condition: now ^ {entry.id}}),
                     entry.id in now)  # fmt: skip


def folded(request: Request, across: bool, entry: Entry) -> Request:
    """Return the request with a group closed, or open again."""
    axis = request.columns if across else request.rows
    if entry.id is None:
        return request
    return with_axis(request, across, collapsed=axis.collapsed ^ {entry.id})


def begun(request: Request, context: Context, room: QSize) -> Request:
    """Return a request with the groups of its rows closed if a small window could not show them.

    `room` is the size of the window, in pixels.
    """
    axis = request.rows
    facet = next((facet.id for facet in context.facets if facet.key == axis.of), None)
    tags = [tag for tag in context.tags if tag.facet == facet]
    fits = len(tags) * LEAST_HEIGHT <= room.height() - AROUND
    if room.width() >= SMALL or fits or axis.levels != "both":
        return request
    groups = {tag.parent for tag in tags}
    closed = frozenset(tag.id for tag in tags if tag.parent is None and tag.id in groups)
    return with_axis(request, False, collapsed=closed)


def all_folded(request: Request, grid: Grid, across: bool) -> Request:
    """Return the request with all groups of an axis closed; with all open where they are."""
    lines = grid.columns if across else grid.rows
    every = frozenset(
        line.entry.id for line in lines if line.folds and line.entry and line.entry.id is not None
    )
    axis = request.columns if across else request.rows
    closed = frozenset() if every <= axis.collapsed else every
    return with_axis(request, across, collapsed=closed, levels="both")
