import csv

import pytest

from db import claims, documents
from db.errors import Invalid
from db.records import Span
from workbench.matrix import Axis, Filter, Request
from workbench.operations import add_tag, export_matrix, matrix_csv, matrix_table


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


def test_the_table_keeps_empty_tags_and_the_order(project, marked):
    assert rows(matrix_csv(project, Request())) == [
        ["actor", "Water", "'-Trade"], ["A", "2", "0"], ["B", "2", "0"],
    ]  # fmt: skip


def test_empty_rows_and_columns_can_be_hidden(project, marked):
    request = Request(hide_empty=True, filter=Filter(documents=frozenset([marked["other"]])))
    assert rows(matrix_csv(project, request)) == [["actor", "Water"], ["B", "1"]]


def test_groups_count_a_claim_once(project, marked):
    request = Request(rows=Axis("actor", levels="groups"))
    assert rows(matrix_csv(project, request)) == [
        ["actor_group", "Water", "'-Trade"],
        ["G", "3", "0"],
    ]


def test_a_file_has_what_is_printed(project, marked, tmp_path):
    path = tmp_path / "m.csv"
    assert export_matrix(project, path, Request()) == 2
    assert path.read_bytes() == matrix_csv(project, Request()).encode()


def test_a_facet_that_is_not_there_is_refused(project, marked, tmp_path):
    for request in (Request(Axis("x")), Request(columns=Axis("x"))):
        with pytest.raises(Invalid, match="no facet “x”"):
            export_matrix(project, tmp_path / "m.csv", request)
    assert not (tmp_path / "m.csv").exists()


def test_a_project_is_not_overwritten(project, marked):
    before = project.path.read_bytes()
    with pytest.raises(Invalid, match="is a project"):
        export_matrix(project, project.path, Request())
    assert project.path.read_bytes() == before


def test_the_table_for_a_terminal_shows_dots_for_nothing(project, marked):
    head, line, first, second = matrix_table(project, Request()).splitlines()
    assert head.split() == ["actor", "Water", "-Trade"]
    assert set(line) == {"-", " "}
    assert first.split() == ["A", "2", "·"]
    assert second.split() == ["B", "2", "·"]


def test_an_empty_codebook_is_told(project):
    with pytest.raises(Invalid, match="import one first"):
        matrix_table(project, Request())
    assert matrix_csv(project, Request()) == "actor\r\n"
