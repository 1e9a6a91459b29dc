"""Rows under heads: by document, by coder, or by the tags of a facet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from db.records import Facet, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.conditions import FACET, singular
from workbench.gui.table.decision import WORDS, rank
from workbench.gui.table.natural import natural
from workbench.gui.table.rows import TableRow


@dataclass(frozen=True, slots=True)
class Section:
    """The head of a group; `tag` is that of a group by tags, None for the claims without one."""

    title: str
    count: int
    tag: Id | None = None


Entry = TableRow | Section


def groupings(book: CodeBook) -> list[tuple[str, str]]:
    """Return what rows can be grouped by, with its name; the first is not to group."""
    facets = [(f"{FACET}{facet.key}", singular(facet)) for facet in book.facets]
    return [("", "No groups"), ("document", "Document"), *facets, ("coder", "Coder"),
            ("decision", "Decision")]  # fmt: skip


def grouped(rows: Sequence[TableRow], group: str, book: CodeBook) -> list[Entry]:
    """Return the rows under the heads of their groups, in their order within each.

    In a group by tags a claim with several stands under each of them.
    """
    if group == "document":
        return _by_value(rows, lambda row: row.order[:2], lambda row: row.document_title)
    if group == "coder":
        return _by_value(rows, _coder, lambda row: row.coder.name)
    if group == "decision":
        return _by_value(rows, lambda row: rank(row.decision), lambda row: WORDS[row.decision])
    facet = book.facet(group.removeprefix(FACET))
    return list(rows) if facet is None else _by_tag(rows, facet, book)


def _coder(row: TableRow) -> tuple[bool, str, Id]:
    return (not row.mine, natural(row.coder.name), row.coder.id)


def _by_value(
    rows: Sequence[TableRow], key: Callable[[TableRow], Any], title: Callable[[TableRow], str]
) -> list[Entry]:
    groups: dict[Any, list[TableRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    entries: list[Entry] = []
    for _, group in sorted(groups.items()):
        entries += [Section(title(group[0]), len(group)), *group]
    return entries


def _by_tag(rows: Sequence[TableRow], facet: Facet, book: CodeBook) -> list[Entry]:
    groups: dict[Id, list[TableRow]] = {tag.id: [] for tag in book.in_order(facet.id)}
    without: list[TableRow] = []
    for row in rows:
        tags = {given.tag for given in row.claim.tags if given.tag in groups}
        for tag in tags:
            groups[tag].append(row)
        if not tags:
            without.append(row)
    entries: list[Entry] = []
    for tag, group in groups.items():
        if group:
            entries += [Section(book.tags[tag].name, len(group), tag), *group]
    if without:
        entries += [Section(f"No {singular(facet).lower()}", len(without)), *without]
    return entries
