import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.exchange.marks import join_values, mark, split_values, unmark
from workbench.exchange.tables import format_rows

SIGNS = "=+-@＝＋－＠"
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
evil = st.text(
    alphabet=[*SIGNS, *"'\",;|\\\t\r\n 1.eab\xa0\u200b\ufeff\u2028\x0b\x1f"], max_size=12
)
any_text = evil | st.text(max_size=30)


@given(any_text)
@example("'=1")
@example("'\t'=1")
@example("'-3")
def test_unmark_gives_back_what_mark_was_given(cell: str) -> None:
    assert unmark(mark(cell)) == cell


@pytest.mark.parametrize("number", ["-3", "+1.5e3", "-.5", "12", "0", "-7.", "1e-4"])
def test_plain_numbers_stay_numbers(number: str) -> None:
    assert mark(number) == unmark(number) == number


@pytest.mark.parametrize("cell", ["-3 %", "+44 20", "--1", "-1+1", "-1e", "+", "－3", "-٣"])
def test_what_only_begins_like_a_number_is_marked(cell: str) -> None:
    assert mark(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["'Tajik Taliban' is an alias", "a-b", "it's", "“-”", "x=1", ""])
def test_harmless_cells_are_left_alone(cell: str) -> None:
    assert mark(cell) == unmark(cell) == cell


def starts_formula(cell: str) -> bool:
    bare = cell.lstrip(" \xa0\u200b\ufeff")
    return bare[:1] in SIGNS and bool(bare) and not NUMBER.fullmatch(cell)


@given(st.lists(any_text, min_size=1, max_size=4))
@example(["x", 'a;"=1+1;'])
@example(["x", "a\n=1+1;b"])
@example(["x", "a;=cmd|' /C calc'!A0;b"])
@example(["\x0b=1"])
def test_no_cell_is_a_formula_whatever_separator_a_spreadsheet_expects(cells: list[str]) -> None:
    # A number stays as it is, so in another reader's eyes it may start a longer cell.
    cells = [cell if not NUMBER.fullmatch(cell) else "n" for cell in cells]
    text = format_rows(["column"] * len(cells), [cells])
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                assert not starts_formula(cell), (delimiter, cell)
                if delimiter == ",":
                    assert not cell.startswith(("\t", "\r", "\n"))


@given(st.lists(st.text(min_size=1) | evil.filter(bool)))
@example(["a|b", "\\", "\\|", "|"])
def test_joined_values_split_again(values: list[str]) -> None:
    assert split_values(join_values(values)) == tuple(values)


def test_values_are_written_as_in_the_field() -> None:
    assert join_values(["Taliban", "al-Qaeda"]) == "Taliban|al-Qaeda"
    assert join_values(["a|b", "c\\d"]) == "a\\|b|c\\\\d"
    assert split_values("a\\x|b") == ("a\\x", "b")
