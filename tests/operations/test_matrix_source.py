"""The facts in memory follow the project: each change, undo and redo, with every measure."""

import csv
from dataclasses import replace

import pytest

from db import claims, decisions, documents, reading_groups, tags
from db.errors import Invalid
from db.project import Project
from db.records import Changes, Span
from workbench.matrix import Axis, Filter, Matrix, Request
from workbench.matrix.layout import Stopped
from workbench.operations.matrix_source import MatrixSource, build_matrix

from . import gold

REQUESTS = (
    Request(),
    Request(Axis("actor", levels="both"), Axis(":document"), "words"),
    Request(measure="balance", once="document"),
    Request(Axis(":coder"), measure="confidence"),
    Request(Axis("actor", role="holder"), Axis("actor", role="about")),
    Request(filter=Filter(decisions="not rejected")),
    Request(filter=Filter(text="reservoir")),
    Request(Axis(":group"), measure="residual"),
)


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_is_kept_is_what_is_read_anew(marked: Project, request_: Request) -> None:
    source = MatrixSource(marked)
    before = source.build(request_)
    shown = [before]
    for step in _steps(marked):
        with marked.action("Step") as action:
            step(action)
        assert action.changes.rows
        source.follow(action.changes)
        shown.append(source.build(request_))
        _same(shown[-1], build_matrix(marked, request_))
    for former in reversed(shown[:-1]):
        source.follow(marked.log.undo())
        _same(source.build(request_), former)


def _same(one: Matrix, other: Matrix) -> None:
    assert one == other
    for row in range(len(one.rows)):
        for column in range(len(one.columns)):
            assert one.claims_of(row, column) == other.claims_of(row, column)


@pytest.fixture
def marked(project, do, document):
    """Two documents, and three claims with actors, concerns, a stance and grades."""
    other = do(documents.add, "b.txt", "The reservoir is low. " * 3, publisher="Post")
    facets = {one.key: one.id for one in tags.all_facets(project)}
    group = do(tags.add, facets["actor"], "G")
    actors = [do(tags.add, facets["actor"], name, parent=group) for name in "AB"]
    water = do(tags.add, facets["concern"], "Water")
    found = ((document, 0, actors), (document, 2, actors[:1]), (other, 0, actors[1:]))
    for place, start, chosen in found:
        carried = [(tag, "holder") for tag in (*chosen, water)]
        do(claims.add, place, [Span(start, 14)], tags=carried, confidence="high")
    return project


def named(project, name):
    return next(one.id for one in tags.all_tags(project) if one.name == name)


def _steps(project):
    """What can change a matrix, each as one action."""
    first, second, third = (claim.id for claim in claims.all_claims(project))
    a, b, against = (named(project, name) for name in ("A", "B", "Against"))
    place = documents.all_documents(project)[-1].id
    yield lambda action: claims.add_tag(action, first, against)
    yield lambda action: claims.add_tag(action, third, a, "about")
    yield lambda action: claims.remove_tag(action, first, b)
    yield lambda action: claims.edit(action, second, confidence="low", note="The reservoir")
    yield lambda action: claims.set_spans(action, second, [Span(0, 5)])
    yield lambda action: decisions.decide(action, third, "reject")
    yield lambda action: decisions.decide(action, second, "reject", a)
    yield lambda action: claims.add(action, place, [Span(4, 9)], tags=[(b, "holder")])
    yield lambda action: claims.remove(action, first)
    yield lambda action: tags.add(action, tags.all_facets(project)[1].id, "Roads")
    yield lambda action: documents.set_reading(action, place, "done")
    yield lambda action: reading_groups.put(action, place, "East")
    yield lambda action: documents.edit(action, place, publisher="Times")
    yield lambda action: tags.edit(action, a, name="Z", sign=1)
    yield lambda action: documents.add(action, "c.txt", "Empty of claims.")


def test_the_gold_matrices_are_reproduced(shared, tmp_path):
    groups = Axis("actor", levels="groups"), Axis("concern", levels="groups")
    wanted = {
        "matrix_expected": Request(),
        "matrix_groups_expected": Request(columns=groups[1]),
        "matrix_actorgroups_expected": Request(*groups),
    }
    with gold.opened(shared, tmp_path) as project:
        source, only = (
            MatrixSource(project),
            Filter(coders=frozenset([gold.coder(project, "gold")])),
        )
        for name, asked in wanted.items():
            found = source.build(replace(asked, filter=only))
            with (shared / "gold" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                (_corner, *columns), *rows = csv.reader(file)
            assert [entry.name for entry in found.columns] == columns
            assert [entry.name for entry in found.rows] == [row[0] for row in rows]
            assert found.shown.cells == [[int(n) for n in row[1:]] for row in rows]
        with (shared / "gold" / "matrix_margins.csv").open(encoding="utf-8", newline="") as file:
            margins = {
                (row["kind"], row["tag"]): int(row["claims"]) for row in csv.DictReader(file)
            }
        found = source.build(Request(filter=only))
        for kind, entries, totals in (
            ("actor", found.rows, found.claims.rows),
            ("concern", found.columns, found.claims.columns),
        ):
            for entry, total in zip(entries, totals, strict=True):
                assert margins[kind, entry.name] == total


def test_progress_is_told_and_counting_can_be_stopped(marked):
    told = []
    source = MatrixSource(marked)
    with pytest.raises(Stopped):
        source.build(Request(), lambda *step: told.append(step), lambda: len(told) > 2)
    done, total = told[-1]
    assert (done, len(told)) == (2, 3)
    source.build(Request(), lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1] - 1 or told[-1][0] == told[-1][1]
    assert total > 3


def test_a_facet_that_is_not_there_is_refused_with_those_that_are(marked):
    with pytest.raises(Invalid, match="actor, concern, stance"):
        build_matrix(marked, Request(rows=Axis("place")))


def test_rows_that_name_what_is_not_there_do_no_harm(marked):
    run = marked.connection.execute
    run("PRAGMA foreign_keys = OFF")
    run("UPDATE claim SET coder = 5 WHERE id = (SELECT min(id) FROM claim)")
    run("UPDATE claim SET document = 6 WHERE id = (SELECT max(id) FROM claim)")
    run("UPDATE claim_tag SET claim = 7 WHERE id = (SELECT min(id) FROM claim_tag)")
    run("UPDATE claim_tag SET tag = 8 WHERE id = (SELECT max(id) FROM claim_tag)")
    for request in REQUESTS:
        found = build_matrix(marked, request)
        assert found.scope <= 2
    source = MatrixSource(marked)
    first = min(row[0] for row in marked.query("SELECT id FROM claim"))
    for request in REQUESTS:
        source.build(request)
        source.follow(Changes(1, "", "do", {"claim": frozenset([first])}, frozenset([first, 7])))
        assert source.build(request) == build_matrix(marked, request)
