import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.matrix.names import break_name


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Dam", ["Dam"]),
        ("Canal diversion", ["Canal", "diversion"]),
        ("Cross-border raids", ["Cross-", "border", "raids"]),
        ("trade & transit", ["trade &", "transit"]),
        ("Displacement", ["Displace-", "ment"]),
        ("Recruitment", ["Recruit-", "ment"]),
        ("and/or", ["and/or"]),
        ("جبهة الفانوس", ["جبهة", "الفانوس"]),
        ("", [""]),
    ],
)
def test_names_break_at_words_hyphens_and_syllables(name, lines):
    assert break_name(name, 9, len) == lines


def test_what_does_not_fit_stands_on_the_last_line():
    assert break_name("one two three four five", 5, len) == ["one", "two", "three four five"]


def test_a_word_that_has_no_syllable_stays_whole():
    assert break_name("XXXXXXXXXXXXXXX", 9, len) == ["XXXXXXXXXXXXXXX"]


def test_paired_letters_are_not_torn():
    assert break_name("catholical", 6, len) == ["catho-", "lical"]
    assert break_name("catholical", 5, len) == ["catholical"]


@given(st.text(), st.integers(1, 30), st.integers(1, 4))
def test_nothing_is_lost_and_lines_are_few(name, width, most):
    lines = break_name(name, width, len, most)
    assert 1 <= len(lines) <= most

    def bare(text):
        return "".join(text.split()).replace("-", "")

    assert bare("".join(lines)) == bare(name)


@given(st.lists(st.sampled_from(["a", "of", "dam", "raids"]), min_size=1), st.integers(5, 30))
def test_all_lines_but_the_last_fit_where_words_do(words, width):
    assert all(len(line) <= width for line in break_name(" ".join(words), width, len)[:-1])
