import os
import sqlite3
import time
from pathlib import Path

import pytest

from db import claims, documents
from db.errors import ReadOnlyProject
from db.project import Project
from db.records import Span
from db.search_index import (
    BrokenIndex,
    SearchIndex,
    changed_claims,
    forget_old,
    index_path,
    last_change,
)
from db.search_shelf import Passage


def passage(keys: str, folded: str = "", start: int = 0) -> Passage:
    return Passage(start, folded or keys, b"", b"", keys)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "p.index"


@pytest.fixture
def index(path: Path):
    with SearchIndex(path, "1") as index:
        yield index


def test_passages_are_found_by_their_keys(index):
    with index.writing():
        index.documents.add("a", [passage("the dam"), passage("engagement en gagement")])
        index.documents.add("b", [passage("سد dam 中")])
    find = index.documents.find
    assert find([[("dam", False)]]) == [1, 3]
    assert find([[("dam", False)], [("the", False)]]) == [1]
    assert find([[("en", True)]]) == [2]
    assert find([[("the", False), ("سد", False)]]) == [1, 3]
    assert find([[("中", False)]]) == [3]
    assert find([[("DAM", False)], [("OR", False)]]) == []
    assert index.documents.ranges() == {"a": (1, 2), "b": (3, 3)}
    assert index.claims.find([[("dam", False)]]) == []


def test_folded_text_is_found_wherever_it_begins(index):
    with index.writing():
        index.documents.add("a", [passage("x", "one 🔥"), passage("x", "🔥 two")])
        index.documents.add("b", [passage("x", "three 🔥")])
    scan = index.documents.scan
    assert list(scan("🔥")) == [1, 2, 3]
    assert list(scan("🔥🔥")) == [1]
    assert list(scan("🔥🔥🔥")) == []
    assert list(scan("🔥🔥", across=False)) == []
    assert list(scan("🔥", across=False)) == [1, 2, 3]
    assert list(scan("🔥", 2, 2)) == [2]
    assert list(scan("🔥🔥", 2, 3)) == []


def test_looking_through_all_texts_can_be_broken_off(index):
    with index.writing():
        index.documents.add("a", [passage("x", f"one {n}") for n in range(50)])
    found = index.documents.scan("one")
    assert [next(found), next(found)] == [1, 2]
    found.close()
    with index.writing():
        index.documents.remove(["a"])
    assert list(index.documents.scan("one")) == []


def test_what_is_read_is_what_was_added(index):
    with index.writing():
        index.claims.add("7", [Passage(5, "the dam", b"\1\0", b"\2", "the dam")])
    (row,) = index.claims.read([1, 2]).values()
    assert (row.start, row.folded, row.joints, row.cuts) == (5, "the dam", b"\1\0", b"\2")
    assert index.claims.owners([1, 2]) == {1: "7"}
    assert list(index.claims.read([1, 2], "he d")) == [1]
    assert list(index.claims.read([1, 2], "dams")) == []


def test_adding_twice_adds_once(index):
    for _ in range(2):
        with index.writing():
            index.documents.add("a", [passage("dam")])
    assert index.documents.find([[("dam", False)]]) == [1]


def test_what_was_removed_is_gone_and_its_place_is_not_taken(index):
    with index.writing():
        index.documents.add("a", [passage("dam")])
        index.documents.remove(["a", "none"])
        index.documents.add("b", [passage("grain")])
    assert index.documents.keys() == {"b"}
    assert index.documents.read([1, 2]).keys() == {2}
    assert index.documents.owners([1, 2]) == {2: "b"}


def test_much_waste_is_noticed(index):
    with index.writing():
        for n in range(1100):
            index.claims.add(str(n), [passage("dam")])
        assert not index.claims.is_wasteful()
        index.claims.remove(map(str, range(1060)))
        assert index.claims.is_wasteful()
        index.claims.clear()
        assert not index.claims.is_wasteful()
        assert index.claims.keys() == set()
        index.claims.add("1", [passage("dam")])
    assert index.claims.find([[("dam", False)]]) == [1]


def test_what_is_written_is_written_whole_or_not_at_all(index, path):
    def broken_off():
        yield passage("dam")
        raise RuntimeError

    with pytest.raises(RuntimeError), index.writing():
        index.documents.add("a", broken_off())
    with SearchIndex(path, "1") as again:
        assert again.documents.keys() == set()


def test_a_reader_does_not_wait_for_a_writer(index, path):
    with index.writing():
        index.documents.add("a", [passage("dam")])
        began = time.monotonic()
        with SearchIndex(path, "1") as other, other.reading():
            assert other.documents.keys() == set()
        assert time.monotonic() - began < 1


def test_it_lasts(path):
    with SearchIndex(path, "1") as index, index.writing():
        index.documents.add("a", [passage("dam")])
        index.set_mark((3, 2**62, 1))
    with SearchIndex(path, "1") as index:
        assert index.documents.keys() == {"a"}
        assert index.mark() == (3, 2**62, 1)
        with index.writing():
            index.set_mark(None)
        assert index.mark() is None


def test_one_of_another_program_is_made_anew(path):
    with SearchIndex(path, "1") as index, index.writing():
        index.documents.add("a", [passage("dam")])
    with SearchIndex(path, "2") as index:
        assert index.documents.keys() == set()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_index_is_made_anew(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with SearchIndex(path, "1") as index, index.writing():
        index.documents.add("a", [passage("dam")])
    with SearchIndex(path, "1") as index:
        assert index.documents.keys() == {"a"}


def test_a_database_of_somebody_else_is_made_anew(path):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (name)")
    connection.close()
    with SearchIndex(path, "1") as index:
        assert index.documents.keys() == set()


def read_all(path: Path) -> None:
    with SearchIndex(path, "1") as index, index.reading():
        index.documents.ranges()
        index.documents.find([[("key7", False)]])
        index.documents.read(range(200))


def test_one_that_breaks_is_removed(path):
    with SearchIndex(path, "1") as index, index.writing():
        for n in range(200):
            index.documents.add(str(n), [passage(f"dam key{n}", "text " * 500)])
    data = bytearray(path.read_bytes())
    data[3 * 16384 :] = os.urandom(len(data) - 3 * 16384)
    path.write_bytes(data)
    with pytest.raises(BrokenIndex):
        read_all(path)
    assert not path.exists()
    with SearchIndex(path, "1") as index:
        assert index.documents.keys() == set()


def test_a_text_that_is_none_shows_that_it_is_broken(path):
    with SearchIndex(path, "1") as index, index.writing():
        index.documents.add("a", [passage("dam", "the dam")])
    connection = sqlite3.connect(path)
    connection.execute("UPDATE document_passage SET folded = CAST(x'ff00ff' AS TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(BrokenIndex), SearchIndex(path, "1") as index, index.reading():
        index.documents.read([1])


@pytest.mark.parametrize("mark", ["", "3", "{}]", "[]", '["a", 1, 2]'])
def test_a_mark_that_is_none_shows_that_it_is_broken(index, mark):
    index._sql.execute("INSERT INTO meta VALUES ('claims', ?)", (mark,))
    with pytest.raises(BrokenIndex):
        index.mark()


def test_without_a_folder_it_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReadOnlyProject, match="search index cannot be kept"):
        SearchIndex(tmp_path / "file" / "p.index", "1")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_nobody_else_may_read_the_folder(index, path):
    assert path.parent.stat().st_mode & 0o077 == 0


def test_indexes_that_nobody_opens_are_forgotten(tmp_path):
    for name in ("old.index", "new.index", "old.txt"):
        (tmp_path / name).touch()
    long_ago = time.time() - 100 * 24 * 60 * 60
    for name in ("old.index", "old.txt"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    forget_old(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"new.index", "old.txt"}
    forget_old(tmp_path / "none")


def test_a_copy_has_the_index_of_its_project(filled: Project, tmp_path):
    filled.back_up(tmp_path / "copy.workbench")
    with Project.open(tmp_path / "copy.workbench", write=False) as copy:
        assert index_path(copy, tmp_path) == index_path(filled, tmp_path)


def test_every_change_of_a_claim_is_seen(filled: Project):
    found = claims.all_claims(filled)
    one, two, three = (claim.id for claim in found[:3])
    mark = last_change(filled)
    assert changed_claims(filled, mark) == set()
    with filled.action("Edit") as action:
        claims.edit(action, one, statement="Other words")
        claims.set_spans(action, two, [Span(1, 5)])
        claims.remove(action, three)
        new = claims.add(action, found[0].document, [Span(3, 8)])
    assert changed_claims(filled, mark) == {one, two, three, new}
    later = last_change(filled)
    filled.log.undo()
    assert changed_claims(filled, later) == {one, two, three, new}
    with filled.action("Read") as action:
        documents.set_reading(action, found[0].document, "done")
    assert changed_claims(filled, last_change(filled)) == set()


def test_claims_of_a_document_that_is_removed_are_seen(filled: Project):
    first = documents.all_documents(filled)[0].id
    there = {claim.id for claim in claims.of_document(filled, first)}
    mark = last_change(filled)
    with filled.action("Remove") as action:
        documents.remove(action, first)
    assert changed_claims(filled, mark) == there


def test_claims_of_a_document_that_has_another_text_are_seen(filled: Project):
    first = documents.all_documents(filled)[0]
    there = {claim.id for claim in claims.of_document(filled, first.id)}
    mark = last_change(filled)
    with filled.action("Replace") as action:
        text = documents.text(filled, first).replace("lantern", "LANTERN")
        action.update("document", first.id, {"text": action.store(text)})
    assert changed_claims(filled, mark) == there
    mark = last_change(filled)
    with filled.action("Rename") as action:
        documents.edit(action, first.id, title="Another title")
    assert changed_claims(filled, mark) == set()


def test_of_another_copy_nothing_is_known(filled: Project):
    place, action, position = last_change(filled)
    assert changed_claims(filled, (place, action + 1, position)) is None
    assert changed_claims(filled, (place + 1, action, position)) is None


def test_from_the_beginning_every_claim_is_new(filled: Project):
    found = {claim.id for claim in claims.all_claims(filled)}
    assert found
    assert changed_claims(filled, (0, 0, 0)) == found
