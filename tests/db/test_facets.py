import pytest

from db import check, claims, documents, facets, tags
from db.errors import Invalid
from db.project import Project
from db.records import Span

from .making import facet, snapshot, tag


def named(project: Project) -> dict[str, tuple[str, bool]]:
    return {one.key: (one.name, one.exclusive) for one in tags.all_facets(project)}


def add(project: Project, name: str, *, exclusive: bool = False) -> int:
    with project.action("New facet") as action:
        return facets.add(action, name, exclusive=exclusive)


def test_a_facet_comes_last_and_its_key_is_made_of_its_name(project):
    add(project, "  Time  Frame ", exclusive=True)
    assert [one.key for one in tags.all_facets(project)][-1] == "time-frame"
    assert named(project)["time-frame"] == ("Time Frame", True)
    assert check.check(project) == []


@pytest.mark.parametrize("name", ["", "  ", "ACTORS", "Actor", "stance"])
def test_a_facet_needs_a_name_that_is_free(project, name):
    with pytest.raises(Invalid), project.action("New facet") as action:
        facets.add(action, name)
    assert len(named(project)) == 3


def test_a_renamed_facet_keeps_its_key_and_undo_gives_the_name_back(project):
    before = snapshot(project)
    with project.action("Rename") as action:
        assert facets.rename(action, facet(project, "actor"), "Parties")
        assert not facets.rename(action, facet(project, "actor"), "Parties")
    assert named(project)["actor"] == ("Parties", False)
    project.log.undo()
    assert snapshot(project) == before
    with pytest.raises(Invalid, match="Concerns"), project.action("Rename") as action:
        facets.rename(action, facet(project, "actor"), "concerns")


def test_a_facet_is_made_exclusive_only_where_no_claim_carries_two_of_it(project):
    concern = facet(project, "concern")
    with project.action("Fill") as action:
        document = documents.add(action, "a.txt", "Words enough for one claim.")
        two = [tags.add(action, concern, name) for name in ("water", "roads")]
        claim = claims.add(action, document, [Span(0, 5)], tags=[(one, "holder") for one in two])
    said = r"^1 claim carries more than one tag of Concerns"
    with pytest.raises(Invalid, match=said), project.action("One each") as action:
        facets.set_exclusive(action, concern, True)
    with project.action("Untag") as action:
        claims.remove_tag(action, claim, two[0])
        assert facets.set_exclusive(action, concern, True)
    assert named(project)["concern"] == ("Concerns", True)
    assert check.check(project) == []
    with project.action("Many") as action:
        assert facets.set_exclusive(action, concern, False)


def test_only_an_empty_facet_of_ones_own_is_taken_away(project):
    places = add(project, "Places")
    with project.action("New tag") as action:
        tags.add(action, places, "Halmar")
    with pytest.raises(Invalid, match="has tags"), project.action("Delete") as action:
        facets.remove(action, places)
    with project.action("Delete") as action:
        tags.remove(action, tag(project, "Halmar"))
        facets.remove(action, places)
    assert "places" not in named(project)
    with pytest.raises(Invalid, match="no longer"), project.action("Delete") as action:
        facets.remove(action, places)
    with pytest.raises(Invalid, match="Every project"), project.action("Delete") as action:
        facets.remove(action, facet(project, "actor"))


def test_facets_added_after_one_went_stand_in_the_order_in_which_they_came(project):
    one = add(project, "Zones")
    add(project, "Years")
    with project.action("Delete") as action:
        facets.remove(action, one)
    add(project, "Areas")
    assert [facet.name for facet in tags.all_facets(project)][-2:] == ["Years", "Areas"]
