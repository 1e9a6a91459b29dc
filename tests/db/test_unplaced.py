import pytest

from db import claims, documents, unplaced
from db.check import check
from db.errors import ChangedSince, Invalid
from db.project import Project
from db.records import Claim, Document, Id, Span

from .making import TEXT, snapshot


@pytest.fixture
def one(filled: Project) -> Document:
    return documents.all_documents(filled)[0]


@pytest.fixture
def claim(filled: Project, one: Document) -> Claim:
    return claims.of_document(filled, one.id)[1]


def doubt(project: Project, claim: Claim, quote: str = "words of before") -> Id:
    with project.action("Doubt") as action:
        return unplaced.add(action, claim.id, claim.spans[0], quote, 70)


def test_a_text_is_replaced_with_its_styles_and_file_and_undo_brings_all_back(
    filled: Project, one: Document
) -> None:
    before = snapshot(filled)
    with filled.action("New version") as action:
        assert documents.replace_text(action, one.id, TEXT + "More.", (), b"raw", "text/markdown")
    now = documents.get(filled, one.id)
    assert documents.text(filled, now) == TEXT + "More."
    assert (now.length, now.media_type, now.title) == (len(TEXT) + 5, "text/markdown", one.title)
    assert documents.styles(filled, one.id) == ()
    assert documents.original(filled, one.id) == b"raw"
    assert check(filled) == []
    filled.log.undo()
    assert snapshot(filled) == before


def test_the_same_text_leaves_no_step(filled: Project, one: Document) -> None:
    before = filled.log.undoable()
    with filled.action("New version") as action:
        styles, raw = documents.styles(filled, one.id), documents.original(filled, one.id)
        assert not documents.replace_text(action, one.id, TEXT, styles, raw)
    assert filled.log.undoable() == before


@pytest.mark.parametrize(("text", "said"), [(" \n", "has no text"), (TEXT.upper(), "two.txt has")])
def test_a_text_that_cannot_take_the_place_is_refused(
    filled: Project, one: Document, text: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said), filled.action("New version") as action:
        documents.replace_text(action, one.id, text)
    assert documents.text(filled, documents.get(filled, one.id)) == TEXT


def test_an_undo_is_refused_that_would_put_a_claim_made_since_on_other_words(
    filled: Project, one: Document
) -> None:
    with filled.action("New version") as action:
        documents.replace_text(action, one.id, "A" + TEXT[1:] + "Quite new.")
    path = filled.path
    filled.close()
    with Project.open(path, "Ben") as theirs, theirs.action("Claim") as action:
        claims.add(action, one.id, [Span(0, 5)])
    with Project.open(path, "Ana") as ours, pytest.raises(ChangedSince):
        ours.log.undo()


def test_an_undo_passes_where_a_claim_made_since_has_the_same_words(
    filled: Project, one: Document
) -> None:
    with filled.action("New version") as action:
        documents.replace_text(action, one.id, "A" + TEXT[1:])
    path = filled.path
    filled.close()
    with Project.open(path, "Ben") as theirs, theirs.action("Claim") as action:
        claims.add(action, one.id, [Span(4, 11)])
    with Project.open(path, "Ana") as ours:
        ours.log.undo()
        assert documents.text(ours, documents.get(ours, one.id)) == TEXT


def test_a_doubt_is_listed_until_its_place_is_accepted(
    filled: Project, one: Document, claim: Claim
) -> None:
    row = doubt(filled, claim)
    [found] = unplaced.of_document(filled, one.id)
    assert (found.id, found.claim, found.span) == (row, claim.id, claim.spans[0])
    assert (found.quote, found.score) == ("words of before", 70)
    assert unplaced.counts(filled) == {one.id: 1}
    with filled.action("Accept") as action:
        unplaced.accept(action, row)
    assert unplaced.counts(filled) == {}
    assert claims.get(filled, claim.id) == claim
    with pytest.raises(Invalid, match="already"), filled.action("Accept") as action:
        unplaced.accept(action, row)
    filled.log.undo()
    assert unplaced.counts(filled) == {one.id: 1}


def test_a_passage_in_doubt_is_placed_elsewhere_and_the_others_stay(
    filled: Project, claim: Claim
) -> None:
    with filled.action("Add") as action:
        claims.add_span(action, claim.id, Span(900, 910))
    row = doubt(filled, claim)
    with filled.action("Place") as action:
        unplaced.place(action, row, Span(700, 720))
    assert claims.get(filled, claim.id).spans == (Span(700, 720), Span(900, 910))
    assert unplaced.counts(filled) == {}
    assert check(filled) == []


def test_a_passage_can_be_placed_where_it_is(filled: Project, claim: Claim) -> None:
    row = doubt(filled, claim)
    with filled.action("Place") as action:
        unplaced.place(action, row, claim.spans[0])
    assert unplaced.counts(filled) == {}
    assert claims.get(filled, claim.id) == claim


def test_of_two_doubts_at_one_place_the_other_stays_when_one_is_placed(
    filled: Project, one: Document, claim: Claim
) -> None:
    first, second = doubt(filled, claim), doubt(filled, claim, "other words")
    with filled.action("Place") as action:
        unplaced.place(action, first, Span(700, 720))
    assert [row.id for row in unplaced.of_document(filled, one.id)] == [second]
    assert check(filled) == []


def test_a_place_outside_the_text_is_refused(filled: Project, claim: Claim) -> None:
    row = doubt(filled, claim)
    with pytest.raises(Invalid, match="inside the text"), filled.action("Place") as action:
        unplaced.place(action, row, Span(0, 10**6))


def test_moving_the_bounds_by_hand_places_a_passage(filled: Project, claim: Claim) -> None:
    doubt(filled, claim)
    with filled.action("Move bounds") as action:
        claims.set_spans(action, claim.id, [Span(700, 720)])
    assert unplaced.counts(filled) == {}


def test_another_passage_of_the_claim_leaves_the_doubt(
    filled: Project, one: Document, claim: Claim
) -> None:
    doubt(filled, claim)
    with filled.action("Add") as action:
        claims.add_span(action, claim.id, Span(900, 910))
    assert unplaced.counts(filled) == {one.id: 1}


def test_a_claim_in_doubt_is_not_split_but_can_be_removed(filled: Project, claim: Claim) -> None:
    doubt(filled, claim)
    with pytest.raises(Invalid, match="in doubt"), filled.action("Split") as action:
        claims.split(action, claim.id, claim.start + 3)
    with filled.action("Remove") as action:
        claims.remove(action, claim.id)
    assert unplaced.counts(filled) == {}
    assert check(filled) == []


def test_a_doubt_about_no_passage_of_its_claim_is_found(filled: Project, claim: Claim) -> None:
    with filled.action("Doubt") as action:
        unplaced.add(action, claim.id, Span(1, 2), "x", 0)
    assert any("placed by hand" in finding for finding in check(filled))
