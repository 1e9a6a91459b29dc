import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.text.canonical import canonical
from workbench.text.reanchor import Placed, bar_for, reanchor
from workbench.text.sentences import sentence_spans

from .edits import Edited, edit
from .material import claims, sources, texts

REPORT = "003_11bc6fdc09320bd6.txt"
OLD = (
    "The dam at Halmar fills slowly. Kelmaria denies that it holds back the water.\n\n"
    "Farmers downstream fear a dry summer. The ministry promised to open the gates in May.\n\n"
    "Nobody believes the promise. Kelmaria denies everything else as well."
)
PROMISE = "The ministry promised to open the gates in May"


def place(new: str, quote: str, old: str = OLD) -> Placed:
    start = old.index(quote)
    [placed] = reanchor(old, new, [(start, start + len(quote))])
    return placed


def words(new: str, quote: str, old: str = OLD) -> str:
    """The words at which a passage stands now, in brackets where somebody has to look."""
    placed = place(new, quote, old)
    said = new[placed.start : placed.end]
    return said if placed.sure else f"[{said}]"


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        ("", "An introduction. ", PROMISE),
        ("Nobody", "Hardly anybody", PROMISE),
        (
            "to open the gates",
            "to\nopen  the\u00a0gates",
            "The ministry promised to\nopen  the\u00a0gates in May",
        ),
        ("promised to", "promissed to", "The ministry promissed to open the gates in May"),
        ("promised to", "to promised", "The ministry to promised open the gates in May"),
        ("the gates", "all of the gates", "The ministry promised to open all of the gates in May"),
        (" in May", "", "The ministry promised to open the gates"),
        ("The ministry", "But the ministry", "the ministry promised to open the gates in May"),
        (PROMISE + ".", "", None),
        (PROMISE + ".", "It rained for weeks.", None),
    ],
)
def test_a_passage_is_followed_through_corrections(
    before: str, after: str, now: str | None
) -> None:
    new = OLD.replace(before, after, 1)
    said = words(new, PROMISE)
    if now is None:
        assert said.startswith("[")
    else:
        assert said == now


def test_a_moved_paragraph_takes_its_passages_along() -> None:
    first, second, third = OLD.split("\n\n")
    new = "\n\n".join((third, second, first))
    for quote in (PROMISE, "Farmers downstream fear a dry summer", "Nobody believes the promise"):
        assert words(new, quote) == quote


def test_of_two_same_passages_each_keeps_its_own_place() -> None:
    quote = "Kelmaria denies"
    new = "Early rains came. " + OLD
    at = [match.start() for match in re.finditer(quote, OLD)]
    placed = reanchor(OLD, new, [(start, start + len(quote)) for start in at])
    assert [(one.start, one.sure) for one in placed] == [(start + 18, True) for start in at]


def test_a_deleted_passage_is_not_moved_to_another_with_the_same_words() -> None:
    new = OLD.replace("Kelmaria denies that it holds back the water.", "")
    assert words(new, "Kelmaria denies").startswith("[")


def test_a_word_that_a_sentence_has_twice_is_asked_for_when_one_is_deleted() -> None:
    old = "Once the front said that the front would stay in the hills above the town."
    new = old.replace("the front said that ", "")
    assert words(new, "the front", old).startswith("[")


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("Farmers downstream fear a dry summer", "dry summer. The", "dry The summer."),
        ("ministry promised to open the gates in May", "The ministry", "ministry The"),
    ],
)
def test_a_word_that_changed_places_with_one_outside_is_asked_for(
    quote: str, before: str, after: str
) -> None:
    assert words(OLD.replace(before, after), quote).startswith("[")


def test_what_stood_twice_is_asked_for_when_one_of_both_is_gone() -> None:
    again = "Farmers downstream feared the dry summer"
    new = OLD.replace("Farmers downstream fear a dry summer.", "") + f"\n\n{again} of that year."
    old = OLD + f"\n\n{again} of this year."
    assert words(new, "Farmers downstream fear a dry summer", old).startswith("[")


def test_a_lost_word_brings_in_none_from_outside() -> None:
    quote = "Farmers downstream fear a dry summer without any rain at all"
    old = OLD.replace("Farmers downstream fear a dry summer", quote)
    new = old.replace("Farmers downstream", "downstream").replace("The dam", "A dam")
    assert words(new, quote, old) == "downstream fear a dry summer without any rain at all"


def test_what_is_not_sure_is_a_proposal_at_the_place_where_it_stood() -> None:
    new = OLD.replace(PROMISE, "It rained")
    placed = place(new, PROMISE)
    assert (placed.sure, placed.how) == (False, "fuzzy")
    assert new[placed.start : placed.end] == "It rained."


def test_the_bar_can_be_set() -> None:
    new = OLD.replace("promised to open", "pledged to shut")
    start = OLD.index(PROMISE)
    passage = (start, start + len(PROMISE))
    low, high = (reanchor(OLD, new, [passage], bar)[0] for bar in (50.0, 99.5))
    assert (low.sure, high.sure) == (True, False)
    assert (low.start, low.end) == (high.start, high.end)


def test_the_bar_is_higher_for_shorter_passages() -> None:
    bars = [bar_for(length) for length in range(1, 200)]
    assert bars == sorted(bars, reverse=True)
    assert 70 <= bars[-1] < bars[0] < 100


def test_a_blank_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        reanchor("a b", " \n", [(0, 1)])


def test_texts_too_long_to_compare_are_held_together_by_their_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workbench.text.alignment._MOST_PAIRS", 4)
    new = OLD.replace("Farmers downstream", "All the farmers downstream")
    for quote in ("The dam at Halmar fills slowly", "Nobody believes the promise"):
        assert words(new, quote) == quote


# -- laws


@st.composite
def texts_with_passages(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    assume(text.strip())
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=6))
    return text, [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@given(texts_with_passages())
def test_an_identical_text_places_everything_exactly(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, passages = case
    assert reanchor(text, text, passages) == [
        Placed(start, end, "exact", 100.0, True) for start, end in passages
    ]


@given(texts_with_passages(), texts.filter(str.strip))
def test_every_passage_gets_a_place_inside_any_text(
    case: tuple[str, list[tuple[int, int]]], new: str
) -> None:
    text, passages = case
    for placed in reanchor(text, new, passages):
        assert 0 <= placed.start < placed.end <= len(new)
        assert 0 <= placed.score <= 100


WORD = st.sampled_from(
    ("the", "front", "denies", "raids", "while", "water", "runs", "short", "near", "Halmar")
)
SENTENCE = st.lists(WORD, min_size=6, max_size=14).map(
    lambda some: " ".join(some).capitalize() + "."
)


@given(st.lists(SENTENCE, min_size=1, max_size=6), st.data())
def test_an_insertion_outside_the_passages_shifts_them_exactly(
    sentences: list[str], data: st.DataObject
) -> None:
    # Each sentence has a number of its own: no two passages have the same words around them.
    text = " ".join(f"{10 + n} {sentence}" for n, sentence in enumerate(sentences))
    bounds = [match.span() for match in re.finditer(r"\w+", text)]
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    start, end = bounds[first][0], bounds[last][1]
    outside = [a for a, b in bounds if b <= start or a >= end] + [start, len(text)]
    at = data.draw(st.sampled_from(outside))
    added = data.draw(st.sampled_from(["Quite ", "Zorbek never slept. ", "\n\nXylo.\n\n"]))
    new = text[:at] + added + text[at:]
    shift = len(added) if at <= start else 0
    [placed] = reanchor(text, new, [(start, end)])
    assert new[start + shift : end + shift] == text[start:end]
    if placed.sure:
        assert (placed.start, placed.end) == (start + shift, end + shift)
    else:  # words that the text has twice, or few in a sentence that was changed
        places = re.findall(f"(?={re.escape(text[start:end])})", text, re.IGNORECASE)
        around = [(a, b) for a, b in sentence_spans(text) if a < end and b > start]
        assert len(places) > 1 or any(a <= at <= b for a, b in around)


# -- the report, edited


def is_right(placed: Placed, edited: Edited, passage: tuple[int, int]) -> bool:
    """Whether a place shares nine tenths of its characters with the true one."""
    return any(
        10 * (min(placed.end, end) - max(placed.start, start))
        >= 9 * (max(placed.end, end) - min(placed.start, start))
        for start, end in edited.truth(*passage)
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_claims_of_an_edited_report_are_placed_right_or_asked_for(
    seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    text = canonical(sources()[REPORT])
    passages = [
        (int(row["start"]), int(row["end"])) for row in claims() if row["document"] == REPORT
    ]
    edited = edit(text, seed)
    placed = reanchor(text, edited.text, passages)
    verdicts = [
        (one.sure, is_right(one, edited, passage))
        for one, passage in zip(placed, passages, strict=True)
    ]
    right, wrong = verdicts.count((True, True)), verdicts.count((True, False))
    asked = len(verdicts) - right - wrong
    with capsys.disabled():
        print(f"\nseed {seed}: {right} of {len(verdicts)} right, {asked} asked for, {wrong} wrong")
    assert len(passages) == 160
    assert wrong == 0
    assert right >= 0.95 * len(passages)
