import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt

from workbench.gui.reader.shown import ShownText
from workbench.gui.reader.tooltip import plain

HARD = "\n".join(["The council met in the town and spoke at length of the en-",
                  "gagement of villages upstream which had heard nothing of what",
                  "the engineers had promised them in spring when prices rose so"] * 6)  # fmt: skip


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")), st.booleans())
def test_what_is_shown_has_the_same_length_in_both_units(text: str, reflowed: bool) -> None:
    shown = ShownText(text, reflowed=reflowed).shown
    assert len(shown) == len(text)
    assert len(shown.encode("utf-16-le")) == len(text.encode("utf-16-le"))


def test_reflow_joins_lines_and_leaves_the_canonical_text_alone() -> None:
    text = ShownText(HARD, reflowed=True)
    assert text.canonical == HARD
    assert "\n" not in text.shown[:100]


@pytest.mark.parametrize("char", ["\r", "\f", "\u2029", "\ufdd0", "\ufdd1"])
def test_nothing_that_qt_takes_for_the_end_of_a_paragraph_is_shown(char: str) -> None:
    assert char not in ShownText(f"a{char}b").shown


def test_a_text_with_blank_lines_between_its_paragraphs_is_known_by_them() -> None:
    assert ShownText("One.\n\nTwo.\n\nThree.").parted
    assert not ShownText("One.\nTwo.\nThree.\nFour.").parted


def test_tool_tips_are_plain_text_whatever_the_names() -> None:
    hostile = "<b>bold</b><img src='file:///etc/passwd'>"
    assert Qt.mightBeRichText(hostile)
    assert not Qt.mightBeRichText(plain([hostile, "<i>x</i>"]))
    assert plain(["A", "A", "B"]) == "A\nB"
