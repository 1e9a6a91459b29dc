"""The codebook: in and out as CSV, and the steps that touch several parts of a tag."""

from pathlib import Path
from typing import Any

from db import tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Facet, Id, Tag
from workbench.exchange.codebook_csv import TagRow, read_codebook, write_codebook


def add_tag(action: Action, facet: str, parent: Id | None, name: str) -> Id:
    """Add a tag to the facet of a key; returns its id."""
    found = _facets(action.project).get(facet)
    if found is None:
        raise Invalid(f"There is no facet “{facet}”.")
    return tags.add(action, found.id, name, parent=parent)


def edit_tag(
    action: Action, tag: Id, aliases: tuple[str, ...] | None = None, **fields: Any
) -> bool:
    """Change fields and aliases of a tag in one step; returns whether anything changed."""
    changed = tags.edit(action, tag, **fields) if fields else False
    if aliases is not None:
        changed |= tags.set_aliases(action, tag, aliases)
    return changed


def _facets(project: Project) -> dict[str, Facet]:
    return {facet.key: facet for facet in tags.all_facets(project)}


class _Shelf:
    """Finds and makes the tags of an import by facet and name."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.facets = _facets(action.project)
        self._tags = {
            (tag.facet, tags.name_key(tag.name)): tag.id for tag in tags.all_tags(action.project)
        }

    def facet(self, kind: str) -> Id:
        """Return the facet of a kind, adding one that is new."""
        if kind not in self.facets:
            name = kind.replace("_", " ").capitalize()
            facet = tags.add_facet(self.action, kind, name)
            self.facets[kind] = Facet(facet, kind, name, False, len(self.facets))
        return self.facets[kind].id

    def find(self, kind: str, name: str) -> Id | None:
        """Return the tag of a name, or None."""
        return self._tags.get((self.facet(kind), tags.name_key(name)))

    def make(self, kind: str, name: str, **fields: Any) -> Id:
        """Add a tag."""
        facet = self.facet(kind)
        tag = tags.add(self.action, facet, name, **fields)
        self._tags[facet, tags.name_key(name)] = tag
        return tag


def import_codebook(action: Action, path: Path) -> int:
    """Take in the tags of a CSV file; returns how many rows it had.

    Tags that are there already take over group, aliases and description of the file where it has
    some. A group that has no row of its own becomes a tag where it is first named.
    """
    rows = read_codebook(path)
    shelf = _Shelf(action)
    for row in rows:
        group = shelf.find(row.kind, row.group) if row.group else None
        if row.group and group is None:
            group = shelf.make(row.kind, row.group)
        tag = shelf.find(row.kind, row.tag)
        fields: dict[str, Any] = {}
        if row.colour:
            fields["colour"] = row.colour
        if row.description:
            fields["description"] = row.description
        if tag is None:
            shelf.make(
                row.kind, row.tag, parent=group, aliases=row.aliases, sign=row.sign,
                archived=row.archived, **fields,
            )  # fmt: skip
        else:
            _take_over(action, tag, row, group, fields)
    return len(rows)


def _take_over(
    action: Action, tag: Id, row: TagRow, group: Id | None, fields: dict[str, Any]
) -> None:
    record = next(t for t in tags.all_tags(action.project) if t.id == tag)
    if row.sign:
        fields["sign"] = row.sign
    if row.archived:
        fields["archived"] = True
    tags.edit(action, tag, **fields)
    if row.aliases:
        tags.set_aliases(action, tag, [*record.aliases, *row.aliases])
    if group is not None and group != record.parent:
        tags.move(action, tag, group, 1_000_000)


def codebook_rows(project: Project) -> list[TagRow]:
    """Return the codebook as rows of a table, in codebook order.

    A group that says nothing of its own has no row: its members name it. Colours are written only
    where they are not those that an import would give by itself.
    """
    all_tags = tags.all_tags(project)
    kinds = {facet.id: facet.key for facet in tags.all_facets(project)}
    names = {tag.id: tag.name for tag in all_tags}
    parents = {tag.parent for tag in all_tags}
    told = [tag for tag in all_tags if tag.id not in parents or _has_own_words(tag)]
    coloured = _odd_colours(all_tags)
    return [
        TagRow(
            kinds[tag.facet],
            tag.name,
            names[tag.parent] if tag.parent is not None else "",
            tag.aliases,
            tag.description,
            tag.colour if coloured else "",
            tag.sign,
            tag.archived,
        )
        for tag in told
    ]


def _has_own_words(tag: Tag) -> bool:
    return bool(
        tag.parent is not None or tag.aliases or tag.description or tag.archived or tag.sign
    )


def _odd_colours(all_tags: list[Tag]) -> bool:
    """Whether any colour differs from what the tags would get in codebook order."""
    seen: list[Tag] = []
    for tag in all_tags:
        others = [
            (other.id, other.colour, other.parent) for other in seen if other.facet == tag.facet
        ]
        if tags.next_colour(others, tag.parent) != tag.colour:
            return True
        seen.append(tag)
    return False


def export_codebook(project: Project, path: Path, *, mark: bool = False) -> int:
    """Write the codebook as CSV; returns the number of rows."""
    rows = codebook_rows(project)
    write_codebook(path, rows, bom=mark)
    return len(rows)
