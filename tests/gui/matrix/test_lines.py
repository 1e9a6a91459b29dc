from workbench.gui.matrix.lines import Group, groups, make_lines
from workbench.matrix import Axis, Entry, Sort

from .making import tag

ACTOR, CONCERN = Axis("actor", levels="both"), Axis("concern")


def group(name, **more):
    return Entry(f"g{name}", name, is_group=True, **more)


def member(number, name, of):
    return tag(number, name, group=of, parent=f"g{of}", level=1)


def kinds(lines):
    return [(line.kind, line.name) for line in lines]


def test_a_group_sums_up_what_stands_under_it_and_totals_end_the_axis():
    entries = [group("G"), member(1, "a", "G"), member(2, "b", "G"), group("H", collapsed=True)]
    lines = make_lines(entries, ACTOR, CONCERN)
    assert kinds(lines) == [
        ("group", "G"), ("tag", "a"), ("tag", "b"), ("tag", "H"), ("total", "Total"),
    ]  # fmt: skip
    assert [line.gap for line in lines] == [False, False, False, True, True]
    assert [line.folds for line in lines] == [True, False, False, True, False]


def test_without_totals_none_stand_at_the_end():
    assert kinds(make_lines([tag(1, "a")], ACTOR, CONCERN, totals=False)) == [("tag", "a")]


def test_tags_without_their_groups_are_set_apart_and_named_above():
    entries = [tag(1, "a", group="G"), tag(2, "b", group="G"), tag(3, "c", group="H")]
    lines = make_lines(entries, CONCERN, ACTOR)
    assert [line.gap for line in lines] == [False, False, True, True]
    assert groups(lines) == [Group("G", 0, 1), Group("H", 2, 2)]


def test_a_groups_own_tag_stands_among_its_members():
    entries = [tag(1, "z", group="G"), tag(2, "H"), tag(3, "c", group="H")]
    assert groups(make_lines(entries, CONCERN, ACTOR)) == [Group("G", 0, 0), Group("H", 1, 2)]


def test_an_open_group_leads_its_run_and_a_closed_one_is_none():
    entries = [group("G"), member(1, "a", "G"), group("H", collapsed=True)]
    assert groups(make_lines(entries, ACTOR, CONCERN)) == [Group("G", 0, 1, lead=True)]


def test_what_is_kept_first_is_set_apart_from_the_rest():
    axis = Axis("actor", pinned=("t2",))
    lines = make_lines([tag(2, "b"), tag(1, "a"), tag(3, "c")], axis, CONCERN)
    assert [line.pinned for line in lines] == [True, False, False, False]
    assert [line.gap for line in lines] == [False, True, False, True]


def test_a_closed_group_is_closed_still_where_a_member_is_kept_first():
    axis = Axis("actor", levels="both", pinned=("t1",), collapsed=frozenset([100]))
    lines = make_lines([member(1, "a", "G"), group("G", collapsed=True)], axis, CONCERN)
    assert [(line.kind, line.pinned) for line in lines[:2]] == [("tag", True), ("tag", False)]
    assert lines[1].folds


def test_the_line_by_which_the_other_axis_is_sorted_has_an_arrow():
    by_it, reverse = Axis("concern", sort=Sort("entry", "t1")), Sort("total", reverse=True)
    lines = make_lines([tag(1, "a"), tag(2, "b")], ACTOR, by_it)
    assert [line.mark for line in lines] == ["↓", "", ""]
    lines = make_lines([tag(1, "a")], ACTOR, Axis("concern", sort=reverse))
    assert [line.mark for line in lines] == ["", "↑"]


def test_fields_have_no_shapes():
    assert make_lines([Entry("=2026", "2026")], Axis(":year"), ACTOR)[0].facet == ""
