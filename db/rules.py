"""What must hold between rows of a project, beyond what the tables themselves can say."""

import json
import sqlite3
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from db.records import Id

Findings = list[str]


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what two names must differ in to be two tags: letters, without case and spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def broken_claims(connection: sqlite3.Connection, some: Collection[Id] | None = None) -> Findings:
    """Return what is wrong with the passages and tags of claims (of all, if none are named)."""
    chosen = "" if some is None else " WHERE claim.id IN (SELECT value FROM json_each(?))"
    given = () if some is None else (json.dumps(sorted(some)),)
    findings = []
    former, end_of_former = None, -1
    for claim, name, length, start, end in connection.execute(
        'SELECT claim.id, document.name, document.length, span.start, span."end" FROM claim '
        "JOIN document ON document.id = claim.document LEFT JOIN span ON span.claim = claim.id"
        f"{chosen} ORDER BY claim.id, span.position",
        given,
    ):
        if start is None:
            findings.append(f"A claim in {name} has no passage.")
            continue
        if end > length:
            findings.append(f"A passage of a claim in {name} lies outside the text.")
        if claim == former and start <= end_of_former:
            findings.append(f"Passages of a claim in {name} overlap or are out of order.")
        former, end_of_former = claim, end
    for (name,) in connection.execute(
        "SELECT document.name FROM unplaced JOIN claim ON claim.id = unplaced.claim "
        "JOIN document ON document.id = claim.document LEFT JOIN span ON span.claim = claim.id "
        'AND span.start = unplaced.start AND span."end" = unplaced."end"'
        f"{chosen or ' WHERE 1'} AND span.id IS NULL",
        given,
    ):
        findings.append(f"A passage in {name} that is to be placed by hand is none of its claim.")
    return findings


def crowded(
    connection: sqlite3.Connection, some: Collection[Id] | None = None
) -> set[tuple[Id, str]]:
    """Return the claims (of all, if none are named) with several tags of a facet that allows one.

    With each stands the facet's name. It is no damage: two coders who tagged a claim apart from
    each other make it so when their files are brought together.
    """
    chosen = "" if some is None else " WHERE claim IN (SELECT value FROM json_each(?))"
    return {
        (claim, facet)
        for claim, facet in connection.execute(
            "SELECT claim, facet.name FROM claim_tag JOIN tag ON tag.id = claim_tag.tag "
            f"JOIN facet ON facet.id = tag.facet AND facet.exclusive{chosen} "
            "GROUP BY claim, facet.id HAVING count(*) > 1",
            () if some is None else (json.dumps(sorted(some)),),
        )
    }


def stray_passages(
    connection: sqlite3.Connection, document: Id, before: str, after: str, moved: Collection[Id],
    tick: int,
) -> Findings:  # fmt: skip
    """Return what is wrong where a document took a former text again, both given by their hashes.

    Passages that came or changed after a tick of the clock, and were not `moved` along, have to
    have the same words in both.
    """
    one, other = (_text(connection, digest) for digest in (before, after))
    return [
        "A passage has other words in this version of its text."
        for span, start, end, then in connection.execute(
            'SELECT span.id, start, "end", (SELECT after FROM change '
            "JOIN action ON action.id = change.action "
            'WHERE "table" = \'span\' AND "row" = span.id AND lamport <= ? '
            "ORDER BY lamport DESC, session DESC, change.position DESC LIMIT 1) "
            "FROM span JOIN claim ON claim.id = span.claim WHERE claim.document = ? "
            "AND EXISTS (SELECT 1 FROM change JOIN action ON action.id = change.action "
            'WHERE "table" = \'span\' AND "row" = span.id AND lamport > ?)',
            (tick, document, tick),
        )
        if span not in moved and not _is_at(then, start, end) and one[start:end] != other[start:end]
    ]


def _is_at(image: str | None, start: int, end: int) -> bool:
    row = json.loads(image) if image else {}
    return (row.get("start"), row.get("end")) == (start, end)


def _text(connection: sqlite3.Connection, digest: str) -> str:
    found = connection.execute(
        "SELECT CAST(data AS BLOB) FROM content WHERE sha256 = ?", (digest,)
    ).fetchone()
    return found[0].decode(errors="replace") if found else ""


def broken_codebook(connection: sqlite3.Connection) -> Findings:
    """Return what is wrong with the names and groups of the tags and with the facets' keys."""
    findings = [
        f"Two facets have the key “{key}”."
        for (key,) in connection.execute("SELECT key FROM facet GROUP BY key HAVING count(*) > 1")
    ]
    tags: dict[Id, tuple[Id, Id | None, str]] = {
        tag: (facet, parent, name)
        for tag, facet, parent, name in connection.execute(
            "SELECT id, facet, parent, name FROM tag"
        )
    }
    names: set[tuple[Id, str]] = set()
    rooted: set[Id] = set()
    for tag, (facet, parent, name) in tags.items():
        if (facet, name_key(name)) in names:
            findings.append(f"Two tags are named “{name}”.")
        names.add((facet, name_key(name)))
        if parent in tags and tags[parent][0] != facet:
            findings.append(f"The tag “{name}” stands in a group of another facet.")
        path: list[Id] = []
        above: Id | None = tag
        while above in tags and above not in rooted and above not in path:
            path.append(above)
            above = tags[above][1]
        if above in path:
            findings.append(f"The tag “{name}” stands in a circle of groups.")
        else:
            rooted.update(path)
    return findings
