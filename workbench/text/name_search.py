"""Where names stand in folded text, in one pass for thousands of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from workbench.text.alias_trie import NameTrie
from workbench.text.aliases import script_of
from workbench.text.name_edges import LETTER, stands_alone

#: Arabic writes these onto the word that follows: and, so; with, to, like; the.
_PARTICLES = ["".join(parts) for parts in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال"))]
_ANY_PARTICLE = "[وف]?[بلك]?(?:ال)?"
_ARTICLE, _TO_THE = "ال", "لل"
#: Shorter names with a particle before them are too often other words.
_TAKES_PARTICLE, _TAKES_ARTICLE = 3, 4

_Name = tuple[str, int]


class NameSearch:
    """Folded names, which are found by their numbers: their places in the list."""

    def __init__(self, names: Sequence[str]) -> None:
        scripts: dict[str, list[_Name]] = {}
        for number, name in enumerate(names):
            scripts.setdefault(script_of(name), []).append((name, number))
        self._spaced = _Spaced(scripts["spaced"]) if "spaced" in scripts else None
        self._arabic = _Arabic(scripts["arabic"]) if "arabic" in scripts else None
        self._unspaced = _Unspaced(scripts["unspaced"]) if "unspaced" in scripts else None

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield where every name begins and ends, with its number; overlapping ones, too."""
        for part in (self._spaced, self._arabic, self._unspaced):
            if part is not None:
                yield from part.find(text)


class _Spaced:
    """Names of scripts that set words apart by blanks."""

    def __init__(self, names: Sequence[_Name]) -> None:
        self._trie = NameTrie()
        for name, number in names:
            self._trie.add(name, number)
        self._pattern = re.compile(self._source())

    def _source(self) -> str:
        return f"(?<!{LETTER})(?={self._trie.pattern(f'(?!{LETTER})')})"

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        for match in self._pattern.finditer(text):
            start = match.start()
            for end, numbers in self._trie.names_at(text, start):
                if stands_alone(text, start, end):
                    for number in numbers:
                        yield start, end, number


class _Arabic(_Spaced):
    """Names of the Arabic script, also with particles before them."""

    def __init__(self, names: Sequence[_Name]) -> None:
        # `for the` swallows the first letter of the article.
        merged = [
            (_TO_THE + name.removeprefix(_ARTICLE), number)
            for name, number in names
            if name.startswith(_ARTICLE)
        ]
        super().__init__([*names, *merged])

    def _source(self) -> str:
        return f"(?<!{LETTER})(?={_ANY_PARTICLE}{self._trie.pattern(f'(?!{LETTER})')})"

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        for match in self._pattern.finditer(text):
            word = match.start()
            for particle in _PARTICLES:
                if not text.startswith(particle, word):
                    continue
                start = word + len(particle)
                for end, numbers in self._trie.names_at(text, start):
                    if _takes(text[start:end], particle) and stands_alone(text, word, end):
                        for number in numbers:
                            yield start, end, number


def _takes(name: str, particle: str) -> bool:
    """Whether a name with a particle before it is still that name."""
    if particle.endswith(_ARTICLE) and name.startswith((_ARTICLE, _TO_THE)):
        return False
    shortest = _TAKES_ARTICLE if particle.endswith(_ARTICLE) else _TAKES_PARTICLE
    return not particle or len(name) >= shortest


class _Unspaced:
    """Names of scripts that do not set words apart."""

    def __init__(self, names: Sequence[_Name]) -> None:
        self._trie = NameTrie()
        for name, number in names:
            self._trie.add(name, number)
        self._pattern = re.compile(f"(?={self._trie.pattern('')})")

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        for match in self._pattern.finditer(text):
            for end, numbers in self._trie.names_at(text, match.start()):
                for number in numbers:
                    yield match.start(), end, number
