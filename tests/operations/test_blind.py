from collections.abc import Iterator
from pathlib import Path

import pytest

from db import claims, documents, tags
from db.project import Project
from db.records import Id, Span
from workbench import operations
from workbench.operations import blind


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two documents, each with a claim of Mira and one of Joren; Mira is at the keyboard."""
    path = tmp_path / "p.workbench"
    with operations.new_project(path, "", "Joren") as made, made.action("Fill") as action:
        for name in ("a.txt", "b.txt"):
            document = documents.add(action, name, "The dam fills.")
            claims.add(action, document, [Span(0, 7)])
    with Project.open(path, "Mira") as made:
        tag = tags.all_tags(made)[0].id
        for document in documents.all_documents(made):
            with made.action("Claim") as action:
                claims.add(action, document.id, [Span(4, 13)], tags=[(tag, "holder")])
        yield made


def seen(project: Project, document: Id) -> set[str]:
    names = dict(project.query("SELECT id, name FROM coder"))
    shown = blind.curtain(project).show(claims.of_document(project, document))
    return {names[claim.coder] for claim in shown}


def test_others_are_hidden_until_the_document_is_done(project: Project) -> None:
    one, two = (record.id for record in documents.all_documents(project))
    assert seen(project, one) == {"Mira", "Joren"}
    with project.action("Blind") as action:
        assert blind.set_blind(action, True)
    assert blind.is_blind(project)
    assert seen(project, one) == seen(project, two) == {"Mira"}
    with project.action("Done") as action:
        documents.set_reading(action, one, "done")
    assert seen(project, one) == {"Mira", "Joren"}
    assert seen(project, two) == {"Mira"}
    assert blind.curtain(project).hides(two)
    project.log.undo()
    assert seen(project, one) == {"Mira"}


def test_tags_of_others_on_ones_own_claim_are_hidden_too(project: Project) -> None:
    claim = next(one for one in claims.all_claims(project) if one.coder == project.coder.id)
    other = next(coder for (coder,) in project.query("SELECT id FROM coder WHERE name = 'Joren'"))
    with project.action("Blind") as action:
        row = project.query("SELECT id FROM claim_tag WHERE claim = ?", (claim.id,))[0][0]
        action.update("claim_tag", row, {"coder": other})
        blind.set_blind(action, True)
    (shown, *_rest) = blind.curtain(project).show([claims.get(project, claim.id)])
    assert shown.tags == ()
