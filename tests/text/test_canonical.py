from hypothesis import given
from hypothesis import strategies as st

from workbench.text.canonical import canonical

from .material import sources

unfit = st.text(st.characters() | st.sampled_from("\ufeff\r\n\0\ud83d\ude00\u2029\ufdd0\x0b\x85"))


def test_line_ends_become_line_feeds_and_page_ends_stay():
    raw = "a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i"
    assert canonical(raw) == "a\nb\nc\nd\ne\x0cf\ng\u2028h\ni"


def test_what_qt_and_sqlite_cannot_hold_is_replaced_one_for_one():
    assert canonical("a\0b\ud800c\ufdd0d\ufdd1e") == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_only_byte_order_marks_at_the_start_go():
    assert canonical("\ufeff\ufeffa\ufeffb") == "a\ufeffb"


def test_nothing_is_normalised_or_joined():
    text = "cafe\u0301 caf\u00e9 ﬁ en-\ngagement \u00a0 \u00ad"
    assert canonical(text) == text


def test_the_sources_keep_their_offsets():
    for text in sources().values():
        assert canonical(text) == text


@given(unfit)
def test_twice_is_the_same_as_once(raw):
    once = canonical(raw)
    assert canonical(once) == once
    assert "\r" not in once
    assert "\0" not in once
    once.encode("utf-8")
