import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.exchange.claims_csv import (
    COLUMNS,
    JOINER,
    ClaimRow,
    claims_table,
    read_claims,
    write_claims,
    write_rejects,
)
from workbench.exchange.tables import BrokenTable, RowError

kept = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
text = st.text(kept) | st.text("=-@'|\\;\n\r\"aع😀", max_size=6)
name = text.map(str.strip).filter(bool)
names = st.lists(name, max_size=3).map(tuple)
offsets = st.lists(st.integers(0, 10**9), min_size=2, max_size=6, unique=True).map(sorted)


@st.composite
def claims(draw: st.DrawFn) -> ClaimRow:
    numbers = draw(offsets)
    known = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    return ClaimRow(
        document=draw(text.filter(str.strip)),
        quote=JOINER.join(draw(name) for _ in known),
        passages=known if draw(st.booleans()) else ((None, None),) * len(known),
        claim_id=draw(text),
        statement=draw(text),
        actors=draw(names),
        concerns=draw(names),
        stance=draw(name | st.just("")),
        speaker=draw(text),
        confidence=draw(st.sampled_from(["", "low", "moderate", "high"])),
        coder=draw(name | st.just("")),
        note=draw(text),
        about=draw(names),
        credibility=draw(st.none() | st.integers(1, 6)),
        facets=draw(st.dictionaries(st.sampled_from(["theme", "place"]), names.filter(bool))),
    )


@given(st.lists(claims(), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_claims_come_back_unchanged(tmp_path: Path, rows: list[ClaimRow]) -> None:
    write_claims(tmp_path / "c.csv", rows)
    found = read_claims(tmp_path / "c.csv")
    assert found.errors == ()
    assert [dataclasses.replace(row, line=0) for row in found.rows] == rows


@pytest.mark.parametrize("name", ["claims.csv", "coder_b.csv"])
def test_gold_claims_are_written_byte_for_byte(shared: Path, tmp_path: Path, name: str) -> None:
    gold = shared / "gold" / name
    found = read_claims(gold)
    assert found.errors == ()
    write_claims(tmp_path / name, found.rows)
    assert (tmp_path / name).read_bytes() == gold.read_bytes()


def test_gold_quotes_stand_at_their_offsets(shared: Path) -> None:
    for row in read_claims(shared / "gold" / "claims.csv").rows:
        source = (shared / "sources" / row.document).read_bytes().decode()
        assert row.quotes == tuple(source[start:end] for start, end in row.passages)


def test_several_passages_share_a_row() -> None:
    row = ClaimRow("d.txt", f"one{JOINER}two", passages=((3, 6), (90, 93)))
    header, [cells] = claims_table([row])
    assert header == COLUMNS
    assert cells[2:5] == ["3|90", "6|93", "one […] two"]
    assert row.quotes == ("one", "two")


def test_a_quote_that_cannot_be_told_apart_stays_whole() -> None:
    assert ClaimRow("d.txt", f"a{JOINER}b", ((0, 7),)).quotes == ("a […] b",)


def claims_file(folder: Path, content: str) -> Path:
    path = folder / "c.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_offsets_may_be_absent(tmp_path: Path) -> None:
    found = read_claims(claims_file(tmp_path, "document,quote\nd.txt,the words\n"))
    assert found.rows == (ClaimRow("d.txt", "the words", line=2),)


def test_the_quote_alone_tells_of_several_passages(tmp_path: Path) -> None:
    found = read_claims(claims_file(tmp_path, "document,start,end,quote\nd,,,a […] b\n"))
    assert found.rows[0].passages == ((None, None), (None, None))
    assert found.rows[0].quotes == ("a", "b")


def test_offsets_may_be_written_as_statistics_programs_do(tmp_path: Path) -> None:
    found = read_claims(claims_file(tmp_path, "document,start,end,quote\nd,281.0,451.0,\n"))
    assert found.rows[0].passages == ((281, 451),)


BAD = [
    ("d,1,2,q,sure,", "its confidence “sure” is not low, moderate, high or empty"),
    ("d,1,2,q,,7", "its credibility “7” is not a number from 1 to 6"),
    ("d,one,2,q,,", "its start “one” is not a whole number"),
    ("d,-1,2,q,,", "its start “-1” is not a whole number"),
    ("d,1,,q,,", "its end “” is not a whole number"),
    ("d,1|5,2,q,,", "it has 2 starts and 1 ends"),
    ("d,5,5,q,,", "an end must lie after its start"),
    ("d,,,,,", "it has neither a quote nor offsets"),
    (" ,1,2,q,,", "it names no document"),
    ("d,1,2", "it has 3 cells instead of 6"),
]


def test_bad_rows_are_collected_and_good_ones_kept(tmp_path: Path) -> None:
    rows = "".join(f"{row}\nd,1,2,good,low,1\n" for row, _ in BAD)
    path = claims_file(tmp_path, "document,start,end,quote,confidence,credibility\n" + rows)
    found = read_claims(path)
    lines = range(2, 2 * len(BAD) + 2, 2)
    reasons = [reason for _, reason in BAD]
    assert found.errors == tuple(map(RowError, lines, reasons))
    assert [row.line for row in found.rows] == [line + 1 for line in lines]


def test_rejects_are_written_as_they_stood_and_can_be_mended(tmp_path: Path) -> None:
    content = "document,quote,confidence\nd.txt,=good,low\nd.txt,=bad,sure\n"
    found = read_claims(claims_file(tmp_path, content))
    rejects = tmp_path / "rejects.csv"
    write_rejects(rejects, found, [*found.errors, RowError(2, "found twice")])
    assert rejects.read_bytes().decode() == (
        "document,quote,confidence,reject_line,reject_reason\r\n"
        'd.txt,\'=bad,sure,3,"its confidence “sure” is not low, moderate, high or empty"\r\n'
        "d.txt,'=good,low,2,found twice\r\n"
    )
    rejects.write_text(rejects.read_text(encoding="utf-8").replace("=bad,sure", "=bad,high"))
    again = read_claims(rejects)
    assert [(row.quote, row.confidence) for row in again.rows] == [
        ("=bad", "high"),
        ("=good", "low"),
    ]
    write_rejects(rejects, again, [RowError(2, "still")])
    assert rejects.read_text(encoding="utf-8").startswith(
        "document,quote,confidence,reject_line,reject_reason\n"
    )


def test_a_file_without_quotes_is_no_table_of_claims(tmp_path: Path) -> None:
    with pytest.raises(BrokenTable, match="header lacks “quote”"):
        read_claims(claims_file(tmp_path, "document,actors\n"))
