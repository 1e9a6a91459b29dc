"""Facets, the kinds of tags: adding, renaming, making exclusive, taking away."""

from db import tags
from db.errors import Invalid
from db.log import Action
from db.records import Facet, Id
from db.rules import name_key


def add(action: Action, name: str, *, exclusive: bool = False) -> Id:
    """Add a facet of a name at the end of the codebook; returns its id.

    Its key is made of the name. Raises Invalid where the codebook has one of that name or key.
    """
    name = _free_name(action, name)
    return tags.add_facet(action, name_key(name).replace(" ", "-"), name, exclusive=exclusive)


def rename(action: Action, facet: Id, name: str) -> bool:
    """Give a facet another name; its key stays, so that files still fit. Returns if it changed."""
    _facet(action, facet)
    return action.update("facet", facet, {"name": _free_name(action, name, but=facet)})


def set_exclusive(action: Action, facet: Id, exclusive: bool) -> bool:
    """Allow one tag of a facet on each claim, or several; returns whether it changed.

    Raises Invalid where claims carry several now.
    """
    found = _facet(action, facet)
    if exclusive:
        crowded = len(
            action.project.query(
                "SELECT claim FROM claim_tag JOIN tag ON tag.id = claim_tag.tag "
                "WHERE tag.facet = ? GROUP BY claim HAVING count(*) > 1",
                (facet,),
            )
        )
        if crowded:
            carry = "1 claim carries" if crowded == 1 else f"{crowded:,} claims carry"
            raise Invalid(
                f"{carry} more than one tag of {found.name}; leave one on each, then try again."
            )
    return action.update("facet", facet, {"exclusive": int(exclusive)})


def remove(action: Action, facet: Id) -> None:
    """Take a facet without tags out of the codebook.

    Raises Invalid where it has tags, or is one that every project has.
    """
    found = _facet(action, facet)
    if is_starter(found):
        raise Invalid(f"Every project has the facet {found.name}; it can be renamed.")
    if action.project.query("SELECT 1 FROM tag WHERE facet = ? LIMIT 1", (facet,)):
        raise Invalid(f"{found.name} has tags; delete or merge these first.")
    action.delete("facet", facet)


def is_starter(facet: Facet) -> bool:
    """Whether a facet is one that every project has."""
    return any(facet.key == key for key, _name, _exclusive in tags.STARTER_FACETS)


def _facet(action: Action, facet: Id) -> Facet:
    for found in tags.all_facets(action.project):
        if found.id == facet:
            return found
    raise Invalid("This facet is no longer in the codebook.")


def _free_name(action: Action, name: str, but: Id | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("A facet needs a name.")
    for facet in tags.all_facets(action.project):
        if facet.id != but and name_key(facet.name) == name_key(name):
            raise Invalid(f"There is a facet “{facet.name}” already.")
    return name
