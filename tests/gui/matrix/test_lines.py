from db.records import AxisTag
from workbench.gui.matrix.lines import Group, column_lines, groups, row_lines


def tags(*pairs):
    return [AxisTag(i, name, "ink", group) for i, (name, group) in enumerate(pairs)]


def test_a_band_stands_before_each_group_and_totals_at_the_end():
    lines = row_lines(tags(("a", "G"), ("b", "G"), ("c", "H")))
    assert [(line.kind, line.name) for line in lines] == [
        ("band", "G"), ("tag", "a"), ("tag", "b"), ("band", "H"), ("tag", "c"), ("total", "Total"),
    ]  # fmt: skip
    assert [line.gap for line in lines] == [False, False, False, True, False, True]


def test_tags_without_a_group_have_no_band():
    lines = row_lines(tags(("a", ""), ("b", "")))
    assert [line.kind for line in lines] == ["tag", "tag", "total"]
    assert not lines[0].gap


def test_tags_without_a_group_stand_apart_from_the_group_before_them():
    lines = row_lines(tags(("a", "G"), ("b", "")))
    assert [(line.kind, line.gap) for line in lines[1:]] == [
        ("tag", False),
        ("tag", True),
        ("total", True),
    ]


def test_a_groups_own_tag_stands_among_its_members():
    pairs = tags(("z", "G"), ("H", ""), ("c", "H"))
    lines = row_lines(pairs)
    assert [line.name for line in lines] == ["G", "z", "H", "H", "c", "Total"]
    assert [line.kind for line in lines[2:5]] == ["band", "tag", "tag"]
    assert groups(column_lines(pairs)) == [Group("G", 0, 0), Group("H", 1, 2)]


def test_columns_have_gaps_between_groups_but_no_bands():
    lines = column_lines(tags(("a", "G"), ("b", "G"), ("c", "H")))
    assert [line.gap for line in lines] == [False, False, True, True]
    assert groups(lines) == [Group("G", 0, 1), Group("H", 2, 2)]


def test_nothing_leaves_the_totals():
    assert [line.kind for line in row_lines([])] == ["total"]
    assert [line.kind for line in column_lines([])] == ["total"]
    assert groups(row_lines([])) == []
