import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import claims, documents
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.gui.search import searcher as module
from workbench.gui.search.searcher import Searcher
from workbench.gui.session import Session
from workbench.operations.search_results import SearchRequest


class Ear:
    """What a searcher said."""

    def __init__(self, searcher: Searcher) -> None:
        self.found: list[Any] = []
        self.failed: list[str] = []
        self.progress: list[tuple[int, int, str]] = []
        searcher.found.connect(self.found.append)
        searcher.failed.connect(self.failed.append)
        searcher.progressed.connect(lambda *told: self.progress.append(told))

    @property
    def last(self) -> str:
        return self.found[-1].sentence() if self.found else ""


@pytest.fixture
def session(tmp_path: Path):
    with operations.new_project(tmp_path / "p.workbench", "", "Mira Tolan") as project:
        with project.action("Fill") as action:
            one = documents.add(action, "one.txt", "The dam is full. " * 3)
            documents.add(action, "two.txt", "a" * 5000 + "! The dam.")
            claims.add(action, one, [Span(0, 3)], statement="Dam filling")
        yield Session(project)


@pytest.fixture
def searcher(session: Session, tmp_path: Path):
    searcher = Searcher(session, folder=tmp_path / "cache")
    yield searcher
    searcher.close()


@pytest.fixture
def ear(searcher):
    return Ear(searcher)


@pytest.fixture
def in_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is little enough to be indexed at once."""
    monkeypatch.setattr(module, "_AT_ONCE", -1)


def test_a_small_project_is_answered_at_once(searcher, ear):
    searcher.ask(SearchRequest("dam"))
    assert ear.last == "4 places in 2 documents, 1 claim"
    assert ear.progress == []


@pytest.mark.usefixtures("in_worker")
def test_a_large_one_is_indexed_in_the_worker_and_then_answered(searcher, ear, qtbot):
    searcher.ask(SearchRequest("dam"))
    assert ear.last == "Nothing found"
    qtbot.waitUntil(lambda: ear.last == "4 places in 2 documents, 1 claim")
    told = [done / total for done, total, _ in ear.progress]
    assert told[0] == 0
    assert told == sorted(told)
    assert told[-1] == 1
    assert {name for _, _, name in ear.progress} >= {"two.txt"}


@pytest.mark.usefixtures("in_worker")
def test_while_it_is_indexed_the_last_request_counts(searcher, ear, qtbot):
    searcher.ask(SearchRequest("dam"))
    searcher.ask(SearchRequest("full"))
    qtbot.waitUntil(lambda: ear.last == "3 places in 1 document")
    qtbot.wait(100)
    assert ear.last == "3 places in 1 document"


@pytest.mark.usefixtures("in_worker")
def test_indexing_can_be_cancelled_and_goes_on_later(searcher, ear, qtbot):
    searcher.ask(SearchRequest("dam"))
    searcher.cancel()
    assert ear.progress[-1] == (1, 1, "")
    qtbot.wait(100)
    assert ear.last == "Nothing found"
    searcher.ask(SearchRequest("dam"))
    qtbot.waitUntil(lambda: ear.last == "4 places in 2 documents, 1 claim")


def test_a_change_of_the_project_is_followed(searcher, session, ear, qtbot):
    searcher.ask(SearchRequest("dam"))
    session.do("Edit", claims.edit, claims.all_claims(session.project)[0].id, statement="Other")
    qtbot.waitUntil(lambda: ear.last == "4 places in 2 documents")
    session.undo()
    qtbot.waitUntil(lambda: ear.last == "4 places in 2 documents, 1 claim")
    answers = len(ear.found)
    searcher.cancel()
    session.redo()
    qtbot.wait(400)
    assert len(ear.found) == answers


def test_a_pattern_is_found_in_the_worker(searcher, ear, qtbot):
    searcher.ask(SearchRequest(r"\bd\wm", regex=True))
    assert ear.found == []
    qtbot.waitUntil(lambda: bool(ear.found))
    assert ear.last == "4 places in 2 documents"
    assert ear.progress[-1] == (1, 1, "")


def test_what_is_no_pattern_is_told(searcher, ear, qtbot):
    searcher.ask(SearchRequest("(", regex=True))
    qtbot.waitUntil(lambda: bool(ear.failed))
    assert ear.failed == [
        "This is no regular expression: missing ), unterminated subpattern at position 0."
    ]
    searcher.ask(SearchRequest("x" * 2000, regex=True))
    assert len(ear.failed) == 2


def test_a_hostile_pattern_leaves_the_window_alive(searcher, ear, qtbot):
    searcher.ask(SearchRequest(r"dam|(a+)+$", regex=True))
    qtbot.waitUntil(lambda: any(name == "two.txt" for _, _, name in ear.progress))
    began = time.monotonic()
    searcher.cancel()
    assert time.monotonic() - began < 5  # the pattern itself would go on for ever
    assert ear.found[-1].trouble == "The search was stopped."
    assert ear.last == "3 places in 1 document"
    searcher.ask(SearchRequest("dam"))
    assert ear.last == "4 places in 2 documents, 1 claim"


def test_another_request_stops_a_pattern(searcher, ear, qtbot):
    searcher.ask(SearchRequest(r"(a+)+$", regex=True))
    searcher.ask(SearchRequest(r"full", regex=True))
    qtbot.waitUntil(lambda: ear.last == "3 places in 1 document")
    assert len(ear.found) == 1


def test_closing_ends_a_hostile_pattern(session, tmp_path, qtbot):
    searcher = Searcher(session, folder=tmp_path / "other")
    ear = Ear(searcher)
    searcher.ask(SearchRequest(r"(a+)+$", regex=True))
    qtbot.waitUntil(lambda: any(name == "two.txt" for _, _, name in ear.progress))
    began = time.monotonic()
    searcher.close()
    assert time.monotonic() - began < 5


def break_index(folder: Path) -> None:
    (path,) = folder.glob("*.index")
    data = path.read_bytes()
    path.write_bytes(data[:16384] + b"\0" * (len(data) - 16384))


def test_a_broken_index_is_made_anew(searcher, ear, qtbot, tmp_path):
    searcher.ask(SearchRequest("dam"))
    break_index(tmp_path / "cache")
    searcher.ask(SearchRequest("full"))
    qtbot.waitUntil(lambda: ear.last == "3 places in 1 document")
    assert ear.failed == []


def always_broken(*_given: object) -> None:
    raise module.BrokenIndex


def test_an_index_that_always_breaks_is_told(searcher, ear, monkeypatch):
    monkeypatch.setattr(module, "find", always_broken)
    searcher.ask(SearchRequest("dam"))
    assert len(ear.failed) == 1
    assert "breaks again" in ear.failed[0]


@pytest.mark.usefixtures("in_worker")
def test_an_index_that_breaks_in_the_worker_is_made_anew(searcher, ear, qtbot, monkeypatch):
    broken: list[Callable[..., Any]] = []

    def first_broken(project: Project, lacks: Any, folder: Path) -> Any:
        made = list(true_steps(project, lacks, folder))
        if not broken:
            broken.append(always_broken)
            made[1:] = [module.Step(0, 1, "", always_broken)]
        yield from made

    true_steps = module.steps
    monkeypatch.setattr(module, "steps", first_broken)
    searcher.ask(SearchRequest("dam"))
    qtbot.waitUntil(lambda: ear.last == "4 places in 2 documents, 1 claim")
    assert broken


def test_where_the_index_cannot_be_kept_it_is_said(session, tmp_path):
    (tmp_path / "file").write_text("in the way")
    searcher = Searcher(session, folder=tmp_path / "file")
    ear = Ear(searcher)
    searcher.ask(SearchRequest("dam"))
    searcher.close()
    assert ear.failed[0].startswith("The search index cannot be kept in")
