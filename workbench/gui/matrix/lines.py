"""The lines of the table: what stands on each row and column, groups and totals included."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.matrix import Axis, Entry, Sort
from workbench.matrix.request import SortBy

Kind = Literal["tag", "group", "total"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column: an entry of the matrix at a place of its axis, or the totals (no place).

    The kind `group` is that of a group whose members stand under it: it sums up what they hold.
    `facet` is the key of the facet whose shape stands before the name. `top` names the group that
    the line belongs to, `gap` asks for room before it, `mark` is an arrow where the other axis is
    sorted by this line.
    """

    kind: Kind
    name: str
    entry: Entry | None = None
    at: int | None = None
    facet: str = ""
    top: str = ""
    gap: bool = False
    pinned: bool = False
    mark: str = ""

    @property
    def folds(self) -> bool:
        """Whether the line is a group that can be opened or closed."""
        return self.entry is not None and (self.kind == "group" or self.entry.collapsed)


@dataclass(frozen=True, slots=True)
class Group:
    """A named run of lines, both ends included; `first` stands for it if `lead` is true."""

    name: str
    first: int
    last: int
    lead: bool = False


def _tops(entries: Sequence[Entry]) -> list[str]:
    """Return the group of each entry; what carries the name of a group stands in it."""
    names = [entry.name if entry.is_group else entry.group for entry in entries]
    for i, entry in enumerate(entries[:-1]):
        if not names[i] and entries[i + 1].group == entry.name:
            names[i] = entry.name
    return names


def make_lines(
    entries: Sequence[Entry], axis: Axis, other: Axis, *, totals: bool = True
) -> list[Line]:
    """Return the lines of an axis: its entries, with gaps between groups, and the totals.

    `other` is the axis across, which may be sorted by one of these lines.
    """
    parents = {entry.parent for entry in entries if entry.parent}
    tops, lines = _tops(entries), []
    for i, entry in enumerate(entries):
        pinned, summing = entry.key in axis.pinned, _is_open(entry, parents)
        ends_pins = i > 0 and entries[i - 1].key in axis.pinned and not pinned
        lines.append(
            Line(
                "group" if summing else "tag", entry.name, entry, i,
                "" if axis.field else axis.of, tops[i],
                i > 0 and (ends_pins or tops[i] != tops[i - 1] or summing),
                pinned, _mark(other.sort, "entry", entry.key),
            )
        )  # fmt: skip
    if totals:
        lines.append(Line("total", "Total", gap=bool(lines), mark=_mark(other.sort, "total")))
    return lines


def _mark(sort: Sort, by: SortBy, entry: str = "") -> str:
    if (sort.by, sort.entry if by == "entry" else "") != (by, entry):
        return ""
    return "↑" if sort.reverse else "↓"


def _is_open(entry: Entry, parents: set[str]) -> bool:
    return entry.is_group and not entry.collapsed and entry.key in parents


def groups(lines: Sequence[Line]) -> list[Group]:
    """Return the named runs of lines that stand under the same group.

    A group without anything under it is no run: its own name says all.
    """
    runs: list[Group] = []
    for i, line in enumerate(lines):
        if line.entry is None or not line.top:
            continue
        if runs and runs[-1].name == line.top and runs[-1].last == i - 1 and line.kind != "group":
            runs[-1] = Group(line.top, runs[-1].first, i, runs[-1].lead)
        else:
            runs.append(Group(line.top, i, i, line.kind == "group"))
    return [run for run in runs if run.last > run.first or not _stands_alone(lines[run.first])]


def _stands_alone(line: Line) -> bool:
    return line.entry is not None and line.entry.is_group
