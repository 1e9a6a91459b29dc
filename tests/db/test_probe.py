"""Files that are no project, or not one of this program's making: refused, left as they are."""

import hashlib
import os
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import schema
from db.check import check
from db.errors import (
    DamagedProject,
    LockedProject,
    NewerProject,
    NotAProject,
    ProjectError,
    ReadOnlyProject,
)
from db.lock import lock_path
from db.project import Project

from .making import within

HOSTILE = Path(__file__).parents[2] / ".." / "shared" / "hostile" / "project"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="other files and rights there")
NOT_ROOT = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user"
)


def fingerprint(folder: Path) -> dict[str, str]:
    """The names in a folder, with the hashes of the files."""
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest() if one.is_file() else ""
        for one in folder.iterdir()
        if os.access(one, os.R_OK)
    }


def refusal(path: Path, *, write: bool = True) -> ProjectError:
    """Open a file that must be refused: soon, in plain words, leaving no trace."""
    before = fingerprint(path.parent)
    with within(10), pytest.raises(ProjectError) as caught:
        Project.open(path, "Ana", write=write)
    assert fingerprint(path.parent) == before
    message = str(caught.value)
    assert message.isprintable()
    assert message.endswith(".")
    assert len(message) < 400
    return caught.value


@contextmanager
def sql(path: Path) -> Iterator[sqlite3.Connection]:
    """SQLite without our checks."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@contextmanager
def schema_open(path: Path) -> Iterator[sqlite3.Connection]:
    with sql(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        yield connection


# -- headers


def overwrite(path: Path, at: int, new: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + len(new)] = new
    path.write_bytes(data)


HEADERS: dict[str, tuple[int, bytes, type[ProjectError]]] = {
    "wrong application id": (68, b"GPKG", NotAProject),
    "no application id": (68, bytes(4), NotAProject),
    "newer": (60, (schema.VERSION + 1).to_bytes(4, "big"), NewerProject),
    "much newer": (60, (2**31 - 1).to_bytes(4, "big"), NewerProject),
    "version 0": (60, bytes(4), NotAProject),
    "negative version": (60, b"\xff" * 4, NotAProject),
    "UTF-16": (56, (2).to_bytes(4, "big"), DamagedProject),
    "no encoding": (56, bytes(4), DamagedProject),
    "write-ahead log": (18, b"\2\2", DamagedProject),
    "reserved bytes": (20, b"\x20", DamagedProject),
    "page size 0": (16, b"\0\0", DamagedProject),
    "odd page size": (16, b"\x10\x01", DamagedProject),
    "pages of 64 KiB": (16, b"\0\1", DamagedProject),
    "other fractions": (21, b"\1\1\1", DamagedProject),
    "not SQLite": (0, b"X", NotAProject),
}


@pytest.mark.parametrize(("at", "new", "kind"), HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("write", [True, False])
def test_a_wrong_header_is_refused(
    filled_path: Path, at: int, new: bytes, kind: type[ProjectError], write: bool
) -> None:
    overwrite(filled_path, at, new)
    assert type(refusal(filled_path, write=write)) is kind


def test_a_newer_project_says_what_to_do(filled_path: Path) -> None:
    overwrite(filled_path, 60, (7).to_bytes(4, "big"))
    assert "format 7" in str(refusal(filled_path))
    assert "Update Workbench" in str(refusal(filled_path))


def cut(share: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def zip_up(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.workbench", "x" * 200)


def in_utf16(path: Path) -> None:
    path.unlink()
    with sql(path) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        for statement in schema.statements():
            connection.execute(statement)


def in_wal(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE claim SET note = 'in the log'")


FILES: dict[str, tuple[Callable[[Path], object], type[ProjectError]]] = {
    "cut in half": (cut(0.5), DamagedProject),
    "last page lost": (cut(0.99), DamagedProject),
    "header only": (lambda path: os.truncate(path, 100), DamagedProject),
    "half a header": (lambda path: os.truncate(path, 50), NotAProject),
    "empty": (lambda path: os.truncate(path, 0), NotAProject),
    "zip": (zip_up, NotAProject),
    "text": (lambda path: path.write_text("SQLite format 3"), NotAProject),
    "zeros": (lambda path: path.write_bytes(bytes(8192)), NotAProject),
    "truly UTF-16": (in_utf16, DamagedProject),
    "truly WAL": (in_wal, DamagedProject),
}


@pytest.mark.parametrize(("spoil", "kind"), FILES.values(), ids=FILES)
@pytest.mark.parametrize("write", [True, False])
def test_a_spoilt_file_is_refused(
    filled_path: Path, spoil: Callable[[Path], object], kind: type[ProjectError], write: bool
) -> None:
    spoil(filled_path)
    assert type(refusal(filled_path, write=write)) is kind


# -- contents that act or lie

BOMB = (  # minutes of work for whoever evaluates it
    "length(replace(hex(zeroblob(40000000)), '0', 'xxxxxxxx')) "
    "+ length(replace(hex(zeroblob(40000000)), '00', 'yyyyyyyy')) > 0"
)
ADDED = {
    "a trigger that wipes": "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM span; END",
    "a trigger that forges the log": (
        "CREATE TRIGGER t AFTER INSERT ON action BEGIN UPDATE action SET coder = 1; END"
    ),
    "a trigger that never ends": (
        'CREATE TRIGGER t AFTER INSERT ON "change" BEGIN INSERT INTO "change" '
        "SELECT * FROM change, change AS a, change AS b; END"
    ),
    "a view": "CREATE VIEW everything AS SELECT * FROM claim",
    "a table": "CREATE TABLE more (x)",
    "an index that computes": f"CREATE INDEX i ON claim (id) WHERE {BOMB.replace('zeroblob', 'x')}",
    "an index": "CREATE INDEX i ON claim (speaker)",
    "a search table": "CREATE VIRTUAL TABLE search USING fts5 (text)",
    "statistics": "ANALYZE",
    "a generated column": "ALTER TABLE claim ADD COLUMN g INTEGER AS (length(note))",
    "another column": "ALTER TABLE claim ADD COLUMN more TEXT",
    "a name that is long and odd": f'CREATE TABLE "{"x" * 500}\n\x1b[31m" (x)',
    "a lost index": "DROP INDEX claim_document",
    "a lost table": "DROP TABLE reading",
    "a renamed column": "ALTER TABLE claim RENAME COLUMN note TO remark",
}


@pytest.mark.parametrize("statement", ADDED.values(), ids=ADDED)
def test_what_workbench_did_not_put_there_is_refused(filled_path: Path, statement: str) -> None:
    with sql(filled_path) as connection:
        connection.create_function("x", 1, lambda _n: b"", deterministic=True)
        connection.execute(statement)
    assert type(refusal(filled_path)) is NotAProject


def redefine(path: Path, table: str, old: str, new: str) -> None:
    """Rewrite the definition of a table without touching its rows."""
    with schema_open(path) as connection:
        done = connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table)
        )
        assert done.rowcount == 1


REDEFINED = {
    "a check that takes minutes": (
        "span",
        'CHECK (start >= 0 AND "end" > start)',
        f"CHECK ({BOMB})",
    ),
    "a default that computes": ("claim", "DEFAULT ''", f"DEFAULT ({BOMB})"),
    "a generated column of minutes": (
        "tag",
        "\"description\" TEXT NOT NULL DEFAULT ''",
        f'"description" TEXT AS ({BOMB})',
    ),
    "a generated column of gigabytes": (
        "tag",
        "\"description\" TEXT NOT NULL DEFAULT ''",
        '"description" TEXT AS (hex(zeroblob(500000000)))',
    ),
    "no types": ("span", ") STRICT", ")"),
    "no checks": ("span", 'CHECK (start >= 0 AND "end" > start)', "CHECK (1)"),
    "no SQL": ("span", "CREATE TABLE", "CRATE TABLE"),
    "cascades": ("span", "DEFERRABLE", "ON DELETE CASCADE DEFERRABLE"),
}


@pytest.mark.parametrize(("table", "old", "new"), REDEFINED.values(), ids=REDEFINED)
def test_a_table_of_another_definition_is_refused(
    filled_path: Path, table: str, old: str, new: str
) -> None:
    redefine(filled_path, table, old, new)
    refusal(filled_path)


PLANTED = {
    "a module that is missing": (
        "INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING x')"
    ),
    "a view in a table's place": (
        "UPDATE sqlite_master SET type = 'view', rootpage = 0, "
        "sql = 'CREATE VIEW span AS SELECT 1' WHERE name = 'span'"
    ),
    "two tables on one page": (
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
        "WHERE name = 'claim') WHERE name = 'reading'"
    ),
    "a table on the schema's page": (
        "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'reading'"
    ),
    "a table beyond the end": ("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'reading'"),
    "a definition of other bytes": (
        "UPDATE sqlite_master SET sql = CAST(x'fffe00' AS TEXT) WHERE name = 'reading'"
    ),
    "the same table twice": (
        "INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'reading'"
    ),
}


@pytest.mark.parametrize("statement", PLANTED.values(), ids=PLANTED)
def test_a_forged_schema_is_refused(filled_path: Path, statement: str) -> None:
    with schema_open(filled_path) as connection:
        connection.execute(statement)
    refusal(filled_path)


LOOSE = {
    "a claim without document": "DELETE FROM document WHERE name = 'one.txt'",
    "a tag without facet": "UPDATE tag SET facet = 5",
    "passages without claim": "DELETE FROM claim",
    "an action without session": "UPDATE action SET session = 5 WHERE label = 'Read'",
    "a document without text": "DELETE FROM content",
}


@pytest.mark.parametrize("statement", LOOSE.values(), ids=LOOSE)
def test_loose_references_are_refused(filled_path: Path, statement: str) -> None:
    with sql(filled_path) as connection:
        connection.execute(statement)
    error = refusal(filled_path)
    assert type(error) is DamagedProject
    assert "leads nowhere" in str(error)


CIRCLES = {
    "a tag in itself": "UPDATE tag SET parent = id WHERE name = 'Fronts'",
    "a circle of two": (
        "UPDATE tag SET parent = (SELECT id FROM tag WHERE name = 'Lantern') WHERE name = 'Fronts'"
    ),
    "a tag in another facet": (
        "UPDATE tag SET parent = (SELECT id FROM tag WHERE name = 'water') WHERE name = 'Fronts'"
    ),
    "two tags of one name": "UPDATE tag SET name = 'WATER' WHERE name = 'roads'",
    "two facets of one key": "UPDATE facet SET key = 'actor'",
}


@pytest.mark.parametrize("statement", CIRCLES.values(), ids=CIRCLES)
def test_a_codebook_that_goes_round_is_refused(filled_path: Path, statement: str) -> None:
    with sql(filled_path) as connection:
        connection.execute(statement)
    assert type(refusal(filled_path)) is DamagedProject


WRONG_VALUES = {
    "text for a number": "UPDATE span SET start = 'x'",
    "nothing for a name": "UPDATE tag SET name = NULL",
    "an end before the start": 'UPDATE span SET "end" = start - 1',
    "an unknown state": "UPDATE reading SET state = 'burnt'",
}


@pytest.mark.parametrize("statement", WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_values_that_do_not_fit_their_columns_are_refused(
    filled_path: Path, statement: str
) -> None:
    with sql(filled_path) as connection:
        kept = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(replace(sql, ' STRICT', ''), 'NOT NULL', '')"
        )
    with sql(filled_path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount > 0
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany(
            "UPDATE sqlite_master SET sql = ?2 WHERE name = ?1 AND sql NOTNULL", kept
        )
    assert type(refusal(filled_path)) is DamagedProject


HUGE = {
    "passages": f'UPDATE span SET start = {2**62}, "end" = {2**63 - 1}',
    "lengths": f"UPDATE document SET length = {2**63 - 1}",
    "positions": f"UPDATE tag SET position = {-(2**63)}",
    "clocks": f"UPDATE action SET lamport = {2**63 - 1} WHERE label = 'Read'",
}


@pytest.mark.parametrize("statement", HUGE.values(), ids=HUGE)
def test_huge_numbers_are_found(filled_path: Path, statement: str) -> None:
    with sql(filled_path) as connection:
        connection.execute(statement)
    with within(10), Project.open(filled_path, "Ana", write=False) as project:
        assert check(project)


@pytest.mark.parametrize(
    "path", sorted(HOSTILE.glob("*.wb")) or [None], ids=lambda path: path.stem if path else "none"
)
def test_hostile_samples_are_refused(path: Path | None, tmp_path: Path) -> None:
    if path is None:
        pytest.skip("the shared hostile files are absent")
    refusal(Path(shutil.copy(path, tmp_path / "hostile.workbench")))


# -- files and folders


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "There is no file" in str(refusal(tmp_path / "none.workbench"))
    with pytest.raises(NotAProject):
        Project.open(tmp_path / "no folder" / "none.workbench")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.workbench").mkdir()
    assert "is a folder" in str(refusal(tmp_path / "folder.workbench"))


@POSIX
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.workbench")
    assert "is not a file" in str(refusal(tmp_path / "pipe.workbench"))
    with within(5), pytest.raises(NotAProject):
        Project.open(Path("/dev/zero"))


@POSIX
def test_links_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.workbench").symlink_to(tmp_path / "loop.workbench")
    (tmp_path / "lost.workbench").symlink_to(tmp_path / "gone.workbench")
    for name in ("loop.workbench", "lost.workbench"):
        assert type(refusal(tmp_path / name)) is NotAProject


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAProject):
        Project.open(tmp_path / ("x" * 300 + ".workbench"))


@NOT_ROOT
def test_an_unreadable_file_is_refused(filled_path: Path) -> None:
    filled_path.chmod(0)
    assert "cannot be read" in str(refusal(filled_path))


@NOT_ROOT
def test_a_read_only_file_is_refused_for_writing(filled_path: Path) -> None:
    filled_path.chmod(0o444)
    error = refusal(filled_path)
    assert type(error) is ReadOnlyProject
    assert "Copy it" in str(error)
    Project.open(filled_path, write=False).close()


@NOT_ROOT
def test_a_read_only_folder_is_refused_for_writing(filled_path: Path) -> None:
    filled_path.parent.chmod(0o555)
    try:
        assert type(refusal(filled_path)) is ReadOnlyProject
        Project.open(filled_path, write=False).close()
    finally:
        filled_path.parent.chmod(0o755)


def test_a_read_only_file_is_refused_for_any_user(
    filled_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As above, but also where the one who runs the tests may write everything."""
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    with pytest.raises(ReadOnlyProject, match="is read-only"):
        Project.open(filled_path, "Ana")
    assert not lock_path(filled_path).exists()


def test_a_file_whose_lock_cannot_be_made_is_refused(filled_path: Path) -> None:
    lock_path(filled_path).mkdir()
    error = refusal(filled_path)
    assert type(error) is ReadOnlyProject
    assert "folder of your own" in str(error)


def test_a_project_that_is_open_is_refused(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana"):
        with pytest.raises(LockedProject, match="by Ana"):
            Project.open(filled_path, "Bo")
        with Project.open(filled_path, "Bo", write=False) as reader:
            assert check(reader) == []
    Project.open(filled_path, "Bo").close()
