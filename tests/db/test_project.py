import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db import claims, documents, files, migrations, schema, tags
from db.check import check
from db.errors import (
    DamagedProject,
    Invalid,
    LockedProject,
    NewerProject,
    ProjectError,
    ReadOnlyProject,
)
from db.lock import lock_path
from db.project import Project

from .making import everything, make


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


# -- making and opening


def test_a_new_project_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new.workbench"
    with Project.create(path, "Upper Teshk", "Ana") as project:
        assert (project.title, project.coder.name, project.path) == ("Upper Teshk", "Ana", path)
        assert project.writable
        assert [entry.label for entry in project.log.entries()] == ["New project"]
        assert project.log.undoable() is None
        assert check(project) == []
        assert names(tmp_path) == [path.name, lock_path(path).name]
    assert names(tmp_path) == [path.name]
    head = path.read_bytes()[:100]
    assert head[68:72] == b"WBNC"
    assert int.from_bytes(head[60:64], "big") == schema.VERSION


def test_a_project_without_title_has_its_files_name(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Teshk.workbench", "", "Ana") as project:
        assert project.title == "Teshk"


def test_an_existing_file_is_not_made_anew(filled_path: Path, tmp_path: Path) -> None:
    before = filled_path.read_bytes()
    with pytest.raises(Invalid, match="exists already"):
        Project.create(filled_path, "New", "Ana")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Invalid, match="exists already"):
        Project.create(tmp_path / "folder", "New", "Ana")
    assert filled_path.read_bytes() == before
    assert names(tmp_path) == ["filled.workbench", "folder"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There is no folder"):
        Project.create(tmp_path / "none" / "new.workbench", "New", "Ana")
    assert names(tmp_path) == []


def test_a_name_that_no_file_can_have_is_said(tmp_path: Path) -> None:
    for name in ("x" * 250, "x" * 300):
        with pytest.raises(ProjectError):
            Project.create(tmp_path / name, "New", "Ana")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["a b #?%20&.workbench", "ü–🔥.workbench", "'\"$(x);.workbench", "-rf", "[a]*"]
)
def test_odd_names_are_just_names(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('?"*'):
        pytest.skip("no file can have this name there")
    folder = tmp_path / name
    folder.mkdir()
    with make(folder / name) as project:
        project.back_up(folder / f"copy of {name}")
    with Project.open(folder / name) as project:
        assert check(project) == []
    assert names(folder) == sorted([name, f"copy of {name}"])


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_names_that_are_not_unicode_are_just_names(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    path = folder / os.fsdecode(b"\xff.workbench")
    with make(path) as project:
        project.back_up(folder / os.fsdecode(b"\xfe.workbench"))
    with Project.open(path) as project:
        assert check(project) == []
    assert len(names(folder)) == 2


def test_the_coder_is_found_by_name(filled_path: Path) -> None:
    with Project.open(filled_path, "  Ana ") as project:
        ana = project.coder
    with Project.open(filled_path, "Bo  Li") as project:
        assert (project.coder.name, project.coder.id == ana.id) == ("Bo Li", False)
        bo = project.coder
        with project.action("Read") as action:
            documents.set_reading(action, documents.all_documents(project)[0].id, "done")
    with Project.open(filled_path, "Bo Li") as project:
        assert project.coder == bo
    with Project.open(filled_path) as project:
        assert project.coder == bo, "who acted last"
    with Project.open(filled_path, "Ana") as project:
        assert project.coder == ana


def test_closing_twice_does_nothing(filled_path: Path) -> None:
    project = Project.open(filled_path)
    project.close()
    project.close()
    with Project.open(filled_path, "Bo") as other:
        project.close()
        assert other.writable
        assert lock_path(filled_path).exists()


def test_an_open_file_is_never_opened_by_other_means(
    filled_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing a second handle on it would drop SQLite's locks."""
    with Project.open(filled_path, "Ana") as project:

        def forbidden(_path: Path) -> int:
            raise AssertionError("opened by other means")

        monkeypatch.setattr("db.project.probe_header", forbidden)
        Project.open(filled_path, write=False).close()
        with pytest.raises(LockedProject):
            Project.open(filled_path)
        with Project.open(filled_path, write=False), Project.open(filled_path, write=False):
            pass
        assert files.is_open_here(filled_path)
        with project.action("Write") as action:
            claims.edit(action, claims.all_claims(project)[0].id, note="still mine")
    assert not files.is_open_here(filled_path)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_was_moved_is_not_written(filled_path: Path) -> None:
    moved = filled_path.with_name("moved.workbench")
    with Project.open(filled_path, "Ana") as project:
        before = everything(project)
        claim = claims.all_claims(project)[0].id
        filled_path.rename(moved)
        with (
            pytest.raises(ReadOnlyProject, match="moved or replaced"),
            project.action("W") as action,
        ):
            claims.edit(action, claim, note="lost")
        shutil.copy(moved, filled_path)
        with (
            pytest.raises(ReadOnlyProject, match="moved or replaced"),
            project.action("W") as action,
        ):
            claims.edit(action, claim, note="lost")
        assert everything(project) == before
        moved.replace(filled_path)
        with project.action("Write") as action:
            claims.edit(action, claim, note="kept")
        assert check(project) == []


def test_another_program_that_writes_is_waited_for_and_said(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(filled.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = everything(filled)
    claim = claims.all_claims(filled)[0].id
    with pytest.raises(LockedProject, match="in use by another"), filled.action("Write") as action:
        claims.edit(action, claim, note="late")
    other.execute("ROLLBACK")
    other.execute("BEGIN")
    other.execute("SELECT * FROM claim").fetchone()  # a reader keeps the commit waiting
    with pytest.raises(LockedProject, match="in use by another"), filled.action("Write") as action:
        claims.edit(action, claim, note="late")
    other.close()
    assert everything(filled) == before
    with filled.action("Write") as action:
        claims.edit(action, claim, note="in time")
    assert check(filled) == []


def test_a_database_for_others_to_query(filled: Project) -> None:
    assert filled.database["claim"].count == 24
    assert {"id", "statement"} <= {column.name for column in filled.database["claim"].columns}


# -- copies


def test_a_copy_is_a_project_of_its_own(filled: Project, tmp_path: Path) -> None:
    target = tmp_path / "copy.workbench"
    filled.back_up(target)
    with Project.open(target, "Ana") as copy:
        assert everything(copy) == everything(filled)
        assert check(copy) == []
        assert copy.log.undoable() == filled.log.undoable()
        with copy.action("Write") as action:
            claims.edit(action, claims.all_claims(copy)[0].id, note="in the copy")
    assert claims.all_claims(filled)[0].note == ""
    with filled.action("Write") as action:
        claims.edit(action, claims.all_claims(filled)[0].id, note="in the first")


def test_a_copy_never_replaces_a_file(filled: Project, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("mine")
    with pytest.raises(Invalid, match=r"precious\.txt exists already"):
        filled.back_up(target)
    assert target.read_text() == "mine"
    with pytest.raises(Invalid, match="no folder"):
        filled.back_up(tmp_path / "none" / "copy.workbench")
    with pytest.raises(Invalid, match="exists already"):
        filled.back_up(filled.path)


def test_a_copy_that_fails_leaves_nothing(filled: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        filled.back_up(tmp_path / ("x" * 300))
    assert names(tmp_path) == ["filled.workbench", "filled.workbench.lock"]


def test_daily_copies_roll(filled: Project, on_day: Callable[[int], None]) -> None:
    folder = filled.path.with_name("filled backups")
    assert filled.back_up_daily(0) is None
    assert not folder.exists()
    for day in (1, 2, 3, 4):
        on_day(day)
        made = filled.back_up_daily(2)
        assert made == folder / f"filled 2030-01-0{day}.workbench"
        assert filled.back_up_daily(2) is None, "there is one of that day"
    assert names(folder) == ["filled 2030-01-03.workbench", "filled 2030-01-04.workbench"]
    with Project.open(folder / "filled 2030-01-04.workbench", write=False) as copy:
        assert everything(copy) == everything(filled)


def test_daily_copies_leave_other_files_alone(
    tmp_path: Path, on_day: Callable[[int], None]
) -> None:
    on_day(9)
    with make(tmp_path / "a[b]*.workbench") as project:
        folder = tmp_path / "a[b]* backups"
        folder.mkdir()
        kept = ["a[b]* notes.txt", "ab 2020-01-01.workbench", "a[b]* 2020-01-01 (mine).workbench"]
        for name in [*kept, "a[b]* 2020-01-01.workbench"]:
            (folder / name).write_text("x")
        project.back_up_daily(1)
    assert names(folder) == sorted([*kept, "a[b]* 2030-01-09.workbench"])


def test_a_folder_for_copies_that_cannot_be_made_is_said(filled: Project) -> None:
    filled.path.with_name("filled backups").write_text("in the way")
    with pytest.raises(ProjectError):
        filled.back_up_daily(3)


# -- upgrades

MOOD = (
    'CREATE TABLE "mood" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL DEFAULT \'\') STRICT',
    "CREATE INDEX mood_name ON mood (name)",
)


def add_moods(connection: sqlite3.Connection) -> None:
    for statement in MOOD:
        connection.execute(statement)
    connection.execute("INSERT INTO mood (name) VALUES ('calm')")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[migrations.Migration], None]:
    """Make it the day after the next version came out, with this migration to it."""

    def come(migration: migrations.Migration) -> None:
        former = schema.statements()
        monkeypatch.setitem(migrations.FORMER, schema.VERSION, tuple(former))
        monkeypatch.setitem(migrations.MIGRATIONS, schema.VERSION, migration)
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
        monkeypatch.setattr(schema, "statements", lambda: [*former, *MOOD])

    return come


Come = Callable[[migrations.Migration], None]


def test_an_older_project_is_copied_and_upgraded(filled_path: Path, next_version: Come) -> None:
    old_bytes, old_version = filled_path.read_bytes(), schema.VERSION
    with Project.open(filled_path, write=False) as project:
        before = everything(project)
    next_version(add_moods)
    with pytest.raises(ReadOnlyProject, match="open it once for writing"):
        Project.open(filled_path, write=False)
    assert filled_path.read_bytes() == old_bytes
    with Project.open(filled_path, "Ana") as project:
        assert project.query("SELECT name FROM mood") == [("calm",)]
        assert everything(project) == before
        assert check(project) == []
        assert project.query("PRAGMA foreign_keys") == [(1,)]
        project.log.undo()
    copy = filled_path.with_name(f"filled format {old_version}.workbench")
    assert names(filled_path.parent) == sorted([filled_path.name, copy.name])
    with Project.open(filled_path, "Ana") as project:
        assert project.log.redoable() == "Read"
    assert copy.read_bytes()[60:64] == old_version.to_bytes(4, "big")
    shutil.copy(copy, filled_path.with_name("again.workbench"))
    with Project.open(filled_path.with_name("again.workbench")) as project:
        assert everything(project) == before


def _fails(connection: sqlite3.Connection) -> None:
    add_moods(connection)
    connection.execute("DELETE FROM claim")
    connection.execute("INSERT INTO no_such_table VALUES (1)")


def _forgets(connection: sqlite3.Connection) -> None:
    connection.execute(MOOD[0])


def _loosens(connection: sqlite3.Connection) -> None:
    add_moods(connection)
    connection.execute("DELETE FROM document")


def _breaks(_connection: sqlite3.Connection) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("migration", "trouble"),
    [
        (_fails, ProjectError),
        (_forgets, DamagedProject),
        (_loosens, DamagedProject),
        (_breaks, ZeroDivisionError),
    ],
)
def test_an_upgrade_that_fails_leaves_the_project_as_it_was(
    filled_path: Path,
    next_version: Come,
    monkeypatch: pytest.MonkeyPatch,
    migration: migrations.Migration,
    trouble: type[Exception],
) -> None:
    old_version = schema.VERSION
    with Project.open(filled_path, write=False) as project:
        before = everything(project)
    next_version(migration)
    for _time in range(2):
        with pytest.raises(trouble):
            Project.open(filled_path, "Ana")
    assert not lock_path(filled_path).exists()
    assert not files.is_open_here(filled_path)
    monkeypatch.undo()
    assert filled_path.read_bytes()[60:64] == old_version.to_bytes(4, "big")
    with Project.open(filled_path, "Ana") as project:
        assert everything(project) == before
        assert check(project) == []
        with project.action("Go on") as action:
            tags.edit(action, tags.all_tags(project)[0].id, description="as before")
    copies = [name for name in names(filled_path.parent) if name != filled_path.name]
    assert copies == [
        f"filled format {old_version} (2).workbench",
        f"filled format {old_version}.workbench",
    ]


def test_an_older_project_must_be_one(filled_path: Path, next_version: Come) -> None:
    with sqlite3.connect(filled_path) as connection:
        connection.execute("CREATE TABLE more (x)")
    connection.close()
    before = filled_path.read_bytes()
    next_version(add_moods)
    with pytest.raises(ProjectError, match="more"):
        Project.open(filled_path, "Ana")
    assert filled_path.read_bytes() == before
    assert names(filled_path.parent) == [filled_path.name]


def test_a_project_of_a_later_version_is_refused_by_an_earlier(
    filled_path: Path, next_version: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(add_moods)
    Project.open(filled_path, "Ana").close()
    monkeypatch.undo()
    with pytest.raises(NewerProject, match="Update Workbench"):
        Project.open(filled_path, "Ana")


def test_every_former_version_has_a_way_up() -> None:
    versions = set(range(migrations.OLDEST, schema.VERSION))
    assert migrations.MIGRATIONS.keys() == migrations.FORMER.keys() == versions


@pytest.mark.parametrize("version", range(migrations.OLDEST, schema.VERSION))
def test_a_project_kept_from_each_former_version_opens(tmp_path: Path, version: int) -> None:
    kept = Path(__file__).parents[1] / "projects" / f"version-{version}.workbench"
    path = Path(shutil.copyfile(kept, tmp_path / "old.workbench"))
    with Project.open(path, "Ana") as project:
        assert check(project) == []
        assert project.query("SELECT count(*) FROM claim") == [(24,)]
        assert project.log.undo() is not None
        assert check(project) == []
    assert names(tmp_path) == [f"old format {version}.workbench", "old.workbench"]
