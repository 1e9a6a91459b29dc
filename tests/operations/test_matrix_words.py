"""Words read in bulk are those of each claim by itself."""

from db import claims, documents
from db.records import Span, Style
from workbench.operations.matrix_words import folded_words, matches, word_counts
from workbench.text.fold import fold
from workbench.text.reflow import one_line, reflow

TEXT = (
    "The émigré paper says the engage-\nment ended on the\u2011river.\n"
    "سد المورين is full — again \ue000 and again.\n" * 4
)


def test_the_words_of_claims(project, do):
    first, second = (do(documents.add, name, TEXT + name) for name in ("one.txt", "two.txt"))
    made = [
        do(claims.add, place, [Span(start, start + 60), Span(start + 70, start + 83)],
           statement=f"Statement {start}: “Größe” -", speaker="A-\ue001B", note="\nline")
        for place in (second, first)
        for start in (0, 9, 31)
    ]  # fmt: skip
    found, counts = folded_words(project), word_counts(project)
    assert found.keys() == counts.keys() == set(made)
    for claim in claims.all_claims(project):
        shown = reflow(documents.text(project, documents.get(project, claim.document)))
        quote = one_line(shown, claim.spans)
        for part in (claim.statement, quote.replace("\ue000", " ")):
            assert fold(part).text.strip() in found[claim.id]
        assert counts[claim.id] == sum(
            len(one_line(shown, (span,)).split()) for span in claim.spans
        )
    some = made[1:4]
    assert folded_words(project, some) == {claim: found[claim] for claim in some}
    assert word_counts(project, some) == {claim: counts[claim] for claim in some}
    assert folded_words(project, ()) == {}


def test_the_numbers_of_notes_are_no_words(project, do):
    text = "The weir 12 was closed3 in May."
    marks = [Style(9, 11, "noteref", "12"), Style(22, 23, "noteref", "3")]
    place = do(documents.add, "one.txt", text, styles=marks)
    claim = do(claims.add, place, [Span(0, len(text))])
    assert word_counts(project)[claim] == 6
    assert "was closed in may" in folded_words(project)[claim]


def test_each_word_has_to_stand_somewhere():
    words = fold("The Größe of the dam").text
    assert matches(words, "GROSSE dam")
    assert matches(words, " ")
    assert not matches(words, "dam wall")
