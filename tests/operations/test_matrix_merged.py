"""Several projects as one matrix: tags of one name or alias, coders, documents of two copies."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from db import claims, documents, tags
from db.project import Project
from db.records import Span
from workbench.matrix import Axis, Filter, Request
from workbench.operations import new_project
from workbench.operations.matrix_source import build_matrix, build_merged, merged_context


def make(path: Path, title: str, coder: str, actors: dict[str, tuple[str, ...]]) -> Project:
    """A project with a claim by each actor, on Water, the first one a member of East."""
    project = new_project(path, title, coder)
    with project.action("Fill") as action:
        facets = {one.key: one.id for one in tags.all_facets(project)}
        east = tags.add(action, facets["actor"], "East")
        water = tags.add(action, facets["concern"], "Water")
        place = documents.add(action, "a.txt", "x" * 50)
        for number, (name, aliases) in enumerate(actors.items()):
            parent = None if number else east
            tag = tags.add(action, facets["actor"], name, parent=parent, aliases=aliases)
            carried = [(tag, "holder"), (water, "holder")]
            claims.add(action, place, [Span(number, 9)], tags=carried)
    return project


@pytest.fixture
def two(tmp_path: Path) -> Iterator[list[Project]]:
    one = {"Iran": ("Tehran",), "China": ()}
    other = {"tehran": (), "Russia": ()}
    with ExitStack() as stack:
        yield [
            stack.enter_context(make(tmp_path / "1.workbench", "North", "Ana", one)),
            stack.enter_context(make(tmp_path / "2.workbench", "North", "ana", other)),
        ]


def test_tags_are_matched_by_name_or_alias(two: list[Project]) -> None:
    found = build_merged(two, Request(hide_empty=True))
    assert [(row.project, row.name, row.group) for row in found.rows] == [
        ("North", "Iran", "East"), ("North", "China", ""),
        ("North (2)", "Iran", "East"), ("North (2)", "Russia", ""),
    ]  # fmt: skip
    assert [column.name for column in found.columns] == ["Water"]
    assert found.shown.cells == [[1], [1], [1], [1]]
    assert (found.shown.columns, found.shown.total) == ([4], 4)
    assert len({row.key for row in found.rows}) == 4
    assert found.context.projects == ("North", "North (2)")


def test_coders_are_matched_by_name(two: list[Project]) -> None:
    found = build_merged(two, Request(Axis(":coder"), measure="coders"))
    assert [(row.name, row.project) for row in found.rows] == [
        ("Ana", "North"), ("Ana", "North (2)"),
    ]  # fmt: skip
    assert (found.shown.total, found.claims.total) == (1, 4)


def test_a_filter_holds_in_both(two: list[Project]) -> None:
    iran = next(tag.id for tag in merged_context(two).tags if tag.name == "Iran")
    asked = Request(Axis(":document"), filter=Filter(tags=frozenset([iran])), hide_empty=True)
    found = build_merged(two, asked)
    assert found.scope == 2
    assert found.shown.cells == [[1], [1]]


def test_two_copies_have_the_same_documents_and_all_their_claims(
    two: list[Project], tmp_path: Path
) -> None:
    two[0].back_up(tmp_path / "copy.workbench")
    with Project.open(tmp_path / "copy.workbench", write=False) as copy:
        found = build_merged([two[0], copy], Request(Axis(":document"), measure="documents"))
        assert [row.project for row in found.rows] == ["North", "North (2)"]
        assert (found.shown.total, found.claims.total) == (1, 4)
        alone = build_matrix(copy, Request())
    assert [row.project for row in alone.rows] == [""] * len(alone.rows)
