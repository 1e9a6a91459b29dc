"""The conflicts of a project in words, and ending them."""

from collections.abc import Mapping
from dataclasses import dataclass

from db import claims, conflicts, documents, settling, tags
from db.conflicts import Conflict, Version
from db.errors import ProjectError
from db.log import Action
from db.project import Project
from db.records import Id
from workbench.text.lines import Lines
from workbench.text.reflow import one_line

_FIELDS = {
    "place": "passage", "parent": "group", "text": "text", "verdict": "decision",
    "published_on": "date", "own": "counterpart",
}  # fmt: skip
_LONGEST = 120  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class SaidConflict:
    """A conflict in words: what it is about, and each version with who wrote it and when.

    The version that stands is the first.
    """

    conflict: Conflict
    about: str
    versions: tuple[str, ...]


def list_conflicts(project: Project) -> list[SaidConflict]:
    """Return what two people said differently, in words, by document and claim."""
    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    titles = {record.id: record.title for record in documents.all_documents(project)}
    return [
        SaidConflict(
            one,
            _about(project, one, names, titles),
            tuple(_version(one, version, names) for version in (one.standing, *one.others)),
        )
        for one in conflicts.conflicts(project)
    ]


def settle_conflict(action: Action, conflict: Conflict, number: int = 0) -> None:
    """Let a version stand, 0 being the one that does; raises Invalid where it no longer fits."""
    settling.settle(action, conflict, number)


def _about(
    project: Project, one: Conflict, names: Mapping[Id, str], titles: Mapping[Id, str]
) -> str:
    field = _FIELDS.get(one.field, one.field).capitalize()
    if one.claim is not None:
        what = f"of the claim {_quote(project, one.claim)}"
    elif one.document is not None:
        what = f"of “{titles.get(one.document, '')}”"
    elif one.table == "tag":
        what = f"of the tag “{names.get(one.row, '')}”"
    else:
        what = f"of a {one.table.replace('_', ' ')}"
    if one.kind == "deleted":
        return f"Deleted by one, changed by the other: {what.removeprefix('of ')}"
    return f"{field} {what}"


def _quote(project: Project, claim: Id) -> str:
    try:
        found = claims.get(project, claim)
        if found.statement:
            return f"“{_short(found.statement)}”"
        record = documents.get(project, found.document)
    except ProjectError:
        return "that is gone"
    lines = Lines(documents.text(project, record), documents.styles(project, record.id))
    return f"“{_short(one_line(lines.shown, found.spans, lines.asides))}”"


def _version(one: Conflict, version: Version, names: Mapping[Id, str]) -> str:
    who = " ".join(part for part in (version.coder, version.at[:16].replace("T", " ")) if part)
    value = version.value
    if one.kind == "deleted":
        said = "deleted" if version in one.others else "changed and kept"
    elif value is None or value == "":
        said = "nothing"
    elif isinstance(value, int) and value in names:
        said = f"“{names[value]}”"
    else:
        said = f"“{_short(str(value))}”"
    return f"{said} ({who})" if who else said


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
