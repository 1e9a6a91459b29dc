"""How long the Matrix page takes over 100,000 claims, from the key pressed to the pixels painted.

Wanted: shown in 250 ms, one tag changed and the cell right in 16 ms, a filter in 250 ms, the 1,000
claims of a cell in 50 ms. Run with `pytest tests/bench/bench_matrix_window.py -s`.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tabulate import tabulate

from db import claims
from db.project import Project
from tests.bench.bench_matrix import fill
from workbench.gui import theme
from workbench.gui.perspectives.matrix import MatrixPerspective
from workbench.gui.session import Session
from workbench.matrix import Axis, Filter, Request
from workbench.settings import Settings

CLAIMS, ROUNDS = 100_000, 15
PLAIN = Request()
GROUPS = Request(Axis("actor", levels="both"), Axis("concern", levels="both"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("large") / "large.workbench"
    with Project.create(path, "Large", "Ana") as project:
        fill(project, CLAIMS)
        yield project


@pytest.mark.parametrize("request_", [PLAIN, GROUPS], ids=["tags", "groups"])
def test_window(large, request_, qtbot, qapp: QApplication, tmp_path: Path, capsys) -> None:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    session = Session(large)
    page = MatrixPerspective(session, Settings(tmp_path / "s.json"), lambda *_given: None)
    qtbot.addWidget(page)
    page.request = request_
    page.resize(1440, 900)
    page.show()
    table = [("shown, from the file", timed(lambda: shown(qtbot, page), 1))]
    matrix = page.view.matrix
    row, column = (next(at for at, one in enumerate(axis) if not one.is_group)
                   for axis in (matrix.rows, matrix.columns))  # fmt: skip
    claim = matrix.claims_of(row, column)[0]
    tag = next(one.id for one in matrix.columns[column + 1 :] if not one.is_group)

    def change() -> None:
        session.do("Tag", turn, claim, tag)
        QApplication.processEvents()

    table.append(("one tag changed", timed(change)))
    wide = replace(request_, filter=Filter(since="2018", until="2020-06"))
    asked = iter([wide, request_] * ROUNDS)

    def ask() -> None:
        page.ask(next(asked))
        QApplication.processEvents()

    table.append(("a filter on, and off", timed(ask)))
    page.ask(request_)
    keys = iter([one.key for one in matrix.rows[row:] if not one.is_group])

    def drill() -> None:
        page.view.cell_chosen.emit(next(keys), None)  # each time of another row
        QApplication.processEvents()

    table.append((f"drill-down of {len(matrix.claims_of(row, None)):,} claims", timed(drill)))
    page.view.cell_chosen.emit(matrix.rows[row].key, None)
    table.append(("one tag changed beside it", timed(change)))
    with capsys.disabled():
        print("\n" + tabulate(table, ["", "ms: median, worst (processor)"], "github"))
    page.leave()


def turn(action: Any, claim: int, tag: int) -> None:
    if not claims.remove_tag(action, claim, tag):
        claims.add_tag(action, claim, tag)


def shown(qtbot: Any, page: MatrixPerspective) -> None:
    """Enter the page; slices of reading go on between events."""
    with qtbot.waitSignal(page.built):
        page.enter()
    QApplication.processEvents()


def timed(run: Callable[[], object], rounds: int = ROUNDS) -> str:
    clock, processor = [], []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    figures = (sorted(clock)[rounds // 2], max(clock), sorted(processor)[rounds // 2])
    return "{:.1f}, {:.1f} ({:.1f})".format(*(1000 * one for one in figures))
