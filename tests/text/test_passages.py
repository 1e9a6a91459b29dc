from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.search_shelf import Passage, Stored
from workbench.text import passages as module
from workbench.text.fold import Folded, fold
from workbench.text.keys import joints
from workbench.text.passages import Stretch, WrongPassage, passages, whole_passage
from workbench.text.query import REACH, Term, together

from .material import sources, texts


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Passages of a few words, so that small texts have several."""
    monkeypatch.setattr(module, "SIZE", 20)
    monkeypatch.setattr(module, "STEP", 7)
    monkeypatch.setattr(module, "_PATIENCE", 4)


def cuts(passage: Passage) -> list[tuple[int, ...]]:
    numbers = array("I")
    numbers.frombytes(passage.cuts)
    return list(zip(*[iter(numbers)] * 4, strict=True))


def stored(found: list[Passage]) -> list[Stored]:
    return [Stored(n, p.start, p.folded, p.joints, p.cuts) for n, p in enumerate(found)]


def has_keys(passage: Passage, term: Term) -> bool:
    """As the index decides it."""
    there = passage.keys.split(" ")
    return all(
        any(key in there or (opens and any(k.startswith(key) for k in there)) for key, opens in way)
        for way in term.key_groups()
    )


long_texts = st.lists(texts, min_size=1, max_size=8).map(" ".join)


@given(long_texts)
def test_passages_are_the_whole_text_one_after_the_other(text):
    folded = fold(text, hyphens=False)
    found = list(passages(folded))
    assert "".join(passage.folded for passage in found) == folded.text
    place = 0
    for passage in found:
        assert passage.start == place
        place += len(passage.folded)


@given(long_texts)
def test_what_lies_between_two_cuts_folds_by_itself(text):
    folded = fold(text, hyphens=False)
    for passage in passages(folded):
        for (a, origin, byte, line), (b, end, last, _) in pairwise(cuts(passage)):
            assert fold(text[origin:end], hyphens=False).text == folded.text[a:b]
            assert text.encode()[byte:last].decode() == text[origin:end]
            assert text.count("\n", 0, origin) == line


def place_of_all(found: list[Passage], term: Term) -> set[tuple[int, int]]:
    """Search as the index does, passage by passage."""
    rows, places = stored(found), set()
    for n, passage in enumerate(found):
        if has_keys(passage, term):
            stretch = Stretch(rows[n:])
            for ((a, b),) in together([term], stretch.text, stretch, 0, len(passage.folded)):
                places.add((a + stretch.start, b + stretch.start))
    return places


@settings(deadline=None)
@given(long_texts, st.data())
def test_a_search_by_passages_finds_what_a_search_of_the_whole_finds(text, data):
    folded = fold(text, hyphens=False)
    a = data.draw(st.integers(0, len(folded.text)))
    b = data.draw(st.integers(a, min(len(folded.text), a + 30)))
    needle = folded.text[a:b].strip(' *"')
    if needle:
        term = Term(needle, data.draw(st.booleans()), data.draw(st.booleans()))
        whole = set(term.places(folded.text, set(joints(folded))))
        assert place_of_all(list(passages(folded)), term) == whole


@settings(deadline=None)
@given(long_texts, st.data())
def test_a_place_is_traced_to_text_that_folds_to_it(text, data):
    folded = fold(text, hyphens=False)
    found = stored(list(passages(folded)))
    n = data.draw(st.integers(0, max(len(found) - 1, 0)))
    if not found:
        return
    stretch = Stretch(found[n:])
    a = data.draw(st.integers(0, max(len(found[n].folded) - 1, 0)))
    b = data.draw(st.integers(a + 1, a + 12))
    if b > len(stretch.text):
        return
    traced = stretch.trace(text.encode(), [(a, b)])
    if not folded.is_whole(a + stretch.start, b + stretch.start):
        assert traced is None
        return
    assert traced is not None
    ((start, end),) = traced.marks
    # A dash between digits takes the line's end after it along.
    words = fold(traced.text[start:end], hyphens=False).text
    assert words.rstrip(" ") == stretch.text[a:b].rstrip(" ")
    assert (start + traced.start, end + traced.start) == folded.span(
        a + stretch.start, b + stretch.start
    )
    assert text[traced.start :].startswith(traced.text)
    assert text.count("\n", 0, traced.start) == traced.line - 1


def test_another_text_is_not_believed():
    text = "The dam at Morrin is full. " * 10
    stretch = Stretch(stored(list(passages(fold(text, hyphens=False)))))
    assert stretch.trace(text.encode(), [(4, 7)]) is not None
    with pytest.raises(WrongPassage):
        stretch.trace(text.replace("dam", "sea").encode(), [(4, 7)])
    with pytest.raises(WrongPassage):
        stretch.trace(b"", [(4, 7)])


@pytest.mark.parametrize("field", ["cuts", "joints"])
def test_broken_bytes_are_not_believed(field):
    row = stored(list(passages(fold("the dam", hyphens=False))))[0]
    broken = {name: getattr(row, name) for name in Stored.__slots__} | {field: b"\1\2\3"}
    stretch = Stretch([Stored(**broken)])
    with pytest.raises(WrongPassage):
        assert 3 in stretch or stretch.trace(b"the dam", [(4, 7)])


def test_keys_reach_as_far_as_words_may_stand_together():
    text = "dam " + "x " * (REACH // 2 - 5) + "grain " + "x " * 100 + "far"
    first = next(iter(passages(fold(text, hyphens=False))))
    assert set(first.keys.split()) == {"dam", "x", "grain"}


def test_a_text_of_nothing_has_one_empty_passage():
    (only,) = passages(fold("\u00ad\u200b", hyphens=False))
    assert only.folded == only.keys == ""


def test_a_word_without_end_is_one_passage():
    assert len(list(passages(fold("x" * 1000, hyphens=False)))) == 1


def test_a_claim_is_one_passage():
    passage = whole_passage(fold("Indian-administered\0note", hyphens=False))
    assert {"indian", "administered", "indianadministered", "note"} == set(passage.keys.split())


def test_the_sources_are_cut_into_passages_of_a_size(monkeypatch):
    monkeypatch.undo()
    for text in sources().values():
        folded: Folded = fold(text, hyphens=False)
        sizes = [len(passage.folded) for passage in passages(folded)]
        assert all(module.SIZE <= size < module.SIZE + 2 * module.STEP for size in sizes[:-1])
