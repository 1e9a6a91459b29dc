import pytest

from db import claims, documents
from db.records import Span
from workbench import operations
from workbench.gui.perspectives import claim_words
from workbench.gui.perspectives.claim_words import ClaimWords, TextShelf

WRAPPED = "\n".join(
    ["The commission met twice in the harbour town and spoke of regional en-",
     "gagement for hours, as the engineers of both banks had asked it to do",
     "before the spring floods came, and nobody wrote down what was agreed."] * 9
)  # fmt: skip


@pytest.fixture
def project(tmp_path):
    with operations.new_project(tmp_path / "p.workbench", "", "Ana") as project:
        with project.action("Add") as action:
            for number in range(6):
                documents.add(action, f"{number}.txt", f"{number}\n{WRAPPED}")
        yield project


def test_words_are_shown_whole_and_kept_as_they_stand(project):
    record = documents.all_documents(project)[0]
    start = WRAPPED.index("regional") + 2
    with project.action("Claim") as action:
        claim = claims.add(action, record.id, [Span(start, start + 20), Span(0, 1)])
    made, words = claims.get(project, claim), ClaimWords(TextShelf(project), record)
    assert words.raw(made) == "0 […] regional en-\ngagemen"
    assert words.quote(made) == "0 […] regional engagemen"
    assert words.place(made) == "2 passages, line 1"


def test_texts_are_read_when_they_are_asked_for_and_few_are_kept(project, monkeypatch):
    read = []
    text = documents.text
    monkeypatch.setattr(
        claim_words.documents, "text", lambda of, one: read.append(one.name) or text(of, one)
    )
    records = documents.all_documents(project)
    shelf = TextShelf(project)
    assert read == []
    for place in (0, 0, 1, 2, 3, 0, 4, 5, 0, 1):
        assert shelf.get(records[place])[0].startswith(f"{place}\n")
    assert read == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "1.txt"]
