"""Whether a project is whole: its pages, references, texts, passages, codebook, and its log."""

import hashlib
from collections.abc import Callable

from db import images, rules
from db.errors import ProjectError
from db.project import Project
from db.rules import Findings
from db.schema import TABLES


def check(project: Project) -> Findings:
    """Return what is wrong with a project, a sentence each; an empty list where it is sound."""
    parts: tuple[Callable[[Project], Findings], ...] = (
        _pages, _references, _contents, _rules, _chain, _replay,
    )  # fmt: skip
    findings = []
    for part in parts:
        try:
            with project.translated():
                findings += part(project)
        except ProjectError as error:  # too damaged to be read
            findings.append(str(error))
    return list(dict.fromkeys(findings))


def _pages(project: Project) -> Findings:
    rows = project.query("PRAGMA integrity_check(20)")
    said = [" ".join(row[0].split()) for row in rows]
    return [f"The file is damaged: {one}." for one in said if one != "ok"]


def _references(project: Project) -> Findings:
    return [
        f"A row of “{table}” refers to a row of “{parent}” that is not there."
        for table, _row, parent, _key in project.query("PRAGMA foreign_key_check")
    ]


def _contents(project: Project) -> Findings:
    findings = []
    for digest, data in project.connection.execute(
        "SELECT sha256, CAST(data AS BLOB) FROM content"
    ):
        if hashlib.sha256(data).hexdigest() != digest:
            findings.append(f"A stored text is not the one that was saved ({str(digest)[:12]}).")
    for name, length, data in project.connection.execute(
        "SELECT name, length, CAST(data AS BLOB) FROM document JOIN content ON sha256 = text"
    ):
        if len(data.decode(errors="replace")) != length:
            findings.append(f"The text of {name} does not have the length it should have.")
    return findings


def _rules(project: Project) -> Findings:
    return rules.broken_claims(project.connection) + rules.broken_codebook(project.connection)


def _chain(project: Project) -> Findings:
    findings = []
    ends = {
        session[0]: images.opening(session)
        for session in project.query("SELECT id, coder, started_at FROM session")
    }
    for *entry, kept in project.query(
        "SELECT id, session, lamport, coder, at, label, kind, undoes, hash FROM action "
        "ORDER BY session, lamport"
    ):
        chain = images.Chain(ends.get(entry[1], ""))
        for change in project.connection.execute(
            'SELECT position, "table", "row", before, after FROM change '
            "WHERE action = ? ORDER BY position",
            (entry[0],),
        ):
            chain.add(change)
        if chain.close(entry) != kept:
            findings.append(f"The log was changed at “{entry[5]}” of {entry[4]}.")
        ends[entry[1]] = kept
    return findings


def _replay(project: Project) -> Findings:
    """Compare each row with what the log last said of it."""
    findings = []
    for name, table in TABLES.items():
        if not table.logged:
            continue
        said = dict(
            project.query(
                'SELECT "row", after FROM change JOIN action ON action.id = change.action '
                'WHERE "table" = ? ORDER BY lamport, session, change.position',
                (name,),
            )
        )
        different = 0
        for row in project.database[name].rows:
            different += said.pop(row["id"], None) != images.dump(row)
        different += sum(after is not None for after in said.values())
        if different:
            findings.append(f"{different} rows of “{name}” are not as the log says.")
    return findings
