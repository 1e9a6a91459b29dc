"""Whether a project is whole: its pages, references, texts, passages, codebook, and its log."""

import hashlib
from collections.abc import Callable

from db import chain, rules
from db.errors import ProjectError
from db.merging.union import differences, replay
from db.project import Project
from db.rules import Findings


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
    return [
        f"The log was changed at “{label}” of {at}."
        for _action, at, label in chain.broken(project.connection)
    ]


def _replay(project: Project) -> Findings:
    """Compare each row with what follows from the log."""
    said = replay(project)
    return [
        f"{different} rows of “{name}” are not as the log says."
        for name in said
        if (different := sum(1 for _ in differences(project, said, name)))
    ]
