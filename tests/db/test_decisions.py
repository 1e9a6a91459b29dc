from pathlib import Path

import pytest

from db import check, claims, decisions, tags
from db.errors import Invalid
from db.project import Project
from db.records import Claim, Span

from .making import snapshot


@pytest.fixture
def claim(filled: Project) -> Claim:
    return claims.all_claims(filled)[0]


def _standing(project: Project) -> decisions.Standing:
    return decisions.standing(decisions.all_decisions(project))


def test_a_claim_and_a_tag_are_decided_on_and_reopened(filled: Project, claim: Claim) -> None:
    tag = claim.tags[1].tag
    with filled.action("Accept") as action:
        assert decisions.decide(action, claim.id, "accept")
        assert decisions.decide(action, claim.id, "reject", tag, " Not said here. ")
        assert not decisions.decide(action, claim.id, "accept")
    made = decisions.of_document(filled, claim.document)[claim.id]
    assert {(one.tag, one.verdict, one.reason, one.stale) for one in made} == {
        (None, "accept", "", False),
        (tag, "reject", "Not said here.", False),
    }
    assert decisions.of_claims(filled, [claim.id]) == {claim.id: made}
    assert _standing(filled).of_tag(claim.id, tag) == "reject"
    assert _standing(filled).of_tag(claim.id, claim.tags[0].tag) == "accept"
    with filled.action("Reopen") as action:
        assert decisions.reopen(action, claim.id)
        assert not decisions.reopen(action, claim.id)
    assert _standing(filled).claims == {}
    filled.log.undo()
    assert _standing(filled).claims == {claim.id: "accept"}
    assert check.check(filled) == []


def test_a_second_verdict_takes_the_place_of_the_first(filled: Project, claim: Claim) -> None:
    for verdict in ("question", "accept"):
        with filled.action("Decide") as action:
            decisions.decide(action, claim.id, verdict, reason="Page 9")  # type: ignore[arg-type]
    (only,) = decisions.all_decisions(filled)[claim.id]
    assert (only.verdict, only.reason) == ("accept", "Page 9")


@pytest.mark.parametrize("what", ["passages", "statement", "tags"])
def test_what_changed_since_asks_for_a_new_look(filled: Project, claim: Claim, what: str) -> None:
    kept, gone = claim.tags[0].tag, claim.tags[1].tag
    with filled.action("Accept") as action:
        decisions.decide(action, claim.id, "accept")
        decisions.decide(action, claim.id, "accept", kept)
    with filled.action("Change") as action:
        if what == "passages":
            claims.set_spans(action, claim.id, [Span(0, 7)])
        elif what == "statement":
            claims.edit(action, claim.id, statement="Another one")
        else:
            claims.remove_tag(action, claim.id, gone)
    standing = _standing(filled)
    assert standing.claims == {}
    # A tag's decision is about the passages and the tag alone.
    assert (claim.id, kept) in standing.tags or what == "passages"
    assert [one.stale for one in decisions.all_decisions(filled)[claim.id]].count(True) == (
        2 if what == "passages" else 1
    )
    filled.log.undo()
    assert _standing(filled).claims == {claim.id: "accept"}


def test_a_note_is_no_matter_of_decision(filled: Project, claim: Claim) -> None:
    with filled.action("Accept") as action:
        decisions.decide(action, claim.id, "accept")
    with filled.action("Note") as action:
        claims.edit(action, claim.id, note="Look at this again")
    assert _standing(filled).claims == {claim.id: "accept"}


def test_the_last_word_stands_where_reviewers_differ(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        claim = claims.all_claims(project)[0].id
        with project.action("Accept") as action:
            decisions.decide(action, claim, "accept")
    with Project.open(filled_path, "Ben") as project:
        with project.action("Reject") as action:
            decisions.decide(action, claim, "reject")
            assert action.update(
                "decision", decisions.all_decisions(project)[claim][-1].id, {"at": "9999"}
            )
        assert len(decisions.all_decisions(project)[claim]) == 2
        assert _standing(project).claims == {claim: "reject"}


def test_claims_and_tags_take_their_decisions_along(filled: Project, claim: Claim) -> None:
    with filled.action("Decide") as action:
        for one in claim.tags:
            decisions.decide(action, claim.id, "question", one.tag)
        decisions.decide(action, claim.id, "accept")
    before = snapshot(filled)
    with filled.action("Delete tag") as action:
        tags.remove(action, claim.tags[1].tag)
    assert check.check(filled) == []
    filled.log.undo()
    assert snapshot(filled) == before
    with filled.action("Delete claim") as action:
        claims.remove(action, claim.id)
    assert decisions.all_decisions(filled) == {}
    assert check.check(filled) == []
    filled.log.undo()
    assert snapshot(filled) == before


def test_reasons_are_offered_by_how_often_they_were_given(filled: Project) -> None:
    some = claims.all_claims(filled)
    with filled.action("Decide") as action:
        for one, reason in zip(some, ["Echo", "Not said", "Echo", ""], strict=False):
            decisions.decide(action, one.id, "reject", reason=reason)
    assert decisions.reasons(filled) == ["Echo", "Not said"]


def test_a_decision_on_nothing_is_refused(filled: Project, claim: Claim) -> None:
    other = next(one.id for one in tags.all_tags(filled) if one.id not in
                 {carried.tag for carried in claim.tags})  # fmt: skip
    for arguments, reason in (
        ((claim.id, "accept", other), "does not carry"),
        ((1, "accept"), "no longer in the project"),
        ((claim.id, "perhaps"), "accept, reject or question"),
        ((claim.id, "reject", None, "x" * 2_001), "at most"),
    ):
        with pytest.raises(Invalid, match=reason), filled.action("Decide") as action:
            decisions.decide(action, *arguments)  # type: ignore[arg-type]
