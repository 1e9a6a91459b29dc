"""The colours that new tags take."""

from collections import Counter
from collections.abc import Iterable

from db.records import COLOURS, Id


class ColourRota:
    """The colours of a facet's tags, and which one the next tag takes.

    The least used among its siblings, then in the facet, then the first in the order of HUES.
    Groups do not count: they are shown without their colour.
    """

    def __init__(self, others: Iterable[tuple[Id, str, Id | None]] = ()) -> None:
        """Take the tags that are there, as (id, colour, parent)."""
        self._tags: dict[Id, tuple[str, Id | None]] = {}
        self._groups: set[Id] = set()
        self._near: dict[Id | None, Counter[str]] = {}
        self._far: Counter[str] = Counter()
        for tag, colour, parent in others:
            self.add(tag, colour, parent)

    def add(self, tag: Id, colour: str, parent: Id | None) -> None:
        """Take another tag."""
        self._tags[tag] = colour, parent
        if tag not in self._groups:
            self._count(tag, 1)
        if parent is not None and parent not in self._groups:
            self._groups.add(parent)
            if parent in self._tags:
                self._count(parent, -1)

    def _count(self, tag: Id, change: int) -> None:
        colour, parent = self._tags[tag]
        self._near.setdefault(parent, Counter())[colour] += change
        self._far[colour] += change

    def next(self, parent: Id | None) -> str:
        """Return the colour for a new tag under another (None: at the top)."""
        near = self._near.get(parent, Counter())
        # What the new tag makes a group of does not count any more.
        group = "" if parent is None or parent in self._groups else self._tags.get(parent, ("",))[0]
        return min(
            COLOURS,
            key=lambda hue: (near[hue], self._far[hue] - (hue == group), COLOURS.index(hue)),
        )
