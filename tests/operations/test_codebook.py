import pytest

from db import claims, tags
from db.errors import Invalid
from db.records import HUES, Span
from workbench.exchange.tables import BrokenTable
from workbench.operations import add_tag, edit_tag, export_codebook, import_codebook


@pytest.fixture
def take(do, tmp_path):
    """Imports a codebook that is given as text."""

    def take(text):
        (tmp_path / "codebook.csv").write_text(text, encoding="utf-8")
        return do(import_codebook, tmp_path / "codebook.csv")

    return take


def book(project, key="actor"):
    """Return the tags of a facet as (name, parent's name)."""
    [facet] = [facet.id for facet in tags.all_facets(project) if facet.key == key]
    found = {tag.id: tag for tag in tags.all_tags(project)}
    return [
        (tag.name, found[tag.parent].name if tag.parent else "")
        for tag in found.values()
        if tag.facet == facet
    ]


def named(project, name):
    [tag] = [tag for tag in tags.all_tags(project) if tag.name == name]
    return tag


# -- in


def test_tags_stand_in_the_order_of_the_file_under_their_groups(project, take):
    count = take("kind,tag,group\nactor,B,G\nactor,A,G\nactor,Z,\nactor,C,H\nactor,D,G\n")
    assert count == 5
    assert book(project) == [
        ("G", ""), ("B", "G"), ("A", "G"), ("D", "G"), ("Z", ""), ("H", ""), ("C", "H"),
    ]  # fmt: skip


def test_groups_nest_and_may_be_told_later(project, take):
    take("kind,tag,group,description\nactor,A,G,\nactor,G,Top,a group\nactor,Top,,the top\n")
    assert book(project) == [("Top", ""), ("G", "Top"), ("A", "G")]
    assert named(project, "G").description == "a group"


def test_what_is_there_takes_over_what_the_file_says_and_keeps_the_rest(project, take):
    take("kind,tag,group,aliases,description\nactor,A,G,a|b,old\nactor,B,G,,kept\n")
    colour = named(project, "A").colour
    take(
        "kind,tag,group,aliases,description,colour,sign,archived\n"
        "actor,a,H,b|c,new,,,\nactor,B,,,,rust,-1,yes\n"
    )
    one, two = named(project, "A"), named(project, "B")
    assert (one.aliases, one.description, one.colour) == (("a", "b", "c"), "new", colour)
    assert (two.description, two.colour, two.sign, two.archived) == ("kept", "rust", -1, True)
    assert book(project) == [("G", ""), ("B", "G"), ("H", ""), ("A", "H")]


def test_a_tag_that_is_told_twice_gathers_its_aliases(project, take):
    take("kind,tag,group,aliases\nactor,A,G,a\nactor,A,G,b|a\n")
    assert named(project, "A").aliases == ("a", "b")


@pytest.mark.parametrize("kind", ["actor", "Actor", "ACTORS", " actors "])
def test_a_kind_is_known_by_key_or_name(project, take, kind):
    take(f"kind,tag\n{kind},A\n")
    assert book(project) == [("A", "")]
    assert len(tags.all_facets(project)) == 3


def test_another_kind_becomes_a_facet(project, take):
    take("kind,tag\nIHL issue,A\nmy_theme,B\nihl  ISSUE,C\n")
    facets = [(facet.key, facet.name) for facet in tags.all_facets(project)[3:]]
    assert facets == [("IHL issue", "IHL issue"), ("my_theme", "My theme")]
    assert book(project, "IHL issue") == [("A", ""), ("C", "")]


def test_colours_are_given_in_turn_where_the_file_has_none(project, take):
    take("kind,tag,colour\nactor,A,\nactor,B,violet\nactor,C,\n")
    assert [named(project, name).colour for name in "ABC"] == [HUES[0], "violet", HUES[1]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,tag,group\nactor,A,G\nactor,A,H\n", "line 3: Line 2 has “A” already"),
        ("kind,tag,group\nactor,A,A\n", "line 2: “A” cannot stand there"),
        ("kind,tag,group\nactor,A,B\nactor,B,C\nactor,C,A\n", "line 4: “C” cannot stand there"),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_changes_nothing(project, take, text, said):
    before = project.log.entries()
    with pytest.raises(Invalid, match=said):
        take(text)
    assert project.log.entries() == before


@pytest.mark.parametrize(
    "text", ["", "kind\nactor\n", 'kind,tag\nactor,"A\n', "kind,tag\n,A\n", "kind,tag\nactor,A,B\n"]
)
def test_a_broken_table_is_refused(project, take, text):
    before = project.log.entries()
    with pytest.raises(BrokenTable, match=r"codebook\.csv"):
        take(text)
    assert project.log.entries() == before


# -- the stances that a project starts with

OTHERS = "kind,tag,sign\nstance,denied,-1\nstance,opportunity,1\n"


def test_other_stances_take_the_place_of_the_starters(project, take):
    take(OTHERS)
    assert book(project, "stance") == [("denied", ""), ("opportunity", "")]
    assert named(project, "denied").sign == -1
    steps = len(project.log.entries())
    take(OTHERS)
    assert len(project.log.entries()) == steps
    project.log.undo()
    assert book(project, "stance") == [("For", ""), ("Against", ""), ("Mixed", "")]


def test_starters_that_the_file_begins_with_stay_and_others_follow(project, take):
    before = [named(project, name).id for name in ("For", "Against", "Mixed")]
    take("kind,tag,sign\nstance,For,1\nstance,Against,-1\nstance,Mixed,\nstance,Unclear,\n")
    assert [named(project, name).id for name in ("For", "Against", "Mixed")] == before
    assert len(book(project, "stance")) == 4


def test_starters_stay_where_the_file_has_no_stances(project, take):
    take("kind,tag\nactor,A\n")
    assert len(book(project, "stance")) == 3


def test_starters_that_a_claim_carries_stay(project, do, document, take):
    do(claims.add, document, [Span(0, 7)], tags=[(named(project, "For").id, "holder")])
    take(OTHERS)
    assert [name for name, _ in book(project, "stance")] == [
        "For", "Against", "Mixed", "denied", "opportunity",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "touch", [{"name": "Pro"}, {"description": "x"}, {"sign": 0}, {"archived": True}]
)
def test_starters_that_somebody_changed_stay(project, do, take, touch):
    do(edit_tag, named(project, "For").id, **touch)
    take(OTHERS)
    assert len(book(project, "stance")) == 5


# -- out


def test_a_group_without_words_of_its_own_has_no_row(project, take, tmp_path):
    text = (
        "kind,tag,group,aliases,description\n"
        "actor,A,G,a|x\\|y,\nactor,B,H,,\nactor,H,,,told\nconcern,C,,,d\n"
    )
    take(text)
    assert export_codebook(project, tmp_path / "out.csv") == 7
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines == [
        "kind,tag,group,aliases,description,sign",
        "actor,A,G,a|x\\|y,,", "actor,H,,,told,", "actor,B,H,,,", "concern,C,,,d,",
        "stance,For,,,,1", "stance,Against,,,,-1", "stance,Mixed,,,,",
    ]  # fmt: skip


def test_colours_are_written_only_where_they_were_chosen(project, do, take, tmp_path):
    take("kind,tag,group\nactor,A,G\nactor,B,G\n")
    export_codebook(project, tmp_path / "out.csv")
    assert "colour" not in (tmp_path / "out.csv").read_text()
    do(edit_tag, named(project, "B").id, colour="plum")
    export_codebook(project, tmp_path / "out.csv", mark=True)
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfkind,tag,group,aliases,description,colour,sign\r\n")
    assert b"actor,B,G,,,plum,\r\n" in raw
    assert b"actor,G,,,," in raw


# -- single tags


def test_a_tag_is_added_by_the_key_of_its_facet(project, do):
    group = do(add_tag, "actor", None, "G")
    do(add_tag, "actor", group, "A")
    assert book(project) == [("G", ""), ("A", "G")]
    with pytest.raises(Invalid, match="no facet “person”"):
        do(add_tag, "person", None, "A")


def test_fields_and_aliases_change_in_one_step(project, do):
    tag = do(add_tag, "actor", None, "A")
    steps = len(project.log.entries())
    assert do(edit_tag, tag, aliases=("a", "b"), name="B", colour="rust")
    assert len(project.log.entries()) == steps + 1
    found = named(project, "B")
    assert (found.aliases, found.colour) == (("a", "b"), "rust")
    assert not do(edit_tag, tag, aliases=("a", "b"), name="B")
    assert not do(edit_tag, tag)
    assert do(edit_tag, tag, aliases=())
    assert named(project, "B").aliases == ()
