"""What decides, at a place where a name stands, whether it is a mention there."""

import re
from collections.abc import Iterator

from workbench.text.aliases import (
    Alias,
    in_wanted_case,
    is_ordinary_in_capitals,
    wanted_case,
)
from workbench.text.capitals import is_capital
from workbench.text.fold import Folded, fold
from workbench.text.metonyms import is_city
from workbench.text.name_edges import LETTER
from workbench.text.sentences import sentence_at

#: How far around a name its neighbours are looked at for capitals.
_LINE = 60


class Rule:
    """An alias made ready: how it folds, and what it asks of a place."""

    __slots__ = ("_capital", "_needs", "_shouted", "_unless", "_wanted", "alias", "folded")

    def __init__(self, alias: Alias) -> None:
        self.alias = alias
        self.folded = folded_name(alias.name)
        self._wanted = wanted_case(alias.name)
        self._shouted = is_ordinary_in_capitals(alias.name)
        self._capital = alias.kind == "capital" or (alias.kind == "auto" and is_capital(alias.name))
        self._needs = _any_word(alias.needs)
        self._unless = _around(self.folded, alias.unless)

    def counts(self, folded: Folded, a: int, b: int, start: int, end: int) -> bool:
        """Whether the name that covers `a` to `b` of folded text (`start` to `end`) is a mention.

        The name is taken to stand there as a whole.
        """
        text = folded.source
        return (
            in_wanted_case(self._wanted, text[start:end])
            and not (self._shouted and _is_shouted(text, start, end))
            and not (self._unless and self._is_excluded(folded.text, a, b))
            and not (self._capital and is_city(text, start, end))
            and (self._needs is None or self._is_supported(folded, a, b, start))
        )

    def _is_excluded(self, text: str, a: int, b: int) -> bool:
        return any(
            before.search(text, max(0, a - reach), a) and after.match(text, b)
            for before, after, reach in self._unless
        )

    def _is_supported(self, folded: Folded, a: int, b: int, start: int) -> bool:
        assert self._needs is not None
        first, last = map(folded.position, sentence_at(folded.source, start))
        return bool(
            self._needs.search(folded.text, first, a) or self._needs.search(folded.text, b, last)
        )


def folded_name(name: str) -> str:
    """Return a name as it stands in folded text; empty if it has neither letter nor digit."""
    folded = fold(name).text.strip()
    return folded if any(map(str.isalnum, folded)) else ""


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether all else on the line is in capitals, so that those of a name tell nothing."""
    before = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    after = text[end : end + _LINE].partition("\n")[0]
    return (before + after).isupper()


def _any_word(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern of any of these words or phrases, each whole; None if there are none."""
    patterns = [_whole(folded) for folded in map(_folded_phrase, phrases) if folded]
    return re.compile("|".join(patterns)) if patterns else None


def _folded_phrase(phrase: str) -> str:
    """Return a phrase as it stands in folded text; empty if nothing but `*` is in it."""
    folded = fold(phrase).text.strip()
    return folded if folded.strip("* ") else ""


def _whole(phrase: str) -> str:
    """Return the pattern of a folded phrase that begins and ends as words do, or as `*` says."""
    stem = phrase.rstrip("*")
    left = rf"(?<!{LETTER})" if stem[:1].isalpha() else ""
    right = rf"(?!{LETTER})" if stem[-1:].isalpha() and stem == phrase else ""
    return left + re.escape(stem) + right


_Around = tuple[re.Pattern[str], re.Pattern[str], int]


def _around(name: str, phrases: tuple[str, ...]) -> list[_Around]:
    """Return what stands before and after a name in phrases that exclude it, and how far before."""
    return [
        (re.compile(before + r"\Z"), re.compile(after), reach)
        for phrase in map(_folded_phrase, phrases)
        if phrase
        for before, after, reach in _sides(name, phrase)
    ]


def _sides(name: str, phrase: str) -> Iterator[tuple[str, str, int]]:
    # As in the text, a hyphen of the name may be a blank.
    places = list(re.finditer(_whole(name).replace(r"\-", "[- ]"), phrase))
    reach = len(phrase) + 2
    for place in places:
        before, after = phrase[: place.start()], phrase[place.end() :]
        # The name itself is no longer phrase.
        if before or after.strip("*"):
            yield _edge(before), _edge(after), reach
    if not places:
        yield _whole(phrase) + "[ -]", "", reach
        yield "", "[ -]" + _whole(phrase), reach


def _edge(part: str) -> str:
    return _whole(part) if part else ""
