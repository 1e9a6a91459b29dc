"""The steps that change several tags at once: making one of two, and two of one."""

from collections.abc import Iterable

from db import aliases, claims, tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Tag
from db.schema import derived_id


def _tag(action: Action, tag: Id) -> Tag:
    for found in tags.all_tags(action.project):
        if found.id == tag:
            return found
    raise Invalid("This tag is no longer in the codebook.")


def merge(action: Action, tag: Id, into: Id) -> int:
    """Make one tag of two: claims, aliases with their rules, name and members go to `into`.

    Returns how many claims carried the tag that is gone. Raises Invalid where both are one, are
    of two facets, or `into` stands under `tag`.
    """
    project = action.project
    gone, kept = _tag(action, tag), _tag(action, into)
    if gone.facet != kept.facet or tag == into:
        raise Invalid("Two tags of one facet can be merged; choose another one.")
    if into in tags.subtree(tags.all_tags(project), tag):
        raise Invalid(f"“{kept.name}” stands under “{gone.name}”; move it out first.")
    carried = _retag(action, carriers(project, tag), tag, into)
    for (child,) in project.query("SELECT id FROM tag WHERE parent = ?", (tag,)):
        tags.move(action, child, into, len(project.query("SELECT 1 FROM tag")))
    tags.set_aliases(action, into, [*kept.aliases, gone.name, *gone.aliases])
    aliases.hand_over(action, tag, into)
    tags.remove(action, tag)
    return carried


def split(action: Action, tag: Id, name: str, chosen: Iterable[Id]) -> Id:
    """Make two tags of one: the claims that are chosen carry a new tag beside it instead.

    Returns the new tag. Raises Invalid where its name is taken or no claim was chosen.
    """
    whole = _tag(action, tag)
    wanted = set(chosen)
    moving = [claim for claim in carriers(action.project, tag) if claim in wanted]
    if not moving:
        raise Invalid(f"Choose the claims that go from “{whole.name}” to the new tag.")
    new = tags.add(action, whole.facet, name, parent=whole.parent, sign=whole.sign)
    tags.move(action, new, whole.parent, whole.position + 1)
    _retag(action, moving, tag, new)
    return new


def carriers(project: Project, tag: Id) -> list[Id]:
    """Return the claims that carry a tag itself, whoever gave it."""
    rows = project.query("SELECT claim FROM claim_tag WHERE tag = ? ORDER BY claim", (tag,))
    return [claim for (claim,) in rows]


def _retag(action: Action, carriers: Iterable[Id], old: Id, new: Id) -> int:
    """Put one tag in the place of another, with its coder, role and rank; returns how often."""
    count = 0
    for claim in carriers:
        row = action.row("claim_tag", derived_id("claim_tag", claim, old))
        if row is None:
            continue
        count += 1
        claims.remove_tag(action, claim, old)
        there = derived_id("claim_tag", claim, new)
        if action.row("claim_tag", there) is None:
            values = {name: value for name, value in row.items() if name != "id"}
            action.insert("claim_tag", values | {"tag": new}, there)
    return count
