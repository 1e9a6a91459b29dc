"""The codebook: facets, and the tags in them with their groups, colours and aliases."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import COLOURS, Facet, Id, Tag
from db.rules import name_key as name_key
from db.tag_colours import ColourRota

EDITABLE = frozenset(("name", "colour", "description", "sign", "archived"))

#: what every project starts with: key, name, exclusive
STARTER_FACETS = (
    ("actor", "Actors", False),
    ("concern", "Concerns", False),
    ("stance", "Stance", True),
)
STARTER_STANCES = (("For", 1), ("Against", -1), ("Mixed", 0))


# -- reading


def all_facets(project: Project) -> list[Facet]:
    """Return the facets in codebook order."""
    rows = project.query(
        "SELECT id, key, name, exclusive, position FROM facet ORDER BY position, key, id"
    )
    return [Facet(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows]


def all_tags(project: Project) -> list[Tag]:
    """Return every tag in codebook order: facet by facet, each group before its members."""
    aliases: dict[Id, list[str]] = {}
    for tag, name in project.query("SELECT tag, name FROM alias ORDER BY tag, position, id"):
        aliases.setdefault(tag, []).append(name)
    children: dict[tuple[Id, Id | None], list[Tag]] = {}
    for row in project.query(
        "SELECT id, facet, parent, name, colour, description, sign, archived, position "
        "FROM tag ORDER BY position, name, id"
    ):
        tag = Tag(*row)
        tag = replace(tag, archived=bool(tag.archived), aliases=tuple(aliases.get(tag.id, ())))
        children.setdefault((tag.facet, tag.parent), []).append(tag)
    ordered: list[Tag] = []
    for facet in all_facets(project):
        waiting = list(reversed(children.get((facet.id, None), [])))
        while waiting:
            tag = waiting.pop()
            ordered.append(tag)
            waiting.extend(reversed(children.get((facet.id, tag.id), [])))
    return ordered


def claim_counts(project: Project) -> dict[Id, int]:
    """Return how many claims carry each tag; absent ones are carried by none."""
    return dict(project.query("SELECT tag, count(*) FROM claim_tag GROUP BY tag"))


def subtree_counts(project: Project) -> dict[Id, int]:
    """Return how many claims carry each tag or one under it; each claim counts once."""
    return dict(
        project.query(
            "WITH RECURSIVE above (tag, top) AS (SELECT id, id FROM tag UNION "
            "SELECT above.tag, tag.parent FROM above JOIN tag ON tag.id = above.top "
            "WHERE tag.parent IS NOT NULL) "
            "SELECT top, count(DISTINCT claim) FROM above JOIN claim_tag USING (tag) GROUP BY top"
        )
    )


def subtree(tags: Iterable[Tag], tag: Id) -> set[Id]:
    """Return a tag and all that stand under it, given all tags in codebook order."""
    inside = {tag}
    for other in tags:
        if other.parent in inside:
            inside.add(other.id)
    return inside


# -- writing


def add_starters(action: Action) -> None:
    """Put the facets and stances that every project starts with into a new project."""
    for key, name, exclusive in STARTER_FACETS:
        facet = add_facet(action, key, name, exclusive=exclusive)
        if exclusive:
            for stance, sign in STARTER_STANCES:
                add(action, facet, stance, sign=sign)


def add_facet(action: Action, key: str, name: str, *, exclusive: bool = False) -> Id:
    """Add a kind of tag; returns its id. Raises Invalid where the key is taken."""
    facets = all_facets(action.project)
    if any(facet.key == key for facet in facets):
        raise Invalid(f"There is a facet “{key}” already.")
    position = max((facet.position for facet in facets), default=-1) + 1
    values = {"key": key, "name": name, "exclusive": int(exclusive), "position": position}
    return action.insert("facet", values)


def add(
    action: Action,
    facet: Id,
    name: str,
    *,
    parent: Id | None = None,
    aliases: Sequence[str] = (),
    colour: str = "",
    **fields: Any,
) -> Id:
    """Add a tag at the end of its group; returns its id.

    Without a colour it takes the one least used so far. Raises Invalid where the facet has a tag
    of that name, or where the parent is none of its tags.
    """
    adder = Adder(action, facet)
    return adder.add(name, parent=parent, aliases=aliases, colour=colour, **fields)


class Adder:
    """Adds many tags to one facet, which it reads once.

    Only it may change the tags of the facet while it is used.
    """

    def __init__(self, action: Action, facet: Id) -> None:
        self._action = action
        self._facet = facet
        rows = action.project.query(
            "SELECT id, colour, parent, position, name FROM tag WHERE facet = ?", (facet,)
        )
        self._colours = ColourRota(row[:3] for row in rows)
        self._tags = {row[0] for row in rows}
        self._names = {name_key(row[4]): row[4] for row in rows}
        self._ends: dict[Id | None, int] = {}
        for _id, _colour, parent, position, _name in rows:
            self._ends[parent] = max(position, self._ends.get(parent, -1))

    def add(
        self,
        name: str,
        *,
        parent: Id | None = None,
        aliases: Sequence[str] = (),
        colour: str = "",
        **fields: Any,
    ) -> Id:
        """Add a tag as the function `add` does."""
        name = _clean_name(name)
        key = name_key(name)
        if key in self._names:
            raise _taken(self._names[key])
        if parent is not None and parent not in self._tags:
            raise Invalid(f"“{name}” cannot stand there: only under another tag of its facet.")
        fields["colour"] = colour or self._colours.next(parent)
        position = self._ends.get(parent, -1) + 1
        values = {"facet": self._facet, "parent": parent, "name": name, "position": position}
        tag = self._action.insert("tag", values | _checked(fields))
        set_aliases(self._action, tag, aliases)
        self._colours.add(tag, fields["colour"], parent)
        self._tags.add(tag)
        self._names[key] = name
        self._ends[parent] = position
        return tag


def edit(action: Action, tag: Id, **fields: Any) -> bool:
    """Change a tag's name, colour, description, sign or archiving; returns whether it changed."""
    values = _checked(fields)
    row = action.row("tag", tag)
    if row is None:
        raise Invalid("This tag is no longer in the codebook.")
    if "name" in values and values["name"] != row["name"]:
        values["name"] = _free_name(action.project, row["facet"], values["name"], but=tag)
    return action.update("tag", tag, values)


def set_aliases(action: Action, tag: Id, names: Sequence[str]) -> bool:
    """Give a tag these aliases, in this order; returns whether anything changed."""
    wanted = list(dict.fromkeys(name for name in (" ".join(n.split()) for n in names) if name))
    rows = action.project.query(
        "SELECT id, name FROM alias WHERE tag = ? ORDER BY position, id", (tag,)
    )
    known = {name: row for row, name in rows}
    changed = False
    for row, name in rows:
        if name not in wanted or known[name] != row:
            action.delete("alias", row)
            changed = True
    for position, name in enumerate(wanted):
        if name in known:
            changed |= action.update("alias", known[name], {"position": position})
        else:
            action.insert("alias", {"tag": tag, "name": name, "position": position})
            changed = True
    return changed


def move(action: Action, tag: Id, parent: Id | None, index: int) -> bool:
    """Put a tag under another (None: at the top of its facet) at a place among its siblings.

    Raises Invalid where that would put it under itself or into another facet.
    """
    tags = all_tags(action.project)
    moved = next((other for other in tags if other.id == tag), None)
    if moved is None:
        raise Invalid("This tag is no longer in the codebook.")
    allowed = {other.id for other in tags if other.facet == moved.facet} - subtree(tags, tag)
    if parent is not None and parent not in allowed:
        raise Invalid(f"“{moved.name}” cannot stand there: only under another tag of its facet.")
    siblings = [
        other.id
        for other in tags
        if other.parent == parent and other.facet == moved.facet and other.id != tag
    ]
    siblings.insert(max(0, index), tag)
    changed = action.update("tag", tag, {"parent": parent})
    for position, sibling in enumerate(siblings):
        changed |= action.update("tag", sibling, {"position": position})
    return changed


def remove(action: Action, tag: Id) -> int:
    """Remove a tag from the codebook and from all claims; its members move up.

    Returns how many claims carried it.
    """
    project = action.project
    row = action.row("tag", tag)
    if row is None:
        raise Invalid("This tag is no longer in the codebook.")
    # The members stand together where their group stood.
    order = [other for other in all_tags(project) if other.facet == row["facet"]]
    siblings = [other.id for other in order if other.parent == row["parent"]]
    members = [other.id for other in order if other.parent == tag]
    place = siblings.index(tag)
    for position, sibling in enumerate([*siblings[:place], *members, *siblings[place + 1 :]]):
        action.update("tag", sibling, {"parent": row["parent"], "position": position})
    carried = project.query("SELECT id FROM claim_tag WHERE tag = ?", (tag,))
    for (carrier,) in carried:
        action.delete("claim_tag", carrier)
    for (alias,) in project.query("SELECT id FROM alias WHERE tag = ?", (tag,)):
        action.delete("alias", alias)
    for table in ("hidden_mention", "decision"):
        for (about,) in project.query(f"SELECT id FROM {table} WHERE tag = ?", (tag,)):
            action.delete(table, about)
    action.delete("tag", tag)
    return len(carried)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise KeyError(sorted(unknown))
    if fields.get("colour", "ink") not in COLOURS:
        raise Invalid(f"There is no tag colour “{fields['colour']}”.")
    if fields.get("sign", 0) not in (-1, 0, 1):
        raise Invalid("The sign of a tag is -1, 0 or 1.")
    return {key: int(val) if key == "archived" else val for key, val in fields.items()}


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("A tag needs a name.")
    return name


def _taken(name: str) -> Invalid:
    return Invalid(f"There is a tag “{name}” already.")


def _free_name(project: Project, facet: Id, name: str, but: Id) -> str:
    name = _clean_name(name)
    for other, taken in project.query("SELECT id, name FROM tag WHERE facet = ?", (facet,)):
        if other != but and name_key(taken) == name_key(name):
            raise _taken(taken)
    return name
