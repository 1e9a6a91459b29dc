import time

import pytest

from workbench.text.pattern_process import BadPattern, PatternProcess, TooMuch


def never():
    return False


def test_a_pattern_is_found_in_text_after_text():
    with PatternProcess(r"\bd\w+|^", 5, never) as process:
        assert process.find("the dam, a dog", 10, never) == [(4, 7), (11, 14)]
        assert process.find("d👍🏽 dux", 10, never) == [(4, 7)]
        assert process.find("dam " * 20, 3, never) == [(0, 3), (4, 7), (8, 11)]


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(" * 3000 + ")" * 3000, "a{5,2}"])
def test_what_is_no_pattern_is_said(pattern):
    with pytest.raises(BadPattern, match=r"\w"):
        PatternProcess(pattern, 5, never)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|a)*b", r"((a{0,100}){0,100}){0,100}b"])
def test_a_hostile_pattern_is_stopped_in_time(pattern):
    began = time.monotonic()
    with PatternProcess(pattern, 0.3, never) as process, pytest.raises(TooMuch):
        process.find("a" * 5000 + "!", 10, never)
    assert time.monotonic() - began < 5


def test_a_pattern_that_takes_all_memory_is_stopped():
    with PatternProcess(r"(.|\n)*z", 20, never) as process, pytest.raises(TooMuch):
        process.find("the quick brown fox\n" * 500_000, 10, never)


def test_somebody_may_cancel():
    with PatternProcess(r"(a+)+$", 60, never) as process, pytest.raises(TooMuch):
        process.find("a" * 5000 + "!", 10, lambda: True)


def test_the_time_is_for_all_texts_together():
    with PatternProcess(r"(a+)+$", 1.0, never) as process:
        process.find("a" * 20 + "!", 10, never)
        left = process.left
        assert 0 < left < 1.0
        process.find("a" * 20 + "!", 10, never)
        assert process.left < left
