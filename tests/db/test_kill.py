"""A process is killed at random moments: what it said was saved is there, whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import claims, documents
from db.check import check
from db.errors import ReadOnlyProject
from db.project import Project
from db.records import Span

from .making import fill, make

ROOT = Path(__file__).parents[2]

#: annotates without end, and says each claim's id on its output once it is saved
ANNOTATE = """
import sys
from pathlib import Path
from db import claims, documents, tags
from db.project import Project
from db.records import Span

with Project.open(Path(sys.argv[1]), "Ana") as project:
    document = documents.all_documents(project)[0]
    carried = [(tag.id, "holder") for tag in tags.all_tags(project) if not tag.sign][:3]
    number = 0
    while True:
        number += 1
        with project.action("Annotate") as action:
            claim = claims.add(
                action,
                document.id,
                [Span(number, number + 9), Span(number + 20, number + 30)],
                tags=carried,
                statement=f"Statement {number} " + "of many words " * (number % 400),
            )
        print(claim, flush=True)
"""

#: overwrites most of a project in one long action, which is never saved
CHANGE_MUCH = """
import sys, time
from pathlib import Path
from db import claims
from db.project import Project

project = Project.open(Path(sys.argv[1]), "Ana")
project.connection.execute("PRAGMA cache_size = 5")  # so that it is written before it is saved
with project.action("Much") as action:
    for claim in claims.all_claims(project):
        claims.edit(action, claim.id, statement="overwritten " * 500)
    print("writing", flush=True)
    time.sleep(60)
"""


def run(script: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill a process; returns the whole lines it had still said."""
    process.kill()
    rest, _errors = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return rest.split("\n")[:-1]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_no_acknowledged_claim_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "killed.workbench"
    with make(path) as project:
        fill(project)
    moments = random.Random(5)
    said: set[int] = set()
    kills = 0
    while len(said) < 300:
        process = run(ANNOTATE, path)
        assert process.stdout is not None
        said.add(int(process.stdout.readline()))
        time.sleep(moments.random() * 0.04)
        said.update(map(int, kill(process)))
        kills += 1
        with Project.open(path, "Ana") as project:
            assert check(project) == []
            found = {claim.id: claim for claim in claims.all_claims(project)}
        assert said <= found.keys()
        assert all(len(found[one].spans) == 2 and len(found[one].tags) == 3 for one in said)
    assert kills > 5
    assert len(found) - 24 - len(said) <= kills, "at most one more each time was saved, not said"
    with Project.open(path, "Ana") as project:
        while project.log.undoable() == "Annotate":
            project.log.undo()
        assert check(project) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_half_written_action_is_rolled_back(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        before = claims.all_claims(project)
    size = filled_path.stat().st_size
    process = run(CHANGE_MUCH, filled_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    kill(process)
    journal = filled_path.with_name(filled_path.name + "-journal")
    assert journal.stat().st_size > 0
    assert filled_path.stat().st_size > size, "it was written to already"
    with pytest.raises(ReadOnlyProject, match="open it once for writing"):
        Project.open(filled_path, write=False)
    with Project.open(filled_path, "Ana") as project:
        assert claims.all_claims(project) == before
        assert check(project) == []
        assert documents.all_documents(project)
    assert not journal.exists()


#: brings a file in, and says so when it is about to be written and when it is saved
MERGE = """
import sys, time
from pathlib import Path
from db import merge
from db.project import Project

with Project.open(Path(sys.argv[1]), "Ana") as project:
    project.connection.execute("PRAGMA cache_size = 5")  # so that it is written before it is saved
    with merge.open_copy(Path(sys.argv[1]).with_name("theirs.workbench"), project) as other:
        union = merge.unite(project, other, lambda _done, _of: None)
        print("writing", flush=True)
        with project.action("Bring in", "merge") as action:
            merge.bring_in(action, other, union)
        print("saved", flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_merge_is_there_whole_or_not_at_all(filled_path: Path) -> None:
    theirs = Path(shutil.copy(filled_path, filled_path.with_name("theirs.workbench")))
    with Project.open(theirs, "Bo") as project:
        document = documents.all_documents(project)[0].id
        with project.action("Many") as action:
            for number in range(1500):
                claims.add(action, document, [Span(number, number + 9)], statement="of Bo " * 20)
    mine = filled_path.read_bytes()
    moments = random.Random(7)
    outcomes = set()
    for _ in range(8):
        filled_path.write_bytes(mine)
        process = run(MERGE, filled_path)
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        time.sleep(moments.random() * 0.3)
        said = kill(process)
        with Project.open(filled_path, "Ana") as project:
            found = len(claims.all_claims(project))
            assert check(project) == []
            assert project.log.undoable() == ("Bring in" if found > 24 else "Read")
        assert found in (24, 1524)
        assert found == 1524 or said == []
        outcomes.add(found)
    assert 24 in outcomes, "it was always too late"
