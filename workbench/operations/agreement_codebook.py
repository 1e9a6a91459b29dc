"""Which tags agreement is measured on: what a request names, and what each tag counts for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db import tags
from db.errors import Invalid
from db.project import Project
from db.records import Facet, Id, Tag
from workbench.agreement.rows import Subject
from workbench.agreement.units import ANY, Tags


@dataclass(frozen=True, slots=True)
class Measured:
    """A facet with those of its tags that are measured, in codebook order."""

    facet: Facet
    tags: tuple[Tag, ...]


class Codebook:
    """The tags that count, and for which entry each of them counts.

    A group counts by itself only where claims carry it, an archived tag only where it is used.
    With `roll_up` each tag counts for its topmost ancestor; with `chosen` only those tags count,
    and what stands under them.
    """

    def __init__(
        self, project: Project, facets: Sequence[str], chosen: Collection[Id], roll_up: bool
    ) -> None:
        known = tags.all_tags(project)
        wanted = {under for tag in chosen for under in tags.subtree(known, tag)}
        used = tags.claim_counts(project)
        groups = {tag.parent for tag in known}
        top: dict[Id, Id] = {}
        for tag in known:  # groups come before their members
            top[tag.id] = tag.id if tag.parent is None else top[tag.parent]
        counting = [
            tag
            for tag in known
            if (tag.id in used or (tag.id not in groups and not tag.archived))
            and (not chosen or tag.id in wanted)
        ]
        self._entry = {tag.id: top[tag.id] if roll_up else tag.id for tag in counting}
        entries = set(self._entry.values())
        self.facets = tuple(
            found
            for facet in _facets(project, facets)
            if (found := _measured(facet, known, entries)).tags
        )
        kept = {tag.id for found in self.facets for tag in found.tags}
        self._entry = {tag: entry for tag, entry in self._entry.items() if entry in kept}

    @property
    def names(self) -> Mapping[Id, str]:
        """The names of all entries."""
        return {tag.id: tag.name for found in self.facets for tag in found.tags}

    def entries(self, carried: Iterable[Id]) -> Tags:
        """Return what a claim with these tags counts for, with ANY for the claim itself."""
        return frozenset([ANY, *(self._entry[tag] for tag in carried if tag in self._entry)])

    def subjects(self, each_tag: bool) -> list[Subject]:
        """Return what a report has rows about, after that on claims as such."""
        found: list[Subject] = []
        if len(self.facets) > 1:
            found.append(Subject("each", "All tags, one by one", frozenset(self.names)))
        for one in self.facets:
            members = frozenset(tag.id for tag in one.tags)
            key, name = one.facet.key, one.facet.name
            found.append(Subject("each", f"{name}, one by one", members, key))
            found.append(Subject("sets", f"{name}, as sets", members, key))
        if each_tag:
            found += [
                Subject("tag", tag.name, frozenset((tag.id,)), one.facet.key, tag.id)
                for one in self.facets
                for tag in one.tags
            ]
        return found


def _facets(project: Project, wanted: Sequence[str]) -> list[Facet]:
    known = {facet.key: facet for facet in tags.all_facets(project)}
    for key in wanted:
        if key not in known:
            raise Invalid(f"There is no facet “{key}”; this project has {', '.join(known)}.")
    return [known[key] for key in dict.fromkeys(wanted)] if wanted else [*known.values()]


def _measured(facet: Facet, known: Sequence[Tag], entries: Collection[Id]) -> Measured:
    found = (tag for tag in known if tag.facet == facet.id and tag.id in entries)
    return Measured(facet, tuple(found))
