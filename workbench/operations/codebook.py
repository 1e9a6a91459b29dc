"""The codebook: in and out as CSV, and the steps that touch several parts of a tag."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from db import tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Facet, Id, Tag
from db.tag_colours import ColourRota
from workbench.exchange.codebook_csv import TagRow, read_codebook, write_codebook
from workbench.operations import alias_rules
from workbench.operations.targets import assert_no_project


def add_tag(action: Action, facet: str, parent: Id | None, name: str) -> Id:
    """Add a tag to the facet of a key; returns its id."""
    for found in tags.all_facets(action.project):
        if found.key == facet:
            return tags.add(action, found.id, name, parent=parent)
    raise Invalid(f"There is no facet “{facet}”.")


def edit_tag(
    action: Action, tag: Id, aliases: tuple[str, ...] | None = None, **fields: Any
) -> bool:
    """Change fields and aliases of a tag in one step; returns whether anything changed."""
    changed = tags.edit(action, tag, **fields) if fields else False
    if aliases is not None:
        changed |= tags.set_aliases(action, tag, aliases)
    return changed


# -- in


def import_codebook(action: Action, path: Path) -> int:
    """Take in the tags of a CSV file, all or none; returns how many rows it had.

    Tags that are there already take over group, aliases with their rules, description, colour,
    sign and archiving of the file where it has some. A group that has no row of its own becomes a
    tag where it is first named. Stances of the file take the place of those that a project starts
    with, unless somebody used or changed these. Raises ProjectError with the line of the first
    trouble.
    """
    rows = read_codebook(path)
    shelf = _Shelf(action)
    shelf.clear_starters(rows)
    for row in rows:
        try:
            shelf.take(row)
        except Invalid as error:
            raise Invalid(f"“{path.name}”, line {row.line}: {error}") from error
    return len(rows)


class _Shelf:
    """The codebook while rows are taken in."""

    def __init__(self, action: Action) -> None:
        self._action = action
        #: by key, and by name where that is no key
        self._facets: dict[str, Facet] = {}
        found = tags.all_facets(action.project)
        self._facets |= {tags.name_key(facet.name): facet for facet in found}
        self._facets |= {tags.name_key(facet.key): facet for facet in found}
        self._tags = {
            (tag.facet, tags.name_key(tag.name)): tag for tag in tags.all_tags(action.project)
        }
        self._adders: dict[Id, tags.Adder] = {}
        #: the rows that were taken so far, by tag
        self._told: dict[Id, TagRow] = {}

    def clear_starters(self, rows: Sequence[TagRow]) -> None:
        """Remove the stances of a new project where the file brings others."""
        facet = self._facets.get("stance")
        there = [tag for tag in self._tags.values() if facet and tag.facet == facet.id]
        brought = [row for row in rows if facet and self._facets.get(_key(row)) is facet]
        used = tags.claim_counts(self._action.project)
        if brought and _are_starters(there) and not _begin_with_starters(brought):
            for tag in [] if any(tag.id in used for tag in there) else there:
                tags.remove(self._action, tag.id)
                del self._tags[tag.facet, tags.name_key(tag.name)]

    def take(self, row: TagRow) -> None:
        """Add the tag of a row, or give one that is there what the row says of it."""
        facet = self._facet(row)
        group = self._group(facet, row.group) if row.group else None
        tag = self._tags.get((facet, tags.name_key(row.tag)))
        if tag is None:
            fields: dict[str, Any] = {"description": row.description} if row.description else {}
            tag = self._add(
                facet, row.tag, parent=group, aliases=row.aliases, colour=row.colour,
                sign=row.sign, archived=row.archived, **fields,
            )  # fmt: skip
        else:
            self._update(tag, row, group)
        alias_rules.take(self._action, tag.id, row)
        self._told[tag.id] = row

    def _facet(self, row: TagRow) -> Id:
        """Return the facet of a row, by key or name, adding one that is new."""
        if _key(row) not in self._facets:
            key = " ".join(row.kind.split())
            name = key[:1].upper() + key[1:].replace("_", " ")
            facet = tags.add_facet(self._action, key, name)
            self._facets[_key(row)] = Facet(facet, key, name, False, len(self._facets))
        return self._facets[_key(row)].id

    def _group(self, facet: Id, name: str) -> Id:
        group = self._tags.get((facet, tags.name_key(name)))
        return (group or self._add(facet, name)).id

    def _add(self, facet: Id, name: str, **fields: Any) -> Tag:
        if facet not in self._adders:
            self._adders[facet] = tags.Adder(self._action, facet)
        adder = self._adders[facet]
        tag = Tag(
            adder.add(name, **fields), facet, fields.get("parent"), name,
            fields.get("colour", ""), aliases=tuple(fields.get("aliases", ())),
        )  # fmt: skip
        self._tags[facet, tags.name_key(name)] = tag
        return tag

    def _update(self, tag: Tag, row: TagRow, group: Id | None) -> None:
        self._adders.pop(tag.facet, None)  # it knows the tags as they were
        told = self._told.get(tag.id)
        if told and told.group and tags.name_key(told.group) != tags.name_key(row.group):
            raise Invalid(f"Line {told.line} has “{row.tag}” already, in another group.")
        fields = {
            "colour": row.colour,
            "description": row.description,
            "sign": row.sign,
            "archived": row.archived,
        }
        tags.edit(self._action, tag.id, **{name: value for name, value in fields.items() if value})
        aliases = tuple(dict.fromkeys((*tag.aliases, *row.aliases)))
        if aliases != tag.aliases:
            tags.set_aliases(self._action, tag.id, aliases)
        if group is not None and group != tag.parent:
            tags.move(self._action, tag.id, group, len(self._tags))  # behind all that are there
        else:
            group = tag.parent
        self._tags[tag.facet, tags.name_key(tag.name)] = replace(tag, aliases=aliases, parent=group)


def _key(row: TagRow) -> str:
    return tags.name_key(row.kind)


def _are_starters(there: Sequence[Tag]) -> bool:
    """Whether these are the tags that a project starts with, as they were made."""
    told = tuple((tag.name, tag.sign) for tag in there)
    return told == tags.STARTER_STANCES and not any(
        _has_own_words(replace(tag, sign=0)) for tag in there
    )


def _begin_with_starters(rows: Sequence[TagRow]) -> bool:
    first = rows[: len(tags.STARTER_STANCES)]
    return tuple((row.tag, row.sign) for row in first) == tags.STARTER_STANCES and not any(
        row.group for row in first
    )


# -- out


def codebook_rows(project: Project) -> list[TagRow]:
    """Return the codebook as rows of a table, in codebook order.

    A group that says nothing of its own has no row: its members name it. Colours are written only
    where they are not those that an import would give by itself.
    """
    all_tags = tags.all_tags(project)
    kinds = {facet.id: facet.key for facet in tags.all_facets(project)}
    names = {tag.id: tag.name for tag in all_tags}
    parents = {tag.parent for tag in all_tags}
    coloured = _odd_colours(all_tags)
    rules = alias_rules.by_tag(project)
    told = [tag for tag in all_tags if coloured or tag.id not in parents or _has_own_words(tag)]
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
            **rules.get(tag.id, alias_rules.NONE),
        )
        for tag in told
    ]


def _has_own_words(tag: Tag) -> bool:
    return bool(
        tag.parent is not None or tag.aliases or tag.description or tag.archived or tag.sign
    )


def _odd_colours(all_tags: Sequence[Tag]) -> bool:
    """Whether any colour differs from what the tags would get in codebook order."""
    seen: dict[Id, ColourRota] = {}
    for tag in all_tags:
        rota = seen.setdefault(tag.facet, ColourRota())
        if rota.next(tag.parent) != tag.colour:
            return True
        rota.add(tag.id, tag.colour, tag.parent)
    return False


def export_codebook(project: Project, path: Path, *, mark: bool = False) -> int:
    """Write the codebook as CSV; returns the number of rows (`mark` as for `export_claims`)."""
    assert_no_project(project, path)
    rows = codebook_rows(project)
    write_codebook(path, rows, bom=mark)
    return len(rows)
