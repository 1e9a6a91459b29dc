"""Mentions of actors as a CSV table, a mention a row."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from workbench.exchange.tables import write_rows

COLUMNS = ("document", "start", "end", "text", "actor", "alias")


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention: `start` and `end` in code points, what stands there, and by which alias."""

    document: str
    start: int
    end: int
    text: str
    actor: str
    alias: str


def mentions_table(
    rows: Iterable[MentionRow],
) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """Return the header and the cells of mentions."""
    return COLUMNS, [astuple(row) for row in rows]


def write_mentions(path: str | Path, rows: Iterable[MentionRow], bom: bool = False) -> None:
    """Write mentions as a table; raises `Unwritable` or `FullDisk`."""
    header, cells = mentions_table(rows)
    write_rows(path, header, cells, bom)
