import pytest

from db import check, claims, comments
from db.errors import Invalid
from db.project import Project


def test_a_comment_is_said_read_and_taken_away(filled: Project) -> None:
    claim = claims.all_claims(filled)[0].id
    with filled.action("Comment") as action:
        first = comments.add(action, claim, "  Is this still so?  ")
    with filled.action("Comment") as action:
        comments.add(action, claim, "Yes, see p. 9.")
    assert [comment.text for comment in comments.of_claim(filled, claim)] == [
        "Is this still so?",
        "Yes, see p. 9.",
    ]
    assert comments.counts(filled) == {claim: 2}
    with filled.action("Uncomment") as action:
        comments.remove(action, first)
    assert [comment.text for comment in comments.of_claim(filled, claim)] == ["Yes, see p. 9."]
    filled.log.undo()
    assert len(comments.of_claim(filled, claim)) == 2
    assert check.check(filled) == []


def test_an_empty_comment_and_one_of_somebody_else_are_refused(filled: Project) -> None:
    claim = claims.all_claims(filled)[0].id
    with pytest.raises(Invalid, match="words"), filled.action("Comment") as action:
        comments.add(action, claim, " \n")
    with filled.action("Comment") as action:
        mine = comments.add(action, claim, "Mine")
    filled.close()
    with (
        Project.open(filled.path, "Somebody Else") as project,
        pytest.raises(Invalid, match="Only the one who wrote"),
        project.action("Uncomment") as action,
    ):
        comments.remove(action, mine)


def test_a_deleted_claim_takes_its_comments_along_and_undo_brings_both_back(
    filled: Project,
) -> None:
    claim = claims.all_claims(filled)[0].id
    with filled.action("Comment") as action:
        comments.add(action, claim, "Stays with it")
    with filled.action("Delete claim") as action:
        claims.remove(action, claim)
    assert comments.counts(filled) == {}
    filled.log.undo()
    assert comments.counts(filled) == {claim: 1}
    assert check.check(filled) == []


def test_the_comments_of_a_document_come_by_claim(filled: Project) -> None:
    project, claim = filled, claims.all_claims(filled)[0].id
    with project.action("Comment") as action:
        one = comments.add(action, claim, "One")
        two = comments.add(action, claim, "Two")
    document = project.query("SELECT document FROM claim WHERE id = ?", (claim,))[0][0]
    found = comments.of_document(project, document)
    assert {key: {each.id for each in said} for key, said in found.items()} == {claim: {one, two}}
    assert found[claim] == comments.of_claim(project, claim)
    assert comments.of_document(project, 1) == {}
