import csv
from pathlib import Path

import pytest

from db.records import AxisTag, Matrix, MatrixRequest
from workbench.exchange.matrix_csv import by_document_rows, matrix_rows
from workbench.exchange.tables import format_rows


def rows_of(path: Path) -> list[list[str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def matrix_of(rows: list[list[str]], request: MatrixRequest) -> Matrix:
    header, *body = rows
    return Matrix(
        request=request,
        rows=tuple(AxisTag(number, row[0], "ink") for number, row in enumerate(body)),
        columns=tuple(AxisTag(100 + n, name, "ink") for n, name in enumerate(header[1:])),
        cells={
            (number, 100 + n): int(count)
            for number, row in enumerate(body)
            for n, count in enumerate(row[1:])
            if count != "0"
        },
        row_totals={},
        column_totals={},
        total=0,
    )


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("matrix_expected.csv", MatrixRequest()),
        ("matrix_groups_expected.csv", MatrixRequest(roll_up_columns=True)),
        (
            "matrix_actorgroups_expected.csv",
            MatrixRequest(roll_up_rows=True, roll_up_columns=True),
        ),
    ],
)
def test_a_matrix_has_the_form_of_the_gold(
    shared: Path, name: str, request_: MatrixRequest
) -> None:
    gold = shared / "gold" / name
    header, rows = matrix_rows(matrix_of(rows_of(gold), request_))
    assert format_rows(header, rows).encode() == gold.read_bytes()


def test_the_long_form_is_that_of_the_gold(shared: Path) -> None:
    gold = shared / "gold" / "matrix_by_document.csv"
    counts = [(a, b, c, int(n)) for a, b, c, n in rows_of(gold)[1:]]
    header, rows = by_document_rows(counts)
    assert format_rows(header, rows).encode() == gold.read_bytes()


def test_names_that_look_like_formulas_are_marked_and_counts_are_not() -> None:
    matrix = matrix_of([["", "=sum"], ["-x", "3"], ["y", "0"]], MatrixRequest(rows="place"))
    assert format_rows(*matrix_rows(matrix)) == "place,'=sum\r\n'-x,3\r\ny,0\r\n"


def test_the_long_form_leaves_out_zeros() -> None:
    header, rows = by_document_rows([("d", "a", "b", 0), ("d", "a", "c", 2)], "place", "theme")
    assert header == ["document", "place", "theme", "n"]
    assert rows == [["d", "a", "c", 2]]
