"""The codebook as the pane knows it: who stands under whom, and what a search finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.records import Facet, Id, Tag
from workbench.gui.words import folded


@dataclass(frozen=True, slots=True)
class Book:
    """Facets and tags in their order, counts of claims by tag, number keys by tag.

    `counts` are of claims that carry a tag or one under it, `carried` of those that carry itself.
    `shortcuts` are other keys of tags, as they are shown: "Ctrl+Alt+W".
    """

    facets: Sequence[Facet] = ()
    tags: Sequence[Tag] = ()
    counts: Mapping[Id, int] = field(default_factory=dict)
    keys: Mapping[Id, int] = field(default_factory=dict)
    carried: Mapping[Id, int] = field(default_factory=dict)
    shortcuts: Mapping[Id, str] = field(default_factory=dict)
    _by_id: dict[Id, Tag] = field(init=False, repr=False)
    _under: dict[tuple[Id, Id | None], list[Tag]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_id = {tag.id: tag for tag in self.tags}
        under: dict[tuple[Id, Id | None], list[Tag]] = {}
        for tag in sorted(self.tags, key=lambda tag: tag.position):
            parent = tag.parent if tag.parent in by_id else None
            under.setdefault((tag.facet, parent), []).append(tag)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_under", under)

    def tag(self, tag: Id | None) -> Tag | None:
        """Return the tag with this id, None if the book has none."""
        return None if tag is None else self._by_id.get(tag)

    def under(self, facet: Id, parent: Id | None) -> Sequence[Tag]:
        """Return the tags directly under a tag, or under the facet itself."""
        return self._under.get((facet, parent), ())

    def ancestors(self, tag: Tag) -> list[Tag]:
        """Return the tags above a tag, nearest first."""
        found: list[Tag] = []
        above = self.tag(tag.parent)
        while above is not None and above not in found:
            found.append(above)
            above = self.tag(above.parent)
        return found

    def may_go_under(self, tag: Tag, parent: Tag | None) -> bool:
        """Return whether a tag may be nested there: same facet, not under itself."""
        if parent is None:
            return True
        return parent.facet == tag.facet and tag not in [parent, *self.ancestors(parent)]

    def index_before(self, tag: Tag, parent: Tag | None, before: Tag | None) -> int:
        """Return the place of a tag among its new siblings, itself not counted.

        `before` is the sibling that shall follow it; None puts it last.
        """
        rest = [one.id for one in self.under(tag.facet, parent.id if parent else None)]
        if tag.id in rest:
            rest.remove(tag.id)
        return rest.index(before.id) if before and before.id in rest else len(rest)

    def place(self, tag: Tag) -> tuple[Tag | None, int]:
        """Return the tag above and the place among its siblings."""
        parent = self.tag(tag.parent)
        siblings = self.under(tag.facet, parent.id if parent else None)
        return parent, [one.id for one in siblings].index(tag.id)

    def shown(self, words: str, archived: bool) -> set[Id]:
        """Return the tags that a search shows: matches, what is above them, what is under them.

        Names and aliases are compared; archived tags are left out unless asked for, but what is
        above a shown tag always stands.
        """
        wanted = folded(words.strip())
        found: set[Id] = set()
        for tag in self.tags:
            if tag.archived and not archived:
                continue
            above = self.ancestors(tag)
            if not wanted or any(_matches(one, wanted) for one in (tag, *above)):
                found.add(tag.id)
                found.update(one.id for one in above)
        return found


def _matches(tag: Tag, wanted: str) -> bool:
    return any(wanted in folded(name) for name in (tag.name, *tag.aliases))
