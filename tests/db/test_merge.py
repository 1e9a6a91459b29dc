"""Copies of a project that three people work on apart, brought together in any order."""

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db import claims, comments, decisions, documents, merge, tags
from db.check import check
from db.conflicts import conflicts
from db.errors import ChangedSince
from db.project import Project
from db.records import Claim, Span

from .edits import bring, rows, work
from .making import tag

Trio = tuple[Project, Project, Project]


def trio(stack: ExitStack, made: Path, folder: Path) -> Trio:
    """Three copies of one project, open as Ana, Bo and Cy."""
    ana, bo, cy = (
        stack.enter_context(
            Project.open(Path(shutil.copy(made, folder / f"{name}.workbench")), name)
        )
        for name in ("Ana", "Bo", "Cy")
    )
    for one in (ana, bo, cy):
        one.connection.execute("PRAGMA synchronous = OFF")  # only to be ready sooner
    return ana, bo, cy


@pytest.fixture
def three(filled_file: Path, tmp_path: Path) -> Iterator[Trio]:
    with ExitStack() as stack:
        yield trio(stack, filled_file, tmp_path)


def lasting(project: Project) -> set[tuple[str, int]]:
    """The rows that nobody's work may be without, as far as nobody deleted them."""
    deleted = {row for (row,) in project.query('SELECT "row" FROM change WHERE after IS NULL')}
    return {
        (name, row)
        for name in ("claim", "claim_tag", "tag", "comment", "decision", "document")
        for row in rows(project)[name]
        if row not in deleted
    }


def think_again(project: Project, dice: random.Random) -> None:
    """After a merge go on, or undo it, or undo it and do it again; work in between."""
    wish = dice.choice(["go on", "go on", "undo", "work", "redo"])
    if wish == "work":
        work(project, dice, 2)
    elif wish != "go on":
        project.log.undo()
    if wish == "redo":
        project.log.redo()


# -- laws


@settings(
    max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(
    st.integers(0, 2**32),
    st.lists(st.integers(0, 5), min_size=6, max_size=16),
    st.permutations([(0, 1), (0, 2), (1, 2), (1, 0), (2, 1), (2, 0)]),
)
def test_merged_in_every_order_it_is_the_same_project(
    filled_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    steps: list[int],
    order: list[tuple[int, int]],
) -> None:
    dice = random.Random(seed)
    with ExitStack() as stack:
        people = trio(stack, filled_file, tmp_path_factory.mktemp("three"))
        for step in steps:
            if step < 3:
                work(people[step], dice, 6)
            elif bring(people[step - 3], people[(step - 2) % 3]):
                think_again(people[step - 3], dice)
        made = set().union(*map(lasting, people))
        deleted = {
            row
            for one in people
            for (row,) in one.query('SELECT "row" FROM change WHERE after IS NULL')
        }
        for one, other in (*order, *order):  # twice, so that all have all
            bring(people[one], people[other])
        # Somebody who did nothing but bring files in need not be known everywhere.
        same = without_coders(people[0])
        assert without_coders(people[1]) == same
        assert without_coders(people[2]) == same
        assert all(row in same[name] for name, row in made if row not in deleted)
        assert conflicts(people[0]) == conflicts(people[1]) == conflicts(people[2])
        for one, other in order:
            assert not bring(people[one], people[other]), "there was nothing new"
        assert [check(one) for one in people] == [[], [], []]


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.integers(0, 2**32), st.booleans())
def test_undo_of_a_merge_gives_the_former_project_and_bringing_in_gives_it_back(
    filled_file: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, redo: bool
) -> None:
    dice = random.Random(seed)
    with ExitStack() as stack:
        ana, bo, cy = trio(stack, filled_file, tmp_path_factory.mktemp("three"))
        for one in (ana, bo, cy):
            work(one, dice, 10)
        bring(bo, cy)
        before = rows(ana)
        if not bring(ana, bo):
            return
        after = rows(ana)
        ana.log.undo()
        assert without_coders(ana) == without_coders(before)
        assert check(ana) == []
        work(cy, dice, 3)
        assert ana.log.redo() if redo else bring(ana, bo)
        assert rows(ana) == after
        assert check(ana) == []
        assert not bring(ana, bo)


@pytest.mark.slow
def test_a_thousand_edits_on_each_of_two_copies(three: Trio) -> None:
    ana, bo, _cy = three
    dice = random.Random(11)
    for one in (ana, bo):
        work(one, dice, 1000)
    made = lasting(ana) | lasting(bo)
    deleted = {
        row
        for one in (ana, bo)
        for (row,) in one.query('SELECT "row" FROM change WHERE after IS NULL')
    }
    before = without_coders(ana)
    bring(ana, bo)
    bring(bo, ana)
    after = rows(ana)
    assert without_coders(bo) == without_coders(after)
    assert all(row in after[name] for name, row in made if row not in deleted)
    assert not bring(ana, bo)
    assert not bring(bo, ana)
    assert conflicts(ana)
    assert conflicts(ana) == conflicts(bo)
    assert check(ana) == check(bo) == []
    ana.log.undo()
    assert without_coders(ana) == before
    assert conflicts(ana) == []
    assert bring(ana, bo)
    assert rows(ana) == after
    assert check(ana) == []


def without_coders(given: Project | dict) -> dict:  # type: ignore[type-arg]
    found = rows(given) if isinstance(given, Project) else given
    return {name: table for name, table in found.items() if name != "coder"}


# -- what comes of two people's work


def first(project: Project) -> Claim:
    return claims.all_claims(project)[0]


def edit(project: Project, claim: int, **fields: str) -> None:
    with project.action("Edit") as action:
        claims.edit(action, claim, **fields)


def test_work_on_different_fields_is_joined(three: Trio) -> None:
    ana, bo, _cy = three
    claim = first(ana).id
    edit(ana, claim, statement="Ana's words")
    edit(bo, claim, note="Bo's note")
    assert bring(ana, bo)
    found = claims.get(ana, claim)
    assert (found.statement, found.note) == ("Ana's words", "Bo's note")
    assert ana.log.entries(1)[0].label == "Bring in Bo.workbench"
    assert check(ana) == []


def test_a_claim_that_somebody_worked_on_outlives_its_deletion(three: Trio) -> None:
    ana, bo, _cy = three
    claim = first(ana)
    with ana.action("Remove") as action:
        claims.remove(action, claim.id)
    with bo.action("Say") as action:
        comments.add(action, claim.id, "Look at this.")
    bring(ana, bo)
    assert claims.get(ana, claim.id) == claim
    assert check(ana) == []


def test_a_claim_that_nobody_else_touched_is_deleted(three: Trio) -> None:
    ana, bo, _cy = three
    claim = first(ana)
    with bo.action("Remove") as action:
        claims.remove(action, claim.id)
    bring(ana, bo)
    assert claim.id not in {one.id for one in claims.all_claims(ana)}
    ana.log.undo()
    assert claims.get(ana, claim.id) == claim


def test_a_document_comes_back_with_its_claims(three: Trio) -> None:
    ana, bo, _cy = three
    document = documents.all_documents(ana)[0]
    held = claims.of_document(ana, document.id)
    with ana.action("Remove") as action:
        documents.remove(action, document.id)
    with bo.action("Claim") as action:
        new = claims.add(action, document.id, [Span(700, 720)])
    bring(ana, bo)
    found = claims.of_document(ana, document.id)
    assert {one.id for one in found} == {new, *(one.id for one in held)}
    assert check(ana) == []


def test_two_tags_of_one_name_are_both_kept(three: Trio) -> None:
    ana, bo, _cy = three
    for one in (ana, bo):
        with one.action("Tag") as action:
            facet = next(found for found in tags.all_facets(one) if found.key == "concern")
            tags.add(action, facet.id, "Grain")
    bring(ana, bo)
    bring(bo, ana)
    names = {one.name for one in tags.all_tags(ana)}
    assert {"Grain", "Grain (2)"} <= names
    assert rows(ana) == rows(bo)


def test_groups_never_go_round(three: Trio) -> None:
    ana, bo, _cy = three
    water, raids = tag(ana, "water"), tag(ana, "raids")
    for one, below, above in ((ana, water, raids), (bo, raids, water)):
        with one.action("Move") as action:
            tags.move(action, below, above, 0)
    bring(ana, bo)
    bring(bo, ana)
    assert check(ana) == []
    assert rows(ana) == rows(bo)


def test_passages_follow_a_new_version_of_the_text(three: Trio) -> None:
    ana, bo, _cy = three
    document = documents.all_documents(ana)[0]
    text = documents.text(ana, document)
    with ana.action("Correct") as action:
        documents.replace_text(action, document.id, "Corrected. " + text)
        for claim in claims.of_document(ana, document.id):
            moved = [Span(one.start + 11, one.end + 11) for one in claim.spans]
            claims.set_spans(action, claim.id, moved)
    with bo.action("Claim") as action:
        new = claims.add(action, document.id, [Span(0, len(text) - 5)])
    bring(ana, bo)
    assert claims.get(ana, new).spans == (Span(11, len(text) + 6),)
    assert check(ana) == []


def test_decisions_of_both_stand(three: Trio) -> None:
    ana, bo, _cy = three
    claim = first(ana).id
    for one, verdict in ((ana, "accept"), (bo, "reject")):
        with one.action("Decide") as action:
            decisions.decide(action, claim, verdict, reason="Because.")
    bring(ana, bo)
    found = decisions.of_claims(ana, [claim])[claim]
    assert {one.verdict for one in found} == {"accept", "reject"}


# -- undo


def test_what_came_is_undone_with_its_merge_only(three: Trio) -> None:
    ana, bo, _cy = three
    bo.close()
    with Project.open(bo.path, "Ana") as elsewhere:
        edit(elsewhere, first(elsewhere).id, note="said elsewhere")
        edit(ana, first(ana).id, speaker="said here")
        bring(ana, elsewhere)
    assert ana.log.undoable() == f"Bring in {bo.path.name}"
    ana.log.undo()
    assert ana.log.undoable() == "Edit"
    ana.log.undo()
    assert claims.get(ana, first(ana).id).note == ""
    assert ana.log.undoable() == "Read"


def test_a_merge_on_which_another_builds_is_not_undone(three: Trio) -> None:
    ana, bo, cy = three
    edit(bo, first(bo).id, note="Bo's")
    edit(cy, first(cy).id, speaker="Cy's")
    bring(ana, bo)
    ana.close()
    with Project.open(ana.path, "Dee") as dee:
        bring(dee, cy)
    with Project.open(ana.path, "Ana") as again:
        before = rows(again)
        with pytest.raises(ChangedSince):
            again.log.undo()
        assert rows(again) == before


def test_work_done_since_on_what_came_keeps_the_merge(three: Trio) -> None:
    ana, bo, _cy = three
    with bo.action("Claim") as action:
        claim = claims.add(action, documents.all_documents(bo)[0].id, [Span(5, 9)])
    bring(ana, bo)
    ana.close()
    with Project.open(ana.path, "Dee") as dee, dee.action("Say") as action:
        comments.add(action, claim, "Good.")
    with Project.open(ana.path, "Ana") as again, pytest.raises(ChangedSince):
        again.log.undo()


def test_a_file_whose_merge_was_undone_does_not_hand_on_what_came(three: Trio) -> None:
    ana, bo, cy = three
    edit(bo, first(bo).id, note="Bo's")
    edit(ana, first(ana).id, speaker="Ana's")
    bring(ana, bo)
    ana.log.undo()
    bring(cy, ana)
    found = claims.get(cy, first(cy).id)
    assert (found.speaker, found.note) == ("Ana's", "")
    bring(cy, bo)
    assert claims.get(cy, first(cy).id).note == "Bo's"
    assert check(cy) == []


def test_a_stop_in_the_middle_changes_nothing(three: Trio) -> None:
    ana, bo, _cy = three
    work(bo, random.Random(1), 20)
    before = rows(ana), ana.log.entries()

    class Stop(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done:
            raise Stop

    with merge.open_copy(bo.path, ana) as foreign:
        union = merge.unite(ana, foreign, lambda _done, _of: None)
        with pytest.raises(Stop), ana.action("Bring in", "merge") as action:
            merge.bring_in(action, foreign, union, stop)
    assert (rows(ana), ana.log.entries()) == before
    assert bring(ana, bo)
    assert check(ana) == []
