import pytest

from db import claims, documents
from db.check import check
from db.errors import DamagedProject, Invalid
from db.project import Project
from db.records import Document, Span, Style

from .making import TEXT


def test_a_document_comes_back_as_it_was_given(filled: Project) -> None:
    one, two = documents.all_documents(filled)
    assert documents.get(filled, one.id) == one
    assert (one.name, one.title, one.length) == ("one.txt", "one.txt", len(TEXT))
    assert documents.text(filled, one) == TEXT
    assert documents.original(filled, one.id) == TEXT.encode()
    assert documents.styles(filled, one.id) == (
        Style(0, 4, "strong"),
        Style(4, 11, "link", "https://example.org/a"),
    )
    assert (two.author, two.reliability) == ("B. Writer", "B")
    assert documents.original(filled, two.id) is None
    assert documents.styles(filled, two.id) == ()


@pytest.mark.parametrize("text", ["é\0ü", "🔥\u2028x", "\ufeffx", "a\r\nb"])
@pytest.mark.parametrize("text_first", [True, False])
def test_a_text_and_equal_bytes_are_stored_once(
    project: Project, text: str, text_first: bool
) -> None:
    with project.action("Import") as action:
        if text_first:
            action.store(text)
            action.store(text.encode())
        else:
            action.store(text.encode())
            action.store(text)
        document = documents.add(action, "x.txt", text, original=text.encode())
    assert project.query("SELECT count(*) FROM content") == [(1,)]
    assert documents.text(project, documents.get(project, document)) == text
    assert documents.original(project, document) == text.encode()
    assert check(project) == []


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_a_document_without_text_is_refused(project: Project, text: str) -> None:
    with pytest.raises(Invalid, match=r"x\.txt has no text"), project.action("Import") as action:
        documents.add(action, "x.txt", text)


def test_documents_are_found_by_their_text(filled: Project) -> None:
    one, _two = documents.all_documents(filled)
    assert documents.ids_by_text(filled)[one.text_sha256] == one.id


def test_new_documents_come_last(filled: Project) -> None:
    with filled.action("Import") as action:
        new = documents.add(action, "a first name.txt", "text")
    assert [one.id for one in documents.all_documents(filled)][-1] == new


def test_what_is_known_can_be_corrected(filled: Project) -> None:
    one, _two = documents.all_documents(filled)
    with filled.action("Correct") as action:
        assert documents.edit(action, one.id, title=" New ", reliability="A", url="")
        assert not documents.edit(action, one.id, title="New")
    found = documents.get(filled, one.id)
    assert (found.title, found.reliability) == ("New", "A")


@pytest.mark.parametrize("fields", [{"reliability": "G"}, {"title": " "}])
def test_a_wrong_correction_is_refused(filled: Project, fields: dict[str, str]) -> None:
    one, _two = documents.all_documents(filled)
    with pytest.raises(Invalid), filled.action("Correct") as action:
        documents.edit(action, one.id, **fields)


def test_only_what_is_editable_is_edited(filled: Project) -> None:
    one, _two = documents.all_documents(filled)
    with pytest.raises(KeyError), filled.action("Correct") as action:
        documents.edit(action, one.id, text="0" * 64)


def test_a_document_goes_with_all_that_hangs_on_it(filled: Project) -> None:
    one, two = documents.all_documents(filled)
    with filled.action("Remove") as action:
        assert documents.remove(action, one.id) == 12
    assert documents.all_documents(filled) == [two]
    assert {claim.document for claim in claims.all_claims(filled)} == {two.id}
    assert documents.reading_states(filled, filled.coder.id) == {}
    with pytest.raises(Invalid, match="no longer"):
        documents.get(filled, one.id)
    assert check(filled) == []
    filled.log.undo()
    assert documents.text(filled, documents.get(filled, one.id)) == TEXT
    assert len(claims.of_document(filled, one.id)) == 12


def test_what_is_gone_cannot_be_touched(filled: Project) -> None:
    one, _two = documents.all_documents(filled)
    with filled.action("Remove") as action:
        documents.remove(action, one.id)
    with pytest.raises(Invalid, match="no longer"), filled.action("Again") as action:
        documents.remove(action, one.id)
    with pytest.raises(Invalid, match="no longer"), filled.action("Edit") as action:
        documents.edit(action, one.id, title="x")
    with pytest.raises(Invalid, match="no longer"), filled.action("Mark") as action:
        claims.add(action, one.id, [Span(0, 1)])
    with pytest.raises(Invalid), filled.action("Read") as action:
        documents.set_reading(action, one.id, "done")


def test_reading_states_are_each_coders_own(filled: Project) -> None:
    one, two = documents.all_documents(filled)
    assert documents.reading_states(filled, filled.coder.id) == {one.id: "reading"}
    assert documents.reading_states(filled, 1) == {}
    with filled.action("Read") as action:
        assert not documents.set_reading(action, two.id, "unread")
        assert documents.set_reading(action, one.id, "done")
        assert not documents.set_reading(action, one.id, "done")
    assert documents.reading_states(filled, filled.coder.id) == {one.id: "done"}
    with pytest.raises(Invalid), filled.action("Read") as action:
        documents.set_reading(action, one.id, "burnt")  # type: ignore[arg-type]


def test_names_go_before_titles() -> None:
    a = Document(1, "a.txt", "Report", "", 1)
    b = Document(2, "b.txt", "a.txt", "", 1)
    c = Document(3, "c.txt", "Report", "", 1)
    assert documents.by_name_or_title([a, b, c]) == {
        "a.txt": [a],
        "b.txt": [b],
        "c.txt": [c],
        "Report": [a, c],
    }


def test_a_lost_text_is_said_in_one_sentence(filled: Project) -> None:
    one, _two = documents.all_documents(filled)
    lost = Document(one.id, one.name, one.title, "0" * 64, one.length)
    with pytest.raises(DamagedProject, match="run a check"):
        documents.text(filled, lost)
