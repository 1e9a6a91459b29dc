"""The signs of tags that take sides."""

from workbench.text.fold import fold

#: Names of tags that take both sides; others without a sign of their own take none.
_BOTH = frozenset(("mixed", "both", "ambivalent", "ambiguous", "divided", "for and against"))


def stance_sign(sign: int, name: str) -> str:
    """Return + or −, ± for a tag of both sides, ○ for one of neither; `sign` is 1, -1 or 0."""
    if sign:
        return "+" if sign > 0 else "−"
    return "±" if fold(name.strip()).text in _BOTH else "○"
