import csv

import pytest

from db import claims, documents, tags
from db.errors import Invalid
from db.records import MatrixRequest, Span
from workbench.operations import add_tag, export_matrix, matrix_csv, matrix_table

LONG = MatrixRequest()


@pytest.fixture
def marked(project, do, document):
    """Two documents, and claims of A and B (group G) on Water; Trade is on no claim."""
    other = do(documents.add, "=b.txt", "Another text on the dam.")
    group = do(add_tag, "actor", None, "G")
    one, two = (do(add_tag, "actor", group, name) for name in ("A", "B"))
    water, trade = (do(add_tag, "concern", None, name) for name in ("Water", "-Trade"))
    for place, actors in ((document, (one, two)), (document, (one,)), (other, (two,))):
        chosen = [(tag, "holder") for tag in (*actors, water)]
        do(claims.add, place, [Span(0, 7)], tags=chosen)
    return {"document": document, "other": other, "one": one, "trade": trade}


def rows(text):
    return list(csv.reader(text.splitlines()))


def test_the_wide_form_keeps_empty_tags_and_the_order(project, marked):
    assert rows(matrix_csv(project, LONG)) == [
        ["actor", "Water", "'-Trade"], ["A", "2", "0"], ["B", "2", "0"],
    ]  # fmt: skip


def test_empty_rows_and_columns_can_be_hidden(project, marked):
    request = MatrixRequest(hide_empty=True, document=marked["other"])
    assert rows(matrix_csv(project, request)) == [["actor", "Water"], ["B", "1"]]


def test_groups_count_a_claim_once(project, marked):
    request = MatrixRequest(roll_up_rows=True)
    assert rows(matrix_csv(project, request)) == [
        ["actor_group", "Water", "'-Trade"],
        ["G", "3", "0"],
    ]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (LONG, [["dam.txt", "A", "Water", "2"], ["dam.txt", "B", "Water", "1"],
                ["'=b.txt", "B", "Water", "1"]]),
        (MatrixRequest(roll_up_rows=True), [["dam.txt", "G", "Water", "2"],
                                            ["'=b.txt", "G", "Water", "1"]]),
        (MatrixRequest("concern", "actor"), [["dam.txt", "Water", "A", "2"],
         ["dam.txt", "Water", "B", "1"], ["'=b.txt", "Water", "B", "1"]]),
    ],
)  # fmt: skip
def test_the_long_form_has_a_row_a_cell(project, marked, request_, expected):
    header, *found = rows(matrix_csv(project, request_, by_document=True))
    assert found == expected
    first = f"{request_.rows}_group" if request_.roll_up_rows else request_.rows
    assert header == ["document", first, request_.columns, "n"]


def test_the_long_form_of_one_document(project, marked):
    request = MatrixRequest(document=marked["other"])
    assert rows(matrix_csv(project, request, by_document=True))[1:] == [
        ["'=b.txt", "B", "Water", "1"]
    ]


@pytest.mark.parametrize("by_document", [False, True])
def test_a_file_has_what_is_printed_and_the_mark_if_wanted(project, marked, tmp_path, by_document):
    text = matrix_csv(project, LONG, by_document=by_document)
    path = tmp_path / "m.csv"
    count = export_matrix(project, path, LONG, by_document=by_document)
    assert path.read_bytes() == text.encode()
    assert count == len(rows(text)) - 1
    export_matrix(project, path, LONG, by_document=by_document, mark=True)
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.encode()


def test_a_facet_that_is_not_there_is_refused(project, marked, tmp_path):
    for request in (MatrixRequest("x"), MatrixRequest(columns="x")):
        for by_document in (False, True):
            with pytest.raises(Invalid, match="no facet “x”"):
                export_matrix(project, tmp_path / "m.csv", request, by_document=by_document)
    assert not (tmp_path / "m.csv").exists()


def test_a_project_is_not_overwritten(project, marked):
    before = project.path.read_bytes()
    with pytest.raises(Invalid, match="is a project"):
        export_matrix(project, project.path, LONG)
    assert project.path.read_bytes() == before


def test_the_table_for_a_terminal_shows_dots_for_nothing(project, marked):
    head, line, first, second = matrix_table(project, LONG).splitlines()
    assert head.split() == ["actor", "Water", "-Trade"]
    assert set(line) == {"-", " "}
    assert first.split() == ["A", "2", "·"]
    assert second.split() == ["B", "2", "·"]


def test_an_empty_codebook_is_told(project):
    with pytest.raises(Invalid, match="import one first"):
        matrix_table(project, LONG)
    assert matrix_csv(project, LONG) == "actor\r\n"
    assert [tag.name for tag in tags.all_tags(project)] == ["For", "Against", "Mixed"]
