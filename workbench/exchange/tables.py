"""CSV tables that open safely in spreadsheets and come back unchanged."""

import csv
import io
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import ProjectError
from workbench.exchange.files import replace_file
from workbench.exchange.marks import (
    join_pair,
    join_values,
    mark,
    split_pair,
    split_values,
    unmark,
)

__all__ = [
    "LARGEST_FILE", "LONGEST_CELL", "BrokenTable", "Row", "RowError", "Table", "format_rows",
    "join_pair", "join_values", "read_cells", "read_rows", "read_table", "split_pair",
    "split_values", "write_rows",
]  # fmt: skip

#: Characters that one cell may have when read.
LONGEST_CELL = 10_000_000
#: Bytes that a table may have when read.
LARGEST_FILE = 500_000_000
_LONGEST_HEADER = 10_000
_DELIMITERS = (",", ";", "\t")
_BYTE_ORDER_MARK = "\ufeff"
#: What UTF-8 or a reader cannot hold; every other character is written as it is.
_UNFIT = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


class BrokenTable(ProjectError):
    """The file is no table of the kind that was expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on, and its cells by column, every known column present."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with the row that starts on a line, as a phrase for a list of such."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: its header, its sound rows, and all its rows by line, as lists."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    errors: tuple[RowError, ...]
    originals: Mapping[int, Sequence[str]]


def format_rows(header: Sequence[str], rows: Iterable[Sequence[object]], bom: bool = False) -> str:
    """Return a table as CSV text with CR LF line ends; NUL and lone surrogates become U+FFFD."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_fit(cell) for cell in header])
    writer.writerows([_fit(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK * bom + text.getvalue()


def write_rows(
    path: str | Path, header: Sequence[str], rows: Iterable[Sequence[object]], bom: bool = False
) -> None:
    """Write a table as UTF-8, whole or not at all; raises `Unwritable` or `FullDisk`.

    `bom` puts the mark in front by which Excel knows UTF-8.
    """
    replace_file(path, format_rows(header, rows, bom).encode())


def _fit(cell: object) -> str:
    return mark(str(cell)).translate(_UNFIT) if isinstance(cell, str) else str(cell)


def read_rows(
    path: str | Path, required: Collection[str], optional: Collection[str] = (), prefix: str = ""
) -> list[Row]:
    """Return the rows of a table; the first trouble is raised as `BrokenTable` with its line.

    See `read_table`.
    """
    table = read_table(path, required, optional, prefix)
    if table.errors:
        error = table.errors[0]
        raise BrokenTable(f"“{Path(path).name}”, line {error.line}: {error.reason}.")
    return list(table.rows)


def read_table(
    path: str | Path, required: Collection[str], optional: Collection[str] = (), prefix: str = ""
) -> Table:
    """Read a CSV table, separated by commas, semicolons or tabs, with or without a mark.

    Optional columns that are absent read as empty; a column that starts with `prefix`, if one is
    given, is known too. Rows without a character in any cell are left out; rows with a wrong
    number of cells are in `errors`. All else that is wrong raises `BrokenTable`.
    """
    name = Path(path).name
    text = _text(path, name)
    known = tuple(dict.fromkeys((*required, *optional)))
    records = _records(text, _delimiter(text, known), name)
    _, cells = next(records)
    header = tuple(cell.strip() for cell in cells)
    _check_header(header, required, known, prefix, name)
    rows, errors, originals = [], [], {}
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        originals[line] = cells
        if len(cells) == len(header):
            rows.append(Row(line, dict.fromkeys(known, "") | dict(zip(header, cells, strict=True))))
        else:
            errors.append(RowError(line, f"it has {len(cells)} cells instead of {len(header)}"))
    return Table(header, tuple(rows), tuple(errors), originals)


def read_cells(path: str | Path, known: Collection[str] = ()) -> list[list[str]]:
    """Return all rows of a table as they stand, its header first; empty lines are left out.

    `known` are names that may stand in the header. Raises `BrokenTable`.
    """
    name = Path(path).name
    text = _text(path, name)
    return [cells for _line, cells in _records(text, _delimiter(text, known), name)]


def _text(path: str | Path, name: str) -> str:
    try:
        status = os.stat(path)
        # Devices have no end, and pipes may have no writer.
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise BrokenTable(f"“{name}” is not a file: choose a CSV file.")
        if status.st_size > LARGEST_FILE:
            raise BrokenTable(f"“{name}” is larger than 500 MB: split it into parts.")
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise BrokenTable(f"There is no file “{name}”: check where it lies.") from None
    except IsADirectoryError:
        raise BrokenTable(f"“{name}” is a folder: choose a CSV file.") from None
    except PermissionError:
        raise BrokenTable(f"“{name}” may not be read: change its permissions.") from None
    except (OSError, ValueError) as trouble:
        raise BrokenTable(f"“{name}” cannot be read ({trouble}): check the file.") from None
    place = data.find(b"\0")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        place = trouble.start if place < 0 else min(place, trouble.start)
    if place >= 0:
        line = data.count(b"\n", 0, place) + 1
        raise BrokenTable(f"“{name}”, line {line}: this is not UTF-8 text; save it as “CSV UTF-8”.")
    if not text.strip():
        raise BrokenTable(f"“{name}” is empty: it needs a header and rows.")
    return text


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return the separator under which the header has the most columns that are known."""
    head = text.lstrip("\r\n")[:_LONGEST_HEADER].splitlines()[0]

    def columns(delimiter: str) -> int:
        return len({cell.strip(" \"'") for cell in head.split(delimiter)} & {*known})

    return max(_DELIMITERS, key=columns)


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each record starts, and its cells; empty lines are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        # The limit belongs to the whole process, so it is set for as long as a row takes.
        usual = csv.field_size_limit(LONGEST_CELL)
        try:
            cells = next(reader, None)
        except csv.Error as trouble:
            raise BrokenTable(f"“{name}”, line {line}: {_reason(str(trouble))}.") from None
        finally:
            csv.field_size_limit(usual)
        if cells is None:
            return
        if cells:
            yield line, [unmark(cell) for cell in cells]


def _reason(trouble: str) -> str:
    if "field limit" in trouble:
        return f"a cell is longer than {LONGEST_CELL:,} characters; a quotation mark may be missing"
    if "end of data" in trouble:
        return "a quotation mark opens a cell and none closes it"
    return "a quotation mark stands inside a cell and is not doubled"


def _check_header(
    header: Sequence[str], required: Collection[str], known: Collection[str], prefix: str, name: str
) -> None:
    counts = Counter(header)
    missing = [column for column in required if column not in counts]
    unknown = [c for c in counts if c not in known and not (prefix and c.startswith(prefix))]
    doubled = [column for column, count in counts.items() if count > 1]
    if missing:
        trouble = f"the header lacks {_listed(missing)}"
    elif unknown:
        trouble = f"the header has columns that are not known: {_listed(unknown)}"
    elif doubled:
        trouble = f"the header has more than once {_listed(doubled)}"
    else:
        return
    raise BrokenTable(f"“{name}”, line 1: {trouble}; columns can be {', '.join(known)}.")


def _listed(columns: Sequence[str]) -> str:
    names = ", ".join(f"“{column[:40] or '(empty)'}”" for column in columns[:5])
    return names + (f" and {len(columns) - 5} more" if len(columns) > 5 else "")
