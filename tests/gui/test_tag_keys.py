import pytest

from db.records import Facet, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.tag_keys import TagKeys
from workbench.settings import Settings

BIG = 2**62 + 1  # ids have 63 bits
BOOK = CodeBook(
    (Facet(1, "actor", "Actors", False, 0),),
    {tag: Tag(tag, 1, None, f"Tag {tag}", "ink") for tag in (11, 12, BIG)},
)


@pytest.fixture
def keys(settings):
    return TagKeys(settings, "/a")


def test_a_key_gives_its_tag(keys):
    assert keys.tag(3, BOOK) is None
    keys.assign(11, 3)
    assert keys.tag(3, BOOK) == 11
    assert keys.by_tag(BOOK) == {11: 3}


def test_a_key_belongs_to_one_tag_and_a_tag_has_one_key(keys):
    keys.assign(11, 3)
    keys.assign(12, 3)
    assert keys.by_tag(BOOK) == {12: 3}
    keys.assign(12, 4)
    assert keys.by_tag(BOOK) == {12: 4}
    assert keys.tag(3, BOOK) is None


def test_a_key_can_be_taken_away(keys):
    keys.assign(11, 3)
    keys.assign(11, 0)
    assert keys.by_tag(BOOK) == {}


def test_keys_are_remembered_for_each_project_apart(tmp_path, keys):
    keys.assign(BIG, 9)
    again = Settings(tmp_path / "settings.json")
    assert TagKeys(again, "/a").tag(9, BOOK) == BIG
    assert TagKeys(again, "/b").by_tag(BOOK) == {}


def test_a_tag_that_is_gone_leaves_its_key_unused_and_may_come_back(keys):
    keys.assign(13, 2)
    keys.assign(11, 1)
    assert keys.tag(2, BOOK) is None
    assert keys.by_tag(BOOK) == {11: 1}
    book = CodeBook(BOOK.facets, {**BOOK.tags, 13: Tag(13, 1, None, "Back", "ink")})
    assert keys.tag(2, book) == 13


@pytest.mark.parametrize("broken", ["x", [1], {"0": 11, "12": 11, "x": 11, "3": "y", "": 11}])
def test_broken_keys_are_no_keys(settings, broken):
    settings.remember({"keys:/a": broken})
    assert TagKeys(settings, "/a").by_tag(BOOK) == {}
