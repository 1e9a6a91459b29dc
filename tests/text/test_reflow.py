import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.reflow import break_long, clean, hard_wrapped, reflow

from .material import sources, texts

WRAPPED = """ Principal Findings\x20

The Taliban, mostly isolated by Western powers, are looking to\x20
build ties with foreign capitals closer by. Regional en-
gagement remains limited, and engagement with hotspots like Indian-
administered Kashmir, or Indian-administered Jammu, even more so. The\x20
region has strategic reasons to encourage ventures in Afghanistan\x20
as part of long-term planning. \x20
 Some of their actions, including building water infrastructure with
no regard for others, have engendered tensions with those who live
downstream. What can be done is told below.\x20

1 Earlier work on this is found in the reports of the group which it\x20
published in that year.\x20
2 Interviews.\x20
- First\x20
- Second\x20
"""
#: Lines that a text may be wrapped into, so that most examples are reflowed.
wrapped = st.lists(
    st.sampled_from(
        [*WRAPPED.split("\n"), "emoji 😀 and 👩\u200d🔬 in a line of the usual length, and"]
    ),
    min_size=8,
).map("\n".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_paragraphs_run_together_and_the_rest_stays():
    assert hard_wrapped(WRAPPED)
    lines = [clean(line) for line in reflow(WRAPPED).split("\n")]
    assert lines == [
        "Principal Findings",
        "",
        "The Taliban, mostly isolated by Western powers, are looking to build ties with foreign "
        "capitals closer by. Regional engagement remains limited, and engagement with hotspots "
        "like Indian-administered Kashmir, or Indian-administered Jammu, even more so. The region "
        "has strategic reasons to encourage ventures in Afghanistan as part of long-term planning.",
        "Some of their actions, including building water infrastructure with no regard for others,"
        " have engendered tensions with those who live downstream. What can be done is told below.",
        "",
        "1 Earlier work on this is found in the reports of the group which it published in that "
        "year.",
        "2 Interviews.",
        "- First",
        "- Second",
        "",
    ]


def test_what_is_shown_holds_one_space_between_words():
    shown = reflow(WRAPPED)
    assert "looking to \u200bbuild" in shown
    assert "Regional en\u2060\u00adgagement" in shown
    assert "Indian-\u200badministered" in shown
    assert "infrastructure with no regard" in shown
    assert "\n\u200bSome of their" in shown


@given(wrapped | texts)
def test_reflowed_text_is_as_long_in_points_and_units_place_by_place(text):
    shown = reflow(text)
    assert len(shown) == len(text)
    assert units(shown) == units(text)
    for before, after in zip(text, shown, strict=True):
        assert before == after or (
            before in "- \t\n\u2010\u00ad" and after in " \u2060\u00ad\u200b"
        )


@given(wrapped)
def test_no_paragraph_is_joined_to_another(text):
    assert text.count("\n\n") == reflow(text).count("\n\n")


def test_the_report_reads_as_paragraphs():
    (text,) = [text for name, text in sources().items() if name.startswith("003")]
    shown = reflow(text)
    paragraphs = {clean(line) for line in shown.split("\n")}
    assert len(shown) == len(text)
    for heading in (
        "Executive Summary",
        "A. The Quest for Recognition",
        "TÜRKIYE",
        "Principal Findings",
    ):
        assert heading in paragraphs
    for words in ("Regional engagement remains", "Indian-administered Kashmir", "vary enormously"):
        assert words in clean(shown)
    notes = [line for line in paragraphs if line[:2].isdigit() and line.endswith("Ibid.")]
    assert "81 Ibid." in notes
    assert max(map(len, paragraphs)) < 1300


def test_unwrapped_sources_stay_as_they_are():
    for name, text in sources().items():
        if not name.startswith("003"):
            assert not hard_wrapped(text)
            assert reflow(text) == text


def test_a_long_line_breaks_at_the_end_of_a_sentence_or_else_at_a_space():
    assert break_long("one two. three four five", 10) == "one two.\nthree four\nfive"
    assert break_long("one two. three", 14) == "one two. three"
    assert break_long("short\nlines\nonly", 5) == "short\nlines\nonly"


def test_a_run_without_a_space_stays_whole():
    run = "x" * 100_000
    assert break_long(run) == run
    assert break_long(f"{run} y z\nw", 4000) == f"{run}\ny z\nw"


@given(st.text("ab. \n", max_size=300) | texts, st.integers(1, 50))
def test_breaking_replaces_only_spaces_and_leaves_no_longer_line_than_it_must(text, every):
    shown = break_long(text, every)
    assert len(shown) == len(text)
    assert all(a == b or (a == " " and b == "\n") for a, b in zip(text, shown, strict=True))
    for line in shown.split("\n"):
        assert len(line) <= every or " " not in line[:every]


@pytest.mark.parametrize("passage", ["en\u2060\u00adgagement", " en-\u200bgagement \n "])
def test_clean_words_hold_nothing_unseen(passage):
    assert clean(passage) in ("engagement", "en-gagement")


def test_rows_of_blanks_and_hyphens_take_no_time():
    text = WRAPPED + " " * 100_000 + "x-" + "\t" * 100_000 + "-" * 100_000
    assert len(reflow(text)) == len(text)
