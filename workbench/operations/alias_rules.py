"""The rules of aliases, between a project and the rows of a codebook file."""

from typing import TypedDict

from db import aliases
from db.log import Action
from db.project import Project
from db.records import Id
from workbench.exchange.codebook_csv import Pairs, TagRow


class Rules(TypedDict):
    """The rules of one tag's aliases, as a row has them."""

    needs: Pairs
    unless: Pairs
    alias_kind: Pairs


NONE: Rules = {"needs": (), "unless": (), "alias_kind": ()}


def by_tag(project: Project) -> dict[Id, Rules]:
    """Return the rules of each tag that has some, in the order of its aliases."""
    found: dict[Id, Rules] = {}
    for alias in aliases.all_aliases(project):
        if alias.needs or alias.unless or alias.kind != "auto":
            rules = found.setdefault(alias.tag, NONE.copy())
            rules["needs"] += tuple((alias.name, entry) for entry in alias.needs)
            rules["unless"] += tuple((alias.name, entry) for entry in alias.unless)
            if alias.kind != "auto":
                rules["alias_kind"] += ((alias.name, alias.kind),)
    return found


def take(action: Action, tag: Id, row: TagRow) -> None:
    """Give the aliases of a tag the rules of a row, each list in the place of the alias's own."""
    needs, unless, kinds = map(_by_alias, (row.needs, row.unless, row.alias_kind))
    for alias in aliases.of_tag(action.project, tag):
        name = alias.name
        if name in needs or name in unless or name in kinds:
            aliases.set_rules(
                action,
                tag,
                name,
                needs=needs.get(name, alias.needs),
                unless=unless.get(name, alias.unless),
                kind=kinds.get(name, [alias.kind])[-1],
            )


def _by_alias(pairs: Pairs) -> dict[str, list[str]]:
    """Return the entries of each alias, its blanks as a project keeps them."""
    found: dict[str, list[str]] = {}
    for name, entry in pairs:
        found.setdefault(" ".join(name.split()), []).append(entry)
    return found
