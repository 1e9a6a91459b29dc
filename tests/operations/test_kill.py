"""A process is killed in the midst of an action: nothing of it was done."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from db import claims, documents, tags
from db.check import check
from db.project import Project
from db.schema import TABLES
from workbench import operations

ROOT = Path(__file__).parents[2]

#: begins with what each action needs; `action` is open, and what was changed is written already
SCRIPT = """
import sys, time
from pathlib import Path
from db import claims, documents, tag_changes, tags
from db.project import Project
from workbench import operations
from workbench.operations import decided, own_claims
from workbench.readers.source import Source

path = Path(sys.argv[1])
project = Project.open(path, operations.SAMPLE_CODER)
project.connection.execute("PRAGMA cache_size = 5")  # so that it is written before it is saved
found = claims.all_claims(project)
mine = [claim.id for claim in found if claim.coder == project.coder.id]
named = {tag.name: tag.id for tag in tags.all_tags(project)}
record = documents.all_documents(project)[0]
text = documents.text(project, record)
with project.action("Step") as action:
    STEP
    if len(sys.argv) == 2:
        print("writing", flush=True)
        time.sleep(60)
project.close()
"""

STEPS = {
    "merge tags": 'tag_changes.merge(action, named["Duvania"], named["Kelmaria"])',
    "split a tag": 'tag_changes.split(action, named["Kelmaria"], "New", mine)',
    "split a claim": "own_claims.split_claim(action, mine[0], "
    "claims.get(project, mine[0]).start + 9)",
    "replace a version": "operations.replace_document(action, record.id, Source("
    'record.name, record.title, text.replace("the ", "that "), (), "text/plain", b""))',
    "edit many": 'operations.edit_claims(action, mine, "note", "Looked at. " * 200)',
    "decide on many": 'decided.decide_claims(action, mine, "accept", "Said so. " * 100)',
    "delete many": "operations.remove_claims(action, mine)",
    "import a codebook": 'operations.import_codebook(action, path.with_name("codebook.csv"))',
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    path = operations.write_sample(folder)
    names = "".join(f"actor,Actor {n},Group {n % 9},\n" for n in range(200))
    (path.parent / "codebook.csv").write_text(f"kind,tag,group,aliases\n{names}")
    return path


def _everything(path: Path) -> dict[str, list[Any]]:
    with Project.open(path, operations.SAMPLE_CODER) as project:
        assert check(project) == []
        assert documents.all_documents(project)
        return {
            name: sorted(project.query(f'SELECT * FROM "{name}"'))
            for name, table in TABLES.items()
            if table.logged
        }


def _kill(path: Path, step: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.replace("STEP", step), str(path)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_killed_action_leaves_nothing(
    sample: Path, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "killed.workbench"
    shutil.copy(sample, path)
    shutil.copy(sample.with_name("codebook.csv"), tmp_path)
    before = _everything(path)
    _kill(path, step)
    assert _everything(path) == before
    monkeypatch.setattr(sys, "argv", ["", str(path), "to the end"])
    exec(SCRIPT.replace("STEP", step), {})
    assert _everything(path) != before
    with Project.open(path, operations.SAMPLE_CODER) as project:
        assert project.log.undoable() == "Step"
        assert project.log.undo() is not None
        assert claims.all_claims(project)
        assert tags.all_tags(project)
    assert _everything(path) == before
