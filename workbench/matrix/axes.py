"""The rows or columns that an axis has, and the claims that stand in each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from db.errors import Invalid
from db.records import Document, Facet, Id, Tag
from workbench.matrix.arrays import NONE, Mask, Numbers
from workbench.matrix.facts import Facts
from workbench.matrix.request import FIELDS, PERIODS, Axis, Filter
from workbench.matrix.result import Entry
from workbench.matrix.scope import carried
from workbench.text.dates import period

#: what documents without a value are called
_WITHOUT = {
    "author": "no author", "publisher": "no publisher", "language": "no language",
    "group": "no group", "day": "no day", "week": "no week", "month": "no month", "year": "no year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One axis: its entries in codebook order, and the sorted numbers of the claims of each.

    `documents` tells for each entry which documents can have claims in it, None if all can;
    `coders` whose reading says whether it was read, None if it does not matter.
    """

    entries: tuple[Entry, ...]
    claims: tuple[Numbers, ...]
    documents: tuple[Mask, ...] | None = None
    coders: tuple[Id, ...] | None = None

    def chosen(self, places: Iterable[int]) -> "Side":
        """Return the axis with only some of its entries, in an order."""
        order = list(places)
        return Side(
            tuple(self.entries[at] for at in order),
            tuple(self.claims[at] for at in order),
            None if self.documents is None else tuple(self.documents[at] for at in order),
            None if self.coders is None else tuple(self.coders[at] for at in order),
        )


def side(facts: Facts, axis: Axis, wanted: Filter, documents: Mask, scope: Mask) -> Side:
    """Lay out an axis over the documents and claims that pass a filter.

    Raises Invalid for an axis that is neither a facet of the codebook nor a field.
    """
    if not axis.field:
        return _facet_side(facts, axis, wanted, scope)
    if axis.field not in FIELDS:
        raise Invalid(f"There is no field “{axis.field}”; there are {', '.join(FIELDS)}.")
    if axis.field == "coder":
        return _coder_side(facts, wanted, scope)
    return _document_side(facts, axis.field, documents, scope)


# -- facets


def facet_of(facts: Facts, key: str) -> Facet:
    """Return the facet of a key; raises Invalid where the codebook has none."""
    for facet in facts.context.facets:
        if facet.key == key:
            return facet
    known = ", ".join(facet.key for facet in facts.context.facets)
    raise Invalid(f"There is no facet “{key}”; this project has {known}.")


def _facet_side(facts: Facts, axis: Axis, wanted: Filter, scope: Mask) -> Side:
    facet = facet_of(facts, axis.of)
    tags = [tag for tag in facts.context.tags if tag.facet == facet.id]
    tops = _tops(tags)
    all_in_scope = bool(scope.all())
    entries: list[Entry] = []
    claims: list[Numbers] = []
    for tag, entry in _facet_entries(tags, tops, axis, facts.used):
        members = facts.below[tag.id] if entry.is_group else [tag.id]
        entries.append(entry)
        if all_in_scope and len(members) == 1:
            claims.append(carried(facts, tag.id, wanted, axis.role))
        else:
            claims.append(_any(facts, members, axis, wanted, scope))
    return Side(tuple(entries), tuple(claims))


def _tops(tags: list[Tag]) -> dict[Id, Tag]:
    """Return the topmost ancestor of each tag; groups come before their members."""
    top: dict[Id, Tag] = {}
    for tag in tags:
        top[tag.id] = tag if tag.parent is None else top[tag.parent]
    return top


def _facet_entries(
    tags: list[Tag], tops: dict[Id, Tag], axis: Axis, used: frozenset[Id]
) -> Iterable[tuple[Tag, Entry]]:
    """Yield the entries of a facet in codebook order, each with its tag.

    A group stands for itself only where claims carry it; archived tags only where used.
    """
    groups = {tag.parent for tag in tags}
    for tag in tags:
        top = tops[tag.id]
        has_group = tag.id != top.id
        if axis.levels == "groups":
            if not has_group:
                yield tag, Entry(f"g{tag.id}", tag.name, tag.id, tag.colour, is_group=True)
            continue
        shown = tag.id in used or (tag.id not in groups and not tag.archived)
        if axis.levels == "tags":
            if shown:
                group = top.name if has_group else ""
                yield tag, Entry(f"t{tag.id}", tag.name, tag.id, tag.colour, group)
            continue
        collapsed = top.id in axis.collapsed
        if tag.id in groups and not has_group:
            yield (
                tag,
                Entry(
                    f"g{tag.id}", tag.name, tag.id, tag.colour, is_group=True, collapsed=collapsed
                ),
            )
        hidden = collapsed and (has_group or tag.id in groups)
        if shown and (not hidden or f"t{tag.id}" in axis.pinned):
            inside = has_group or tag.id in groups
            yield tag, Entry(
                f"t{tag.id}", tag.name, tag.id, tag.colour, top.name if inside else "",
                f"g{top.id}" if inside else "", int(inside),
            )  # fmt: skip


def _any(facts: Facts, tags: list[Id], axis: Axis, wanted: Filter, scope: Mask) -> Numbers:
    """Return the claims in scope that carry one of some tags."""
    if len(tags) == 1:
        claims: Numbers = carried(facts, tags[0], wanted, axis.role)
        inside: Numbers = claims[scope[claims]]
        return inside
    found = np.zeros(len(facts), np.bool_)
    for tag in tags:
        found[carried(facts, tag, wanted, axis.role)] = True
    return np.flatnonzero(found & scope).astype(np.int32)


# -- fields


def _coder_side(facts: Facts, wanted: Filter, scope: Mask) -> Side:
    coders = [
        (at, one)
        for at, one in enumerate(facts.context.coders)
        if not wanted.coders or one.id in wanted.coders
    ]
    by_place = _split(facts.columns["coder"], len(facts.context.coders), scope)
    return Side(
        tuple(Entry(f"c{one.id}", one.name, one.id) for _at, one in coders),
        tuple(by_place[at] for at, _one in coders),
        coders=tuple(one.id for _at, one in coders),
    )


def _document_side(facts: Facts, field: str, documents: Mask, scope: Mask) -> Side:
    records, value = facts.context.documents, _value_of(facts, field)
    if field == "document":
        entries = [
            Entry(f"d{one.id}", one.title or one.name, one.id)
            for one, inside in zip(records, documents, strict=True)
            if inside
        ]
        place = {entry.id: at for at, entry in enumerate(entries)}
        of = [place.get(one.id, NONE) for one in records]
    else:
        values = {value(one) for one, ok in zip(records, documents, strict=True) if ok}
        order = sorted(values, key=lambda name: (not name, name.casefold(), name))
        entries = [Entry(f"={name}", name or _WITHOUT[field]) for name in order]
        at_value = {name: at for at, name in enumerate(order)}
        of = [at_value.get(value(one), NONE) for one in records]
    of_document = np.array([*of, NONE], np.int32)
    of_document[:-1][~documents] = NONE
    claims = _split(of_document[facts.document], len(entries), scope)
    masks = tuple(of_document[:-1] == at for at in range(len(entries)))
    return Side(tuple(entries), tuple(claims), masks)


def _value_of(facts: Facts, field: str) -> Callable[[Document], str]:
    if field in PERIODS:
        return lambda document: period(document.published_on, field)
    if field == "group":
        return lambda document: facts.context.groups.get(document.id, "")
    return lambda document: " ".join(str(getattr(document, field)).split())


def _split(places: Numbers, size: int, scope: Mask) -> list[Numbers]:
    """Return the claims in scope at each of `size` places."""
    claims = np.flatnonzero(scope & (places != NONE)).astype(np.int32)
    at = places[claims]
    order = np.argsort(at, kind="stable")
    bounds = np.searchsorted(at[order], np.arange(1, size))
    return np.split(claims[order], bounds) if size else []


# -- several projects


def by_project(facts: Facts, found: Side) -> Side:
    """Return an axis with each entry once for each project, in the order of the projects."""
    projects = facts.context.projects
    if len(projects) < 2:
        return found
    parts = []
    for place, project in enumerate(projects):
        entries = tuple(
            replace(
                entry,
                key=f"{project}/{entry.key}",
                parent=f"{project}/{entry.parent}" if entry.parent else "",
                project=project,
            )
            for entry in found.entries
        )
        claims = tuple(some[facts.project[some] == place] for some in found.claims)
        parts.append(replace(found, entries=entries, claims=claims))
    return Side(
        tuple(entry for part in parts for entry in part.entries),
        tuple(some for part in parts for some in part.claims),
        None if found.documents is None else found.documents * len(projects),
        None if found.coders is None else found.coders * len(projects),
    )
