import pytest

from db import aliases, check, documents, tags
from db.errors import Invalid
from db.records import Span
from workbench.operations.hidden_mentions import follow_text, hidden_mentions, show_again
from workbench.operations.versions import replace_document
from workbench.readers.source import Source

OLD = (
    "The gauge at Halmar fell. Kelmaria, said Kelmaria's envoy, waits for rain. "
    "Nobody asked Duvania about the dam at Morrin. Fuel crosses the border at night."
)


@pytest.fixture
def follow(project, do):
    """Hides the second Kelmaria and Duvania, changes the text, returns what is hidden then."""
    document = do(documents.add, "d.txt", OLD)
    tag = do(tags.add, tags.all_facets(project)[0].id, "Kelmaria")
    for words in ("Kelmaria's", "Duvania"):
        start = OLD.index(words)
        do(aliases.hide, document, tag, Span(start, start + len(words.removesuffix("'s"))))

    def follow(new: str) -> tuple[int, list[str]]:
        lost = do(follow_text, document, OLD, new)
        places = aliases.hidden(project).get(document, set())
        return lost, [new[start - 5 : end] for _tag, start, end in sorted(places)]

    return follow


def test_what_moved_is_hidden_where_it_stands_now(follow):
    assert follow("A new first line stands here.\n" + OLD) == (0, ["said Kelmaria", "sked Duvania"])


def test_a_corrected_sentence_keeps_its_hidden_mention(follow):
    new = OLD.replace("waits for rain", "waited for the rain").replace("Nobody", "No one")
    assert follow(new) == (0, ["said Kelmaria", "sked Duvania"])


def test_what_is_gone_or_doubled_is_counted_again(follow):
    new = OLD.replace("waits for", "and Kelmaria wait for").replace("Duvania", "anybody")
    assert follow(new) == (2, [])


def test_the_same_text_changes_nothing(project, follow):
    assert follow(OLD)[0] == 0


def test_a_new_version_of_a_document_takes_them_along(project, do):
    document = do(documents.add, "d.txt", OLD)
    tag = do(tags.add, tags.all_facets(project)[0].id, "Duvania")
    start = OLD.index("Duvania")
    do(aliases.hide, document, tag, Span(start, start + 7))
    new = "Corrected. " + OLD
    do(replace_document, document, Source("d.txt", "D", new, (), "text/plain", new.encode()))
    assert aliases.hidden(project) == {document: {(tag, start + 11, start + 18)}}
    assert check.check(project) == []
    project.log.undo()
    assert aliases.hidden(project) == {document: {(tag, start, start + 7)}}


def test_what_is_hidden_is_listed_and_counted_again(project, follow, do):
    found = hidden_mentions(project)
    assert [(one.actor, OLD[one.span.start : one.span.end]) for one in found] == [
        ("Kelmaria", "Kelmaria"), ("Kelmaria", "Duvania")
    ]  # fmt: skip
    assert found[1].sentence == "Nobody asked Duvania about the dam at Morrin."
    assert found[1].title == documents.all_documents(project)[0].title
    do(show_again, found)
    assert hidden_mentions(project) == []
    project.log.undo()
    assert hidden_mentions(project) == found
    do(show_again, found[:1])
    with pytest.raises(Invalid):
        do(show_again, found)
    assert hidden_mentions(project) == found[1:]
