"""What can be chosen instead: for each part of a request the other ways it could be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from db.records import CONFIDENCES, CREDIBILITIES, RELIABILITIES
from workbench.gui.admiralty import CREDIBILITY_WORDS, RELIABILITY
from workbench.matrix import Axis, Context, Filter, Request, Sort
from workbench.matrix.request import (
    COUNTS,
    DECISIONS,
    FIELDS,
    MEASURES,
    ONCE,
    PERCENTS,
    PERIODS,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a request could be; `chosen` if it is so already."""

    words: str
    wanted: Request
    chosen: bool


FIELD_WORDS = {
    "document": "Documents", "author": "Authors", "publisher": "Publishers",
    "language": "Languages", "group": "Reading groups", "coder": "Coders", "day": "Days",
    "week": "Weeks", "month": "Months", "year": "Years",
}  # fmt: skip
MEASURE_WORDS = {
    "claims": "Claims", "documents": "Documents", "sources": "Distinct sources",
    "coders": "Coders", "words": "Words", "presence": "Presence",
    "balance": "Balance of for and against", "split": "For and against",
    "confidence": "Average confidence", "c-coefficient": "c-coefficient",
    "jaccard": "Jaccard index", "expected": "Expected count", "residual": "Standardised residual",
}  # fmt: skip
ONCE_WORDS = {
    "claim": "Every claim", "document": "Once per document", "day": "Once per day",
    "week": "Once per week", "month": "Once per month", "year": "Once per year",
}  # fmt: skip
LEVEL_WORDS = {"tags": "Tags", "groups": "Groups", "both": "Groups with their tags"}
ROLE_WORDS = {"": "In any role", "holder": "As holders", "about": "As those it is about"}
DECISION_WORDS = {
    "": "Whatever was decided", "accepted": "Accepted only", "not rejected": "Not rejected",
    "open": "Open only",
}  # fmt: skip

Sorting = tuple[str, Sort]
SORTINGS: Sequence[Sorting] = (
    ("Codebook order", Sort()),
    ("By name", Sort("name")),
    ("Largest total first", Sort("total")),
    ("Smallest total first", Sort("total", reverse=True)),
    ("Similar ones together", Sort("similarity")),
)
#: conditions that the sentence can grow by, with what they are called where they are added
CLAUSES: Mapping[str, str] = {
    "documents": "Documents…", "groups": "Reading groups…", "languages": "Languages…",
    "coders": "Coders…", "dates": "Dates…", "decisions": "Decisions",
    "tags": "With tags, stances…", "without": "Without tags…", "role": "Role of the tags",
    "confidence": "Confidence", "reliability": "Reliability of the source",
    "credibility": "Credibility", "text": "Words in the claim…", "before_merge": "Last merge",
}  # fmt: skip
#: fields of a request that a menu changes at one click
MENUS = frozenset({
    "rows", "columns", "measure", "once", "percent", "period", "decisions", "role", "confidence",
    "reliability", "credibility", "before_merge",
})  # fmt: skip


def filtered(request: Request, **conditions: Any) -> Request:
    """Return the request with other conditions."""
    return replace(request, filter=replace(request.filter, **conditions))


def without(request: Request, clause: str) -> Request:
    """Return the request without a clause of its sentence."""
    if clause == "dates":
        return filtered(request, since="", until="")
    if clause in {field.name for field in fields(Filter)}:
        return filtered(request, **{clause: getattr(Filter(), clause)})
    usual = Request()
    return replace(request, **{clause: getattr(usual, clause)})


def crossed(request: Request, across: bool, of: str) -> Request:
    """Return the request with another facet or field on an axis.

    A facet that meets itself does so in two roles: who holds it, about whom.
    """
    if of == _axis(request, across).of:
        return request
    other = request.rows if across else request.columns
    axis = Axis(of, levels="tags" if of[:1] == ":" else _axis(request, across).levels)
    if of == other.of and not axis.field:
        axis = replace(axis, role="about" if across else "holder")
        other = replace(other, role="holder" if across else "about")
    elif other.of == _axis(request, across).of and other.role:
        other = replace(other, role="")  # it met itself until now
    rows, columns = (other, axis) if across else (axis, other)
    return replace(request, rows=rows, columns=columns)


def _axis(request: Request, across: bool) -> Axis:
    return request.columns if across else request.rows


def with_axis(request: Request, across: bool, **parts: Any) -> Request:
    """Return the request with an axis shown otherwise."""
    axis = replace(_axis(request, across), **parts)
    return replace(request, columns=axis) if across else replace(request, rows=axis)


def choices(part: str, request: Request, context: Context) -> list[Choice]:
    """Return the ways a part of a request (one of `MENUS`) could be."""
    return list(_CHOICES[part](request, context))


def _of_axis(across: bool) -> Callable[[Request, Context], Iterator[Choice]]:
    def found(request: Request, context: Context) -> Iterator[Choice]:
        now = _axis(request, across).of
        known = [(facet.key, facet.name) for facet in context.facets]
        known += [(f":{field}", FIELD_WORDS[field]) for field in FIELDS]
        for of, words in known:
            yield Choice(words, crossed(request, across, of), of == now)

    return found


def _measures(request: Request, _context: Context) -> Iterator[Choice]:
    for measure in MEASURES:
        percent = request.percent if measure in COUNTS else ""
        wanted = replace(request, measure=measure, percent=percent)
        yield Choice(MEASURE_WORDS[measure], wanted, measure == request.measure)


def _once(request: Request, _context: Context) -> Iterator[Choice]:
    for once in ONCE:
        yield Choice(ONCE_WORDS[once], replace(request, once=once), once == request.once)


def _percents(request: Request, _context: Context) -> Iterator[Choice]:
    yield Choice("The number itself", replace(request, percent=""), not request.percent)
    for percent in PERCENTS:
        measure = request.measure if request.measure in COUNTS else "claims"
        wanted = replace(request, percent=percent, measure=measure)
        yield Choice(f"Percentage of the {percent}", wanted, percent == request.percent)


def _periods(request: Request, _context: Context) -> Iterator[Choice]:
    yield Choice("No curve", replace(request, period=""), not request.period)
    for period in PERIODS:
        words = f"A curve by {period}"
        yield Choice(words, replace(request, period=period), period == request.period)


def _conditions(
    name: str, ways: Sequence[tuple[object, str]]
) -> Callable[[Request, Context], Iterator[Choice]]:
    def found(request: Request, _context: Context) -> Iterator[Choice]:
        for value, words in ways:
            now = getattr(request.filter, name)
            yield Choice(words, filtered(request, **{name: value}), value == now)

    return found


_CHOICES: dict[str, Callable[[Request, Context], Iterator[Choice]]] = {
    "rows": _of_axis(False),
    "columns": _of_axis(True),
    "measure": _measures,
    "once": _once,
    "percent": _percents,
    "period": _periods,
    "decisions": _conditions("decisions", [("", DECISION_WORDS[""]),
                                           *((one, DECISION_WORDS[one]) for one in DECISIONS)]),
    "role": _conditions("role", list(ROLE_WORDS.items())),
    "confidence": _conditions("confidence", [
        ("", "Any confidence"),
        *((level, level if level == "high" else f"{level} or higher") for level in CONFIDENCES),
    ]),
    "reliability": _conditions("reliability", [
        ("", "Any reliability"),
        *((grade, f"{RELIABILITY[grade]}{', or better' if grade != 'A' else ''}")
          for grade in RELIABILITIES if grade != "F"),
    ]),
    "credibility": _conditions("credibility", [
        (None, "Any credibility"),
        *((grade, f"{CREDIBILITY_WORDS[grade]}{', or better' if grade > 1 else ''}")
          for grade in CREDIBILITIES if grade != 6),
    ]),
    "before_merge": _conditions("before_merge", [
        (False, "With all claims"), (True, "Without those of the last merge"),
    ]),
}  # fmt: skip
