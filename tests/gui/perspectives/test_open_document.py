import pytest

from db import claims, coders, documents, tags
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.reader.pane import ReaderPane
from workbench.gui.session import Session
from workbench.text.reflow import reflow

from ..fixtures import ME, OTHER, PLAIN  # noqa: TID252


@pytest.fixture
def session(qapp, small_path):
    with Project.open(small_path, ME) as project:
        yield Session(project)


@pytest.fixture
def opened(qtbot, session):
    pane = ReaderPane()
    qtbot.addWidget(pane)
    first = documents.all_documents(session.project)[0]
    return OpenDocument(session, pane, first.id, reflow=True)


@pytest.fixture
def followed(session, opened):
    """What `follow` answered to each change."""
    said = []
    session.changed.connect(lambda changes: said.append(opened.follow(changes)))
    return said


def marks(opened, claim):
    return opened.pane.area._scene.index.of(claim)


def marked(opened):
    return sorted((m.start, m.end, m.mine) for c in opened.claims for m in marks(opened, c))


def stored(session, opened):
    me = session.me.id
    found = claims.of_document(session.project, opened.id)
    return sorted((s.start, s.end, claim.coder == me) for claim in found for s in claim.spans)


def test_all_claims_are_marked_ones_own_and_the_others(session, opened):
    assert len(opened.claims) == 4
    assert marked(opened) == stored(session, opened)
    assert [mine for _start, _end, mine in marked(opened)].count(False) == 1


def test_cards_come_in_the_order_of_the_text(opened):
    starts = [card.claim.start for card in opened.cards()]
    assert starts == sorted(starts)
    assert [card.claim.id for card in opened.cards()] == [c.id for c in opened.in_order()]
    assert opened.cards()[0].quote == "Kelmaria closed the last sluice"


def test_it_follows_what_is_done_undone_and_done_again(session, opened, followed):
    session.do("Claim", claims.add, opened.id, [Span(0, 8), Span(20, 24)])
    assert marked(opened) == stored(session, opened)
    assert len(opened.cards()) == 5
    first = opened.in_order()[0].id
    session.do("Edit", claims.edit, first, statement="Else")
    assert opened.cards()[0].claim.statement == "Else"
    session.do("Bounds", claims.set_spans, first, [Span(0, 4)])
    session.do("Split", claims.split, first, 2)
    session.do("Delete", claims.remove, first)
    for step in (session.undo, session.undo, session.undo, session.undo, session.redo):
        step()
        assert marked(opened) == stored(session, opened)
        assert [card.claim for card in opened.cards()] == opened.in_order()
    assert all(followed)


def test_what_concerns_another_document_leaves_it_alone(session, opened, followed):
    other = documents.all_documents(session.project)[1].id
    before = opened.cards()
    made = session.do("Claim", claims.add, other, [Span(0, 5)])
    session.do("Edit", claims.edit, made, note="x")
    session.do("Reading", documents.set_reading, opened.id, "done")
    assert followed == [False, False, False]
    assert made not in opened.claims
    assert opened.cards() == before


def test_other_colours_and_names_are_shown(session, opened, followed):
    tag = next(tag for tag in session.codebook() if tag.name == "Dam filling")
    session.do("Colour", tags.edit, tag.id, colour="rose")
    first = opened.in_order()[0].id
    assert marks(opened, first)[0].colour == "rose"
    session.do("Rename", tags.edit, tag.id, name="Filling")
    assert marks(opened, first)[0].names.endswith(", Filling")
    assert followed == [True, True]


def test_a_removed_tag_leaves_claims_and_cards(session, opened, followed):
    tag = next(tag for tag in session.codebook() if tag.name == "Dam filling")
    session.do("Delete tag", tags.remove, tag.id)
    assert all(tag.id not in [t.tag for t in c.claim.tags] for c in opened.cards())
    session.undo()
    assert any(tag.id in [t.tag for t in c.claim.tags] for c in opened.cards())


def test_a_great_change_reads_everything_again(session, opened, followed):
    def many(action):
        return [claims.add(action, opened.id, [Span(n, n + 5)]) for n in range(600)]

    session.do("Import claims", many)
    assert len(opened.claims) == 604
    session.undo()
    assert len(opened.claims) == 4
    assert marked(opened) == stored(session, opened)


def test_details_are_shown_anew(session, opened, followed):
    session.do("Edit document", documents.edit, opened.id, title="Another title")
    assert opened.record.title == "Another title"
    assert opened.pane.area.accessibleName() == "Text of Another title"


def test_a_removed_document_is_no_trouble(session, opened, followed):
    session.do("Remove", documents.remove, opened.id)
    assert followed == [False]


def test_a_new_coders_claims_come_under_their_name(session, opened, followed):
    def bring(action):
        return claims.add(action, opened.id, [Span(0, 4)], coder=coders.ensure(action, "Lena Orth"))

    made = session.do("Import claims", bring)
    card = next(card for card in opened.cards() if card.claim.id == made)
    assert card.coder.name == "Lena Orth"
    assert not card.mine


def test_a_passage_is_the_selection_without_the_space_around_it(opened):
    opened.pane.area.select(8, 16)
    assert PLAIN[8:16] == " closed "
    assert opened.passage() == Span(9, 15)
    opened.pane.area.select(8, 9)
    assert opened.passage() is None
    opened.pane.area.select(5, 5)
    assert opened.passage() is None


def test_quotes_of_a_wrapped_text_are_clean(qtbot, sample_path):
    with Project.open(sample_path, OTHER) as project:
        session = Session(project)
        record = documents.all_documents(project)[0]
        pane = ReaderPane()
        qtbot.addWidget(pane)
        opened = OpenDocument(session, pane, record.id, reflow=True)
        shown = reflow(opened.text)
        broken = [c for c in opened.cards() if "-\n" in opened.text[c.claim.start : c.claim.end]]
        assert broken
        for card in broken:
            assert "-\n" not in card.quote
            assert "\n" not in card.quote
        assert len(shown) == len(opened.text)
        assert operations.SAMPLE_CODER in {card.coder.name for card in opened.cards()}
