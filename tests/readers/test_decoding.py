import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.readers.decoding import decode
from workbench.readers.errors import EncodingDoubt, Unreadable

FRENCH = "L’été dernier, près de 40 % des élèves n’étaient pas scolarisés à la frontière. "
GERMAN = "Die Behörden erklärten, dass für größere Übergänge Kräfte fehlten. "
ENGLISH = "The group’s leader said “we shall return” – and the talks ended. "
POLISH = "Władze ogłosiły, że granica zostanie zamknięta, a żołnierze będą pilnować przejść. "
RUSSIAN = "Власти сообщили, что граница будет закрыта, а войска останутся на постах. "
ARABIC = "أعلنت السلطات أن الحدود ستغلق وأن القوات ستبقى في مواقعها. "
CHINESE = "当局宣布将关闭边境，部队将留在岗位上。"
JAPANESE = "当局は国境を閉鎖すると発表し、部隊は持ち場に残ると述べた。"


def text_of(data: bytes, encoding: str | None = None) -> str:
    return decode(data, "a.txt", encoding)[0]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_taken_as_it_is(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    found, warnings = decode(text.encode(), "a.txt")
    assert (found.removeprefix("\ufeff"), warnings) == (expected, ())


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_decides(codec: str) -> None:
    assert text_of("grün عربي 😀".encode(codec)).lstrip("\ufeff") == "grün عربي 😀"
    big_endian = "\ufeffgrün".encode("utf-16-be")
    assert text_of(big_endian).lstrip("\ufeff") == "grün"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["hello wörld", ENGLISH, RUSSIAN, ARABIC, FRENCH * 50])
def test_utf16_without_a_mark_is_recognised(text: str, codec: str) -> None:
    assert text_of(text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [CHINESE, JAPANESE * 20, "ll"])
def test_utf16_that_is_not_obvious_is_asked_about(text: str, codec: str) -> None:
    assert text in readings(text.encode(codec))


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"), (GERMAN, "cp1252"), (GERMAN, "mac_roman"), (ENGLISH, "cp1252"),
        (POLISH, "cp1250"), (POLISH, "iso8859_2"), ("caf\xe9", "cp1252"), ("\xe9", "cp1252"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 40])
def test_western_texts_are_always_asked_about(text: str, codec: str, times: int) -> None:
    assert text * times in readings((text * times).encode(codec))


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (ARABIC, "cp1256"),
        (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (CHINESE, "gb18030"),
    ],
)  # fmt: skip
def test_other_scripts_are_detected(text: str, codec: str) -> None:
    assert text_of((text * 40).encode(codec)) == text * 40


def readings(data: bytes) -> list[str]:
    """Ask, and return what each answer would give."""
    with pytest.raises(EncodingDoubt) as doubt:
        text_of(data)
    candidates = doubt.value.candidates
    assert len({candidate.preview for candidate in candidates}) == len(candidates)
    for candidate in candidates:
        assert candidate.label
        assert candidate.encoding in str(doubt.value)
    return [text_of(data, candidate.encoding) for candidate in candidates]


def test_previews_show_where_the_encodings_differ() -> None:
    with pytest.raises(EncodingDoubt) as doubt:
        text_of((ENGLISH.encode("ascii", "ignore") * 500) + "Größe".encode("cp1252"))
    first = doubt.value.candidates[0]
    assert (first.encoding, "Größe" in first.preview) == ("cp1252", True)
    assert len(first.preview) < 200


def test_mostly_sound_utf8_is_offered_first_and_its_gaps_are_counted() -> None:
    data = (GERMAN * 50).encode() + b"\xff end"
    with pytest.raises(EncodingDoubt) as doubt:
        text_of(data)
    first = doubt.value.candidates[0]
    assert first.encoding == "utf_8"
    assert "� end" in first.preview
    text, warnings = decode(data, "a.txt", "utf-8")
    assert text == GERMAN * 50 + "� end"
    assert warnings == ("1 place could not be decoded; in the text stands � instead.",)


def test_a_named_encoding_is_believed_or_refused() -> None:
    assert text_of("é".encode(), "cp1252") == "Ã©"
    with pytest.raises(Unreadable, match="cannot be read as ascii"):
        text_of("é".encode(), "ascii")
    for name in ("klingon", "base64", "rot13", "a\0b", "ü"):
        with pytest.raises(Unreadable, match="There is no encoding named"):
            text_of(b"x", name)


def test_few_nuls_are_told_and_many_are_binary() -> None:
    text, warnings = decode(b"before\0after\nsecond\0\0line\n", "a.txt")
    assert text.count("\0") == 3
    assert warnings == ("3 NUL characters cannot be kept; in the text stands � instead.",)
    for data in (b"text\0\0\0\0" * 100, b"\0" * 50):
        with pytest.raises(Unreadable, match=r"“a\.txt” is no text, nor"):
            decode(data, "a.txt")


@pytest.mark.parametrize("size", [2000, 2001, 100_000])
def test_noise_is_binary(size: int) -> None:
    with pytest.raises(Unreadable, match="is no text, nor"):
        text_of(random.Random(size).randbytes(size))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_asked_about_or_refused(data: bytes) -> None:
    try:
        decode(data, "a.txt")
    except EncodingDoubt as doubt:
        for candidate in doubt.candidates:
            decode(data, "a.txt", candidate.encoding)
    except Unreadable:
        # Only what no UTF-8 reader could take without loss is refused.
        with pytest.raises((UnicodeDecodeError, AssertionError)):
            assert not set(data.decode()) & {chr(control) for control in range(32)}
