import pytest

from db import check, claims, documents, tag_changes, tags
from db.errors import Invalid
from db.project import Project
from db.records import Id, Span


@pytest.fixture
def book(project: Project) -> dict[str, Id]:
    """A little codebook with claims: a carries two, b two of which one is the same."""
    actor, concern, _stance = (facet.id for facet in tags.all_facets(project))
    found: dict[str, Id] = {}
    with project.action("Codebook") as action:
        found["group"] = tags.add(action, actor, "Group")
        found["a"] = tags.add(action, actor, "A", parent=found["group"], aliases=["Alpha"])
        found["b"] = tags.add(action, actor, "B", aliases=["Beta", "Alpha"])
        found["child"] = tags.add(action, actor, "Child", parent=found["a"])
        found["concern"] = tags.add(action, concern, "C")
        document = documents.add(action, "d.txt", "one two three four five six")
        for name, places in (("a", [0]), ("b", [4]), ("ab", [8])):
            wanted = [(found[tag], "about" if tag == "a" else "holder") for tag in name]
            found[f"claim {name}"] = claims.add(
                action, document, [Span(at, at + 3) for at in places], tags=wanted
            )
    return found


def _tags_of(project: Project, claim: Id) -> dict[Id, str]:
    return {given.tag: given.role for given in claims.get(project, claim).tags}


def test_merging_moves_claims_aliases_name_and_members(
    project: Project, book: dict[str, Id]
) -> None:
    with project.action("Merge") as action:
        assert tag_changes.merge(action, book["a"], book["b"]) == 2
    assert _tags_of(project, book["claim a"]) == {book["b"]: "about"}
    assert _tags_of(project, book["claim b"]) == {book["b"]: "holder"}
    assert _tags_of(project, book["claim ab"]) == {book["b"]: "holder"}
    left = {tag.name: tag for tag in tags.all_tags(project)}
    assert "A" not in left
    assert left["B"].aliases == ("Beta", "Alpha", "A")
    assert left["Child"].parent == book["b"]
    assert check.check(project) == []
    project.log.undo()
    assert _tags_of(project, book["claim a"]) == {book["a"]: "about"}
    assert _tags_of(project, book["claim ab"]) == {book["a"]: "about", book["b"]: "holder"}
    assert check.check(project) == []


def test_tags_that_cannot_be_one_are_not_merged(project: Project, book: dict[str, Id]) -> None:
    for tag, into in (("a", "a"), ("a", "concern"), ("a", "child")):
        with pytest.raises(Invalid), project.action("Merge") as action:
            tag_changes.merge(action, book[tag], book[into])
    assert project.log.undoable() == "Codebook"


def test_splitting_moves_the_chosen_claims_to_a_new_tag_beside(
    project: Project, book: dict[str, Id]
) -> None:
    with project.action("Split") as action:
        new = tag_changes.split(action, book["a"], "A2", [book["claim ab"]])
    assert _tags_of(project, book["claim a"]) == {book["a"]: "about"}
    assert _tags_of(project, book["claim ab"]) == {new: "about", book["b"]: "holder"}
    order = [tag.name for tag in tags.all_tags(project)]
    assert order.index("A2") == order.index("Child") + 1
    assert check.check(project) == []
    with pytest.raises(Invalid, match="Choose the claims"), project.action("Split") as action:
        tag_changes.split(action, book["a"], "A3", [book["claim b"]])
    project.log.undo()
    assert _tags_of(project, book["claim ab"]) == {book["a"]: "about", book["b"]: "holder"}
