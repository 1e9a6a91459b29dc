"""Page furniture and footnotes are left out of passages and of quotes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.records import Claim, Span, Style
from workbench.text.asides import Asides
from workbench.text.lines import Lines
from workbench.text.reflow import one_line

TEXT = "They closed the canals1 in the degra-\n\n1 A note.\n7\n\fdation of the weir."
NOTE = TEXT.index("1 A note.")
SEVEN = TEXT.index("\n7") + 1
STYLES = (
    Style(TEXT.index("1 in"), TEXT.index("1 in") + 1, "noteref", "1"),
    Style(NOTE, NOTE + 9, "note", "1"),
    Style(SEVEN, SEVEN + 1, "furniture"),
)


def words(spans):
    return [TEXT[span.start : span.end] for span in spans]


def leave_out(start, end):
    return words(Asides(STYLES).leave_out(TEXT, Span(start, end)))


def test_what_stands_in_the_middle_is_left_out():
    assert leave_out(0, len(TEXT)) == [
        "They closed the canals1 in the degra-",
        "dation of the weir.",
    ]


def test_where_a_passage_begins_or_ends_in_a_note_the_note_was_meant():
    assert leave_out(NOTE, NOTE + 9) == ["1 A note."]
    assert leave_out(NOTE + 2, len(TEXT)) == ["A note.", "dation of the weir."]
    assert leave_out(0, NOTE + 6) == ["They closed the canals1 in the degra-\n\n1 A no"]
    assert leave_out(5, 11) == ["closed"]


def test_the_clean_quote_is_joined_and_has_no_numbers_of_notes():
    lines = Lines(TEXT, STYLES)
    claim = Claim(1, 2, 3, tuple(Asides(STYLES).leave_out(TEXT, Span(0, len(TEXT)))))
    quote = one_line(lines.shown, claim.spans, lines.asides)
    assert quote == "They closed the canals in the degradation of the weir."


def test_what_else_is_left_out_is_marked():
    spans = [Span(0, 4), Span(5, 11), Span(16, 22)]
    lines = Lines(TEXT, STYLES)
    assert one_line(lines.shown, spans, lines.asides) == "They closed […] canals"
    assert one_line(lines.shown, [Span(NOTE, NOTE + 9)], lines.asides) == "1 A note."


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5),
    st.integers(0, 60),
    st.integers(1, 30),
)
def test_passages_are_in_order_and_lose_nothing_but_asides_and_blanks(places, start, length):
    text = "ab cd. " * 10
    styles = [Style(a, min(a + n, len(text)), "note") for a, n in places]
    asides, whole = Asides(styles), Span(start, start + length)
    kept = asides.leave_out(text, whole)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert all(whole.start <= one.start < one.end <= whole.end for one in kept)
    assert all(asides.fill(text, a.end, b.start) for a, b in pairwise(kept))


def test_the_quote_of_a_reflowed_text_goes_over_a_note_as_if_none_were_there():
    line = "many words that fill a line of this text until it breaks within it and\n"
    note = "1 Interviews with former officials of the water office in\nHalmar and Orrel.\n"
    text = f"{line * 5}the rest is of\n\n{note} water, as the treaty says, and it\n{line * 5}"
    start = text.index(note)
    lines = Lines(text, [Style(start, start + len(note) - 1, "note", "1")])
    assert "\u200b" in lines.shown
    whole = Span(text.index("the rest"), text.index(", as the"))
    spans = lines.asides.leave_out(text, whole)
    assert len(spans) == 2
    assert one_line(lines.shown, spans, lines.asides) == "the rest is of water"
