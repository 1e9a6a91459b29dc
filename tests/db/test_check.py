"""What `check` says of a project that opens, but is not as it should be."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.check import check
from db.project import Project


def findings(path: Path, *statements: str) -> str:
    """Change a project past its log; returns what is found."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0
    with Project.open(path, write=False) as project:
        found = check(project)
        assert check(project) == found
    assert all(one.endswith(".") and one.isprintable() for one in found)
    assert len(found) == len(set(found))
    return "\n".join(found)


def test_a_sound_project_has_no_findings(filled: Project) -> None:
    assert check(filled) == []


TROUBLES = {
    "lies outside the text": 'UPDATE span SET "end" = 1000000 WHERE position = 1',
    "overlap or are out of order": 'UPDATE span SET start = 0, "end" = 5 WHERE position = 1',
    "has no passage": "DELETE FROM span",
    "rows of “claim_tag” are not as the log says": (
        "INSERT INTO claim_tag SELECT 1, (SELECT id FROM claim LIMIT 1), tag.id, coder.id, "
        "'holder', 9 FROM tag, coder WHERE tag.name = 'Mixed'"
    ),
    "A stored text is not the one": "UPDATE content SET data = 'x' || data",
    "The text of one.txt does not have the length": (
        "UPDATE document SET length = length + 1 WHERE name = 'one.txt'"
    ),
    "rows of “claim” are not as the log says": "UPDATE claim SET note = 'forged'",
    "rows of “alias” are not as the log says": "DELETE FROM alias",
    "The log was changed at “Read” of 20": (
        "UPDATE change SET after = after || ' ' WHERE \"table\" = 'reading'"
    ),
}


@pytest.mark.parametrize(("said", "statement"), TROUBLES.items(), ids=TROUBLES)
def test_a_trouble_is_found_and_named(filled_path: Path, said: str, statement: str) -> None:
    assert said in findings(filled_path, statement)


def test_each_kind_of_trouble_is_said_once(filled_path: Path) -> None:
    said = findings(filled_path, "DELETE FROM span", "UPDATE claim SET note = 'forged'")
    assert said.count("A claim in one.txt has no passage.") == 1
    assert "24 rows of “claim”" in said


def test_an_index_that_lies_is_found(filled_path: Path) -> None:
    """Opening does not compare indexes with their tables; the check does."""
    with closing(sqlite3.connect(filled_path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        kept = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'claim_tag_tag'"
        ).fetchone()
        connection.execute(
            "UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'claim_tag_tag'"
        )
    with closing(sqlite3.connect(filled_path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM claim_tag WHERE position = 2")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'claim_tag_tag'", kept)
    assert "The file is damaged" in findings(filled_path)
