from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import COLOURS
from workbench.exchange.codebook_csv import TagRow, codebook_table, read_codebook, write_codebook
from workbench.exchange.tables import BrokenTable

kept = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
name = (st.text(kept, min_size=1) | st.text("=-@'|\\;\n\"aع😀", min_size=1)).map(str.strip)
name = name.filter(bool)
tags = st.builds(
    TagRow,
    kind=name,
    tag=name,
    group=name | st.just(""),
    aliases=st.lists(name, max_size=3).map(tuple),
    description=st.text(kept),
    colour=st.sampled_from(("", *COLOURS)),
    sign=st.sampled_from([-1, 0, 1]),
    archived=st.booleans(),
)


@st.composite
def ruled(draw: st.DrawFn) -> TagRow:
    """A tag with rules for some of its aliases."""
    row = draw(tags)
    if not row.aliases:
        return row
    pairs = st.lists(st.tuples(st.sampled_from(row.aliases), name), max_size=3).map(tuple)
    kinds = st.tuples(st.sampled_from(row.aliases), st.sampled_from(("name", "capital")))
    return replace(
        row,
        needs=draw(pairs),
        unless=draw(pairs),
        alias_kind=tuple(draw(st.lists(kinds, max_size=2))),
    )


@given(st.lists(ruled(), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_codebook_comes_back_unchanged(tmp_path: Path, rows: list[TagRow]) -> None:
    write_codebook(tmp_path / "c.csv", rows)
    back = read_codebook(tmp_path / "c.csv")
    assert codebook_table(back) == codebook_table(rows)
    assert [(row.tag, row.aliases, row.sign) for row in back] == [
        (row.tag, row.aliases, row.sign) for row in rows
    ]
    assert [(row.needs, row.unless, row.alias_kind) for row in back] == [
        (row.needs, row.unless, row.alias_kind) for row in rows
    ]


def test_the_gold_codebook_is_written_byte_for_byte(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "codebook.csv"
    rows = read_codebook(gold)
    assert len(rows) == 73
    assert rows[2].aliases[:3] == (
        "National Resistance Front", "National Resistance Front of Afghanistan", "NRF",
    )  # fmt: skip
    write_codebook(tmp_path / "c.csv", rows)
    assert (tmp_path / "c.csv").read_bytes() == gold.read_bytes()


def test_optional_columns_are_written_where_used() -> None:
    header, cells = codebook_table([TagRow("stance", "denied", sign=-1)])
    assert header == ("kind", "tag", "group", "aliases", "description", "sign")
    assert cells == [["stance", "denied", "", "", "", "-1"]]


def test_rules_are_written_with_the_alias_they_belong_to(tmp_path: Path) -> None:
    row = TagRow(
        "actor", "Taliban", aliases=("Kabul", "US: here"),
        needs=(("US: here", "word"),), unless=(("Kabul", "airport"), ("Kabul", "Kabul|river")),
        alias_kind=(("Kabul", "capital"),),
    )  # fmt: skip
    header, cells = codebook_table([row])
    assert header[-3:] == ("needs", "unless", "alias_kind")
    assert cells[0][-3:] == [
        r"US\\: here: word", r"Kabul: airport|Kabul: Kabul\|river", "Kabul: capital"
    ]  # fmt: skip
    write_codebook(tmp_path / "c.csv", [row])
    assert read_codebook(tmp_path / "c.csv") == [replace(row, line=2)]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("needs", "word", "“word” in needs must be written as alias: entry"),
        ("unless", "a:", "“a:” in unless must be written"),
        ("unless", "a: x|b: y", "“b” in unless is none of its aliases"),
        ("alias_kind", "a: city", "there is no kind “city”: write auto, name, capital"),
    ],
)
def test_a_bad_rule_is_told_with_its_line(
    tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"kind,tag,aliases,{column}\nactor,A,a,{cell}\n")
    with pytest.raises(BrokenTable, match=f"“c.csv”, line 2: {reason}"):
        read_codebook(path)


def test_only_kind_and_tag_are_needed_and_names_are_trimmed(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("kind;tag;aliases\nactor; NRF ;the Front | | Massoud\n")
    assert read_codebook(path) == [TagRow("actor", "NRF", aliases=("the Front", "Massoud"), line=2)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",x,,,", "it has no kind"),
        ("actor, ,,,", "it has no tag"),
        ("actor,x,puce,,", "there is no colour “puce”"),
        ("actor,x,,2,", "the sign must be"),
        ("actor,x,,,maybe", "archived must be"),
    ],
)
def test_a_bad_tag_is_told_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"kind,tag,colour,sign,archived\nactor,a,ink,1,yes\n{row}\n")
    with pytest.raises(BrokenTable, match=f"“c.csv”, line 3: {reason}"):
        read_codebook(path)
