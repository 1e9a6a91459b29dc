import re
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import claims, documents
from db.errors import DamagedProject, Invalid
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.operations import indexing, pattern_search, search_results, word_search
from workbench.operations.indexing import Stopped, open_index, pending, steps
from workbench.operations.pattern_search import PatternSearch
from workbench.operations.search import find, search
from workbench.operations.search_results import SearchRequest
from workbench.text import passages
from workbench.text.fold import fold
from workbench.text.keys import joints
from workbench.text.query import parse

REPORT = """\
The dam at Morrin is full. Regional en-
gagement failed, and the Indian-
administered side waits.
Grain prices rose 117systems apart. 🔥 The Tal-
iban-led council met.
"""
ARABIC = "قال مُحَمَّد إنّ السدّ ممتلئ.\nوطالبان تنفي ذلك. Engagement ends.\n"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def filled(project: Project, do: Any) -> Project:
    one = do(documents.add, "report.txt", REPORT, title="Report")
    do(documents.add, "arabic.txt", ARABIC, title="Brief")
    start = REPORT.index("Grain")
    do(
        claims.add, one, [Span(0, 25), Span(start, start + 17)],
        statement="Herders lost their grazing rights.", speaker="Mira Tolan",
        note="Compare *page* nine.",
    )  # fmt: skip
    do(claims.add, one, [Span(27, 35)], statement="Engagement is over.")
    return project


def ask(project: Project, cache: Path, words: str, **given: Any) -> Any:
    return search(project, SearchRequest(words, **given), cache)


def places(project: Project, cache: Path, words: str, **given: Any) -> list[str]:
    """The words that stand at each place found, in documents."""
    texts = {record.id: documents.text(project, record) for record in all_of(project)}
    found = ask(project, cache, words, scope="documents", **given)
    return [texts[hit.document][hit.start : hit.end] for of in found.documents for hit in of.hits]


def all_of(project: Project) -> list[Any]:
    return documents.all_documents(project)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("engagement", ["en-\ngagement", "Engagement"]),
        ('"regional engagement"', ["Regional en-\ngagement"]),
        ("engag*", ["en-\ngag", "Engag"]),
        ("administered", ["administered"]),
        ("taliban", ["Tal-\niban"]),
        ("systems", ["systems"]),
        ("dam morrin", ["dam at Morrin"]),
        ("dam طالبان", []),
        ("محمد", ["مُحَمَّد"]),
        ("سد", ["سدّ"]),
        ("طالبان", ["طالبان"]),
        ("🔥", ["🔥"]),
        ("nowhere", []),
        ("", []),
    ],
)
def test_words_are_found_in_documents(filled, cache, words, found):
    assert places(filled, cache, words) == found


def test_a_place_has_its_document_line_and_the_words_around(filled, cache):
    found = ask(filled, cache, "council")
    (of,) = found.documents
    (hit,) = of.hits
    assert (of.title, of.count, hit.line) == ("Report", 1, 5)
    assert hit.excerpt.text[slice(*hit.excerpt.marks[0])] == "council"
    assert hit.excerpt.text.endswith("Tal-iban-led council met.")


def test_documents_come_in_the_order_of_the_library(filled, cache, do):
    assert [of.title for of in ask(filled, cache, "engagement").documents] == ["Report", "Brief"]
    do(lambda action: action.update("document", all_of(filled)[0].id, {"position": 9}))
    assert [of.title for of in ask(filled, cache, "engagement").documents] == ["Brief", "Report"]


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("grazing", ["statement"]),
        ("tolan", ["speaker"]),
        ('"page* nine"', ["note"]),
        ("grain", ["quote"]),
        ("grazing grain tolan", ["statement"]),
        ('"full grain"', []),
        ('"nine mira"', []),
        ("engagement", ["statement"]),
        ("is", ["statement", "quote"]),
    ],
)
def test_claims_are_found_by_any_field(filled, cache, words, fields):
    found = ask(filled, cache, words, scope="claims")
    assert sorted(hit.field for hit in found.claims) == sorted(fields)
    assert found.claim_count == len(fields)
    assert found.documents == ()


def test_a_claim_shows_why_it_was_found(filled, cache):
    (hit,) = ask(filled, cache, "grain").claims
    assert hit.title == "Report"
    assert hit.excerpt.text == "The dam at Morrin is full […] Grain prices rose"
    assert [hit.excerpt.text[a:b] for a, b in hit.excerpt.marks] == ["Grain"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("engagement", "2 places in 2 documents, 1 claim"),
        ("council", "1 place in 1 document"),
        ("grazing", "1 claim"),
        ("nowhere", "Nothing found"),
    ],
)
def test_the_sentence_counts(filled, cache, words, sentence):
    assert ask(filled, cache, words).sentence() == sentence


def test_every_change_shows_in_the_next_search(filled, cache, do):
    assert ask(filled, cache, "wombat").sentence() == "Nothing found"
    third = do(documents.add, "third.txt", "A wombat.")
    claim = do(claims.add, third, [Span(0, 8)], statement="It digs.")
    assert ask(filled, cache, "wombat").sentence() == "1 place in 1 document, 1 claim"
    do(claims.edit, claim, statement="No Wombat here")
    assert ask(filled, cache, "here").sentence() == "1 claim"
    filled.log.undo()
    assert ask(filled, cache, "here").sentence() == "Nothing found"
    do(documents.remove, third)
    assert ask(filled, cache, "wombat").sentence() == "Nothing found"
    filled.log.undo()
    assert ask(filled, cache, "wombat").sentence() == "1 place in 1 document, 1 claim"


def test_only_what_is_new_is_taken_in(filled, cache, do):
    ask(filled, cache, "dam")
    assert not pending(filled, cache)
    do(documents.add, "third.txt", "A wombat.")
    assert [record.name for record in pending(filled, cache).documents] == ["third.txt"]
    assert pending(filled, cache).claims == frozenset()


def test_many_changed_claims_are_all_taken_in_again(filled, cache, do, monkeypatch):
    ask(filled, cache, "dam")
    monkeypatch.setattr(indexing, "_MOST_CHANGED", 0)
    do(claims.edit, claims.all_claims(filled)[1].id, statement="A wombat.")
    assert pending(filled, cache).claims is None
    assert ask(filled, cache, "wombat").claim_count == 1
    assert ask(filled, cache, "grazing").claim_count == 1


def test_steps_say_how_far_they_are_and_may_be_cancelled(filled, cache, monkeypatch):
    monkeypatch.setattr(indexing, "_BATCH", 10)
    run = list(steps(filled, pending(filled, cache), cache))
    told = [(step.done, step.total, step.name) for step in run]
    size = pending(filled, cache).size
    assert [name for _, _, name in told if name] == ["Report", "Brief", "Report", "Brief"]
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert {total for _, total, _ in told} == {size}
    assert told[-1][0] <= size
    run[0].work(lambda: False)
    run[1].work(lambda: False)
    with pytest.raises(Stopped):
        run[2].work(lambda: True)
    assert find(filled, SearchRequest("engagement"), cache).sentence() == "1 place in 1 document"
    assert [record.title for record in pending(filled, cache).documents] == ["Brief"]
    assert ask(filled, cache, "engagement").sentence() == "2 places in 2 documents, 1 claim"


def test_claims_that_were_not_all_taken_in_are_taken_in_again(filled, cache):
    run = list(steps(filled, pending(filled, cache), cache))
    for step in run[:-1]:
        step.work(lambda: False)
    assert pending(filled, cache).claims is None
    assert ask(filled, cache, "engagement").claim_count == 1


def damage(cache: Path, sql: str) -> None:
    import sqlite3

    (path,) = cache.glob("*.index")
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE document_passage SET folded = replace(folded, 'full', 'dull'), start = 3",
        "UPDATE document_passage SET cuts = x'00'",
        "UPDATE document_passage SET joints = x'00', folded = folded || 'x'",
        "DELETE FROM document_passage",
        "DROP TABLE document_words",
        "UPDATE claim SET key = 'x' || key",
        "UPDATE meta SET value = 'x'",
    ],
)
def test_an_index_that_lies_is_made_anew(filled, cache, sql):
    before = ask(filled, cache, "dam")
    assert before.sentence() == "1 place in 1 document, 1 claim"
    damage(cache, sql)
    assert ask(filled, cache, "dam") == before


def test_an_index_of_other_texts_shows_nothing_false(filled, cache):
    ask(filled, cache, "dam")
    damage(cache, "UPDATE document_passage SET folded = replace(folded, 'dam', 'sea')")
    with pytest.raises(indexing.BrokenIndex):
        find(filled, SearchRequest("*sea*"), cache)
    assert places(filled, cache, "dam") == ["dam"]


def test_an_index_that_always_breaks_is_told(filled, cache, monkeypatch):
    def broken(*_given: object) -> None:
        raise indexing.BrokenIndex

    monkeypatch.setattr(import_module("workbench.operations.search"), "find", broken)
    with pytest.raises(DamagedProject, match="breaks again"):
        ask(filled, cache, "dam")


def test_an_index_with_much_waste_is_made_anew(filled, cache, do, monkeypatch):
    ask(filled, cache, "dam")
    monkeypatch.setattr("db.search_shelf.Shelf.is_wasteful", lambda _self: True)
    with pytest.raises(indexing.BrokenIndex):
        pending(filled, cache)
    monkeypatch.undo()
    assert len(pending(filled, cache).documents) == 2


def test_the_project_itself_is_not_written(filled, cache):
    before = filled.path.read_bytes()
    ask(filled, cache, "dam")
    assert filled.path.read_bytes() == before
    assert {path.parent for path in cache.rglob("*.index")} == {cache}


def test_it_is_kept_in_the_cache_folder(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(indexing, "user_cache_path", lambda *_a, **_k: tmp_path / "home")
    search(filled, SearchRequest("dam"))
    with open_index(filled) as index:
        assert index.path.parent == tmp_path / "home" / "search"


def test_more_places_than_are_shown_are_counted(filled, cache, do, monkeypatch):
    for module in (search_results, word_search, pattern_search):
        monkeypatch.setattr(module, "MOST", 3)
        monkeypatch.setattr(module, "MOST_COUNTED", 50)
    do(documents.add, "a.txt", "wombat " * 20)
    do(documents.add, "b.txt", "wombats " * 20 + "wombat")
    found = ask(filled, cache, "wombat")
    assert found.sentence() == "21 places in 2 documents (the first 3 are shown)"
    assert [len(of.hits) for of in found.documents] == [3, 0]
    for words, regex in (("wombat*", False), (r"wombat\w?", True)):
        found = ask(filled, cache, words, regex=regex)
        assert found.sentence() == "41 places in 2 documents (the first 3 are shown)"
        assert not found.more
    do(documents.add, "c.txt", "wombat. " * 20)
    for words, regex in (("wombat*", False), ("wombat", True)):
        found = ask(filled, cache, words, regex=regex)
        assert found.more
        said = "More than 50 places in 3 documents (the first 3 are shown)"
        assert found.sentence() == said


def test_more_claims_than_are_shown_are_counted(filled, cache, do, monkeypatch):
    monkeypatch.setattr(word_search, "MOST", 2)
    monkeypatch.setattr(word_search, "MOST_COUNTED", 4)
    one = all_of(filled)[0].id
    for number in range(3):
        do(claims.add, one, [Span(number, 9)], statement="A wombat.")
    assert ask(filled, cache, "wombat").sentence() == "3 claims (2 are shown)"
    for number in range(3):
        do(claims.add, one, [Span(number, 9)], statement="A wombat.")
    assert ask(filled, cache, "wombat").sentence() == "More than 4 claims (2 are shown)"


# -- laws

words_of_texts = st.sampled_from(
    ["dam", "grain", "en-\ngagement", "Indian-\nadministered", "سدّ", "وسد", "117dam", "🔥", "the",
     "ﬁne", "-", "\n", ".", "中文"]
)  # fmt: skip
long_texts = st.lists(words_of_texts, min_size=30, max_size=120).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(long_texts, st.sampled_from(["dam", "engagement", '"dam grain"', "*a*", "سد", "中", "fi*"]))
def test_what_is_found_is_all_that_a_plain_find_finds(tmp_path_factory, text, words):
    folder = tmp_path_factory.mktemp("law")
    folded = fold(text, hyphens=False)
    (term,) = parse(words)
    expected = [
        folded.span(a, b)
        for a, b in term.places(folded.text, set(joints(folded)))
        if folded.is_whole(a, b)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "SIZE", 60)
        patch.setattr(passages, "STEP", 20)
        patch.setattr(word_search, "SIZE", 60)
        with operations.new_project(folder / "p.workbench", "", "Ana") as project:
            with project.action("Add") as action:
                documents.add(action, "a.txt", text + " end")
            found = search(project, SearchRequest(words, "documents"), folder)
    hits = [hit for of in found.documents for hit in of.hits]
    assert [(hit.start, hit.end) for hit in hits] == expected
    for hit in hits:
        assert fold(text[hit.start : hit.end], hyphens=False).text == term.text
        assert hit.line == text.count("\n", 0, hit.start) + 1


def test_parts_of_words_are_found_across_passages(project, cache, do, monkeypatch):
    monkeypatch.setattr(passages, "SIZE", 60)
    monkeypatch.setattr(passages, "STEP", 20)
    monkeypatch.setattr(word_search, "SIZE", 60)
    before, gap = "Reservoirs sank. ", "They said so. " * 6
    do(documents.add, "a.txt", before + gap + "Herdsmen left. " + gap)
    do(documents.add, "b.txt", "Herdsmen came. " + gap)
    both = places(project, cache, "*servoir* *dsme*")
    assert both == [f"servoirs sank. {gap}Herdsme"]
    assert places(project, cache, "*dsme*") == ["dsme", "dsme"]
    assert places(project, cache, '"*voirs sank. they*"') == ["voirs sank. They"]


def test_in_the_sources_every_word_is_found_wherever_it_stands(
    project, do, cache, shared, monkeypatch
):
    monkeypatch.setattr(word_search, "MOST", 10_000)
    monkeypatch.setattr(word_search, "MOST_COUNTED", 10_000)
    texts = {}
    for path in sorted((shared / "sources").glob("*.txt")):
        text = path.read_bytes().decode()
        texts[do(documents.add, path.name, text)] = fold(text, hyphens=False)
    for word in ("taliban", "pakistan", "engagement", "security", "afghan taliban", "is", "china"):
        found = ask(project, cache, f'"{word}"', scope="documents")
        hits = {(hit.document, hit.start) for of in found.documents for hit in of.hits}
        plain = {
            (document, folded.span(a, b)[0])
            for document, folded in texts.items()
            for a, b in folded.find_all(word)
            if not re.search(r"\w", folded.text[a - 1] + folded.text[b : b + 1])
        }
        assert plain <= hits
        assert plain


# -- patterns


def test_patterns_are_found_in_documents_alone(filled, cache):
    assert places(filled, cache, r"en-?\s*gagement", regex=True) == ["en-\ngagement"]
    assert places(filled, cache, r"(?i)ENGAGEMENT\b", regex=True) == ["Engagement"]
    assert places(filled, cache, r"^Grain \w+", regex=True) == ["Grain prices"]
    assert places(filled, cache, r"x*", regex=True) == ["x"] * 0
    found = ask(filled, cache, r"dam|met", regex=True)
    assert found.claims == ()
    assert [hit.line for of in found.documents for hit in of.hits] == [1, 5]
    assert not cache.exists()


@pytest.mark.parametrize(("pattern", "why"), [("(", "missing"), ("x" * 2000, "1,000 characters")])
def test_what_is_no_pattern_is_refused(filled, cache, pattern, why):
    with pytest.raises(Invalid, match=why):
        ask(filled, cache, pattern, regex=True)


def test_a_hostile_pattern_is_stopped_and_what_was_found_is_kept(filled, do):
    do(documents.add, "z.txt", "a" * 5000 + "!")
    do(documents.add, "zz.txt", "the last")
    hostile = PatternSearch(filled, SearchRequest(r"the|(a+)+$", regex=True), seconds=0.5)
    began = time.monotonic()
    for step in hostile.steps():
        step.work(lambda: False)
    assert time.monotonic() - began < 10
    found = hostile.results()
    assert found.trouble.endswith("stopped after 2 of 4 documents.")
    assert [of.title for of in found.documents] == ["Report"]
