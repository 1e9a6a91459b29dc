import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.excerpt import AFTER, BEFORE, excerpt

from .material import texts


def marked(text: str, *words: str) -> str:
    """The line of a place, with what is marked in brackets."""
    found = excerpt(text, [(text.index(word), text.index(word) + len(word)) for word in words])
    line = found.text
    for start, end in reversed(found.marks):
        line = f"{line[:start]}[{line[start:end]}]{line[end:]}"
    return line


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("The dam\n is  full.", ("dam",), "The [dam] is full."),
        ("The en-\n gagement of\nall", ("en-\n gagement",), "The [en-gagement] of all"),
        ("so\u00adft \u202edam", ("dam",), "soft [dam]"),
        ("dam, grain", ("grain", "dam"), "[dam], [grain]"),
        ("the grain dam", ("the grain", "grain dam"), "[the grain dam]"),
        ("dam", ("dam",), "[dam]"),
    ],
)
def test_the_line_of_a_place(text, words, line):
    assert marked(text, *words) == line


def test_a_long_text_is_cut_between_words():
    line = marked("left " * 50 + "dam" + " right" * 50, "dam")
    assert line.startswith("… left ")
    assert line.endswith(" right …")
    assert len(line) < BEFORE + AFTER + 12


def test_what_is_long_loses_its_middle():
    line = marked("dam " + "x " * 300 + "grain", "dam", "grain")
    assert line.startswith("[dam] x x")
    assert line.endswith("x [grain]")
    assert " … " in line
    assert len(line) < 200
    assert len(marked("word " * 200, "word " * 190)) < 400


@given(texts, st.data())
def test_marks_hold_the_words_that_were_meant(text, data):
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start + 1, start + 20))
    if end <= len(text):
        found = excerpt(text, [(start, end)])
        ((a, b),) = found.marks
        if text[start:end].isalnum():
            assert found.text[a:b] == text[start:end]
        assert not set(found.text) & set("\n\t\u2028\u00ad\u202e")
