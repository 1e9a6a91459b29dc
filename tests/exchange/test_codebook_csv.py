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


@given(st.lists(tags, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_codebook_comes_back_unchanged(tmp_path: Path, rows: list[TagRow]) -> None:
    write_codebook(tmp_path / "c.csv", rows)
    back = read_codebook(tmp_path / "c.csv")
    assert codebook_table(back) == codebook_table(rows)
    assert [(row.tag, row.aliases, row.sign) for row in back] == [
        (row.tag, row.aliases, row.sign) for row in rows
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
