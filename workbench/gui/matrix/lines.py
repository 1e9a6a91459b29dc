"""The lines of the table: what stands on each row and column, groups and totals included."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db.records import AxisTag

Kind = Literal["tag", "band", "total"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column: a tag, the band that names a group of rows, or the totals.

    `gap` asks for room before the line, where a group begins.
    """

    kind: Kind
    name: str
    group: str = ""
    tag: AxisTag | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A named run of lines, both ends included."""

    name: str
    first: int
    last: int


def _group_names(tags: Sequence[AxisTag]) -> list[str]:
    """Return the group of each tag; a group's own tag, before its members, stands among them."""
    names = [tag.group for tag in tags]
    for i, tag in enumerate(tags[:-1]):
        if not tag.group and tags[i + 1].group == tag.name:
            names[i] = tag.name
    return names


def row_lines(tags: Sequence[AxisTag]) -> list[Line]:
    """Return the rows: a band before each named group, the tags, the totals."""
    lines: list[Line] = []
    before: str | None = None
    for tag, group in zip(tags, _group_names(tags), strict=True):
        begins = group != before
        if begins and group:
            lines.append(Line("band", group, group, gap=bool(lines)))
        after_named = begins and not group and bool(lines)
        lines.append(Line("tag", tag.name, group, tag, gap=after_named))
        before = group
    return [*lines, Line("total", "Total", gap=True)]


def column_lines(tags: Sequence[AxisTag]) -> list[Line]:
    """Return the columns: the tags with a gap between groups, then the totals."""
    names = _group_names(tags)
    lines = [
        Line("tag", tag.name, names[i], tag, gap=i > 0 and names[i] != names[i - 1])
        for i, tag in enumerate(tags)
    ]
    return [*lines, Line("total", "Total", gap=True)]


def groups(lines: Sequence[Line]) -> list[Group]:
    """Return the named runs of tags that stand under the same group."""
    runs: list[Group] = []
    for i, line in enumerate(lines):
        if line.kind != "tag" or not line.group:
            continue
        if runs and runs[-1].name == line.group and runs[-1].last == i - 1:
            runs[-1] = Group(line.group, runs[-1].first, i)
        else:
            runs.append(Group(line.group, i, i))
    return runs
