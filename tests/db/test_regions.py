import pytest

from db import check, claims, regions
from db.errors import Invalid
from db.project import Project
from db.records import Region

from .making import snapshot

LOW, HIGH = Region(2, 0, 50_000, 100_000, 99_000), Region(2, 10, 10, 20, 20)


def test_a_claim_has_regions_until_it_goes(filled: Project) -> None:
    claim = claims.all_claims(filled)[0]
    with filled.action("Mark") as action:
        regions.set_regions(action, claim.id, [LOW, HIGH])
    assert regions.of_document(filled, claim.document) == {claim.id: [HIGH, LOW]}
    with filled.action("Mark") as action:
        regions.set_regions(action, claim.id, [LOW])
    before = snapshot(filled)
    assert regions.of_document(filled, claim.document) == {claim.id: [LOW]}
    with filled.action("Delete claim") as action:
        claims.remove(action, claim.id)
    assert regions.of_document(filled, claim.document) == {}
    filled.log.undo()
    assert snapshot(filled) == before
    assert check.check(filled) == []


@pytest.mark.parametrize(
    "region", [Region(-1, 0, 0, 1, 1), Region(0, 5, 0, 5, 1), Region(0, 0, 0, 100_001, 1)]
)
def test_a_region_off_its_page_is_refused(filled: Project, region: Region) -> None:
    claim = claims.all_claims(filled)[0]
    with pytest.raises(Invalid, match="on its page"), filled.action("Mark") as action:
        regions.set_regions(action, claim.id, [region])
