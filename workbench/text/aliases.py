"""What makes a name an alias in a text: which capitals it wants, and in what script it stands.

A name that is an ordinary word in small letters (`IS`, `US`, `West`) counts only as it is written;
a proper name counts in any case, as people write `taliban` and `TALIBAN`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from db.records import Alias as Alias

#: How words are told apart in the script of a name: by blanks; by blanks but with particles
#: written onto the word; or not at all.
Script = Literal["spaced", "arabic", "unspaced"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Words that make no name in small letters, however many of them stand together.
_ORDINARY = _words(
    "west western east eastern north northern south southern central middle gulf front turkey "
    "china chad jordan mali georgia guinea polish swiss islamic national international world "
    "european african arab united white black red green blue new free first people people's "
    "democratic state states union party army guard guards corps house bank fund council office "
    "court group league alliance coalition movement resistance republic kingdom emirate government "
    "parliament congress senate assembly committee commission ministry minister agency bureau "
    "service services security forces force police board order brotherhood brigade faction church "
    "network mission authority authorities administration president king crown prime supreme "
    "leader opposition monarchy capitol palace street cabinet chamber region regional market cross "
    "crescent is us it who am in on or as at all aid aids let act may march will pact ram sad cat "
    "ice map can do go he hot me my no now of off one out so sun the to up was we"
)
#: Words that take a capital or none in any name, as at the start of a sentence.
_SMALL = _words("the a an and of in for on to al el de la le e i ul ud")
_SHORT = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
#: Han, kana, Thai, Lao, Burmese, Khmer.
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def script_of(name: str) -> Script:
    """Return how words are told apart in the script of a name."""
    if _UNSPACED.search(name):
        return "unspaced"
    return "arabic" if _ARABIC.search(name) else "spaced"


def wanted_case(name: str) -> str:
    """Return for each letter of a name `U` or `l` if only a capital or small one will do, else `*`.

    Empty if any case will do. A name of up to three letters, and a word all in capitals, count in
    their own case alone; capitals of names that consist of ordinary words must be capitals.
    """
    words = list(filter(_letters, _WORD.findall(name)))
    letters = sum(map(len, map(_letters, words)))
    if letters <= _SHORT:
        wanted = "".join(_case(_letters(word)) for word in words)
    else:
        capitalised = [w.lower() for w in words if w[0].isupper() and w.lower() not in _SMALL]
        ordinary = all(word in _ORDINARY for word in capitalised)
        wanted = "".join(_wanted(word, ordinary) for word in words)
    return wanted if wanted.strip("*") else ""


def in_wanted_case(wanted: str, text: str) -> bool:
    """Whether the letters of a place in a text are as `wanted_case` asks for."""
    if not wanted:
        return True
    found = _case(_letters(text))
    return len(found) == len(wanted) and all(
        want in ("*", have) for want, have in zip(wanted, found, strict=True)
    )


def is_ordinary_in_capitals(name: str) -> bool:
    """Whether a name in capitals is an ordinary word when everything around it is in capitals."""
    return name.isupper() and name.lower() in _ORDINARY


def _wanted(word: str, ordinary: bool) -> str:
    letters = _letters(word)
    if letters.isupper() and word.lower() not in _SMALL:
        return "U" * len(letters)
    if ordinary and letters[0].isupper() and word.lower() not in _SMALL:
        return "U" + "*" * (len(letters) - 1)
    return "*" * len(letters)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Return the letters of a text that could be capitals or small, without their accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.lower() != c.upper())


def _case(letters: str) -> str:
    return "".join("U" if letter.isupper() else "l" for letter in letters)
