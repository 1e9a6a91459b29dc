"""Cells that no spreadsheet runs, and several values in one cell; both ways, losing nothing.

A spreadsheet takes a cell for a formula if it starts with one of a few signs. One apostrophe
before the sign stops that. A spreadsheet that expects another separator cuts a cell in pieces,
so the apostrophe stands before a sign after `;`, a tab or a line end too. Where apostrophes
stand there already, one more is added; reading takes one away, so nothing is ever confused.
"""

import re
from collections.abc import Iterable

_SIGNS = "=+\\-@＝＋－＠"
#: What a spreadsheet skips before a sign: spaces, invisible characters, and quotation marks that
#: it takes for the start of a quoted cell.
_SKIPPED = (
    '" \\x01-\\x08\\x0e-\\x1b\\x7f\xa0\xad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff'
)
_ENDS = ";\t\r\n\v\f\\x1c-\\x1f\x85\u2028\u2029"
_BEFORE_SIGN = re.compile(f"(^|[{_ENDS}])('*)(?=[{_SKIPPED}]*[{_SIGNS}])")
_MARKED_SIGN = re.compile(f"(^|[{_ENDS}])'('*)(?=[{_SKIPPED}]*[{_SIGNS}])")
_BEFORE_TAB = re.compile("^('*)(?=[\t\r\n])")
_MARKED_TAB = re.compile("^'('*)(?=[\t\r\n])")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)

_PAIR = re.compile(r"((?:[^:\\]|\\.)*):(.*)", re.S)
_NAMED = re.compile(r"\\([\\:])")
_ESCAPED = re.compile(r"\\([\\|])|(\|)")


def mark(cell: str) -> str:
    """Return the cell so that it is no formula anywhere; plain numbers such as -3 stay as is."""
    if _NUMBER.fullmatch(cell):
        return cell
    return _BEFORE_TAB.sub(r"'\1", _BEFORE_SIGN.sub(r"\1'\2", cell))


def unmark(cell: str) -> str:
    """Return what `mark` was given."""
    if "'" not in cell:
        return cell
    return _MARKED_SIGN.sub(r"\1\2", _MARKED_TAB.sub(r"\1", cell))


def join_values(values: Iterable[str]) -> str:
    r"""Return values, none of them empty, as one cell: `a|b`, with `\|` and `\\` inside them."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def split_values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell; an empty cell has none. Undoes `join_values`."""
    if not cell:
        return ()
    values, current, last = [], "", 0
    for match in _ESCAPED.finditer(cell):
        current += cell[last : match.start()] + (match[1] or "")
        last = match.end()
        if match[2]:
            values.append(current)
            current = ""
    return (*values, current + cell[last:])


def join_pair(name: str, value: str) -> str:
    r"""Return a name and what is said of it as one value: `name: value`, with `\:` in the name."""
    return name.replace("\\", "\\\\").replace(":", "\\:") + ": " + value


def split_pair(pair: str) -> tuple[str, str] | None:
    """Return name and value, without white space about them, or None where one is missing."""
    match = _PAIR.fullmatch(pair)
    if match is None:
        return None
    name, value = _NAMED.sub(r"\1", match[1]).strip(), match[2].strip()
    return (name, value) if name and value else None
