"""Full disks and flipped bits."""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from db import claims, documents, facts, tags
from db.check import check
from db.errors import FullDisk, ProjectError
from db.project import Project
from db.records import Span

from .making import everything, within

ROOT = Path(__file__).parents[2]


def grow(project: Project) -> None:
    with project.action("Grow") as action:
        documents.add(action, "big.txt", "x" * 2_000_000)


# -- full disks


def test_a_full_disk_changes_nothing(filled: Project) -> None:
    before = everything(filled)
    pages = filled.query("PRAGMA page_count")[0][0]
    filled.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    for _time in range(2):
        with pytest.raises(FullDisk, match="The disk is full"):
            grow(filled)
        assert everything(filled) == before
    with filled.action("Small") as action:
        claims.edit(action, claims.all_claims(filled)[0].id, note="it fits")
    filled.connection.execute("PRAGMA max_page_count = 1000000")
    grow(filled)
    assert filled.log.undoable() == "Grow"
    filled.log.undo()
    filled.log.undo()
    assert claims.all_claims(filled)[0].note == ""
    assert check(filled) == []


def test_a_disk_that_fills_up_in_the_middle_changes_nothing(filled: Project) -> None:
    before = everything(filled)
    pages = filled.query("PRAGMA page_count")[0][0]
    document = documents.all_documents(filled)[0]

    def add_many() -> None:
        with filled.action("Many") as action:
            for _number in range(10_000):
                claims.add(action, document.id, [Span(0, 5)], note="n" * 500)

    for room in range(1, 12):
        filled.connection.execute(f"PRAGMA max_page_count = {pages + room}")
        with pytest.raises(FullDisk):
            add_many()
        assert everything(filled) == before
    assert check(filled) == []


#: tries to grow a project beyond the size that its process may write
GROW = """
import resource, sys
from pathlib import Path
from db import claims, documents
from db.check import check
from db.errors import ProjectError
from db.project import Project

path = Path(sys.argv[1])
limit = path.stat().st_size + 300_000
with Project.open(path, "Ana") as project:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    for write in ("grow", "copy"):
        try:
            if write == "copy":
                resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
                project.back_up(path.with_name("copy.workbench"))
            else:
                with project.action("Grow") as action:
                    documents.add(action, "big.txt", "x" * 2_000_000)
        except ProjectError as error:
            print(type(error).__name__, error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    with project.action("Small") as action:
        claims.edit(action, claims.all_claims(project)[0].id, note="it fits")
    print(check(project))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files there have no size limit")
def test_a_disk_that_refuses_is_said_in_one_sentence(filled_path: Path) -> None:
    with Project.open(filled_path) as project:
        names = [one.name for one in documents.all_documents(project)]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", GROW, str(filled_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    grown, copied, checked = done.stdout.splitlines()
    assert grown.startswith("FullDisk filled.workbench could not be saved")
    assert copied.startswith("FullDisk")
    assert "copy.workbench was not written" in copied
    assert checked == "[]"
    assert [one.name for one in filled_path.parent.iterdir()] == [filled_path.name]
    with Project.open(filled_path) as project:
        assert [one.name for one in documents.all_documents(project)] == names
        assert claims.all_claims(project)[0].note == "it fits"


def test_no_room_for_a_new_project_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise FullDisk("The disk is full.")

    monkeypatch.setattr("db.log.Log._record", full)
    with pytest.raises(FullDisk):
        Project.create(tmp_path / "new.workbench", "New", "Ana")
    assert list(tmp_path.iterdir()) == []


# -- flipped bits


def judge(path: Path, sound: object) -> str:
    """Say what becomes of a damaged project; only a ProjectError may come out."""
    try:
        project = Project.open(path, "Ana")
    except ProjectError as error:
        return "refused" if str(error).isprintable() else "unreadable"
    with project:
        found = check(project)
        if found:
            use(project)
            return "found"
        assert everything(project) == sound
        return "harmless"


def use(project: Project) -> None:
    """Do with a damaged project what a user would; it may refuse in its own words."""
    uses = (
        lambda: documents.all_documents(project),
        lambda: [documents.text(project, one) for one in documents.all_documents(project)],
        lambda: [documents.styles(project, one.id) for one in documents.all_documents(project)],
        lambda: [documents.original(project, one.id) for one in documents.all_documents(project)],
        lambda: claims.all_claims(project),
        lambda: tags.all_tags(project),
        lambda: facts.claims_by_document(project),
        lambda: list(facts.claims_of_tags(project, [one.id for one in tags.all_tags(project)])),
        lambda: facts.column(project, "coder"),
        lambda: project.log.entries(),
        lambda: project.log.undo(),
        lambda: project.log.redo(),
        lambda: claims.recent_tags(project, project.coder.id, 5),
        lambda: project.title,
    )
    for one in uses:
        with suppress(ProjectError):
            one()


def flip(data: bytearray, dice: random.Random, kind: int) -> None:
    """Damage a file: a bit, a few bytes, a page of zeros, or two pages swapped."""
    page = 4096
    if kind < 2:
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif kind == 2:
        at = dice.randrange(len(data) - 16)
        data[at : at + 16] = dice.randbytes(16)
    elif kind == 3:
        at = dice.randrange(len(data) // page) * page
        data[at : at + page] = bytes(page)
    else:
        one, two = (dice.randrange(len(data) // page) * page for _time in range(2))
        data[one : one + page], data[two : two + page] = (
            data[two : two + page],
            data[one : one + page],
        )


@pytest.mark.slow
def test_flipped_bits_are_refused_found_or_harmless(filled_file: Path, tmp_path: Path) -> None:
    with Project.open(filled_file, write=False) as project:
        sound = everything(project)
    whole = filled_file.read_bytes()
    dice = random.Random(11)
    outcomes: Counter[str] = Counter()

    for number in range(200):
        data = bytearray(whole)
        flip(data, dice, number % 5)
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "flipped.workbench"
        path.write_bytes(data)
        with within(10):
            outcomes[judge(path, sound)] += 1
        assert [one.name for one in folder.iterdir()] == [path.name]
        shutil.rmtree(folder)
    assert set(outcomes) == {"refused", "found", "harmless"}
