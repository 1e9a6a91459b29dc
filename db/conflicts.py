"""What two people said differently without having seen each other, until somebody decides."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from db import coders, rules
from db.merging import history
from db.merging.fold import Fold
from db.merging.lineage import Lineage
from db.merging.rows import REFERENCES, Head, Row, is_quiet
from db.project import Project
from db.records import Id

Value = str | int | None

#: by table and first field of those that are written together: the one that says it
_SPEAKING = {
    ("document", "text"): "text",
    ("tag", "facet"): "parent",
    ("decision", "verdict"): "verdict",
    ("counterpart", "table"): "own",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One of several values: of whom, since when, and the action that wrote it."""

    value: Value
    coder: str
    at: str
    action: Id


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of a row of which there are several versions, or a claim with too many tags.

    Kinds: `value`, where `standing` is what the row says now and `others` what it could say;
    `deleted`, where somebody (in `others`, without a value) deleted what somebody else worked on
    meanwhile, and it was kept; `exclusive`, where a claim carries several tags of a facet that
    allows one: `field` is the facet's name, the values are tags' ids, the oldest stands first.
    Passages are a value such as `10–25`. `claim` and `document` say where to look, if anywhere.
    """

    kind: Literal["value", "deleted", "exclusive"]
    table: str
    row: Id
    field: str
    standing: Version
    others: tuple[Version, ...]
    claim: Id | None = None
    document: Id | None = None


def conflicts(project: Project) -> list[Conflict]:
    """Return what is in conflict now, by document and claim; what came last stands first.

    A conflict ends when somebody who has both versions writes the field again, deletes the row, or
    says by `Action.keep` that it is right as it stands.
    """
    connection = project.connection
    found = _crowded(project)
    if project.query("SELECT 1 FROM arrival WHERE NOT hidden LIMIT 1"):
        entries = history.visible(connection)
        fold = Fold(entries, Lineage(entries, history.parents(connection)), None)
        some = history.written_twice(connection)
        fold.run(history.changes(connection, {entry.id for entry in entries}, some))
        names = {coder.id: coder.name for coder in coders.all_coders(project)}
        present = {
            table: {row for (row,) in project.query(f'SELECT id FROM "{table}"')}
            for table, rows in fold.tables.items()
            if rows
        }
        found += of_fold(fold, names, present)
    found = [_placed(project, one) for one in found]
    return sorted(found, key=lambda one: (one.document or 0, one.claim or 0, one.table, one.row))


def of_fold(
    fold: Fold, names: Mapping[Id, str], present: Mapping[str, Collection[Id]] | None = None
) -> list[Conflict]:
    """Return the versions that a replay left beside each other, without their places.

    `names` are those of the coders. Where rows were replayed each by itself, `present` tells which
    of them the project has.
    """
    found: list[Conflict] = []
    for table, rows in fold.tables.items():
        for key, row in rows.items():
            if not (row.alive if present is None else key in present[table]):
                continue
            found += _versions(fold, names, row)
            if row.killer is not None and (row.void or not row.alive):
                found += _deletion(fold, names, row)
    return found


def _versions(fold: Fold, names: Mapping[Id, str], row: Row) -> Iterator[Conflict]:
    for group, heads in row.heads.items():
        if len(heads) < 2 or is_quiet(group):
            continue
        versions = [_version(fold, names, row.table, group, head) for head in heads]
        standing = versions[-1]
        others = {one.value: one for one in versions if one.value != standing.value}
        if others:
            field = _SPEAKING.get((row.table, group[0]), "place" if len(group) > 1 else group[0])
            yield Conflict(
                "value", row.table, row.values["id"], field, standing, tuple(others.values())
            )


def _version(
    fold: Fold, names: Mapping[Id, str], table: str, group: tuple[str, ...], head: Head
) -> Version:
    values = dict(zip(group, head[1], strict=True))
    speaking = _SPEAKING.get((table, group[0]), group[0])
    shown = values[speaking]
    if speaking == group[0] and len(group) > 1 and table not in ("document", "decision"):
        shown = "–".join(str(value) for name, value in values.items() if name != "position")
    assert shown is None or isinstance(shown, str | int)
    return _by(fold, names, head[0], shown)


def _by(fold: Fold, names: Mapping[Id, str], number: int | None, value: Value = None) -> Version:
    if number is None:
        return Version(value, "", "", 0)
    entry = fold.entries[number]
    return Version(value, names.get(entry.coder, ""), entry.at, entry.id)


def _deletion(fold: Fold, names: Mapping[Id, str], row: Row) -> Iterator[Conflict]:
    """Yield that somebody deleted a row which lives on, unless that is said of what it is part of.

    Where a row was replayed by itself, nothing tells on whose account it lives on.
    """
    for column, table in REFERENCES[row.table]:
        whole = fold.tables[table].get(row.values[column])
        if whole is not None and whole.killer == row.killer:
            return
    kept = row.void[1] if row.void else None
    deleted = _by(fold, names, row.killer)
    yield Conflict("deleted", row.table, row.values["id"], "", _by(fold, names, kept), (deleted,))


def _crowded(project: Project) -> list[Conflict]:
    """Return the claims that carry several tags of a facet that allows one."""
    found = []
    for claim, facet in sorted(rules.crowded(project.connection)):
        rows = project.query(
            "SELECT tag, coder.name, coalesce(max(at), ''), coalesce(action.id, 0) FROM claim_tag "
            "JOIN tag ON tag.id = claim_tag.tag JOIN facet ON facet.id = tag.facet "
            "JOIN coder ON coder.id = claim_tag.coder "
            'LEFT JOIN change ON "row" = claim_tag.id AND before IS NULL '
            "LEFT JOIN action ON action.id = change.action AND action.kind <> 'merge' "
            "WHERE claim = ? AND facet.name = ? GROUP BY tag ORDER BY max(lamport), tag",
            (claim, facet),
        )
        standing, *others = (Version(*row) for row in rows)
        found.append(Conflict("exclusive", "claim", claim, facet, standing, tuple(others)))
    return found


def _placed(project: Project, one: Conflict) -> Conflict:
    """Say where to look for a conflict."""
    claim, document = None, None
    if one.table == "claim":
        claim = one.row
    elif one.table == "document":
        document = one.row
    elif ("claim", "claim") in REFERENCES[one.table]:
        rows = project.query(f'SELECT claim FROM "{one.table}" WHERE id = ?', (one.row,))
        claim = rows[0][0] if rows else None
    elif ("document", "document") in REFERENCES[one.table]:
        rows = project.query(f'SELECT document FROM "{one.table}" WHERE id = ?', (one.row,))
        document = rows[0][0] if rows else None
    if claim is not None:
        rows = project.query("SELECT document FROM claim WHERE id = ?", (claim,))
        document = rows[0][0] if rows else None
    return replace(one, claim=claim, document=document)
