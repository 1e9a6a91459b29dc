"""What matrices leave out: what blind coding hides, and what the last merge brought."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import claims, documents, tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Span
from workbench import operations
from workbench.matrix import Axis, Filter, Matrix, Request
from workbench.matrix.sentence import sentence
from workbench.operations import blind
from workbench.operations.matrix_source import MatrixSource, build_matrix

REQUEST = Request(Axis("actor"), Axis("concern"))
BEFORE = Request(Axis("actor"), Axis("concern"), filter=Filter(before_merge=True))


def code(project: Project, place: Id, start: int, also: bool = True) -> Id:
    """Claim some words for an actor and a concern."""
    names = {tag.name: tag.id for tag in tags.all_tags(project)}
    carried = [(names["Kelmaria"], "holder"), (names["Water"], "holder")]
    with project.action("Claim") as action:
        return claims.add(
            action, place, [Span(start, start + 3)], tags=carried if also else carried[:1]
        )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two documents, each with a claim of Joren and one of Mira, who is at the keyboard."""
    path = tmp_path / "p.workbench"
    with operations.new_project(path, "", "Joren") as made:
        facets = {facet.key: facet.id for facet in tags.all_facets(made)}
        with made.action("Fill") as action:
            tags.add(action, facets["actor"], "Kelmaria")
            tags.add(action, facets["concern"], "Water")
            for name in ("a.txt", "b.txt"):
                documents.add(action, name, "The dam fills slowly.")
        for document in documents.all_documents(made):
            code(made, document.id, 0)
    with Project.open(path, "Mira") as made:
        for document in documents.all_documents(made):
            code(made, document.id, 4)
        yield made


def follow(project: Project, source: MatrixSource, operation: Any, *given: object) -> Matrix:
    """Do something, and hold what was kept to what is read anew."""
    with project.action("Step") as action:
        operation(action, *given)
    source.follow(action.changes)
    kept = source.build(REQUEST)
    assert kept == build_matrix(project, REQUEST)
    return kept


def test_what_blind_coding_hides_is_not_counted_and_the_sentence_says_so(project: Project) -> None:
    source = MatrixSource(project)
    assert source.build(REQUEST).claims.total == 4
    first = documents.all_documents(project)[0].id
    drawn = follow(project, source, blind.set_blind, True)
    assert (drawn.claims.total, drawn.scope) == (2, 2)
    assert "documents you have not finished" in sentence(REQUEST, drawn.context)
    assert follow(project, source, documents.set_reading, first, "done").claims.total == 3
    assert follow(project, source, documents.set_reading, first, "unread").claims.total == 2
    assert follow(project, source, blind.set_blind, False).claims.total == 4
    assert "not finished" not in sentence(REQUEST, source.context)


def test_changes_of_hidden_claims_and_tags_of_others_on_ones_own_stay_hidden(
    project: Project,
) -> None:
    own = code(project, documents.all_documents(project)[0].id, 9, also=False)
    path, water = project.path, next(tag for tag in tags.all_tags(project) if tag.name == "Water")
    project.close()
    with Project.open(path, "Joren") as other, other.action("Tag") as action:
        claims.add_tag(action, own, water.id)
        blind.set_blind(action, True)
    with Project.open(path, "Mira") as mine:
        source = MatrixSource(mine)
        assert source.build(REQUEST).claims.total == 2
        theirs = next(one for one in claims.all_claims(mine) if one.coder != mine.coder.id)
        for claim in (own, theirs.id):
            assert follow(mine, source, note, claim).claims.total == 2


def note(action: Action, claim: Id) -> None:
    """Change a claim in a way that no matrix shows."""
    claims.edit(action, claim, note="Seen.")


def test_before_the_last_merge_is_without_the_claims_that_it_brought(
    project: Project, tmp_path: Path
) -> None:
    source = MatrixSource(project)
    with pytest.raises(Invalid, match="brought in"):
        source.build(BEFORE)
    project.back_up(tmp_path / "other.workbench")
    with Project.open(tmp_path / "other.workbench", "Joren") as other:
        place = documents.all_documents(other)[1].id
        came = {code(other, place, start) for start in (0, 4, 9)}
    report = operations.merge_file(
        project, operations.plan_merge(project, tmp_path / "other.workbench")
    )
    assert report.changes is not None
    source.follow(report.changes)
    assert source.build(REQUEST).claims.total == 7
    before = source.build(BEFORE)
    assert before.claims.total == 4
    assert not came & set(before.claims_of(None, None))
    assert "without the claims of the last merge" in sentence(BEFORE, before.context)
    code(project, place, 14)
    with project.action("Note") as action:
        note(action, next(iter(came)))
    source = MatrixSource(project)
    assert source.build(BEFORE).claims.total == 5
    with project.action("Untag") as action:
        claims.remove_tag(action, next(iter(came)), tags.all_tags(project)[0].id)
    source.follow(action.changes)
    assert source.build(BEFORE) == build_matrix(project, BEFORE)
    assert source.build(REQUEST).scope == 8
