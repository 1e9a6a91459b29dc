"""How long the claims of a large report take to be anchored again in an edited version of it.

Wanted: 286 passages in 5 s. Run with `pytest tests/bench/bench_reanchor.py -s`.
"""

import random
import re
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from workbench.text.canonical import canonical
from workbench.text.reanchor import reanchor

sys.path.insert(0, str(Path(__file__).parents[1] / "text"))
from edits import edit

REPORT = Path(__file__).parents[2] / ".." / "shared" / "sources" / "003_11bc6fdc09320bd6.txt"


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_286_passages(benchmark: BenchmarkFixture, share: float) -> None:
    if not REPORT.is_file():
        pytest.skip("the report is not at hand")
    text = canonical(REPORT.read_bytes().decode())
    words = [match.span() for match in re.finditer(r"\w+", text)]
    chance = random.Random(1)
    passages = []
    for _ in range(286):
        first = chance.randrange(len(words) - 60)
        passages.append((words[first][0], words[first + chance.randrange(60)][1]))
    edited = edit(text, 1, share)
    placed = benchmark.pedantic(reanchor, (text, edited.text, passages), rounds=5)
    sure = sum(one.sure for one in placed)
    print(f"\n{share:.0%} of the sentences edited: {sure} of 286 placed")
    assert benchmark.stats.stats.max <= 5
