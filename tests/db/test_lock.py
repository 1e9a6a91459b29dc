import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.errors import LockedProject, ReadOnlyProject
from db.lock import Lock, lock_path
from db.project import Project

ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from db.project import Project

with Project.open(Path(sys.argv[1]), "Bo the Other") as project:
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process has the project open; it closes it when a line is sent or at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    try:
        yield process
    finally:
        process.communicate("\n")


def test_another_process_is_named(filled_path: Path) -> None:
    with held(filled_path) as other:
        before = lock_path(filled_path).read_bytes()
        with pytest.raises(LockedProject, match=r"by Bo the Other on .* since 20"):
            Project.open(filled_path, "Ana")
        assert lock_path(filled_path).read_bytes() == before
        assert json.loads(before)["pid"] == other.pid
        with Project.open(filled_path, write=False) as reader:
            assert reader.title == "Upper Teshk"
    assert not lock_path(filled_path).exists()
    Project.open(filled_path, "Ana").close()


def test_the_lock_of_a_killed_process_is_taken_over(filled_path: Path) -> None:
    with held(filled_path) as other:
        other.kill()
        other.wait()
        assert lock_path(filled_path).exists()
    with Project.open(filled_path, "Ana"):
        assert json.loads(lock_path(filled_path).read_text())["coder"] == "Ana"
    assert not lock_path(filled_path).exists()


def test_a_leftover_of_another_computer_is_respected(filled_path: Path) -> None:
    left = lock_path(filled_path)
    left.write_text(json.dumps({"coder": "Cy", "host": "elsewhere", "since": "2026-01-02 03:04"}))
    with pytest.raises(
        LockedProject, match=rf"Cy on elsewhere since 2026-01-02 03:04.* delete {left.name}"
    ):
        Project.open(filled_path, "Ana")
    assert json.loads(left.read_text())["coder"] == "Cy"
    left.unlink()
    Project.open(filled_path, "Ana").close()


@pytest.mark.parametrize("leftover", ["", "{", "[]", "null", '"x"', "[" * 5000, "\0" * 9000])
def test_a_leftover_that_says_nothing_is_taken_over(filled_path: Path, leftover: str) -> None:
    lock_path(filled_path).write_text(leftover)
    Project.open(filled_path, "Ana").close()
    assert not lock_path(filled_path).exists()


def test_a_sentence_is_not_longer_than_its_leftover_deserves(filled_path: Path) -> None:
    lock_path(filled_path).write_text(json.dumps({"coder": "C" * 2000, "host": ["odd"]}))
    with pytest.raises(LockedProject) as caught:
        Project.open(filled_path, "Ana")
    assert len(str(caught.value)) < 400


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_a_planted_link_is_not_written_through(filled_path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    lock_path(filled_path).symlink_to(precious)
    with pytest.raises(ReadOnlyProject):
        Project.open(filled_path, "Ana")
    assert precious.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_a_link_to_a_project_shares_its_lock(filled_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.workbench"
    link.symlink_to(filled_path)
    with Project.open(link, "Ana") as project:
        assert lock_path(filled_path).exists()
        assert project.path == filled_path
        with pytest.raises(LockedProject):
            Project.open(filled_path, "Bo")
    assert list(folder.iterdir()) == [link]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_release_removes_only_its_own_file(tmp_path: Path) -> None:
    project = tmp_path / "x.workbench"
    one = Lock(project)
    lock_path(project).unlink()
    two = Lock(project)
    two.sign("Ana")
    one.release()
    assert json.loads(lock_path(project).read_text())["coder"] == "Ana"
    two.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_cannot_be_signed_still_locks(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "x.workbench")
    lock._stream.close()  # as little can be written to it as to a full disk
    lock._stream = open(os.devnull, "rb", buffering=0)  # type: ignore[assignment]  # noqa: SIM115
    lock.sign("Ana")
    lock.release()


def test_many_who_open_at_once_take_turns(filled_path: Path) -> None:
    """Several processes try again and again; never are two inside."""
    script = """
import sys, time
from pathlib import Path
from db.errors import LockedProject
from db.lock import Lock

path, done = Path(sys.argv[1]), 0
inside = path.with_name("inside")
while done < 10:
    try:
        lock = Lock(path)
    except LockedProject:
        time.sleep(0.0005)
        continue
    inside.touch(exist_ok=False)
    time.sleep(0.001)
    inside.unlink()
    lock.release()
    done += 1
"""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(filled_path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _number in range(4)
    ]
    assert [worker.wait(60) for worker in workers] == [0] * len(workers)
    assert [one.name for one in filled_path.parent.iterdir()] == [filled_path.name]
