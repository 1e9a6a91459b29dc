"""Requests as JSON: how views are saved, exports say their settings, and `verify` reads them.

Ids are written as decimal strings, for many readers of JSON know no integers of 63 bits. What is
as usual is left out. Reading distrusts what it is given: anything unknown is refused in a sentence.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from db.errors import Invalid
from db.records import CONFIDENCES, CREDIBILITIES, RELIABILITIES
from workbench.matrix.request import (
    DECISIONS,
    LEVELS,
    MEASURES,
    ONCE,
    PERCENTS,
    PERIODS,
    SORTS,
    Axis,
    Filter,
    Request,
    Sort,
)
from workbench.text.dates import is_date

VERSION = 1
#: a request is small; more than this is none
LONGEST = 200_000
_ROLES = ("holder", "about")

Reader = Callable[[Any], Any]


def to_json(request: Request) -> str:
    """Return a request as JSON text."""
    return json.dumps({"version": VERSION, **_written(request)}, ensure_ascii=False)


def _written(record: Any) -> dict[str, Any]:
    usual = _USUAL[type(record)]
    found = {each.name: getattr(record, each.name) for each in fields(record)}
    return {name: _plain(value) for name, value in found.items() if value != getattr(usual, name)}


def _plain(value: Any) -> Any:
    if isinstance(value, (Axis, Filter, Sort)):
        return _written(value)
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    return list(value) if isinstance(value, tuple) else value


def from_json(text: str) -> Request:
    """Return the request that was written; raises Invalid where it is none."""
    if len(text) > LONGEST:
        raise Invalid("These settings of a matrix are too long to be any.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid("These settings of a matrix are no JSON.") from error
    if not isinstance(found, dict):
        raise Invalid("These settings of a matrix are not understood.")
    version = found.pop("version", None)
    if type(version) is int and version > VERSION:
        raise Invalid("These settings of a matrix are of a newer version of the program.")
    if version != VERSION or type(version) is not int:
        raise Invalid("These settings of a matrix do not say their version.")
    request: Request = _read(Request, found)
    return request


def _read(kind: type, found: object) -> Any:
    readers: Mapping[str, Reader] = _READERS[kind]
    if not isinstance(found, dict):
        raise Invalid("These settings of a matrix are not understood.")
    unknown = found.keys() - readers.keys()
    if unknown:
        raise Invalid(f"The settings of a matrix know no “{_short(min(unknown))}”.")
    values = {name: _value(name, readers[name], value) for name, value in found.items()}
    if kind is Axis and "of" not in values:
        raise Invalid("The settings of a matrix lack what its rows or columns are.")
    return kind(**values)


def _value(name: str, reader: Reader, value: object) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        raise Invalid(f"The settings of a matrix have a wrong “{name}”.") from error


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


# -- how each field is read; ValueError for what does not fit


def _one_of(*known: Any) -> Reader:
    def read(value: Any) -> Any:
        if not any(value == one and type(value) is type(one) for one in known):
            raise ValueError
        return value

    return read


def _text(value: Any) -> str:
    # Half a pair of surrogates cannot be written to a file.
    if not isinstance(value, str) or len(value) > 1000 or not value.isprintable():
        raise ValueError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _date(value: Any) -> str:
    if value != "" and not is_date(_text(value)):
        raise ValueError
    return str(value)


def _id(value: Any) -> int:
    if not isinstance(value, str) or not (value.isascii() and value.isdecimal()):
        raise ValueError
    if len(value) > 19 or not 0 < int(value) < 1 << 63:
        raise ValueError
    return int(value)


def _list(each: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError
        return tuple(each(one) for one in value)

    return read


def _set(each: Reader) -> Reader:
    items = _list(each)
    return lambda value: frozenset(items(value))


def _record(kind: type) -> Reader:
    return lambda value: _read(kind, value)


_USUAL: dict[type, Any] = {
    Request: Request(), Axis: Axis(""), Filter: Filter(), Sort: Sort(),
}  # fmt: skip
_READERS: dict[type, dict[str, Reader]] = {
    Sort: {"by": _one_of(*SORTS), "entry": _text, "reverse": _flag},
    Axis: {
        "of": _text,
        "role": _one_of("", *_ROLES),
        "levels": _one_of(*LEVELS),
        "collapsed": _set(_id),
        "sort": _record(Sort),
        "pinned": _list(_text),
    },
    Filter: {
        **dict.fromkeys(("documents", "coders", "tags", "without"), _set(_id)),
        **dict.fromkeys(("groups", "languages"), _set(_text)),
        **dict.fromkeys(("since", "until"), _date),
        "decisions": _one_of("", *DECISIONS),
        "confidence": _one_of("", *CONFIDENCES),
        "reliability": _one_of("", *RELIABILITIES),
        "credibility": _one_of(None, *CREDIBILITIES),
        "role": _one_of("", *_ROLES),
        "text": _text,
        "before_merge": _flag,
    },
    Request: {
        "rows": _record(Axis),
        "columns": _record(Axis),
        "measure": _one_of(*MEASURES),
        "once": _one_of(*ONCE),
        "percent": _one_of("", *PERCENTS),
        "filter": _record(Filter),
        "period": _one_of("", *PERIODS),
        "hide_empty": _flag,
        "totals": _flag,
    },
}
