from db.records import Style
from workbench.readers.pieces import Pieces


def told(pieces: Pieces) -> list[tuple[str, str, str]]:
    text, styles = pieces.result()
    return [(style.kind, text[style.start : style.end], style.value) for style in styles]


def test_pages_end_where_the_next_begins_and_need_words() -> None:
    pieces = Pieces()
    pieces.mark("page", "1")
    pieces.start("p")
    pieces.words("one ")
    pieces.mark("page", "2")
    pieces.mark("page", "3")
    pieces.words("three")
    pieces.end("p")
    pieces.mark("page", "4")
    assert pieces.result()[0] == "one three"
    assert told(pieces) == [("page", "one", "1"), ("page", "three", "3")]


def test_cells_are_told_apart_by_tabs_whatever_is_in_them() -> None:
    pieces = Pieces()
    for tag in ("table", "tr", "td"):
        pieces.start(tag)
    for words in ("a", "b"):
        pieces.start("p")
        pieces.words(words)
        pieces.end("p")
    pieces.end("td")
    for _ in range(2):
        pieces.start("td")
        pieces.end("td")
    pieces.start("td")
    pieces.start("li", {"mark": "1.", "level": "0"})
    pieces.words("d")
    text, styles = pieces.result()
    assert text == "a\nb\t\t\t1. d"
    assert [s for s in styles if s.kind == "cell"] == [Style(0, 3, "cell"), Style(6, 10, "cell")]


def test_what_was_written_since_a_place_can_be_asked() -> None:
    pieces = Pieces()
    pieces.words("one")
    place = pieces.length
    pieces.apart()
    pieces.words("two  three")
    assert pieces.since(place) == "two three"
    assert pieces.since(0) == "one two three"
    assert pieces.since(pieces.length) == ""


def test_a_style_begins_at_its_first_word() -> None:
    pieces = Pieces()
    pieces.words("a")
    pieces.start("strong")
    pieces.exact("  b")
    pieces.end("strong")
    pieces.start("em")
    pieces.end("em")
    assert told(pieces) == [("strong", "b", "")]
