"""Dates of publication as they are written: a year, a month or a day as in ISO 8601.

Many sources say no more than the month or the year. Such a date stands for all of its days.
"""

import re
from datetime import date as calendar

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LENGTHS = {"year": 4, "month": 7}


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day as in ISO 8601."""
    return _DATE.fullmatch(text) is not None


def may_meet(date: str, since: str, until: str) -> bool:
    """Whether something of a date may lie in a time, whose open ends are empty."""
    return is_date(date) and _last(date) >= _first(since) and _first(date) <= _last(until)


def period(date: str, kind: str) -> str:
    """Return the day, week, month or year of a date, empty where the date is vaguer than that.

    Each bears its year: `2026-03-14`, `2026-W11` (the week of ISO 8601), `2026-03`, `2026`.
    """
    if not is_date(date):
        return ""
    if kind in _LENGTHS:
        length = _LENGTHS[kind]
        return date[:length] if len(date) >= length else ""
    try:
        day = calendar.fromisoformat(date) if len(date) == 10 else None
    except ValueError:  # the 31st of a shorter month
        day = None
    if day is None:
        return ""
    if kind == "day":
        return date
    year, week, _day = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _first(date: str) -> str:
    """Return the first day of a year or month."""
    return date + "-01-01"[len(date) - 4 :] if date else ""


def _last(date: str) -> str:
    """Return the last day of a year or month, every month having 31."""
    return date + "-12-31"[len(date) - 4 :] if date else "9999-12-31"
