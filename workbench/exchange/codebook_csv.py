"""The codebook as a CSV table, a tag a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.records import ALIAS_KINDS, COLOURS
from workbench.exchange.tables import (
    BrokenTable,
    Row,
    join_pair,
    join_values,
    read_rows,
    split_pair,
    split_values,
    write_rows,
)

COLUMNS = ("kind", "tag", "group", "aliases", "description")
#: Columns that are written only where some tag has a value in them.
OPTIONAL = ("colour", "sign", "archived", "needs", "unless", "alias_kind")

#: Entries of rules: the alias that each belongs to, and the entry.
Pairs = tuple[tuple[str, str], ...]

_SIGNS = {"": 0, "0": 0, "1": 1, "+1": 1, "+": 1, "-1": -1, "-": -1, "−1": -1, "−": -1}
_YES = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag: `kind` is its facet's key, `group` the name of its parent, empty at the top.

    `needs`, `unless` and `alias_kind` are what its aliases ask of the words around them.
    `line` is where the row stands in the file that it was read from, 0 if it was not read.
    """

    kind: str
    tag: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""
    colour: str = ""
    sign: int = 0
    archived: bool = False
    needs: Pairs = ()
    unless: Pairs = ()
    alias_kind: Pairs = ()
    line: int = 0


def read_codebook(path: str | Path) -> list[TagRow]:
    """Return the tags of a table; raises `BrokenTable` with the line of the first trouble."""
    rows = read_rows(path, required=("kind", "tag"), optional=COLUMNS + OPTIONAL)
    return [_read(row, Path(path).name) for row in rows]


def write_codebook(path: str | Path, rows: Sequence[TagRow], bom: bool = False) -> None:
    """Write tags as a table; raises `Unwritable` or `FullDisk`."""
    header, cells = codebook_table(rows)
    write_rows(path, header, cells, bom)


def codebook_table(rows: Sequence[TagRow]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the header and the cells of tags."""
    cells = [_cells(row) for row in rows]
    header = COLUMNS + tuple(name for name in OPTIONAL if any(row[name] for row in cells))
    return header, [[row[name] for name in header] for row in cells]


def names(cell: str) -> tuple[str, ...]:
    """Return the names in a cell, without white space about them; none is empty."""
    return tuple(name for value in split_values(cell) if (name := value.strip()))


def _read(row: Row, name: str) -> TagRow:
    kind, tag, colour = row["kind"].strip(), row["tag"].strip(), row["colour"].strip()
    sign, archived = _SIGNS.get(row["sign"].strip()), _YES.get(row["archived"].strip().lower())
    if not kind or not tag:
        trouble = f"it has no {'kind' if not kind else 'tag'}"
    elif colour and colour not in COLOURS:
        trouble = f"there is no colour “{colour[:40]}”; the first ones are {_some(COLOURS)}"
    elif sign is None:
        trouble = "the sign must be 1, 0 or -1"
    elif archived is None:
        trouble = "archived must be yes or no"
    elif wrong := _wrong_rule(row):
        trouble = wrong
    else:
        return TagRow(
            kind=kind,
            tag=tag,
            group=row["group"].strip(),
            aliases=names(row["aliases"]),
            description=row["description"],
            colour=colour,
            sign=sign,
            archived=archived,
            needs=_pairs(row["needs"]),
            unless=_pairs(row["unless"]),
            alias_kind=_pairs(row["alias_kind"]),
            line=row.line,
        )
    raise BrokenTable(f"“{name}”, line {row.line}: {trouble}.")


def _pairs(cell: str) -> Pairs:
    found = (split_pair(value) for value in split_values(cell))
    return tuple(pair for pair in found if pair)


def _wrong_rule(row: Row) -> str:
    """Return what is wrong with the rules of a row, or nothing."""
    aliases = names(row["aliases"])
    for column in ("needs", "unless", "alias_kind"):
        for value in filter(str.strip, split_values(row[column])):
            pair = split_pair(value)
            if pair is None:
                return f"“{value[:40]}” in {column} must be written as alias: entry"
            if pair[0] not in aliases:
                return f"“{pair[0][:40]}” in {column} is none of its aliases"
            if column == "alias_kind" and pair[1] not in ALIAS_KINDS:
                return f"there is no kind “{pair[1][:40]}”: write {', '.join(ALIAS_KINDS)}"
    return ""


def _some(values: Iterable[str]) -> str:
    return ", ".join(list(values)[:6])


def _cells(row: TagRow) -> dict[str, str]:
    return {
        "kind": row.kind,
        "tag": row.tag,
        "group": row.group,
        "aliases": join_values(row.aliases),
        "description": row.description,
        "colour": row.colour,
        "sign": str(row.sign) if row.sign else "",
        "archived": "yes" if row.archived else "",
        "needs": join_values(join_pair(*pair) for pair in row.needs),
        "unless": join_values(join_pair(*pair) for pair in row.unless),
        "alias_kind": join_values(join_pair(*pair) for pair in row.alias_kind),
    }
