"""What must hold between rows of a project, beyond what the tables themselves can say."""

import json
import sqlite3
import unicodedata
from collections.abc import Collection

from db.records import Id

Findings = list[str]


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
    for (facet,) in connection.execute(
        "SELECT facet.name FROM claim JOIN claim_tag ON claim_tag.claim = claim.id "
        "JOIN tag ON tag.id = claim_tag.tag JOIN facet ON facet.id = tag.facet AND facet.exclusive"
        f"{chosen} GROUP BY claim.id, facet.id HAVING count(*) > 1",
        given,
    ):
        findings.append(f"A claim carries more than one tag of {facet}.")
    return findings


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
