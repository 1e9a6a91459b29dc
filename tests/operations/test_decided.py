"""What was decided of claims, and deciding on many at once, over the sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import claims, coders, decisions
from db.errors import Invalid
from db.project import Project
from db.records import Id
from workbench import operations
from workbench.operations.decided import claims_in, decide_claims, reopen_claims, states


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    path = operations.write_sample(tmp_path / "sample")
    with Project.open(path, operations.SAMPLE_CODER) as project:
        with project.action("Reopen all") as action:
            for claim in decisions.all_decisions(project):
                decisions.reopen(action, claim)
        yield project


def _all(project: Project) -> list[Id]:
    return [claim.id for claim in claims.all_claims(project)]


def test_claims_are_open_until_somebody_decides(sample: Project) -> None:
    assert states(sample) == {}
    chosen = _all(sample)
    assert claims_in(sample, ["open"]) == set(chosen)
    assert claims_in(sample, ["accept", "changed"]) == set()


def test_many_are_decided_on_in_one_step_whosever_they_are(sample: Project) -> None:
    me = sample.coder.id
    found = claims.all_claims(sample)
    chosen = [
        *[c.id for c in found if c.coder == me][:3],
        *[c.id for c in found if c.coder != me][:2],
    ]
    with sample.action("Accept 5 claims") as action:
        assert decide_claims(action, chosen, "accept") == 5
    assert states(sample) == dict.fromkeys(chosen, "accept")
    with sample.action("Reject 1 claim") as action:
        assert decide_claims(action, chosen[:1], "reject", "not said") == 1
        assert decide_claims(action, chosen[1:2], "accept") == 0
    assert states(sample, chosen[:2]) == {chosen[0]: "reject", chosen[1]: "accept"}
    assert claims_in(sample, ["accept"]) == set(chosen[1:])
    sample.log.undo()
    sample.log.undo()
    assert states(sample) == {}


def test_what_is_edited_was_changed_since(sample: Project) -> None:
    one, other = [c.id for c in claims.all_claims(sample) if c.coder == sample.coder.id][:2]
    with sample.action("Accept") as action:
        decide_claims(action, [one, other], "accept")
    with sample.action("Edit") as action:
        claims.edit(action, one, statement="Something else")
    assert states(sample) == {one: "changed", other: "accept"}
    assert claims_in(sample, ["changed"]) == {one}
    with sample.action("Question") as action:
        decide_claims(action, [one], "question")
    assert states(sample)[one] == "question"


def test_a_verdict_on_a_tag_leaves_its_claim_open(sample: Project) -> None:
    claim = next(c for c in claims.all_claims(sample) if c.tags)
    with sample.action("Reject tag") as action:
        decisions.decide(action, claim.id, "reject", claim.tags[0].tag)
    assert states(sample) == {}
    with sample.action("Untag") as action:
        claims.remove_tag(action, claim.id, claim.tags[0].tag)
    assert states(sample) == {}


def test_only_who_decided_takes_it_back(sample: Project) -> None:
    chosen = _all(sample)[:3]
    other = next(one.id for one in coders.all_coders(sample) if one != sample.coder)
    with sample.action("Decide") as action:
        decide_claims(action, chosen[:2], "accept")
        assert other != action.coder
    with sample.action("Take back") as action:
        assert reopen_claims(action, chosen) == 2
    assert states(sample) == {}
    with pytest.raises(Invalid, match="only who decided"), sample.action("Take back") as action:
        reopen_claims(action, chosen)


def test_claims_that_are_gone_are_not_decided_on(sample: Project) -> None:
    with pytest.raises(Invalid, match="no longer"), sample.action("Accept") as action:
        decide_claims(action, [5], "accept")
