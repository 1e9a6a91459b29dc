import pytest

from workbench.text.hyphens import line_end_hyphens

from .material import sources


def decision(text: str) -> bool:
    ((_, joins),) = line_end_hyphens(text)
    return joins


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("regional en-\ngagement", True),
        ("en- \n gagement, engagement", True),
        ("Indian-\nadministered Kashmir", True),
        ("Indian-\nadministered Kashmir, Indian-administered Jammu", False),
        ("the Ahmad-\nWaleed", False),
        ("in 2021-\n2023", False),
        ("a U.S.-\nbacked plan", False),
        ("state-\nbacked firms; the state backed them", False),
        ("self-\nsufficiency is self-regarding", False),
        ("self\u00ad\nish, self-ish", True),
        ("co\u2010\nordination, coordination", True),
    ],
)
def test_the_words_of_the_text_decide(text, joins):
    assert decision(text) is joins


def test_the_broken_words_themselves_prove_nothing():
    assert decision("regional en-\ngagement") is True
    assert [joins for _, joins in line_end_hyphens("vio-\nlence\nvio-\nlence")] == [True, True]


@pytest.mark.parametrize("text", ["loot-\n\ned", "a -\nb", "--\nb", "a-\n- b", "a–\nb", "a-b\nc"])
def test_dashes_and_paragraph_ends_break_no_word(text):
    assert line_end_hyphens(text) == []


def test_a_report_with_hundreds_of_broken_words():
    (text,) = [text for name, text in sources().items() if name.startswith("003")]
    found = line_end_hyphens(text)
    kept = {text[at - 9 : at + 10] for at, joins in found if not joins}
    assert all(text[at] == "-" for at, _ in found)
    assert len(found) == 312
    assert any("Indian-\nadmin" in words for words in kept)
    assert not any("en-\ngage" in words or "Tal-\niban" in words for words in kept)
    assert len(kept) < 20
