"""Where two coders differ, as a table: a row for each place."""

from collections.abc import Iterable
from dataclasses import dataclass

HEADER = (
    "document", "kinds", "overlap", "tags",
    "left_claims", "left_places", "left_quote", "left_tags",
    "right_claims", "right_places", "right_quote", "right_tags",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder has at a place: names, places and words of the claims, names of the tags."""

    claims: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quote: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """A place where at least one of two coders has a claim; no kinds if both say the same."""

    document: str
    kinds: tuple[str, ...]
    overlap: float
    #: the tags that differ, with the side that has them, or that both give them another role
    tags: tuple[str, ...]
    left: Side
    right: Side


def comparison_rows(places: Iterable[ComparedPlace]) -> list[tuple[object, ...]]:
    """Return places as rows under `HEADER`."""
    return [
        (one.document, ", ".join(one.kinds) or "same", round(one.overlap, 4), " | ".join(one.tags),
         *_cells(one.left), *_cells(one.right))
        for one in places
    ]  # fmt: skip


def _cells(side: Side) -> tuple[str, ...]:
    spans = " | ".join(f"{start}-{end}" for start, end in side.spans)
    return " | ".join(side.claims), spans, side.quote, " | ".join(side.tags)
