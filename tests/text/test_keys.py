from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.fold import fold
from workbench.text.keys import LONGEST, continues_word, joints, keys, words

from .material import texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the dam's 2 gates, again", ["the", "dam", "s", "2", "gates", "again"]),
        ("a_b-c", ["a", "b", "c"]),
        ("سد المورين، مرة", ["سد", "المورين", "مرة"]),
        ("हिन्दी", ["हिन्दी"]),
        ("中文abc", ["中", "文", "abc"]),
        ("— 🔥 …", []),
    ],
)
def test_words_are_runs_of_letters_digits_and_marks(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Indian-administered", ["indian", "administered"]),
        ("en-\ngagement", ["en", "gagement"]),
        ("state-of-the-art", ["state", "of", "the", "art"]),
        ("117systems", ["117", "systems"]),
        ("region86 The", ["region", "86 the"]),
        ("کتاب\u200cها", ["كتاب", "ها"]),
        ("2021-2023", ["2021-2023"]),
        ("soft\u00adly", ["softly"]),
        ("- a – b -", ["- a - b -"]),
    ],
)
def test_joints_are_where_a_word_has_parts(text, parts):
    folded = fold(text, hyphens=False)
    ends = [0, *joints(folded), len(folded.text)]
    assert [folded.text[a:b] for a, b in pairwise(ends)] == parts


def test_keys_are_words_and_all_runs_of_their_parts():
    folded = fold("Tal-\niban-led dam", hyphens=False)
    assert keys(folded.text, joints(folded)) == {
        "tal", "iban", "led", "taliban", "ibanled", "talibanled", "dam",
    }  # fmt: skip


def test_long_words_share_the_key_of_their_beginning():
    word = "x" * (LONGEST + 10)
    assert keys(f"{word} {word}y", array("I")) == {"x" * LONGEST}


def test_a_hostile_word_of_many_parts_has_few_keys():
    folded = fold("-".join(f"{n:b}" for n in range(500)), hyphens=False)
    assert len(joints(folded)) == 0  # between digits it is a range
    folded = fold("-".join("abcdefghij" * 100), hyphens=False)
    assert len(joints(folded)) == 999
    assert len(keys(folded.text, joints(folded))) < 1000


@given(texts)
def test_words_leave_out_only_what_parts_them(text):
    folded = fold(text, hyphens=False).text
    assert "".join(words(folded)) == "".join(
        c for c in folded if continues_word(c) or words(c) == [c]
    )


@given(texts, st.data())
def test_every_run_between_joints_has_a_key(text, data):
    folded = fold(text, hyphens=False)
    seams = list(joints(folded))
    found = keys(folded.text, seams)
    for seam in seams:
        end = data.draw(st.sampled_from([*seams, len(folded.text)]))
        run = folded.text[seam:end]
        if run and words(run) == [run]:
            following = folded.text[end : end + 1]
            whole = end in seams or not following or not continues_word(following)
            if whole and sum(seam < other < end for other in seams) < 8:
                assert run[:LONGEST] in found
