"""All but the window works where PySide6 is not installed."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WITH_QT = ("gui", "stories", "bench", "pictures.py")

BLOCKED = """
import importlib.abc, sys

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not installed")

sys.meta_path.insert(0, Blocker())
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", BLOCKED + code, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def modules() -> list[str]:
    """Every module of ours outside the window."""
    paths = [
        path for room in ("db", "workbench", "resources") for path in (ROOT / room).rglob("*.py")
    ]
    names = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in paths]
    names = [name.removesuffix(".__init__") for name in names]
    return [name for name in names if ".gui" not in name and ".__main__" not in name]


def test_the_blocker_blocks():
    assert "PySide6 is not installed" in run("import workbench.gui.app").stderr


def test_every_module_outside_the_window_can_be_imported():
    names = modules()
    assert {"db.log", "workbench.cli", "workbench.commands", "workbench.operations"} < set(names)
    done = run("import importlib\nfor name in sys.argv[1:]: importlib.import_module(name)", *names)
    assert done.returncode == 0, done.stderr


def test_the_sample_is_written_and_counted(tmp_path):
    code = "from workbench.cli import main; main(['sample', sys.argv[1], '--no-window'])"
    done = run(code, str(tmp_path / "sample"))
    assert done.returncode == 0, done.stderr
    assert "Kelmaria" in done.stdout
    assert (tmp_path / "sample" / "matrix.csv").is_file()


def test_commands_import_no_qt_even_where_it_is_installed():
    code = "import workbench.cli, workbench.commands, sys; print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "False"


def test_no_test_outside_the_window_needs_qt():
    needs = re.compile(r"^\s*(?:from|import) (?:PySide6|workbench\.gui)|\bq(?:tbot|app)\b", re.M)
    found = [
        path.relative_to(ROOT)
        for path in (ROOT / "tests").rglob("*.py")
        if path.relative_to(ROOT / "tests").parts[0] not in WITH_QT
        and path != Path(__file__)
        and needs.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
