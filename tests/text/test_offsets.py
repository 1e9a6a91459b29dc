from hypothesis import given

from workbench.text.offsets import Utf16Map

from .material import texts


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts)
def test_every_offset_is_that_of_the_encoded_text_and_comes_back(text):
    to = Utf16Map(text)
    for offset in range(len(text) + 1):
        assert to.to_utf16(offset) == units(text[:offset])
        assert to.to_codepoint(to.to_utf16(offset)) == offset


@given(texts)
def test_inside_a_pair_is_at_its_start(text):
    to = Utf16Map(text)
    for offset, character in enumerate(text):
        if character > "\uffff":
            assert to.to_codepoint(to.to_utf16(offset) + 1) == offset


def test_text_without_pairs_is_counted_alike():
    to = Utf16Map("plain, \u0645\u062d\u0645\u062f, \u4e2d")
    assert [to.to_utf16(n) for n in (0, 7, 14)] == [0, 7, 14]
    assert to.to_codepoint(14) == 14
