"""The names by which texts speak of tags, and the rules by which they count or are no mention."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple

from db import tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import ALIAS_KINDS, Alias, Id, Span
from db.schema import derived_id


def all_aliases(project: Project) -> list[Alias]:
    """Return every alias with its rules, in codebook order."""
    order = {tag.id: place for place, tag in enumerate(tags.all_tags(project))}
    rows = project.query(
        "SELECT tag, name, needs, unless, kind FROM alias ORDER BY tag, position, id"
    )
    found = [Alias(tag, name, _entries(a), _entries(b), kind) for tag, name, a, b, kind in rows]
    return sorted(found, key=lambda alias: order.get(alias.tag, len(order)))


def of_tag(project: Project, tag: Id) -> list[Alias]:
    """Return the aliases of one tag with their rules, in their order."""
    rows = project.query(
        "SELECT name, needs, unless, kind FROM alias WHERE tag = ? ORDER BY position, id", (tag,)
    )
    return [Alias(tag, name, _entries(a), _entries(b), kind) for name, a, b, kind in rows]


def set_rules(
    action: Action,
    tag: Id,
    name: str,
    *,
    needs: Sequence[str] = (),
    unless: Sequence[str] = (),
    kind: str = "auto",
) -> bool:
    """Say what an alias asks of the words around it; returns whether anything changed.

    Raises Invalid where the tag has no such alias or there is no such kind.
    """
    rows = action.project.query("SELECT id FROM alias WHERE tag = ? AND name = ?", (tag, name))
    if not rows:
        raise Invalid(f"The tag has no alias “{name}”; add it first.")
    if kind not in ALIAS_KINDS:
        raise Invalid(f"An alias is of the kind {', '.join(ALIAS_KINDS)}, not “{kind}”.")
    values = {"needs": _lines(needs), "unless": _lines(unless), "kind": kind}
    return action.update("alias", rows[0][0], values)


def _entries(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()


def _lines(entries: Iterable[str]) -> str:
    """Return entries as they are kept: one a line, none twice, without needless blanks."""
    found = (" ".join(entry.split()) for entry in entries)
    return "\n".join(dict.fromkeys(entry for entry in found if entry))


# -- places where an alias is no mention


def hidden(project: Project) -> dict[Id, set[tuple[Id, int, int]]]:
    """Return the hidden mentions of each document: tag, start and end in code points."""
    found: dict[Id, set[tuple[Id, int, int]]] = {}
    for document, *place in project.query('SELECT document, tag, start, "end" FROM hidden_mention'):
        tag, start, end = place
        found.setdefault(document, set()).add((tag, start, end))
    return found


def hide(action: Action, document: Id, tag: Id, span: Span) -> bool:
    """Say that an alias of a tag is no mention at one place; returns whether that is news.

    Raises Invalid where the document or the tag is gone, or has no such place.
    """
    rows = [action.row("document", document), action.row("tag", tag)]
    if rows[0] is None or rows[1] is None or not 0 <= span.start < span.end <= rows[0]["length"]:
        raise Invalid("This mention is no longer in the project.")
    row = derived_id("hidden_mention", document, tag, *astuple(span))
    if action.row("hidden_mention", row):
        return False
    values = {"document": document, "tag": tag, "start": span.start, "end": span.end}
    action.insert("hidden_mention", values, row)
    return True


def show_again(action: Action, document: Id, tag: Id, span: Span) -> None:
    """Count a hidden mention again; raises Invalid where there is none at the place."""
    action.delete("hidden_mention", derived_id("hidden_mention", document, tag, *astuple(span)))


def hand_over(action: Action, tag: Id, into: Id) -> None:
    """Give rules and hidden mentions of a tag, which is to go, to one that has its aliases too.

    What the other tag says of an alias of its own stays.
    """
    own = {alias.name: alias for alias in of_tag(action.project, into)}
    for alias in of_tag(action.project, tag):
        there = own.get(alias.name)
        if there and not (there.needs or there.unless or there.kind != "auto"):
            set_rules(action, into, alias.name, needs=alias.needs, unless=alias.unless,
                      kind=alias.kind)  # fmt: skip
    for document, start, end in action.project.query(
        'SELECT document, start, "end" FROM hidden_mention WHERE tag = ?', (tag,)
    ):
        hide(action, document, into, Span(start, end))
