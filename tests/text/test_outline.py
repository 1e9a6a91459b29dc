from db.records import Style
from workbench.text.outline import Entry, entry_at, outline

TEXT = "Part\n\nOne [1]\n\nwords\n\nDeep\n\nTwo\n\nmenu\n\nwords"


def at(words: str, kind: str, value: str = "") -> Style:
    start = TEXT.index(words)
    return Style(start, start + len(words), kind, value)


HEADINGS = (at("Part", "h1"), at("One [1]", "h2"), at("Deep", "h4"), at("Two", "h2"))


def told(entries: tuple[Entry, ...]) -> list[tuple[int, str]]:
    return [(entry.depth, entry.words) for entry in entries]


def test_headings_stand_under_those_above_them_in_the_order_of_the_text() -> None:
    assert told(outline(TEXT, HEADINGS[::-1])) == [
        (0, "Part"), (1, "One [1]"), (2, "Deep"), (1, "Two"),
    ]  # fmt: skip


def test_only_the_levels_that_are_there_count() -> None:
    assert told(outline(TEXT, (at("One [1]", "h3"), at("Two", "h3")))) == [
        (0, "One [1]"), (0, "Two"),
    ]  # fmt: skip


def test_the_number_of_a_note_is_no_part_of_a_heading() -> None:
    assert told(outline(TEXT, (HEADINGS[1], at("[1]", "noteref", "1")))) == [(0, "One")]


def test_a_chapter_counts_where_no_heading_names_it() -> None:
    chapter = Style(TEXT.index("Two"), len(TEXT), "chapter", "Chapter\n two")
    assert told(outline(TEXT, (chapter,))) == [(0, "Chapter two")]
    assert told(outline(TEXT, (chapter, at("Two", "h2")))) == [(0, "Two")]
    assert outline(TEXT, (Style(0, 9, "chapter", " "),)) == ()


def test_what_is_left_out_has_no_headings() -> None:
    scrap = Style(TEXT.index("Two"), TEXT.index("menu") + 4, "scrap")
    assert told(outline(TEXT, (*HEADINGS, scrap), {"scrap"}))[-1] == (2, "Deep")
    assert len(outline(TEXT, (*HEADINGS, scrap))) == 4


def test_a_heading_of_blanks_is_none() -> None:
    assert outline("a\n \nb", (Style(2, 3, "h1"),)) == ()


def test_a_place_stands_under_the_last_heading_before_it() -> None:
    entries = (Entry("a", 5, 0), Entry("b", 9, 0))
    assert [entry_at(entries, place) for place in (0, 5, 8, 9, 99)] == [None, 0, 0, 1, 1]
    assert entry_at((), 3) is None
