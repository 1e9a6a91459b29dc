import pytest

from db.records import Tag
from workbench.gui.codebook.book import Book


def names(book, words, archived=False):
    shown = book.shown(words, archived)
    return {tag.name for tag in book.tags if tag.id in shown}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("KELM", {"States", "Kelmaria"}),
        ("kelmar", {"States", "Kelmaria"}),
        ("republic", {"States", "Kelmaria"}),
        ("الفانُوس", {"Armed groups", "جبهة الفانوس"}),
        ("states", {"States", "Kelmaria", "Duvania", "Sarneth"}),
        ("nothing", set()),
        ("old band", set()),
    ],
)
def test_a_search_shows_matches_with_what_is_above_and_under_them(book, words, found):
    assert names(book, words) == found


def test_archived_tags_are_shown_when_asked_for(book):
    assert "Old band" not in names(book, "")
    assert names(book, "", archived=True) == {tag.name for tag in book.tags}
    assert names(book, "old", archived=True) == {"Armed groups", "Old band"}


def test_a_tag_under_an_archived_one_still_has_its_place():
    above = Tag(1, 1, None, "Above", "ink", archived=True)
    book = Book((), (above, Tag(2, 1, 1, "Under", "ink")))
    assert book.shown("", archived=False) == {1, 2}


def test_a_tag_is_not_nested_under_itself_or_in_another_facet(book):
    states, kelmaria, dam = book.tag(10), book.tag(11), book.tag(20)
    assert book.may_go_under(kelmaria, states)
    assert book.may_go_under(kelmaria, None)
    assert not book.may_go_under(states, states)
    assert not book.may_go_under(states, kelmaria)
    assert not book.may_go_under(dam, states)


def test_places_count_archived_siblings_and_not_the_tag_itself(book):
    groups, kelmaria, old = book.tag(14), book.tag(11), book.tag(16)
    assert book.index_before(kelmaria, groups, old) == 1
    assert book.index_before(kelmaria, groups, None) == 2
    assert book.index_before(kelmaria, book.tag(10), None) == 2
    assert book.place(book.tag(12)) == (book.tag(10), 1)


def test_a_ring_of_parents_does_not_hang():
    book = Book((), (Tag(1, 1, 2, "A", "ink"), Tag(2, 1, 1, "B", "ink")))
    assert [tag.id for tag in book.ancestors(book.tag(1))] == [2, 1]
    assert book.shown("a", archived=False) == {1, 2}
