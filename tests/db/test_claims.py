import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import claims, documents, tags
from db.check import check
from db.errors import Invalid
from db.project import Project
from db.records import ClaimTag, Id, Span

from .making import facet, tag


@pytest.fixture
def document(project: Project) -> Id:
    with project.action("Import") as action:
        return documents.add(action, "one.txt", "x" * 100)


def mark(project: Project, document: Id, *spans: tuple[int, int], **fields: object) -> Id:
    with project.action("Mark") as action:
        return claims.add(action, document, [Span(*span) for span in spans], **fields)


def test_a_claim_comes_back_as_it_was_given(project: Project, document: Id) -> None:
    with project.action("Codebook") as action:
        lantern = tags.add(action, facet(project, "actor"), "Lantern")
        water = tags.add(action, facet(project, "concern"), "water")
    claim = mark(
        project,
        document,
        (40, 50),
        (0, 10),
        tags=[(water, "holder"), (lantern, "about")],
        name="000-01",
        statement=" They deny it. ",
        speaker="Morrin ",
        confidence="high",
        credibility=2,
        note=" unsure",
    )
    found = claims.get(project, claim)
    me = project.coder.id
    assert found.spans == (Span(0, 10), Span(40, 50))
    assert (found.start, found.end) == (0, 50)
    assert found.tags == (ClaimTag(water, me, "holder"), ClaimTag(lantern, me, "about"))
    assert (found.name, found.statement, found.speaker) == ("000-01", "They deny it.", "Morrin")
    assert (found.confidence, found.credibility, found.note) == ("high", 2, "unsure")
    assert claims.of_document(project, document) == [found]
    assert claims.many(project, [claim, claim, 5]) == [found]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([(0, 5), (5, 9)], [(0, 9)]),
        ([(0, 5), (3, 9), (20, 21)], [(0, 9), (20, 21)]),
        ([(0, 50), (3, 9)], [(0, 50)]),
        ([(99, 100), (0, 1)], [(0, 1), (99, 100)]),
        ([(4, 6), (4, 6)], [(4, 6)]),
    ],
)
def test_passages_that_touch_become_one(
    project: Project, document: Id, given: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> None:
    claim = mark(project, document, *given)
    assert claims.get(project, claim).spans == tuple(Span(*span) for span in kept)


@pytest.mark.parametrize(
    "spans", [[], [(5, 5)], [(6, 5)], [(-1, 5)], [(99, 101)], [(0, 1), (3, 3)]]
)
def test_passages_outside_the_text_are_refused(
    project: Project, document: Id, spans: list[tuple[int, int]]
) -> None:
    with pytest.raises(Invalid):
        mark(project, document, *spans)
    claim = mark(project, document, (0, 5))
    with pytest.raises(Invalid), project.action("Respan") as action:
        claims.set_spans(action, claim, [Span(*span) for span in spans])
    assert claims.get(project, claim).spans == (Span(0, 5),)


def test_what_is_refused_leaves_nothing_behind(project: Project, document: Id) -> None:
    stances = [tag.id for tag in tags.all_tags(project)][:2]
    before = len(project.log.entries(10))
    with project.action("Add") as action:
        for refused in (
            {"spans": [Span(99, 101)]},
            {"tags": [(stances[0], "holder"), (stances[1], "holder")]},
            {"tags": [(stances[0], "holder"), (5, "holder")]},
            {"confidence": "certain"},
        ):
            with pytest.raises(Invalid):
                claims.add(action, document, **{"spans": [Span(0, 5)]} | refused)
    assert claims.all_claims(project) == []
    assert len(project.log.entries(10)) == before


@pytest.mark.parametrize(
    "fields", [{"confidence": "certain"}, {"credibility": 0}, {"credibility": 7}]
)
def test_values_off_the_scales_are_refused(
    project: Project, document: Id, fields: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        mark(project, document, (0, 5), **fields)
    claim = mark(project, document, (0, 5), confidence="low", credibility=1)
    with pytest.raises(Invalid), project.action("Edit") as action:
        claims.edit(action, claim, **fields)
    with project.action("Clear") as action:
        assert claims.edit(action, claim, confidence="", credibility=None)


def test_only_plain_fields_are_edited(project: Project, document: Id) -> None:
    claim = mark(project, document, (0, 5))
    with pytest.raises(KeyError), project.action("Edit") as action:
        claims.edit(action, claim, document=document)
    with project.action("Edit") as action:
        assert claims.edit(action, claim, statement="New ")
        assert not claims.edit(action, claim, statement="New")
    with pytest.raises(Invalid, match="no longer"), project.action("Edit") as action:
        claims.edit(action, 5, statement="x")


def test_passages_keep_their_rows_when_bounds_move(project: Project, document: Id) -> None:
    claim = mark(project, document, (0, 5), (10, 15))
    rows = project.query("SELECT id FROM span ORDER BY position")
    with project.action("Move") as action:
        assert claims.set_spans(action, claim, [Span(1, 5), Span(10, 16)])
        assert not claims.set_spans(action, claim, [Span(10, 16), Span(1, 5)])
    assert project.query("SELECT id FROM span ORDER BY position") == rows
    with project.action("Merge") as action:
        assert claims.add_span(action, claim, Span(5, 10))
    assert claims.get(project, claim).spans == (Span(1, 16),)
    assert project.query("SELECT id FROM span ORDER BY position") == rows[:1]
    with project.action("Add") as action:
        assert claims.add_span(action, claim, Span(50, 60))
        assert not claims.add_span(action, claim, Span(50, 60))
    assert claims.get(project, claim).spans == (Span(1, 16), Span(50, 60))
    assert check(project) == []


def test_a_claim_is_split_with_its_tags_and_their_coders(filled: Project) -> None:
    whole = next(claim for claim in claims.all_claims(filled) if len(claim.spans) == 2)
    with filled.action("Split") as action:
        other = action.insert("coder", {"name": "Bo"})
        claims.add_tag(action, whole.id, tag(filled, "roads"))
        row = filled.query("SELECT id FROM claim_tag WHERE claim = ?", (whole.id,))[0][0]
        action.update("claim_tag", row, {"coder": other})
        claims.edit(action, whole.id, speaker="S", note="N", credibility=3)
        rest = claims.split(action, whole.id, whole.spans[0].end - 2)
    first, second = claims.get(filled, whole.id), claims.get(filled, rest)
    assert first.spans == (Span(whole.start, whole.spans[0].end - 2),)
    assert second.spans == (Span(whole.spans[0].end - 2, whole.spans[0].end), whole.spans[1])
    assert first.tags == second.tags
    assert other in {one.coder for one in second.tags}
    assert (first.statement, second.statement) == (whole.statement, "")
    assert (second.speaker, second.note, second.credibility) == ("S", "N", 3)
    assert check(filled) == []


def test_a_claim_is_split_between_its_passages(project: Project, document: Id) -> None:
    claim = mark(project, document, (0, 5), (10, 15))
    with project.action("Split") as action:
        rest = claims.split(action, claim, 7)
    assert claims.get(project, claim).spans == (Span(0, 5),)
    assert claims.get(project, rest).spans == (Span(10, 15),)


@pytest.mark.parametrize("offset", [0, 2, 15, 99])
def test_a_claim_is_not_split_at_its_edges(project: Project, document: Id, offset: int) -> None:
    claim = mark(project, document, (2, 5), (10, 15))
    with pytest.raises(Invalid, match="inside the claim"), project.action("Split") as action:
        claims.split(action, claim, offset)


def test_tags_are_put_on_and_taken_off(filled: Project) -> None:
    claim, water = claims.all_claims(filled)[1], tag(filled, "water")
    with filled.action("Tag") as action:
        claims.remove_tag(action, claim.id, water)
    with filled.action("Tag") as action:
        assert claims.add_tag(action, claim.id, water)
        assert not claims.add_tag(action, claim.id, water)
        assert claims.add_tag(action, claim.id, water, "about")
    assert claims.get(filled, claim.id).tags[-1] == ClaimTag(water, filled.coder.id, "about")
    with filled.action("Untag") as action:
        assert claims.remove_tag(action, claim.id, water)
        assert not claims.remove_tag(action, claim.id, water)
    with pytest.raises(Invalid), filled.action("Tag") as action:
        claims.add_tag(action, claim.id, 5)


def test_a_stance_takes_the_place_of_the_former(project: Project, document: Id) -> None:
    stances = [tag(project, name) for name in ("For", "Against")]
    claim = mark(project, document, (0, 5), tags=[(stances[0], "holder")])
    with project.action("Stance") as action:
        assert claims.add_tag(action, claim, stances[1])
    assert [one.tag for one in claims.get(project, claim).tags] == [stances[1]]
    with pytest.raises(Invalid, match="one tag of Stance"):
        mark(project, document, (0, 5), tags=[(one, "holder") for one in stances])


def test_a_tag_given_twice_is_put_on_once(project: Project, document: Id) -> None:
    mixed = tag(project, "Mixed")
    claim = mark(project, document, (0, 5), tags=[(mixed, "holder"), (mixed, "about")])
    assert [(one.tag, one.role) for one in claims.get(project, claim).tags] == [(mixed, "about")]


def test_claims_come_in_the_order_of_documents_and_text(filled: Project) -> None:
    found = claims.all_claims(filled)
    place = {one.id: number for number, one in enumerate(documents.all_documents(filled))}
    assert found == sorted(found, key=lambda one: (place[one.document], one.spans, one.id))
    assert claims.many(filled, [one.id for one in reversed(found)]) == found
    assert claims.many(filled, []) == []
    for document in place:
        assert claims.of_document(filled, document) == [
            one for one in found if one.document == document
        ]
    assert claims.counts_by_document(filled) == dict.fromkeys(place, 12)


def test_a_claim_that_is_gone_says_so(filled: Project) -> None:
    claim = claims.all_claims(filled)[0]
    with filled.action("Remove") as action:
        claims.remove(action, claim.id)
    with pytest.raises(Invalid, match="no longer"):
        claims.get(filled, claim.id)
    with pytest.raises(Invalid, match="no longer"), filled.action("Move") as action:
        claims.set_spans(action, claim.id, [Span(0, 1)])
    with pytest.raises(Invalid, match="no longer"), filled.action("Remove") as action:
        claims.remove(action, claim.id)
    assert filled.query("SELECT count(*) FROM span WHERE claim = ?", (claim.id,)) == [(0,)]


def test_speakers_come_by_frequency(project: Project, document: Id) -> None:
    for speaker in ("Bo", "Cy", "Cy", "", "", ""):
        mark(project, document, (0, 5), speaker=speaker)
    assert claims.speakers(project) == ["Cy", "Bo"]


def test_recent_tags_are_the_last_used_that_still_are(filled: Project) -> None:
    water, roads, raids = (tag(filled, name) for name in ("water", "roads", "raids"))
    claim = claims.all_claims(filled)[0]
    for one in (raids, water, roads):
        with filled.action("Tag") as action:
            claims.remove_tag(action, claim.id, one)
            claims.add_tag(action, claim.id, one)
    assert claims.recent_tags(filled, filled.coder.id, 2) == [roads, water]
    with filled.action("Remove") as action:
        tags.remove(action, roads)
    assert claims.recent_tags(filled, filled.coder.id, 2) == [water, raids]
    assert claims.recent_tags(filled, 5, 2) == []
    assert len(claims.recent_tags(filled, filled.coder.id, 50)) == 6


def test_recent_tags_of_one_action_are_the_last_first(project: Project, document: Id) -> None:
    with project.action("Codebook") as action:
        made = [tags.add(action, facet(project, "actor"), f"Actor {n}") for n in range(5)]
    mark(project, document, (0, 5), tags=[(one, "holder") for one in made])
    assert claims.recent_tags(project, project.coder.id, 3) == made[:1:-1]


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: Span(p[0], p[0] + p[1])),
    min_size=1,
    max_size=6,
)


@given(given=spans)
def test_tidied_passages_cover_the_same_characters(given: list[Span]) -> None:
    class Lengths:
        project: Any = None

        @staticmethod
        def query(_sql: str, _given: object) -> list[tuple[int]]:
            return [(40,)]

    Lengths.project = Lengths
    tidy = claims._tidy(Lengths, 1, given)  # type: ignore[arg-type]
    assert {n for s in tidy for n in range(s.start, s.end)} == {
        n for s in given for n in range(s.start, s.end)
    }
    assert all(a.end < b.start for a, b in itertools.pairwise(tidy))
