"""Start of the program to a usable window with the sample project, and its resident memory.

Run with `python -m pytest tests/bench/bench_start.py -s`; targets: 1.5 s and 200 MB.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench import operations

# What `workbench PROJECT` does, up to the first painted window that answers.
_PROGRAM = """
import sys
from pathlib import Path
from workbench.gui.app import make_app, make_window
from workbench.settings import Settings
app = make_app()
window = make_window(app, Settings(Path(sys.argv[2])))
window.show()
window.open_project(Path(sys.argv[1]), "Mira Tolan")
app.processEvents()
assert window.read.active is not None
memory = [line for line in open("/proc/self/status") if line.startswith("VmRSS")]
print(memory[0].split()[1])
window.close()
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return operations.write_sample(tmp_path_factory.mktemp("sample"))


def test_start_to_a_usable_window(
    benchmark: BenchmarkFixture, sample: Path, tmp_path: Path
) -> None:
    memory: list[int] = []

    def start() -> None:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(sample), str(tmp_path / "settings.json")],
            capture_output=True,
            text=True,
            check=True,
        )
        memory.append(int(done.stdout))

    benchmark.pedantic(start, rounds=7, warmup_rounds=1)
    print(f"\nresident memory: {max(memory) / 1024:.0f} MB")
