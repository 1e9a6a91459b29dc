from db.records import Style
from workbench.text.references import counterpart, reference_at, without_marks

LINK = Style(0, 20, "link", "https://example.org/")
MARK = Style(10, 11, "noteref", "1")
NOTE = Style(50, 60, "note", "1")
OTHER_MARK = Style(70, 71, "noteref", "1")
OTHER_NOTE = Style(90, 99, "note", "1")
ALL = (LINK, MARK, Style(0, 99, "em"), NOTE, OTHER_MARK, OTHER_NOTE)


def test_the_mark_of_a_note_counts_before_the_link_around_it() -> None:
    assert reference_at(ALL, 10) == MARK
    assert reference_at(ALL, 11) == LINK
    assert reference_at(ALL, 55) == NOTE
    assert reference_at(ALL, 20) is None


def test_a_link_within_a_note_counts_before_the_note() -> None:
    within = Style(52, 55, "link", "https://example.org/")
    assert reference_at((NOTE, within), 52) == within
    assert reference_at((NOTE, within), 56) == NOTE


def test_a_mark_leads_to_the_note_after_it_and_back() -> None:
    assert counterpart(ALL, MARK) == NOTE
    assert counterpart(ALL, NOTE) == MARK
    assert counterpart(ALL, OTHER_MARK) == OTHER_NOTE
    assert counterpart(ALL, OTHER_NOTE) == OTHER_MARK


def test_a_note_before_its_mark_is_found_too() -> None:
    assert counterpart((NOTE, OTHER_MARK), OTHER_MARK) == NOTE
    assert counterpart((NOTE, OTHER_MARK), NOTE) == OTHER_MARK


def test_a_mark_without_a_note_leads_nowhere() -> None:
    assert counterpart((MARK, Style(50, 60, "note", "2")), MARK) is None
    assert counterpart((NOTE,), NOTE) is None


def test_words_are_told_without_the_marks_of_notes() -> None:
    text = "One[1] two.[2] Three[3]"
    marks = [Style(3, 6, "noteref", "1"), Style(11, 14, "noteref", "2"), Style(20, 23, "noteref")]
    assert without_marks(text, 0, len(text), marks) == "One two. Three"
    assert without_marks(text, 4, 22, marks) == "1] two. Three[3"
    assert without_marks(text, 0, 5, ()) == "One[1"
