"""Counting in slices and in a worker, over a project that is made to look large."""

from dataclasses import replace

import pytest

from db import claims
from db.project import Project
from workbench.gui.matrix.tools import USUAL
from workbench.gui.perspectives import matrix_counting
from workbench.gui.perspectives.matrix_counting import Counting
from workbench.matrix import Request
from workbench.operations.matrix_source import build_matrix

from ..fixtures import ME  # noqa: TID252

OTHER = replace(USUAL, measure="sources")


@pytest.fixture
def project(small_path):
    with Project.open(small_path, ME) as project:
        yield project


@pytest.fixture
def counting(qapp, project):
    counting = Counting(project, qapp)
    yield counting
    counting.close()
    counting.deleteLater()


@pytest.fixture
def heard(counting):
    """What the counting says, in its order."""
    said = []
    counting.counted.connect(lambda found: said.append(("counted", found)))
    counting.refused.connect(lambda sentence: said.append(("refused", sentence)))
    counting.progressed.connect(lambda done, total, _words: said.append(("at", done, total)))
    counting.ended.connect(lambda: said.append(("ended",)))
    return said


@pytest.fixture
def in_slices(monkeypatch):
    """No slice is long enough for more than one step."""
    monkeypatch.setattr(matrix_counting, "FIRST", 0)
    monkeypatch.setattr(matrix_counting, "SLICE", 0)


@pytest.fixture
def in_worker(monkeypatch):
    monkeypatch.setattr(matrix_counting, "MANY", 0)


def results(heard):
    return [said[1] for said in heard if said[0] == "counted"]


def test_what_is_small_is_there_at_once(counting, heard, project):
    counting.ask([USUAL, OTHER])
    assert [said[0] for said in heard] == ["ended", "counted"]
    ((one, other),) = results(heard)
    assert one.shown == build_matrix(project, USUAL).shown
    assert other.request == OTHER


def test_what_is_large_is_counted_in_a_worker(counting, heard, in_worker, qtbot, project):
    counting.ask([USUAL])
    assert counting.running
    assert results(heard) == []
    qtbot.waitUntil(lambda: not counting.running)
    ((found,),) = results(heard)
    assert found.shown == build_matrix(project, USUAL).shown


def test_a_change_of_what_was_counted_last_is_there_at_once(
    counting, heard, in_worker, qtbot, project
):
    counting.ask([USUAL])
    qtbot.waitUntil(lambda: not counting.running)
    claim = claims.all_claims(project)[0]
    with project.action("Remove") as action:
        claims.remove(action, claim.id)
    counting.follow(action.changes)
    counting.ask([USUAL])
    assert not counting.running
    assert results(heard)[-1][0].claims.total == results(heard)[0][0].claims.total - 1


def test_what_is_asked_meanwhile_takes_the_place(counting, heard, in_worker, qtbot):
    counting.ask([USUAL])
    counting.ask([OTHER])
    qtbot.waitUntil(lambda: not counting.running)
    assert [[one.request for one in found] for found in results(heard)] == [[OTHER]]


def test_a_change_gives_up_what_is_being_counted(counting, heard, in_worker, qtbot, project):
    counting.ask([USUAL])
    with project.action("Remove") as action:
        claims.remove(action, claims.all_claims(project)[0].id)
    counting.follow(action.changes)
    assert not counting.running
    qtbot.wait(1)
    assert results(heard) == []


def test_cancelling_leaves_nothing_behind(counting, heard, in_worker, qtbot):
    counting.ask([USUAL])
    counting.cancel()
    assert not counting.running
    qtbot.wait(1)
    assert [said[0] for said in heard] == ["at", "ended"]


def test_reading_goes_on_between_events(counting, heard, in_slices, qtbot, project):
    counting.ask([USUAL])
    assert counting.running
    qtbot.waitUntil(lambda: not counting.running)
    steps = [said[1:] for said in heard if said[0] == "at"]
    assert len(steps) > 1
    assert [done for done, _total in steps] == sorted(done for done, _total in steps)
    ((found,),) = results(heard)
    assert found.shown == build_matrix(project, USUAL).shown


def test_reading_can_be_given_up(counting, heard, in_slices, qtbot):
    counting.ask([USUAL])
    counting.cancel()
    qtbot.wait(20)
    assert results(heard) == []
    counting.ask([USUAL])
    qtbot.waitUntil(lambda: not counting.running)
    assert len(results(heard)) == 1


def test_what_makes_no_sense_is_refused(counting, heard, in_worker, qtbot):
    counting.ask([Request(measure="jaccard", percent="row")])
    qtbot.waitUntil(lambda: not counting.running)
    (sentence,) = [said[1] for said in heard if said[0] == "refused"]
    assert sentence.endswith(".")
    assert results(heard) == []
