"""How long mixed files take to be read in the box, and how much memory that needs.

Wanted: 1,000 files of the kind of `../shared/samples` in 90 s on two cores, within 600 MB; a
document of 10 MB of Markdown. Run with `pytest tests/bench/bench_readers.py -s`.
"""

import itertools
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from workbench import operations
from workbench.readers.markdown import read_markdown

SAMPLES = (Path(__file__).parents[2] / ".." / "shared" / "samples").resolve()
FILES = 1000
WANTED_SECONDS, WANTED_BYTES = 90, 600_000_000


def held(process: int) -> int:
    """Return the bytes that a process holds."""
    with open(f"/proc/{process}/statm", encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def children(process: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True)
    return [int(line) for line in told.stdout.split()]


class Peak(threading.Thread):
    """The most that this process and its children held together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.2):
            total = 0
            for process in (os.getpid(), *children(os.getpid())):
                try:
                    total += held(process)
                except OSError:
                    continue
            self.bytes = max(self.bytes, total)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_import_of_1000_mixed_files(tmp_path: Path) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are absent")
    samples = [path for path in sorted(SAMPLES.glob("*/*")) if path.is_file()]
    files = list(itertools.islice(itertools.cycle(samples), FILES))
    project = operations.new_project(tmp_path / "p.workbench", "", "Mira")
    counts: Counter[str] = Counter()

    def read(box: operations.Box):
        for path in files:
            item = operations.read_source(path, box=box)
            counts["refused" if isinstance(item, operations.Refused) else "read"] += 1
            if not isinstance(item, operations.Refused):
                yield item

    peak = Peak()
    peak.start()
    start = time.perf_counter()
    with project, operations.Box() as box, project.action("Import") as action:
        report = operations.add_sources(action, read(box))
    seconds = time.perf_counter() - start
    peak.over.set()
    print(
        f"\n{FILES} files in {seconds:.1f} s (wanted {WANTED_SECONDS}), at most "
        f"{peak.bytes / 1e6:.0f} MB (wanted {WANTED_BYTES / 1e6:.0f}): {dict(counts)}, "
        f"{len(report.added)} added"
    )


def test_10_mb_of_markdown(benchmark) -> None:
    paragraph = "The dam *fills* and **Kelmaria** [denies](https://example.org/a) harm. " * 8
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    unit = f"## A heading\n\n{paragraph}\n\n- one item\n- another\n\n{table}\n\n"
    text = unit * (10_000_000 // len(unit))
    reading = benchmark.pedantic(read_markdown, (text,), rounds=1)
    print(f"\n{len(reading.text):,} characters, {len(reading.styles):,} styles, {reading.warnings}")
