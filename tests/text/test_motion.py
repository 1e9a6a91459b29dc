import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.motion import move, nearest_edge

from .material import texts

LETTERS = [
    "a", "e\u0301", "👩\u200d🔬", "👍🏽", "🇫🇷", "🇩🇪", "❤\ufe0f", "مُ", "नि",
    "Z\u0300\u0301\u0302", "-", "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e007f", "한", " ", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(LETTERS)))
def test_a_letter_is_what_a_reader_takes_for_one(letters):
    text = "".join(letters)
    edges = [0]
    for letter in letters:
        edges.append(edges[-1] + len(letter))
    assert [move(text, 0, "letter", steps) for steps in range(len(edges))] == edges
    assert [move(text, len(text), "letter", -steps) for steps in range(len(edges))] == edges[::-1]


WORDS = "The U.S.-led en-\ngagement, it’s said: «x» 2,000!"


def test_words_are_met_at_their_ends_forward_and_at_their_starts_backward():
    def stops(start: int, step: int) -> list[str]:
        places = [move(WORDS, start, "word", step * n) for n in range(1, 8)]
        return [WORDS[:place] if step > 0 else WORDS[place:] for place in places]

    assert [text.split()[-1] for text in stops(0, 1)] == [
        "The", "U.S", "U.S.-led", "gagement", "it’s", "said", "«x",
    ]  # fmt: skip
    assert [text.split()[0] for text in stops(len(WORDS), -1)] == [
        "2,000!", "x»", "said:", "it’s", "en-", "led", "U.S.-led",
    ]  # fmt: skip


def test_the_first_character_of_a_claim_steps_from_start_to_start():
    text = "One two. Three four."
    assert [move(text, 0, "word", n, "start") for n in (1, 2, 3, 4)] == [4, 9, 15, 20]
    assert [move(text, 0, "sentence", n, "start") for n in (1, 2)] == [9, 20]
    assert move(text, 9, "sentence", -1, "start") == 0


def test_the_last_character_of_a_claim_steps_from_end_to_end():
    text = "One two. Three four."
    assert [move(text, 20, "word", -n, "end") for n in (1, 2, 3, 4)] == [19, 14, 7, 3]
    assert [move(text, 3, "sentence", n, "end") for n in (1, 2)] == [8, 20]
    assert move(text, 20, "sentence", -1, "end") == 8


@pytest.mark.parametrize("unit", ["letter", "word", "sentence"])
@given(text=texts, steps=st.integers(-5, 5), data=st.data())
def test_no_step_leaves_the_text_or_goes_the_other_way(unit, text, steps, data):
    offset = data.draw(st.integers(0, len(text)))
    place = move(text, offset, unit, steps)
    assert 0 <= place <= len(text)
    assert (place - offset) * steps >= 0
    if steps > 0:
        assert place > offset or offset == len(text)
    if steps < 0:
        assert place < offset or offset == 0


@given(texts)
def test_steps_by_word_are_the_same_from_everywhere(text):
    forward, place = [], 0
    while place < len(text):
        place = move(text, place, "word", 1)
        forward.append(place)
    for offset in range(len(text)):
        assert move(text, offset, "word", 1) == min(end for end in forward if end > offset)


def test_a_long_run_without_a_blank_does_not_stop_a_step():
    text = "one " + "x" * 100_000 + " two"
    assert move(text, 50_000, "word", 1) == 100_004
    assert move(text, 50_000, "word", -1) < 50_000
    assert move(text, len(text), "word", -1) == 100_005


@pytest.mark.parametrize(
    ("place", "edge"), [(0, 0), (2, 0), (5, 7), (7, 7), (8, 8), (13, 12), (16, 19), (19, 19)]
)
def test_a_place_in_a_word_goes_to_its_nearer_end(place, edge):
    assert nearest_edge("Duvania and Kelmari", place) == edge
