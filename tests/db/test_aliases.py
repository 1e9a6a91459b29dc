import pytest

from db import aliases, check, claims, documents, tag_changes, tags
from db.errors import Invalid
from db.project import Project
from db.records import Alias, Id, Span
from db.schema import derived_id

from .making import snapshot


@pytest.fixture
def made(project: Project) -> dict[str, Id]:
    """Two actors of which the second comes first in the codebook, and a document."""
    actor = tags.all_facets(project)[0].id
    with project.action("Codebook") as action:
        two = tags.add(action, actor, "Two", aliases=["second", "both"])
        one = tags.add(action, actor, "One", aliases=["first", "both"])
        tags.move(action, one, None, 0)
        document = documents.add(action, "d.txt", "one two both")
    return {"one": one, "two": two, "document": document}


def test_aliases_come_in_codebook_order_with_their_rules(project: Project, made: dict[str, Id]):
    with project.action("Rules") as action:
        assert aliases.set_rules(
            action, made["two"], "both", needs=["a  word", "a word", ""], unless=["x*"],
            kind="capital",
        )  # fmt: skip
    assert aliases.all_aliases(project) == [
        Alias(made["one"], "first"),
        Alias(made["one"], "both"),
        Alias(made["two"], "second"),
        Alias(made["two"], "both", ("a word",), ("x*",), "capital"),
    ]
    assert aliases.of_tag(project, made["two"]) == aliases.all_aliases(project)[2:]
    assert check.check(project) == []


def test_the_same_rules_again_leave_no_trace(project: Project, made: dict[str, Id]):
    for _time in range(2):
        with project.action("Rules") as action:
            changed = aliases.set_rules(action, made["one"], "first", unless=["x"])
    assert not changed
    project.log.undo()
    assert aliases.of_tag(project, made["one"])[0] == Alias(made["one"], "first")
    assert project.log.undoable() == "Codebook"


def test_rules_are_for_aliases_that_are_there_and_kinds_that_there_are(
    project: Project, made: dict[str, Id]
):
    with pytest.raises(Invalid, match="no alias “second”"), project.action("Rules") as action:
        aliases.set_rules(action, made["one"], "second")
    with pytest.raises(Invalid, match="“city”"), project.action("Rules") as action:
        aliases.set_rules(action, made["one"], "first", kind="city")


def test_other_aliases_leave_the_rules_of_one_alone(project: Project, made: dict[str, Id]):
    with project.action("Rules") as action:
        aliases.set_rules(action, made["one"], "both", needs=["word"])
        tags.set_aliases(action, made["one"], ["new", "both"])
    assert aliases.of_tag(project, made["one"]) == [
        Alias(made["one"], "new"),
        Alias(made["one"], "both", ("word",)),
    ]


def test_a_mention_is_hidden_once_and_undone_as_a_step(project: Project, made: dict[str, Id]):
    place = made["document"], made["two"], Span(4, 7)
    for news in (True, False):
        with project.action("Hide") as action:
            assert aliases.hide(action, *place) is news
    assert action.changes is not None
    assert not action.changes.rows
    assert aliases.hidden(project) == {made["document"]: {(made["two"], 4, 7)}}
    row = derived_id("hidden_mention", made["document"], made["two"], 4, 7)
    assert project.query("SELECT id FROM hidden_mention") == [(row,)]
    assert check.check(project) == []
    project.log.undo()
    assert aliases.hidden(project) == {}


def test_a_hidden_mention_counts_again(project: Project, made: dict[str, Id]):
    with project.action("Hide") as action:
        aliases.hide(action, made["document"], made["two"], Span(4, 7))
        aliases.hide(action, made["document"], made["one"], Span(0, 3))
        aliases.show_again(action, made["document"], made["two"], Span(4, 7))
    assert aliases.hidden(project) == {made["document"]: {(made["one"], 0, 3)}}
    with pytest.raises(Invalid), project.action("Show") as action:
        aliases.show_again(action, made["document"], made["two"], Span(4, 7))


@pytest.mark.parametrize("gone", ["document", "two"])
def test_hidden_mentions_go_with_their_document_or_tag(
    project: Project, made: dict[str, Id], gone: str
):
    with project.action("Hide") as action:
        aliases.hide(action, made["document"], made["two"], Span(4, 7))
    before = snapshot(project)
    remove = documents.remove if gone == "document" else tags.remove
    with project.action("Remove") as action:
        assert remove(action, made[gone]) == 0  # no claim: a hidden mention is none
    assert aliases.hidden(project) == {}
    assert check.check(project) == []
    project.log.undo()
    assert snapshot(project) == before


def test_merging_moves_rules_and_hidden_mentions(project: Project, made: dict[str, Id]):
    with project.action("Rules") as action:
        aliases.set_rules(action, made["two"], "second", needs=["word"])
        aliases.set_rules(action, made["two"], "both", kind="capital")
        aliases.set_rules(action, made["one"], "both", kind="name")
        aliases.hide(action, made["document"], made["two"], Span(4, 7))
        claims.add(action, made["document"], [Span(0, 3)], tags=[(made["two"], "holder")])
    with project.action("Merge") as action:
        tag_changes.merge(action, made["two"], made["one"])
    assert aliases.of_tag(project, made["one"]) == [
        Alias(made["one"], "first"),
        Alias(made["one"], "both", kind="name"),
        Alias(made["one"], "Two"),
        Alias(made["one"], "second", ("word",)),
    ]
    assert aliases.hidden(project) == {made["document"]: {(made["one"], 4, 7)}}
    assert check.check(project) == []


@pytest.mark.parametrize("span", [Span(4, 4), Span(-1, 3), Span(4, 13)])
def test_what_is_hidden_is_a_place_of_the_text(project: Project, made: dict[str, Id], span: Span):
    with pytest.raises(Invalid), project.action("Hide") as action:
        aliases.hide(action, made["document"], made["two"], span)
    with pytest.raises(Invalid), project.action("Hide") as action:
        aliases.hide(action, made["two"], made["document"], Span(0, 3))
