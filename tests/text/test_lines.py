"""Where a claim stands: by its line, or by its pages where the text has some."""

from db.records import Claim, Span, Style
from workbench.text.lines import Lines, place_of

TEXT = "one\ntwo\nthree\n\ffour\nfive"
PAGES = [Style(15, 24, "page", "iv"), Style(0, 13, "page", "iii"), Style(0, 3, "em", "")]


def place(*spans: tuple[int, int], styles=()):
    claim = Claim(1, 2, 3, tuple(Span(*span) for span in spans))
    return place_of(claim, Lines(TEXT, styles))


def test_without_pages_the_line_is_named():
    assert place((5, 7)) == "line 2"
    assert place((0, 3), (8, 13)) == "2 passages, line 1"


def test_with_pages_the_page_is_cited_or_all_that_a_passage_is_on():
    assert place((5, 7), styles=PAGES) == "p. iii"
    assert place((15, 19), styles=PAGES) == "p. iv"
    assert place((8, 19), styles=PAGES) == "pp. iii–iv"
    assert place((0, 3), (15, 19), styles=PAGES) == "2 passages, pp. iii–iv"
    assert place((13, 14), styles=PAGES) == "line 3"
