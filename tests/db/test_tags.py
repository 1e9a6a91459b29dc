import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import claims, tags
from db.check import check
from db.errors import Invalid
from db.project import Project
from db.records import COLOURS, HUES, Id
from db.tag_colours import ColourRota

from .making import facet, tag


@pytest.fixture
def actor(project: Project) -> Id:
    return facet(project, "actor")


def names(project: Project) -> list[str]:
    """The actors, indented by depth."""
    depth: dict[Id | None, int] = {None: -1}
    found = []
    for one in tags.all_tags(project):
        depth[one.id] = depth[one.parent] + 1
        if one.facet == facet(project, "actor"):
            found.append(" " * depth[one.id] + one.name)
    return found


def grow(project: Project, tree: str) -> dict[str, Id]:
    """Add actors from lines indented by depth."""
    made: dict[str, Id] = {}
    path: list[Id] = []
    with project.action("Codebook") as action:
        for line in tree.split("/"):
            name = line.strip()
            del path[len(line) - len(line.lstrip()) :]
            parent = path[-1] if path else None
            made[name] = tags.add(action, facet(project, "actor"), name, parent=parent)
            path.append(made[name])
    return made


def test_a_project_starts_with_three_facets_and_three_stances(project: Project) -> None:
    facets = tags.all_facets(project)
    assert [(one.key, one.exclusive) for one in facets] == [
        ("actor", False),
        ("concern", False),
        ("stance", True),
    ]
    assert [(one.name, one.sign) for one in tags.all_tags(project)] == [
        ("For", 1),
        ("Against", -1),
        ("Mixed", 0),
    ]
    with pytest.raises(Invalid, match="actor"), project.action("Facet") as action:
        tags.add_facet(action, "actor", "Actors again")


def test_a_tag_comes_back_as_it_was_given(project: Project, actor: Id) -> None:
    with project.action("Codebook") as action:
        new = tags.add(
            action,
            actor,
            "  The  Lantern ",
            aliases=("LF", " Lantern  Front ", "LF", ""),
            colour="rust",
            description="An armed group",
            sign=-1,
            archived=True,
        )
    (found,) = [one for one in tags.all_tags(project) if one.id == new]
    assert (found.name, found.colour, found.description) == (
        "The Lantern",
        "rust",
        "An armed group",
    )
    assert (found.sign, found.archived, found.parent) == (-1, True, None)
    assert found.aliases == ("LF", "Lantern Front")


def test_names_are_free_of_case_and_spacing_within_a_facet(project: Project, actor: Id) -> None:
    grow(project, "Straße/Ｆｕｌｌ")
    for name in ("STRASSE", " strasse ", "full", "", "  "):
        with pytest.raises(Invalid), project.action("Add") as action:
            tags.add(action, actor, name)
    with project.action("Add") as action:
        assert tags.add(action, facet(project, "concern"), "Straße")
    with project.action("Rename") as action:
        assert tags.edit(action, tag(project, "Ｆｕｌｌ"), name="FULL")
    with pytest.raises(Invalid, match="Straße"), project.action("Rename") as action:
        tags.edit(action, tag(project, "FULL"), name="strasse")


@given(st.text())
def test_name_keys_are_stable(name: str) -> None:
    assert tags.name_key(f"  {name}\n") == tags.name_key(name)
    assert tags.name_key(name.strip()) == tags.name_key(name)


@pytest.mark.parametrize("fields", [{"colour": "#ff0000"}, {"sign": 2}])
def test_unknown_colours_and_signs_are_refused(
    project: Project, actor: Id, fields: dict[str, object]
) -> None:
    with pytest.raises(Invalid), project.action("Add") as action:
        tags.add(action, actor, "New", **fields)
    made = grow(project, "A")
    with pytest.raises(Invalid), project.action("Edit") as action:
        tags.edit(action, made["A"], **fields)
    with pytest.raises(KeyError), project.action("Edit") as action:
        tags.edit(action, made["A"], parent=None)


def test_new_tags_take_the_hues_in_turn(project: Project) -> None:
    made = grow(project, "/".join(f"T{n}" for n in range(25)))
    colours = {one.id: one.colour for one in tags.all_tags(project)}
    taken = [colours[one] for one in made.values()]
    assert taken == [*COLOURS, HUES[0]]


def test_siblings_differ_before_cousins_do() -> None:
    assert ColourRota().next(None) == ColourRota().next(9) == HUES[0]
    # Neither a group nor the parent itself takes a colour away from its members.
    others = [(1, HUES[0], None), (2, HUES[0], 1), (3, HUES[1], 9)]
    assert ColourRota(others).next(9) == HUES[2]
    everything = [(n, hue, None) for n, hue in enumerate(COLOURS, 10)]
    assert ColourRota([*everything, (1, HUES[0], 9)]).next(9) == HUES[1]


trees = st.lists(st.tuples(st.sampled_from(COLOURS[:4]), st.integers(0, 8)), max_size=9)


@given(trees, st.integers(0, 9))
def test_colours_are_counted_anew_whenever_a_tag_comes(grown: list, under: int) -> None:
    others = [(n, hue, above if above < n else None) for n, (hue, above) in enumerate(grown, 1)]
    others = [(tag, hue, above or None) for tag, hue, above in others]
    parent = under if 0 < under <= len(others) else None
    groups = {above for _tag, _hue, above in others} | {parent}
    leaves = [(hue, above) for tag, hue, above in others if tag not in groups]
    expected = min(
        COLOURS,
        key=lambda colour: (
            sum(hue == colour and above == parent for hue, above in leaves),
            sum(hue == colour for hue, _above in leaves),
            COLOURS.index(colour),
        ),
    )
    assert ColourRota(others).next(parent) == expected
    assert ColourRota(reversed(others)).next(parent) == expected


def test_many_tags_are_added_as_one_by_one(project: Project) -> None:
    grow(project, "A/B")
    facet = tags.all_facets(project)[0].id
    with project.action("Add") as action:
        adder = tags.Adder(action, facet)
        group = adder.add("Group")
        under = [adder.add(name, parent=group, aliases=[name * 2]) for name in "CD"]
        for taken in ("a", " b ", "group", "ｄ"):
            with pytest.raises(Invalid, match="already"):
                adder.add(taken)
        with pytest.raises(Invalid, match="needs a name"):
            adder.add("  ")
        with pytest.raises(Invalid, match="cannot stand there"):
            adder.add("E", parent=7)
        assert under[1] != tags.add(action, facet, "E", parent=group)
    found = [one for one in tags.all_tags(project) if one.facet == facet]
    assert [(one.name, one.position) for one in found] == [
        ("A", 0), ("B", 1), ("Group", 2), ("C", 0), ("D", 1), ("E", 2)
    ]  # fmt: skip
    assert len({one.colour for one in found if one.name != "Group"}) == 5


def test_groups_come_before_their_members(project: Project) -> None:
    grow(project, "A/ B/  C/ D/E")
    assert names(project) == ["A", " B", "  C", " D", "E"]
    everything = tags.all_tags(project)
    assert {
        one.name for one in everything if one.id in tags.subtree(everything, tag(project, "A"))
    } == set("ABCD")


@pytest.mark.parametrize(
    ("moved", "parent", "index", "after"),
    [
        ("E", "A", 0, "A/ E/ B/  C/ D"),
        ("E", "A", 1, "A/ B/  C/ E/ D"),
        ("E", "A", 99, "A/ B/  C/ D/ E"),
        ("E", None, 0, "E/A/ B/  C/ D"),
        ("E", None, -5, "E/A/ B/  C/ D"),
        ("B", None, 1, "A/ D/B/ C/E"),
        ("C", "E", 0, "A/ B/ D/E/ C"),
        ("A", "E", 0, "E/ A/  B/   C/  D"),
        ("D", "A", 0, "A/ D/ B/  C/E"),
    ],
)
def test_tags_move(
    project: Project, moved: str, parent: str | None, index: int, after: str
) -> None:
    made = grow(project, "A/ B/  C/ D/E")
    before = names(project)
    with project.action("Move") as action:
        assert tags.move(action, made[moved], made[parent] if parent else None, index)
        assert not tags.move(action, made[moved], made[parent] if parent else None, index)
    assert "/".join(names(project)) == after
    assert check(project) == []
    project.log.undo()
    assert names(project) == before


def test_a_tag_does_not_move_under_itself_or_elsewhere(project: Project) -> None:
    made = grow(project, "A/ B/  C")
    for parent in (made["A"], made["C"], tag(project, "For"), 5):
        with pytest.raises(Invalid), project.action("Move") as action:
            tags.move(action, made["A"], parent, 0)
    with pytest.raises(Invalid, match="no longer"), project.action("Move") as action:
        tags.move(action, 5, None, 0)


@pytest.mark.parametrize("parent", ["For", None])
def test_a_new_tag_stands_only_under_one_of_its_facet(
    project: Project, actor: Id, parent: str | None
) -> None:
    with pytest.raises(Invalid, match="another tag of its facet"), project.action("Add") as action:
        tags.add(action, actor, "New", parent=tag(project, parent) if parent else 5)


def test_a_removed_group_gives_its_members_to_the_group_above(filled: Project) -> None:
    fronts, lantern = tag(filled, "Fronts"), tag(filled, "Lantern")
    with filled.action("Remove") as action:
        assert tags.remove(action, fronts) == 0
    assert names(filled) == ["Lantern", "Morrin"]
    with filled.action("Remove") as action:
        assert tags.remove(action, lantern) == 12
    assert all(lantern not in {t.tag for t in one.tags} for one in claims.all_claims(filled))
    with pytest.raises(Invalid, match="no longer"), filled.action("Remove") as action:
        tags.remove(action, lantern)
    with pytest.raises(Invalid, match="no longer"), filled.action("Edit") as action:
        tags.edit(action, lantern, name="x")
    assert check(filled) == []


def test_aliases_keep_their_order_and_rows(project: Project) -> None:
    made = grow(project, "A")

    def give(*aliases: str) -> bool:
        with project.action("Aliases") as action:
            return tags.set_aliases(action, made["A"], aliases)

    assert give("x", "y", "z")
    row = project.query("SELECT id FROM alias WHERE name = 'z'")
    assert not give("x", " y ", "z", "x")
    assert give("z", "w", "x")
    assert next(t for t in tags.all_tags(project) if t.name == "A").aliases == ("z", "w", "x")
    assert project.query("SELECT id FROM alias WHERE name = 'z'") == row
    assert give()
    assert project.query("SELECT count(*) FROM alias") == [(0,)]


def test_claims_are_counted_by_tag(filled: Project) -> None:
    counts = tags.claim_counts(filled)
    assert counts[tag(filled, "water")] == 8
    assert counts[tag(filled, "For")] == 12
    assert tag(filled, "Fronts") not in counts
