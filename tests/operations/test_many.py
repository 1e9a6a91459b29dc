"""Steps on many claims at once, over the sample: Mira's are hers, Joren's are not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import claims, coders, documents, tags
from db.errors import Invalid
from db.project import Project
from db.records import Claim, Id
from workbench import operations


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    path = operations.write_sample(tmp_path / "sample")
    with Project.open(path, operations.SAMPLE_CODER) as project:
        yield project


def _of(project: Project, name: str) -> list[Claim]:
    coder = next(coder.id for coder in coders.all_coders(project) if coder.name == name)
    return [claim for claim in claims.all_claims(project) if claim.coder == coder]


def _passages(project: Project, claim: Claim) -> list[str]:
    text = documents.text(project, documents.get(project, claim.document))
    return [text[span.start : span.end] for span in claim.spans]


def _tag(project: Project, name: str) -> Id:
    return next(tag.id for tag in tags.all_tags(project) if tag.name == name)


def _carrying(project: Project, tag: Id) -> set[Id]:
    return {c.id for c in claims.all_claims(project) if any(t.tag == tag for t in c.tags)}


def test_a_tag_goes_on_ones_own_claims_in_one_step(sample: Project) -> None:
    mine, theirs = _of(sample, "Mira Tolan"), _of(sample, "Joren Vask")
    chosen = {claim.id for claim in (*mine[:5], *theirs[:3])}
    tag = _tag(sample, "Press freedom")
    before = _carrying(sample, tag)
    with sample.action("Tag many") as action:
        count = operations.tag_claims(action, chosen, tag)
    new = {claim.id for claim in mine[:5]} - before
    assert count == len(new) > 0
    assert _carrying(sample, tag) == before | new
    sample.log.undo()
    assert _carrying(sample, tag) == before


def test_a_role_that_was_given_stays(sample: Project) -> None:
    claim = next(c for c in _of(sample, "Mira Tolan") if any(tag.role == "about" for tag in c.tags))
    about = next(tag.tag for tag in claim.tags if tag.role == "about")
    with sample.action("Tag many") as action:
        assert operations.tag_claims(action, [claim.id], about) == 0
    assert claims.get(sample, claim.id) == claim


def test_tags_and_fields_are_changed_on_many(sample: Project) -> None:
    mine = [claim.id for claim in _of(sample, "Mira Tolan")]
    tag = _tag(sample, "Dam filling")
    with sample.action("Untag many") as action:
        count = operations.untag_claims(action, mine, [tag])
    assert count > 0
    assert not _carrying(sample, tag) & set(mine)
    with sample.action("Confidence of many") as action:
        operations.edit_claims(action, mine, "confidence", "low")
    assert {claim.confidence for claim in _of(sample, "Mira Tolan")} == {"low"}
    with sample.action("Delete many") as action:
        assert operations.remove_claims(action, mine) == len(mine)
    assert _of(sample, "Mira Tolan") == []
    sample.log.undo()
    assert len(_of(sample, "Mira Tolan")) == len(mine)


def test_nobody_changes_a_teammates_claims(sample: Project) -> None:
    theirs = [claim.id for claim in _of(sample, "Joren Vask")]
    with pytest.raises(Invalid, match="only their coder"), sample.action("Delete") as action:
        operations.remove_claims(action, theirs)
    assert len(_of(sample, "Joren Vask")) == len(theirs)


def test_citations_name_quote_source_date_and_place(sample: Project) -> None:
    first = _of(sample, "Mira Tolan")[0]
    told = operations.citations(sample, [first.id], lambda claim, _text: f"at {claim.start}")
    assert told == (
        "“Kelmaria, which built the dam and operates it, presents the filling as a technical "
        "step covered by the accord of the twin rivers” (Ansa Relin, Tobar Weil, Dry Season, Wet "
        f"Politics, 2025-07-18, at {first.start})"
    )


def test_a_citation_has_words_whole_that_a_line_end_broke(sample: Project) -> None:
    broken = [
        claim
        for claim in claims.all_claims(sample)
        if any("-\n" in passage for passage in _passages(sample, claim))
    ]
    told = operations.citations(sample, [claim.id for claim in broken], lambda *_claim: "")
    assert broken
    assert "- " not in told


def test_only_the_claims_that_are_named_are_exported(sample: Project, tmp_path: Path) -> None:
    chosen = [claim.id for claim in _of(sample, "Joren Vask")[:4]]
    target = tmp_path / "some.csv"
    assert operations.export_claims(sample, target, only=chosen) == 4
    assert target.read_text(encoding="utf-8").count("Joren Vask") == 4
