"""Numbers and lists in sentences."""

#: how the label of an action that brought in another file begins; the log keeps it
BRING_IN = "Bring in"


def counted(number: int, what: str) -> str:
    """Return a number with its noun, with an s unless it is 1."""
    return f"{number:,} {what if number == 1 else what + 's'}"


def listed(names: list[str], most: int = 12) -> str:
    """Return names in quotation marks, and how many more there are than `most`."""
    said = ", ".join(f"“{name}”" for name in names[:most])
    return said + (f" and {len(names) - most} more" if len(names) > most else "")
