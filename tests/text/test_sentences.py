import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.sentences import (
    next_sentence_end,
    next_sentence_start,
    previous_sentence_end,
    previous_sentence_start,
    sentence_at,
    sentence_spans,
)

from .material import claims, sources, texts

sentenced = texts | st.lists(
    st.sampled_from(
        ["One two. ", "No. 5 ", "He asked “why?” and left. ", "\n\n", "؟ ", "It cost 2.5 "]
    )
).map("".join)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It was over.|Nobody came.",
        "Really?!|Yes!|No…|Well.",
        "Mr. Smith met Gen. Petraeus and Dr. J. R. Hamm.|They talked.",
        "The U.S. officials left the U.S.|The others stayed in the U.N. building.",
        "See No. 5, pp. 12-14, vol. 3, and art. 370.|It says no.|The minister agreed.",
        "Trade, aid, etc. were cut, e.g. in Kabul, i.e. there.|It cost $2.5 bn.",
        "They met on 5 Feb. 2023 at 9 a.m. in Doha.|It was cold.",
        "Crisis Group Report, op. cit.|See also Watkins et al.|The rest is silence.",
        "“Why?” he asked.|“Because.”|She left (at last.)|Then (he said) nothing.",
        "He said “it is over”.|He wept.",
        "We grew by 2.5 per cent.|Then by 3.25.|We stopped.",
        "ما رأيك؟|لا أعرف.|انتهى الأمر۔|نعم.",
        "他来了。|她走了！|好。",
        "A. The Quest for Recognition",
        "1. Introduction",
        "Ellipsis... goes on.|Wait...|What?",
        "Visit example.com or v2.0 now.|Done.",
    ],
)
def test_where_sentences_end(text):
    wanted = text.split("|")
    glue = "" if "。" in text else " "
    assert split(glue.join(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("in the region.117 The next", ["in the region.", "The next"]),
        ("the “continents”.3 Neighbours", ["the “continents”.", "Neighbours"]),
        ("said “so.”4 They", ["said “so.”", "They"]),
        ("peaceful since 2021.86 These", ["peaceful since 2021.", "These"]),
        ("in the region.[12] The next", ["in the region.", "The next"]),
        ("in the region.¹² The next", ["in the region.", "The next"]),
        ("the ratio of 3.14 The next", ["the ratio of 3.14 The next"]),
    ],
)
def test_numbers_of_notes_stay_outside(text, sentences):
    assert split(text) == sentences


def test_every_line_end_of_unwrapped_text_ends_a_sentence():
    assert split("INTELBRIEF\nOctober 14, 2021\n\n- Item one\n") == [
        "INTELBRIEF", "October 14, 2021", "- Item one",
    ]  # fmt: skip


def test_wrapped_lines_end_none_but_blank_lines_do():
    (text,) = [text for name, text in sources().items() if name.startswith("003")]
    found = {" ".join(sentence.split()) for sentence in split(text)}
    assert "Principal Findings" in found
    assert "A. The Quest for Recognition" in found
    assert (
        "Regional en- gagement remains limited, however, due to both mistrust and hurdles raised "
        "by Western sanctions." in found
    )
    assert "Crisis Group inter- views, Taliban officials, 2021-2023." in found
    assert 950 < len(found) < 1100


def test_most_claims_lie_within_a_sentence_of_the_sources():
    within = 0
    for row in claims():
        text, start, end = sources()[row["document"]], int(row["start"]), int(row["end"])
        first, last = sentence_at(text, start)
        within += first <= start and (end <= last or sentence_at(text, end - 1) == (first, last))
    assert within > 0.75 * 286


@given(sentenced)
def test_sentences_are_bare_in_order_and_hold_all_words(text):
    done = 0
    for start, end in sentence_spans(text):
        assert done <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not any(c.isalpha() for c in text[done:start])
        done = end
    assert not any(c.isalpha() for c in text[done:])


@given(sentenced, st.data())
def test_looking_around_a_place_tells_what_the_whole_text_tells(text, data):
    spans = sentence_spans(text)
    offset = data.draw(st.integers(0, len(text)))
    before = [span for span in spans if span[0] <= offset]
    assert sentence_at(text, offset) == (
        before[-1] if before else spans[0] if spans else (offset, offset)
    )
    assert next_sentence_end(text, offset) == min(
        (end for _, end in spans if end > offset), default=len(text)
    )
    assert next_sentence_start(text, offset) == min(
        (start for start, _ in spans if start > offset), default=len(text)
    )
    assert previous_sentence_start(text, offset) == max(
        (start for start, _ in spans if start < offset), default=0
    )
    assert previous_sentence_end(text, offset) == max(
        (end for _, end in spans if end < offset), default=0
    )


def test_places_of_a_long_text_are_told_as_in_the_whole_of_it():
    (text,) = [text for name, text in sources().items() if name.startswith("003")]
    for start, end in sentence_spans(text)[::7]:
        assert sentence_at(text, start) == (start, end)
        assert sentence_at(text, (start + end) // 2) == (start, end)
        assert sentence_at(text, end) == (start, end)


def test_a_stretch_is_split_as_far_as_it_goes():
    text = "One two. Three four. Five."
    assert sentence_spans(text, 4, 13) == [(4, 8), (9, 13)]


def test_a_long_run_without_a_stop_is_one_sentence():
    text = "One. " + "X " * 5000 + "end. Two."
    assert sentence_at(text, 6000) == (5, 5 + 10_000 + 4)


def test_rows_of_stops_and_blanks_take_no_time():
    text = "One" + "." * 100_000 + "x" + " " * 100_000 + "Two. Three."
    assert sentence_at(text, len(text))[1] == len(text)
    assert len(sentence_spans(text)) == 2
