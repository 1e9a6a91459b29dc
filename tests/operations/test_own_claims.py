"""What a coder may change of a single claim: one's own, and nothing of a teammate's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import claims
from db.errors import Invalid
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.operations import own_claims as own


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    path = operations.write_sample(tmp_path / "sample")
    with Project.open(path, operations.SAMPLE_CODER) as project:
        yield project


STEPS = {
    "edit": lambda action, one: own.edit_claim(action, one.id, statement="Other words"),
    "move": lambda action, one: own.move_claim(action, one.id, [Span(0, 5)]),
    "add a passage": lambda action, one: own.add_passage(action, one.id, Span(0, 5)),
    "split": lambda action, one: own.split_claim(action, one.id, one.start + 5),
    "remove": lambda action, one: own.remove_claim(action, one.id),
    "tag": lambda action, one: own.tag_claim(action, one.id, one.tags[0].tag, "about"),
    "untag": lambda action, one: own.untag_claim(action, one.id, one.tags[0].tag),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_only_its_coder_changes_a_claim(sample: Project, step) -> None:
    found = [claim for claim in claims.all_claims(sample) if claim.tags]
    mine = next(claim for claim in found if claim.coder == sample.coder.id)
    theirs = next(claim for claim in found if claim.coder != sample.coder.id)
    before = claims.all_claims(sample)
    with sample.action("Mine") as action:
        step(action, mine)
    assert claims.all_claims(sample) != before
    sample.log.undo()
    with pytest.raises(Invalid, match="only its coder"), sample.action("Theirs") as action:
        step(action, theirs)
    assert claims.all_claims(sample) == before
