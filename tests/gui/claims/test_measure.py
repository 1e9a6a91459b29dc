import pytest

from workbench.gui import theme
from workbench.gui.claims.measure import Ruler, is_rtl


@pytest.fixture
def ruler(qapp):
    return Ruler(theme.interface_font("body"))


def test_lines_hold_all_words_and_fit(ruler):
    text = "Sarneth disputes that silence counted as consent to the third filling."
    lines = ruler.wrap(text, 160, 9)
    assert len(lines) > 2
    assert " ".join(lines) == text
    assert all(ruler.metrics.horizontalAdvance(line) <= 161 for line in lines)


def test_too_long_a_text_ends_in_an_ellipsis(ruler):
    lines = ruler.wrap("word " * 500, 160, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert ruler.metrics.horizontalAdvance(lines[-1]) <= 161


def test_a_word_wider_than_a_line_is_broken(ruler):
    address = "https://example.org/" + "a" * 60 + "😀" * 3
    lines = ruler.wrap(address, 120, 9)
    assert len(lines) > 2
    assert "".join(lines) == address
    assert ruler.wrap("河水上涨" * 40, 120, 3)[-1].endswith("…")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_takes_no_line(ruler, text):
    assert ruler.wrap(text, 100, 3) == []


def test_direction_comes_from_the_first_strong_character():
    assert is_rtl("“قال مهندس”")
    assert is_rtl("12 שלום and")
    assert not is_rtl("Halmar قال")
    assert not is_rtl("12, 13")
