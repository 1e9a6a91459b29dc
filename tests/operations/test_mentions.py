import csv

import pytest

from db import aliases, claims, documents, tags
from db.errors import Invalid
from db.records import Span
from workbench.operations import actor_named, export_mentions, find_mentions, mentions_csv
from workbench.operations.mentions import by_tag, search_of

ONE = "The Lantern Front denies the raid. Kelmaria waits. The Front’s men fear Kelmaria."
TWO = "Morrin's dam feeds Kelmaria."


@pytest.fixture
def made(project, do):
    """Two documents, and actors of whom one only heads a group and one is archived."""
    actor, concern, _ = (facet.id for facet in tags.all_facets(project))
    found = {
        "one": do(documents.add, "one.txt", ONE),
        "two": do(documents.add, "two.txt", TWO),
        "group": do(tags.add, actor, "Kelmaria men"),
    }
    found["front"] = do(
        tags.add, actor, "Lantern Front", parent=found["group"], aliases=["the Front"]
    )
    found["kelmaria"] = do(tags.add, actor, "Kelmaria", parent=found["group"])
    found["morrin"] = do(tags.add, actor, "Morrin")
    do(tags.add, concern, "raid", aliases=["dam"])
    return found


def texts(named):
    return [[mention.text for mention in one.mentions] for one in named]


def test_actors_are_found_by_aliases_and_names_and_concerns_are_not(project, made):
    named = find_mentions(project)
    assert [one.document.id for one in named] == [made["one"], made["two"]]
    assert texts(named) == [
        ["Lantern Front", "Kelmaria", "The Front", "Kelmaria"],
        ["Morrin", "Kelmaria"],
    ]
    assert by_tag(named) == {made["front"]: 2, made["kelmaria"]: 3, made["morrin"]: 1}


def test_of_some_tags_in_some_documents(project, made):
    assert texts(find_mentions(project, {made["kelmaria"]}, {made["two"]})) == [["Kelmaria"]]


def test_a_group_that_has_an_alias_counts_by_its_name_too(project, do, made):
    do(tags.add, tags.all_facets(project)[0].id, "Front men", parent=made["kelmaria"])
    assert by_tag(find_mentions(project))[made["kelmaria"]] == 0
    do(tags.set_aliases, made["kelmaria"], ["Kelmarians"])
    assert by_tag(find_mentions(project))[made["kelmaria"]] == 3


def test_an_archived_actor_is_not_told_but_holds_its_name_back(project, do, made):
    actor = tags.all_facets(project)[0].id
    do(tags.add, actor, "Lantern")
    assert made["front"] in by_tag(find_mentions(project))
    do(tags.edit, made["front"], archived=True)
    assert texts(find_mentions(project)) == [["Kelmaria", "Kelmaria"], ["Morrin", "Kelmaria"]]


def test_what_a_claim_touches_and_what_is_hidden_is_left_out(project, do, made):
    do(claims.add, made["one"], [Span(0, 10), Span(60, 62)])
    [first, second] = texts(find_mentions(project, only_uncovered=True))
    assert first == ["Kelmaria", "The Front", "Kelmaria"]
    assert second == ["Morrin", "Kelmaria"]
    do(aliases.hide, made["one"], made["kelmaria"], Span(35, 43))
    assert texts(find_mentions(project, only_uncovered=True))[0] == ["The Front", "Kelmaria"]
    project.log.undo()
    assert texts(find_mentions(project, only_uncovered=True))[0] == first


def test_a_text_is_searched_once_while_the_names_stay(project, do, made, monkeypatch):
    search = search_of(project)
    assert search.known(documents.get(project, made["one"]).text_sha256) is None
    find_mentions(project)
    monkeypatch.setattr(documents, "text", None)  # would fail if it were asked
    assert by_tag(find_mentions(project))[made["morrin"]] == 1
    assert search_of(project) is search
    do(aliases.set_rules, made["front"], "the Front", needs=["dam"])
    assert search_of(project) is not search


def test_rules_of_an_alias_count(project, do, made):
    do(aliases.set_rules, made["front"], "the Front", needs=["dam"])
    assert texts(find_mentions(project, {made["front"]})) == [["Lantern Front"], []]


def test_progress_is_told_and_what_was_found_before_a_stop_is_returned(project, made):
    told = []
    find_mentions(project, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    answers = iter([False, True])
    named = find_mentions(project, cancelled=lambda: next(answers))
    assert [one.document.id for one in named] == [made["one"]]


def test_an_actor_is_named_with_those_under_it(project, made):
    assert actor_named(project, "kelmaria  men") == {
        made["group"], made["front"], made["kelmaria"],
    }  # fmt: skip
    assert actor_named(project, "Morrin") == {made["morrin"]}
    with pytest.raises(Invalid, match="no actor “raid”"):
        actor_named(project, "raid")


def test_the_table_of_mentions(project, made, tmp_path):
    named = find_mentions(project, {made["front"]})
    assert mentions_csv(project, named).splitlines() == [
        "document,start,end,text,actor,alias",
        "one.txt,4,17,Lantern Front,Lantern Front,Lantern Front",
        "one.txt,51,60,The Front,Lantern Front,the Front",
    ]
    assert export_mentions(project, tmp_path / "m.csv", named, mark=True) == 2
    raw = (tmp_path / "m.csv").read_bytes()
    assert raw.decode("utf-8-sig") == mentions_csv(project, named)
    assert raw.startswith(b"\xef\xbb\xbf")
    with pytest.raises(Invalid):
        export_mentions(project, project.path, named)


def test_offsets_of_the_table_are_code_points(project, do, tmp_path):
    do(documents.add, "wide.txt", "🔥 Tal-\niban 🔥 طالبان")
    do(tags.add, tags.all_facets(project)[0].id, "Taliban", aliases=["طالبان"])
    rows = list(csv.DictReader(mentions_csv(project, find_mentions(project)).splitlines(True)))
    assert [(row["start"], row["end"], row["text"]) for row in rows] == [
        ("2", "11", "Tal-\niban"),
        ("14", "20", "طالبان"),
    ]
