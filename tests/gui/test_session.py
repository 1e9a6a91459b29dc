import pytest

from db import claims, coders, documents, tags
from db.project import Project
from workbench import operations
from workbench.gui.session import Session

from .fixtures import ME, OTHER


@pytest.fixture
def session(qapp, small_path):
    with Project.open(small_path, ME) as project:
        yield Session(project)


@pytest.fixture
def told(session):
    told = []
    session.changed.connect(told.append)
    return told


@pytest.fixture
def refused(session):
    refused = []
    session.failed.connect(refused.append)
    return refused


def first(session):
    return claims.all_claims(session.project)[0]


def test_an_operation_is_one_step_and_announced_once(session, told):
    claim = first(session)
    result = session.do("Edit note", claims.edit, claim.id, note="See p. 9")
    assert result is True
    assert [(c.label, c.kind, c.claims) for c in told] == [("Edit note", "do", {claim.id})]
    assert first(session).note == "See p. 9"
    assert session.project.log.undoable() == "Edit note"


def test_a_refusal_is_one_sentence_and_changes_nothing(session, told, refused):
    before = session.project.log.entries()
    assert session.do("Edit", claims.edit, first(session).id, credibility=9) is None
    assert refused == ["Credibility is a number from 1 to 6, or empty."]
    assert not told
    assert session.project.log.entries() == before


def test_what_changes_nothing_is_not_announced(session, told, refused):
    assert session.do("Edit note", claims.edit, first(session).id, note="") is False
    assert not told
    assert not refused


def test_an_error_of_the_program_is_not_swallowed(session, told):
    with pytest.raises(KeyError):
        session.do("Edit", claims.edit, first(session).id, colour="red")
    assert not told
    assert session.do("Edit note", claims.edit, first(session).id, note="after it") is True


def test_undo_and_redo_are_announced_as_such(session, told):
    session.do("Edit note", claims.edit, first(session).id, note="x")
    undone = session.undo()
    assert first(session).note == ""
    redone = session.redo()
    assert first(session).note == "x"
    assert [change.kind for change in told] == ["do", "undo", "redo"]
    assert told[1:] == [undone, redone]
    assert undone.claims == {first(session).id}


def test_with_nothing_to_redo_nothing_is_told(session, told, refused):
    assert session.redo() is None
    assert not told
    assert not refused


def test_an_undo_over_somebody_elses_work_is_refused_in_a_sentence(small_path, qapp):
    with Project.open(small_path, ME) as project:
        tag = Session(project).do("New tag", operations.add_tag, "actor", None, "Ilvora")
    with Project.open(small_path, OTHER) as project:
        claim = claims.all_claims(project)[0]
        Session(project).do("Tag claim", claims.add_tag, claim.id, tag)
    with Project.open(small_path, ME) as project:
        session, said = Session(project), []
        session.failed.connect(said.append)
        assert session.undo() is None
        assert len(said) == 1
        assert said[0].endswith(".")
        assert tag in session.book.tags


def test_the_codebook_is_read_once_until_a_tag_changes(session):
    book = session.book
    session.do("Edit note", claims.edit, first(session).id, note="x")
    assert session.book is book
    made = session.do("New tag", operations.add_tag, "actor", None, "Ilvora")
    assert session.book is not book
    assert made in session.book.tags
    session.undo()
    assert made not in session.book.tags
    renewed = session.book
    session.do("Alias", tags.set_aliases, next(iter(renewed.tags)), ["Union"])
    assert session.book is not renewed


def test_views_find_the_new_codebook_when_they_are_told(session):
    seen = []
    session.changed.connect(lambda _changes: seen.append(len(session.book.tags)))
    before = len(session.book.tags)
    session.do("New tag", operations.add_tag, "actor", None, "Ilvora")
    assert seen == [before + 1]


def test_everybody_who_coded_is_known_and_so_is_who_comes(session):
    assert {coder.name for coder in session.coders.values()} == {ME, OTHER}
    session.do("Import", lambda action: coders.ensure(action, "Lena Orth") and action)
    assert session.me.name == ME
    assert session.me.id in session.coders


def test_a_coder_who_never_acted_is_among_them(small_path, qapp):
    with Project.open(small_path, "Lena Orth") as project:
        assert "Lena Orth" in {coder.name for coder in Session(project).coders.values()}


def test_a_new_coders_claims_come_with_the_coder(session):
    document = documents.all_documents(session.project)[0].id

    def bring(action):
        coder = coders.ensure(action, "Lena Orth")
        return claims.add(action, document, [first(session).spans[0]], coder=coder)

    assert len(session.coders) == 2
    session.do("Import claims", bring)
    assert "Lena Orth" in {coder.name for coder in session.coders.values()}


def test_facets_are_found_by_key(session):
    concern = session.facet("concern")
    assert concern is not None
    assert concern.name == "Concerns"
    assert session.facet("colour") is None
    assert [tag.name for tag in session.codebook()][:2] == ["States", "Kelmaria"]
