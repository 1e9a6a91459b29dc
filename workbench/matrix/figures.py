"""Figures in words, the same in the window and in all that is written."""

from workbench.matrix.request import Request
from workbench.matrix.result import Value

ZERO = "·"
PRESENT = "●"
#: of claims of which the measure says nothing, as the balance of those without a stance
UNDEFINED = "–"
_MINUS = "−"
#: measures whose figures lie on either side of nothing
SIGNED = frozenset({"balance", "residual"})
#: of these one figure says: 2.25 is more than 2
_DECIMALS = {"confidence": 1, "c-coefficient": 2, "jaccard": 2, "expected": 1, "residual": 1}


def decimals(request: Request) -> int:
    """Return how many decimals the figures of a request's measure show; of percentages none."""
    return 0 if request.percent else _DECIMALS.get(request.measure, 0)


def signed(value: int | float, places: int = 0) -> str:
    """Return a number with its sign, and a true minus: "+3", "−1.5", "0"."""
    words = f"{abs(value):,.{places}f}"
    if not any(digit in words for digit in "123456789"):
        return words
    return f"{'+' if value > 0 else _MINUS}{words}"


def figure_text(value: Value, request: Request) -> str:
    """Return what a value of a request's measure looks like: 1,204, 12%, 0.37, −3, ●.

    A dot stands for 0 where that is nothing found, and a dash for a value that is not defined.
    """
    if value is None:
        return UNDEFINED
    if request.measure in SIGNED and not request.percent:
        return signed(value, decimals(request))
    if request.measure == "split":
        return f"{100 * value:.0f}%"
    if not value:
        return ZERO
    if request.percent:
        return f"{value:.0f}%" if value >= 1 else "<1%"
    return PRESENT if request.measure == "presence" else f"{value:,.{decimals(request)}f}"


def least(request: Request) -> float:
    """Return the least figure above nothing that a request's measure can show."""
    return 1.0 if request.percent else 10.0 ** -_DECIMALS.get(request.measure, 2)


def split(supporting: int, against: int) -> str:
    """Return the two sides of a cell: "+3 −1"; a dot where it has neither."""
    sides = (f"+{supporting}" if supporting else "", f"{_MINUS}{against}" if against else "")
    return " ".join(side for side in sides if side) or ZERO
