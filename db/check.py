"""Whether a project is whole: its pages, references, texts, passages, and its log."""

import hashlib
import json

from db.log import chain_hash
from db.project import Project
from db.schema import TABLES

Findings = list[str]


def check(project: Project) -> Findings:
    """Return what is wrong with a project, a sentence each; an empty list where it is sound."""
    with project.translated():
        return (
            _pages(project)
            + _references(project)
            + _contents(project)
            + _passages(project)
            + _chain(project)
            + _replay(project)
        )


def _pages(project: Project) -> Findings:
    rows = project.query("PRAGMA integrity_check(20)")
    return [f"The file is damaged: {row[0]}." for row in rows if row[0] != "ok"]


def _references(project: Project) -> Findings:
    return [
        f"A row of “{table}” refers to a row of “{parent}” that is not there."
        for table, _row, parent, _key in project.query("PRAGMA foreign_key_check")
    ]


def _contents(project: Project) -> Findings:
    findings = []
    for (digest,) in project.query("SELECT sha256 FROM content"):
        data = project.content(digest)
        raw = data.encode(errors="surrogatepass") if isinstance(data, str) else data
        if hashlib.sha256(raw).hexdigest() != digest:
            findings.append(f"A stored text is not the one that was saved ({digest[:12]}).")
    for name, length, digest in project.query("SELECT name, length, text FROM document"):
        found = project.query("SELECT data FROM content WHERE sha256 = ?", (digest,))
        if found and len(found[0][0]) != length:
            findings.append(f"The text of {name} does not have the length it should have.")
    return findings


def _passages(project: Project) -> Findings:
    findings = [
        f"A passage of a claim in {name} lies outside the text."
        for (name,) in project.query(
            "SELECT document.name FROM span JOIN claim ON claim.id = span.claim "
            "JOIN document ON document.id = claim.document "
            'WHERE "end" > document.length'
        )
    ]
    for (name,) in project.query(
        "SELECT document.name FROM claim JOIN document ON document.id = claim.document "
        "WHERE NOT EXISTS (SELECT 1 FROM span WHERE span.claim = claim.id)"
    ):
        findings.append(f"A claim in {name} has no passage.")
    return findings


def _chain(project: Project) -> Findings:
    findings = []
    previous: dict[int, str] = {}
    for *entry, kept in project.query(
        "SELECT id, session, lamport, coder, at, label, kind, undoes, hash FROM action "
        "ORDER BY session, lamport"
    ):
        changes = project.query(
            'SELECT position, "table", "row", before, after FROM change '
            "WHERE action = ? ORDER BY position",
            (entry[0],),
        )
        session = entry[1]
        if chain_hash(previous.get(session, ""), entry, changes) != kept:
            findings.append(f"The log was changed at “{entry[5]}” of {entry[4]}.")
        previous[session] = kept
    return findings


def _replay(project: Project) -> Findings:
    """Compare each row with what the log last said of it."""
    said: dict[tuple[str, int], str | None] = {}
    for table, row, after in project.query(
        'SELECT "table", "row", after FROM change JOIN action ON action.id = change.action '
        "ORDER BY lamport, session, change.position"
    ):
        said[table, row] = after
    findings = []
    for name, table in TABLES.items():
        if not table.logged or name == "coder":
            continue
        kept = {row["id"]: row for row in project.database[name].rows}
        logged = {
            row: json.loads(after)
            for (of, row), after in said.items()
            if of == name and after is not None
        }
        different = sum(kept.get(row) != logged.get(row) for row in kept.keys() | logged.keys())
        if different:
            findings.append(f"{different} rows of “{name}” are not as the log says.")
    return findings
