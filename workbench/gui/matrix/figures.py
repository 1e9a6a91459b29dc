"""Figures as they are said, and the classes of heat that they fall into."""

from collections.abc import Iterable, Sequence
from typing import cast

from workbench import colours
from workbench.gui.words import counted
from workbench.matrix import Request, Value
from workbench.matrix.figures import figure_text

_NOUNS = {"claims": "claim", "documents": "document", "sources": "source", "coders": "coder",
          "words": "word"}  # fmt: skip
_SAID = {
    "balance": "balance", "confidence": "average confidence", "c-coefficient": "c-coefficient",
    "jaccard": "Jaccard index", "expected": "expected", "residual": "standardised residual",
}  # fmt: skip
_ONCE = {"document": "document", "day": "day", "week": "week", "month": "month", "year": "year"}


def spoken(value: Value, request: Request) -> str:
    """Return a figure in words: "3 claims", "12% of the row", "balance +2"."""
    if value is None:
        return "not defined"
    if request.percent:
        return f"{figure_text(value, request) if value else '0%'} of the {request.percent}"
    if request.measure == "presence":
        return "present" if value else "absent"
    if request.measure == "claims" and request.once != "claim":
        return counted(int(value), _ONCE[request.once])
    if request.measure in _NOUNS:
        return counted(int(value), _NOUNS[request.measure])
    if request.measure == "split":
        return f"{figure_text(value, request)} for"
    return f"{_SAID[request.measure]} {figure_text(value, request) if value else '0'}"


class Heat:
    """The classes of some figures: their least sizes follow the largest figure among them."""

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        """`rows` are figures row by row; those that are not defined do not count."""
        highest = max(map(_highest, rows), default=0)
        if isinstance(highest, float) and not highest.is_integer():
            self.limits = _fractions(highest)
        else:
            self.limits = colours.heat_limits(int(highest))

    def of(self, value: Value) -> int:
        """Return the class of a figure, from -5 to 5; 0 for nothing."""
        if not value:
            return 0
        heat = max(1, sum(abs(value) >= limit for limit in self.limits))
        return heat if value > 0 else -heat


def _highest(row: Sequence[Value]) -> int | float:
    """Return the size of the largest figure of a row; there may be very many rows."""
    known = [value for value in row if value is not None] if None in row else row
    found = cast("Sequence[float]", known)
    return max(max(found), -min(found)) if found else 0


def _fractions(highest: float) -> tuple[float, ...]:
    """Return the limits of five equal steps; whatever is not 0 is in the first class at least."""
    return (0.0, *(highest * step / 5 for step in range(1, 5)))
