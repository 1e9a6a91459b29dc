from collections.abc import Iterator
from pathlib import Path

import pytest

from db import check, claims, decisions, documents, tags
from db.errors import Invalid
from db.project import Project
from db.records import Id, Role, Span
from workbench.operations import review
from workbench.operations.review import Target, Way

TEXT = "Sarneth closed the sluice. Duvan called it hostile. The raid went on. Grain doubled.\n"


class Desk:
    """A project in which Mira and Joren coded one document apart; Mira reviews."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.project = Project.create(path, "Upper Teshk", "Mira")
        with self.project.action("Start") as action:
            tags.add_starters(action)
            keys = {facet.key: facet.id for facet in tags.all_facets(self.project)}
            self.tag = {
                name: tags.add(action, keys[key], name)
                for key, name in (("actor", "Front"), ("concern", "Raids"), ("concern", "Arms"))
            }
            self.document = documents.add(action, "dry.txt", TEXT)
        self.tag |= {tag.name: tag.id for tag in tags.all_tags(self.project)}
        self.mira = self.project.coder.id
        self.joren = self.same = self.mine = self.longer = 0
        self.their_same = self.theirs = self.shorter = self.alone = 0

    def claim(self, words: str, *names: str, role: Role = "holder", **fields: str) -> Id:
        start = TEXT.index(words)
        with self.project.action("Claim") as action:
            return claims.add(
                action,
                self.document,
                [Span(start, start + len(words))],
                tags=[(self.tag[name], role) for name in names],
                **fields,
            )

    def turn(self, coder: str) -> Id:
        self.project.close()
        self.project = Project.open(self.path, coder)
        return self.project.coder.id

    def look(self) -> review.Reviewed:
        return review.review_document(self.project, self.document, self.mira, self.joren)

    def settle(self, way: Way, place: int = 0) -> None:
        pairing = self.look().differences[place].pairing
        with self.project.action(way) as action:
            review.settle(action, pairing, way, "As the text says")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "p.workbench")
    desk.same = desk.claim("Sarneth closed the sluice", "Front")
    desk.mine = desk.claim("Duvan called it hostile", "Front", "Raids")
    desk.longer = desk.claim("The raid went on", "Front")
    desk.joren = desk.turn("Joren")
    desk.their_same = desk.claim("Sarneth closed the sluice", "Front")
    desk.theirs = desk.claim("Duvan called it hostile", "Front", "Arms", speaker="A minister")
    desk.shorter = desk.claim("The raid went", "Front")
    desk.alone = desk.claim("Grain doubled", "Arms")
    desk.turn("Mira")
    yield desk
    assert check.check(desk.project) == []
    desk.project.close()


def test_what_differs_is_listed_with_what_there_is_to_decide(desk: Desk) -> None:
    found = desk.look()
    assert [one.pairing.kinds for one in found.differences] == [
        {"tags"}, {"boundaries"}, {"only right"},
    ]  # fmt: skip
    assert [one.targets for one in found.differences] == [
        (Target(desk.mine, desk.tag["Raids"]), Target(desk.theirs, desk.tag["Arms"])),
        (Target(desk.shorter),),
        (Target(desk.alone),),
    ]
    assert [pairing.left[0].id for pairing in found.agreed] == [desk.same]
    assert found.decided == 0


def test_each_tag_is_decided_by_itself_and_reopened(desk: Desk) -> None:
    first, second = desk.look().differences[0].targets
    with desk.project.action("Accept") as action:
        assert review.decide_on(action, [first], "accept") == 1
    assert desk.look().differences[0].verdicts == ("accept", None)
    with desk.project.action("Reject") as action:
        review.decide_on(action, [second], "reject", "One step too far")
    found = desk.look().differences[0]
    assert (found.verdicts, found.reason) == (("accept", "reject"), "One step too far")
    assert desk.look().decided == 1
    with desk.project.action("Reopen") as action:
        assert review.reopen(action, [first, second]) == 2
    assert desk.look().decided == 0
    with pytest.raises(Invalid, match="decided nothing"), desk.project.action("Reopen") as action:
        review.reopen(action, [first])


def test_a_changed_claim_asks_for_a_new_look(desk: Desk) -> None:
    with desk.project.action("Accept") as action:
        review.decide_on(action, desk.look().differences[2].targets, "accept")
    desk.turn("Joren")
    with desk.project.action("Edit") as action:
        claims.edit(action, desk.alone, statement="Prices doubled")
    desk.turn("Mira")
    found = desk.look().differences[2]
    assert not found.decided
    assert found.changed_since


def test_theirs_is_taken_over_and_stays_in_the_list_as_decided(desk: Desk) -> None:
    desk.settle("take theirs")
    mine, theirs = (claims.get(desk.project, one) for one in (desk.mine, desk.theirs))
    assert {given.tag for given in mine.tags} == {given.tag for given in theirs.tags}
    assert mine.speaker == "A minister"
    assert mine.coder == desk.mira
    found = desk.look()
    assert found.differences[0].pairing.same
    assert found.differences[0].decided
    assert len(found.agreed) == 1
    desk.project.log.undo()
    assert claims.get(desk.project, desk.mine).speaker == ""
    assert desk.look().decided == 0


def test_tags_are_combined_but_one_of_an_exclusive_facet_stays(desk: Desk) -> None:
    desk.turn("Joren")
    with desk.project.action("Stance") as action:
        claims.add_tag(action, desk.theirs, desk.tag["Against"])
    desk.turn("Mira")
    with desk.project.action("Stance") as action:
        claims.add_tag(action, desk.mine, desk.tag["For"])
    desk.settle("combine tags")
    carried = {given.tag for given in claims.get(desk.project, desk.mine).tags}
    assert carried == {desk.tag[name] for name in ("Front", "Raids", "Arms", "For")}
    assert desk.look().differences[0].decided


def test_boundaries_are_taken_alone(desk: Desk) -> None:
    desk.settle("take boundaries", 1)
    assert claims.get(desk.project, desk.longer).spans == claims.get(
        desk.project, desk.shorter
    ).spans  # fmt: skip
    assert desk.look().differences[1].decided


@pytest.mark.parametrize(
    ("way", "mine", "theirs"),
    [("keep mine", "accept", "reject"), ("keep both", "accept", "accept")],
)
def test_what_is_kept_is_accepted(desk: Desk, way: Way, mine: str, theirs: str) -> None:
    before = claims.all_claims(desk.project)
    desk.settle(way)
    standing = decisions.standing(decisions.all_decisions(desk.project))
    assert standing.claims == {desk.mine: mine, desk.theirs: theirs}
    assert claims.all_claims(desk.project) == before
    assert desk.look().differences[0].decided


def test_a_third_one_decides_and_changes_nothing(desk: Desk) -> None:
    desk.turn("Zoe")
    pairing = desk.look().differences[0].pairing
    assert review.ways(pairing, desk.project.coder.id) == ("keep mine", "take theirs", "keep both")
    before = claims.all_claims(desk.project)
    desk.settle("take theirs")
    assert claims.all_claims(desk.project) == before
    standing = decisions.standing(decisions.all_decisions(desk.project))
    assert standing.claims == {desk.mine: "reject", desk.theirs: "accept"}
    with pytest.raises(Invalid, match="own coder"):
        desk.settle("combine tags")


def test_much_is_decided_at_once(desk: Desk) -> None:
    project = desk.project
    assert review.targets_of(project, desk.joren, desk.document, desk.tag["Arms"]) == [
        Target(desk.theirs, desk.tag["Arms"]), Target(desk.alone, desk.tag["Arms"]),
    ]  # fmt: skip
    assert len(review.targets_of(project, desk.joren)) == 4
    agreed = review.agreed_targets(desk.look())
    assert agreed == [Target(desk.same), Target(desk.their_same)]
    with project.action("Accept") as action:
        assert review.decide_on(action, agreed, "accept") == 2
    found = desk.look()
    assert len(found.differences) == 3
    assert [pairing.left[0].id for pairing in found.agreed] == [desk.same]


def test_what_one_side_decided_is_decided_seen_from_the_other(desk: Desk) -> None:
    before = desk.look()
    with desk.project.action("Decide") as action:
        for one in before.differences:
            review.decide_on(action, one.targets, "accept")
    assert desk.look().decided == len(before.differences)
    desk.turn("Joren")
    seen = review.review_document(desk.project, desk.document, desk.joren, desk.mira)
    assert seen.decided == len(before.differences)
    assert {target for one in seen.differences for target in one.targets} == {
        target for one in before.differences for target in one.targets
    }
