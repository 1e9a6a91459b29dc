"""A read-only view of the codebook, as the widgets need it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from db.records import Claim, ClaimTag, Facet, Id, Tag
from workbench.text.lookalike import skeleton
from workbench.text.stance import stance_sign

#: Between the steps of a path: "Concerns › Economy".
STEP = " › "
#: Deeper than any codebook; a ring of parents must not hang the window.
_DEEPEST = 32


@dataclass(frozen=True)
class CodeBook:
    """The facets and tags of a project; facets stand in their order."""

    facets: tuple[Facet, ...]
    tags: Mapping[Id, Tag]

    @cached_property
    def _facets(self) -> dict[Id, Facet]:
        return {facet.id: facet for facet in self.facets}

    @cached_property
    def _children(self) -> dict[tuple[Id, Id | None], tuple[Tag, ...]]:
        below: dict[tuple[Id, Id | None], list[Tag]] = {}
        for tag in sorted(self.tags.values(), key=lambda tag: (tag.position, tag.name, tag.id)):
            parent = tag.parent if tag.parent in self.tags else None
            below.setdefault((tag.facet, parent), []).append(tag)
        return {key: tuple(tags) for key, tags in below.items()}

    @cached_property
    def _ranks(self) -> dict[Id, int]:
        """The place of each tag's facet."""
        places = {facet.id: place for place, facet in enumerate(self.facets)}
        return {tag.id: places[tag.facet] for tag in self.tags.values()}

    @cached_property
    def _signed(self) -> frozenset[Id]:
        return frozenset(tag.facet for tag in self.tags.values() if tag.sign)

    @cached_property
    def _skeletons(self) -> dict[tuple[Id, str], list[Tag]]:
        """The tags by facet and by what is left of their names and aliases for the eye."""
        found: dict[tuple[Id, str], list[Tag]] = {}
        for tag in self.tags.values():
            for name in (tag.name, *tag.aliases):
                found.setdefault((tag.facet, skeleton(name)), []).append(tag)
        return found

    def lookalike(self, facet: Id, name: str, but: Id | None = None) -> Tag | None:
        """Return a tag of a facet, other than `but`, that looks like a name, by any of its own."""
        found = self._skeletons.get((facet, skeleton(name)), ())
        return next((tag for tag in found if tag.id != but), None)

    def facet(self, key: str) -> Facet | None:
        """Return the facet of a key such as `actor`, or None."""
        return next((facet for facet in self.facets if facet.key == key), None)

    def facet_of(self, tag: Id) -> Facet:
        """Return the facet of a tag; KeyError for a tag that is not in the book."""
        return self._facets[self.tags[tag].facet]

    def children(self, facet: Id, parent: Id | None = None) -> tuple[Tag, ...]:
        """Return the tags right below a tag (or at the top of a facet), in their order."""
        return self._children.get((facet, parent), ())

    def in_order(self, facet: Id, parent: Id | None = None) -> Iterator[Tag]:
        """Yield the tags of a facet as the tree shows them, each before its children."""
        for tag in self.children(facet, parent):
            yield tag
            yield from self.in_order(facet, tag.id)

    def path(self, tag: Id) -> str:
        """Return where a tag stands, itself left out: "Concerns › Economy"."""
        steps: list[str] = []
        above = self.tags.get(self.tags[tag].parent or 0)
        while above is not None and len(steps) < _DEEPEST:
            steps.append(above.name)
            above = self.tags.get(above.parent or 0)
        return STEP.join([self.facet_of(tag).name, *reversed(steps)])

    def sign(self, tag: Id) -> str:
        """Return + − ± ○ for a tag of a facet whose tags take sides, else nothing."""
        entry = self.tags[tag]
        return stance_sign(entry.sign, entry.name) if entry.facet in self._signed else ""

    def label(self, tag: Id) -> str:
        """Return the name of a tag with its sign, if it has one: "− Against"."""
        return f"{self.sign(tag)} {self.tags[tag].name}".strip()

    def tags_in_order(self, claim: Claim) -> list[ClaimTag]:
        """Return a claim's tags by facet, then in the order of tagging, each tag once.

        Where several coders gave the same tag, the coder of the claim comes first.
        """
        found: dict[Id, ClaimTag] = {}
        for given in claim.tags:
            if given.tag in self.tags and (given.tag not in found or given.coder == claim.coder):
                found[given.tag] = given
        return sorted(found.values(), key=lambda given: self._ranks[given.tag])

    def tags_of(self, claim: Claim, facet: Id) -> list[ClaimTag]:
        """Return a claim's tags of one facet, as `tags_in_order` does."""
        return [each for each in self.tags_in_order(claim) if self.tags[each.tag].facet == facet]

    def colour_of(self, claim: Claim) -> str:
        """Return the colour of a claim: its first concern's, else its first tag's, else none."""
        known = [given.tag for given in claim.tags if given.tag in self.tags]
        concerns = [tag for tag in known if self.facet_of(tag).key == "concern"]
        first = (concerns or known)[:1]
        return self.tags[first[0]].colour if first else ""
