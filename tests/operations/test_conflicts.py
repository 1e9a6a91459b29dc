import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import check, claims, documents, tags
from db.log import Action
from db.project import Project
from db.records import Id, Span
from workbench import operations
from workbench.operations.conflicts import SaidConflict, list_conflicts, settle_conflict

TEXT = "Sarneth closed the sluice. Duvan called it hostile. The raid went on."
Work = Callable[[Action, Id], object]


@pytest.fixture
def merged(tmp_path: Path) -> Iterator[Callable[[Work, Work], Project]]:
    """Two copies are changed, one each, and the second is brought into the first."""
    opened: list[Project] = []

    def make(mine: Work, theirs: Work) -> Project:
        path, copy = tmp_path / "mine.workbench", tmp_path / "theirs.workbench"
        with operations.new_project(path, "", "Mira") as project, project.action("Fill") as action:
            document = documents.add(action, "a.txt", TEXT)
            claim = claims.add(action, document, [Span(0, 7)], statement="First")
            facet = tags.all_facets(project)[0].id
            tags.add(action, facet, "Raids")
        shutil.copy(path, copy)
        for file, coder, work in ((path, "Mira", mine), (copy, "Joren", theirs)):
            with Project.open(file, coder) as project, project.action("Work") as action:
                work(action, claim)
        project = Project.open(path, "Mira")
        opened.append(project)
        operations.merge_file(project, operations.plan_merge(project, copy))
        return project

    yield make
    for project in opened:
        assert check.check(project) == []
        project.close()


def settle(project: Project, number: int) -> SaidConflict:
    (said,) = list_conflicts(project)
    with project.action("Settle") as action:
        settle_conflict(action, said.conflict, number)
    assert list_conflicts(project) == []
    return said


@pytest.mark.parametrize("number", [0, 1])
def test_of_two_statements_one_is_chosen(merged, number: int) -> None:
    project = merged(
        lambda action, claim: claims.edit(action, claim, statement="Mine"),
        lambda action, claim: claims.edit(action, claim, statement="Theirs"),
    )
    (said,) = list_conflicts(project)
    assert said.about.startswith("Statement of the claim")
    words = {"Mine": said.versions[0], "Theirs": said.versions[1]}
    if "“Theirs”" in said.versions[0]:
        words = {"Theirs": said.versions[0], "Mine": said.versions[1]}
    assert "(Mira " in words["Mine"]
    assert "(Joren " in words["Theirs"]
    wanted = said.versions[number].split("”")[0].removeprefix("“")
    settle(project, number)
    assert claims.all_claims(project)[0].statement == wanted


def test_of_two_places_the_other_is_taken(merged) -> None:
    project = merged(
        lambda action, claim: claims.set_spans(action, claim, [Span(0, 10)]),
        lambda action, claim: claims.set_spans(action, claim, [Span(0, 20)]),
    )
    before = claims.all_claims(project)[0].spans
    said = settle(project, 1)
    after = claims.all_claims(project)[0].spans
    assert {before[0].end, after[0].end} == {10, 20}
    assert said.about.startswith("Passage of the claim")


@pytest.mark.parametrize(("number", "left"), [(0, 1), (1, 0)])
def test_what_one_deleted_and_the_other_changed_is_kept_or_goes(
    merged, number: int, left: int
) -> None:
    project = merged(
        lambda action, claim: claims.remove(action, claim),
        lambda action, claim: claims.edit(action, claim, statement="Changed"),
    )
    assert len(claims.all_claims(project)) == 1
    said = settle(project, number)
    assert said.about.startswith("Deleted by one")
    assert len(claims.all_claims(project)) == left


def test_of_two_stances_one_stays(merged) -> None:
    def give(name: str) -> Work:
        def work(action: Action, claim: Id) -> None:
            tag = next(one.id for one in tags.all_tags(action.project) if one.name == name)
            claims.add_tag(action, claim, tag)

        return work

    project = merged(give("For"), give("Against"))
    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    assert len(claims.all_claims(project)[0].tags) == 2
    said = settle(project, 1)
    chosen = said.versions[1].split("”")[0].removeprefix("“")
    assert [names[given.tag] for given in claims.all_claims(project)[0].tags] == [chosen]
