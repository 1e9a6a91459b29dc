"""Names that an eye takes for one another: a skeleton that is the same for both.

Letters of other scripts that look like Latin ones, case, accents, forms of one letter, spaces and
punctuation make no difference, nor does an `s` at the end. The skeleton is for comparing only.
"""

from functools import lru_cache

from workbench.text.fold import fold

#: what looks like each Latin letter, Cyrillic before Greek; all as `fold` leaves them
_LOOKS_LIKE = {
    "a": "аα", "b": "ьв", "c": "сϲ", "d": "ԁ", "e": "еєε", "g": "ɡ", "h": "һн", "i": "іι",
    "j": "ј", "k": "кκ", "l": "ӏ|", "m": "мμ", "n": "пη", "o": "оοσ0", "p": "рρ", "q": "ԛ",
    "r": "г", "s": "ѕ", "t": "тτ", "u": "υ", "v": "ѵν", "w": "ԝω", "x": "хχ", "y": "уγү",
    "z": "ζ",
}  # fmt: skip
_TO_LATIN = str.maketrans(
    {other: latin for latin, others in _LOOKS_LIKE.items() for other in others}
)
#: Arabic letters that are written one for the other; `fold` has made yeh and kaf one already
_ARABIC = str.maketrans({"ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا"})
#: a name shorter than this keeps its last `s`: US is not U
_SHORT = 4


@lru_cache(maxsize=32_768)
def skeleton(name: str) -> str:
    """Return what is left of a name when all is taken away in which look-alikes may differ.

    A name of nothing but signs is its own skeleton.
    """
    letters = "".join(sign for sign in fold(name).text if sign.isalnum() or sign == "|")
    bare = letters.translate(_ARABIC)
    # A name wholly of digits, such as a year, is read as digits.
    bare = bare if bare.isdigit() else bare.translate(_TO_LATIN)
    if len(bare) > _SHORT and bare.endswith("s") and not bare.endswith("ss"):
        bare = bare[:-1]
    return bare or name.strip()
