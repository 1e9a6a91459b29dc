import random
from pathlib import Path

import pytest

from db import claims, coders, comments, copies, documents, tags
from db.check import check
from db.errors import Invalid
from db.merge import open_copy, shares_history
from db.project import Project
from db.records import Span

from .edits import bring, rows, work


def words(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture
def both(filled: Project, tmp_path: Path) -> Project:
    """A project in which a second person commented, whose file was brought in."""
    with filled.action("A new name: Ana Maria Tolan") as action:
        coders.rename(action, "Ana Maria Tolan")
    filled.back_up(tmp_path / "Bo Writer.workbench")
    with Project.open(tmp_path / "Bo Writer.workbench", "Bo Writer") as other:
        with other.action("Say") as action:
            comments.add(action, claims.all_claims(other)[0].id, "Look at this.")
        bring(filled, other)
    return filled


def test_an_anonymous_copy_has_no_names_and_is_whole(both: Project, tmp_path: Path) -> None:
    target = tmp_path / "anonymous.workbench"
    assert copies.copy_anonymous(both, target) == 2
    for name in (b"Ana Maria", b"Tolan", b"Bo Writer", b'"Ana"'):
        assert name in words(both.path) or name == b'"Ana"'
        assert name not in words(target)
    with Project.open(target, write=False) as copy:
        assert check(copy) == []
        assert {one.name for one in coders.all_coders(copy)} == {"Coder 1", "Coder 2"}
        mine, theirs = rows(both), rows(copy)
        assert {name: table for name, table in mine.items() if name != "coder"} == {
            name: table for name, table in theirs.items() if name != "coder"
        }
        assert [one.at for one in copy.log.entries()] == [one.at for one in both.log.entries()]
    with open_copy(target, both) as foreign:
        assert not shares_history(both, foreign)
    assert sorted(one.name for one in tmp_path.iterdir() if "draft" in one.name) == []


def test_an_anonymous_copy_can_be_worked_on(both: Project, tmp_path: Path) -> None:
    target = tmp_path / "anonymous.workbench"
    copies.copy_anonymous(both, target)
    with Project.open(target, "Reader") as copy:
        with copy.action("Say") as action:
            comments.add(action, claims.all_claims(copy)[0].id, "Seen.")
        copy.log.undo()
        assert check(copy) == []


def test_a_copy_of_documents_has_nothing_of_the_others(filled: Project, tmp_path: Path) -> None:
    one, two = documents.all_documents(filled)
    with filled.action("Secret") as action:
        claims.add(action, two.id, [Span(1, 5)], statement="what nobody else may read")
    target = tmp_path / "part.workbench"
    assert copies.copy_documents(filled, target, [one.id]) == 1
    assert b"what nobody else" not in words(target)
    assert b"THE LANTERN FRONT" not in words(target)
    with Project.open(target, "Ana") as copy:
        assert check(copy) == []
        assert [found.id for found in documents.all_documents(copy)] == [one.id]
        assert claims.of_document(copy, one.id) == claims.of_document(filled, one.id)
        assert documents.styles(copy, one.id) == documents.styles(filled, one.id)
        assert tags.all_tags(copy) == tags.all_tags(filled)
        assert copy.coder == filled.coder
        assert copy.log.undoable() is None
        work(copy, random.Random(1), 3)
        assert check(copy) == []


def test_what_cannot_be_copied_is_refused(filled: Project, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Choose documents"):
        copies.copy_documents(filled, tmp_path / "part.workbench", [5])
    (tmp_path / "there.workbench").write_text("mine")
    for copy in (
        lambda: copies.copy_anonymous(filled, tmp_path / "there.workbench"),
        lambda: copies.copy_documents(
            filled, tmp_path / "there.workbench", [documents.all_documents(filled)[0].id]
        ),
    ):
        with pytest.raises(Invalid, match="exists already"):
            copy()
    assert (tmp_path / "there.workbench").read_text() == "mine"
