from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.exchange.tables import (
    LONGEST_CELL,
    BrokenTable,
    format_rows,
    read_rows,
    read_table,
    write_rows,
)

kept = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
cells = st.text(kept) | st.text(alphabet="=+-@'\",;|\\\t\r\n a1\u2028عُ😀", max_size=8)


def table(folder: Path, content: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@given(st.lists(st.tuples(cells, cells), max_size=5), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_comes_back_unchanged(
    tmp_path: Path, rows: list[tuple[str, str]], bom: bool
) -> None:
    path = tmp_path / "t.csv"
    write_rows(path, ["a", "b"], rows, bom)
    back = [(row["a"], row["b"]) for row in read_rows(path, ["a", "b"])]
    assert back == [row for row in rows if any(cell.strip() for cell in row)]


def test_the_form_is_that_of_the_field(tmp_path: Path) -> None:
    text = format_rows(["a", "b"], [["x", -3], ['say "so"', "two\nlines"], ["=1+1", "-3"]])
    assert text == 'a,b\r\nx,-3\r\n"say ""so""","two\nlines"\r\n\'=1+1,-3\r\n'
    write_rows(tmp_path / "t.csv", ["a"], [["é"]], bom=True)
    assert (tmp_path / "t.csv").read_bytes() == b"\xef\xbb\xbfa\r\n\xc3\xa9\r\n"


def test_what_utf8_cannot_hold_is_replaced() -> None:
    assert format_rows(["a"], [["x\0y\ud800"]]) == "a\r\nx\ufffdy\ufffd\r\n"


def test_rows_know_the_line_they_start_on(tmp_path: Path) -> None:
    path = table(tmp_path, '\na,b\n1,"two\nlines"\n\n,\n2,x\n')
    assert [(row.line, row["a"]) for row in read_rows(path, ["a"], ["b"])] == [(3, "1"), (7, "2")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_recognised_by_the_header(tmp_path: Path, delimiter: str) -> None:
    path = table(tmp_path, delimiter.join(["a", '"b"']) + "\r\n" + delimiter.join("12") + "\r\n")
    assert dict(read_rows(path, ["a", "b"])[0].cells) == {"a": "1", "b": "2"}


def test_optional_columns_may_be_absent_and_a_prefix_is_known(tmp_path: Path) -> None:
    path = table(tmp_path, "a,facet:x\n1,2\n")
    row = read_rows(path, ["a"], ["b"], prefix="facet:")[0]
    assert row.cells == {"a": "1", "b": "", "facet:x": "2"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "“t.csv” is empty: it needs a header and rows."),
        ("b\n1\n", "“t.csv”, line 1: the header lacks “a”; columns can be a, b."),
        ("a,c\n", "“t.csv”, line 1: the header has columns that are not known: “c”; "),
        ("a,a\n", "“t.csv”, line 1: the header has more than once “a”; "),
        ('a,b\n1,2\n3,"4\n5,6\n', "line 3: a quotation mark opens a cell and none closes it."),
        ('a,b\n1,"2"x\n', "line 2: a quotation mark stands inside a cell and is not doubled."),
        ("a,b\n1,2\n3\n", "line 3: it has 1 cells instead of 2."),
        ("a,b\n1,2,3\n", "line 2: it has 3 cells instead of 2."),
        (b"a,b\n1,2\0\n", "line 2: this is not UTF-8 text; save it as “CSV UTF-8”."),
        (b"a,b\n1,2\n\xe9,1\n", "line 3: this is not UTF-8 text; save it as “CSV UTF-8”."),
        ("a,b\n1,2\n".encode("utf-16"), "line 1: this is not UTF-8 text"),
        ("a\n" + "x" * (LONGEST_CELL + 1), "line 2: a cell is longer than 10,000,000 characters"),
    ],
    ids=range(12),
)
def test_what_is_broken_is_told_in_one_sentence(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(BrokenTable) as trouble:
        read_rows(table(tmp_path, content), ["a"], ["b"])
    assert sentence in str(trouble.value)
    assert "\n" not in str(trouble.value)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenTable, match=r"no file “x\.csv”"):
        read_rows(tmp_path / "x.csv", ["a"])
    with pytest.raises(BrokenTable, match="is a folder"):
        read_rows(tmp_path, ["a"])
    with pytest.raises(BrokenTable, match="is not a file"):
        read_rows("/dev/zero", ["a"])
    with open(tmp_path / "large.csv", "wb") as file:
        file.truncate(500_000_001)
    with pytest.raises(BrokenTable, match="larger than 500 MB"):
        read_rows(tmp_path / "large.csv", ["a"])


def test_wrong_rows_are_collected_with_all_that_stood_in_them(tmp_path: Path) -> None:
    found = read_table(table(tmp_path, "a,b\n1\n2,3\n4,5,6\n"), ["a", "b"])
    assert [error.line for error in found.errors] == [2, 4]
    assert [row["a"] for row in found.rows] == ["2"]
    assert found.originals == {2: ["1"], 3: ["2", "3"], 4: ["4", "5", "6"]}


def test_hostile_tables_are_answered(shared: Path) -> None:
    folder = shared / "hostile" / "csv"
    with pytest.raises(BrokenTable, match="line 2"):
        read_rows(folder / "nul.csv", ["a", "b"])
    with pytest.raises(BrokenTable, match="header lacks “a”"):
        read_rows(folder / "cols_20k.csv", ["a"], ["x"])
    with pytest.raises(BrokenTable, match="more than once “x”"):
        read_rows(folder / "cols_20k.csv", ["x"])
    assert len(read_rows(folder / "field_200k.csv", ["a"])[0]["a"]) == 200_000


def test_hostile_formulas_come_back_unchanged_and_marked(shared: Path, tmp_path: Path) -> None:
    import csv

    with open(shared / "hostile" / "csv" / "formula.csv", newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    write_rows(tmp_path / "t.csv", header, rows)
    assert [list(row.cells.values()) for row in read_rows(tmp_path / "t.csv", header)] == rows
    with open(tmp_path / "t.csv", newline="", encoding="utf-8") as file:
        for cell in (cell for row in csv.reader(file) for cell in row):
            assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠\t\r\n")
