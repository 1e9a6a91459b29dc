"""Where texts speak of the actors of a codebook, by any of their names.

Names are looked for in folded text, so that case, accents, dashes, line ends, hyphens at them,
vowel marks and invisible characters make no difference; which capitals a name wants, and what its
alias and the program ask of the words around it, is then checked in the text as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from db.records import Id, Span
from workbench.text.aliases import Alias
from workbench.text.broken_names import BrokenNames
from workbench.text.fold import Folded, fold
from workbench.text.mention_rules import Rule
from workbench.text.name_edges import stands_together
from workbench.text.name_search import NameSearch
from workbench.text.sentences import sentence_at

_STOPS = (".", "。", "۔")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a tag is named, in code points, what stands there, and by which alias."""

    tag: Id
    start: int
    end: int
    text: str
    alias: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A name that counts, from `a` to `b` of folded text, `start` to `end` of the text itself."""

    a: int
    b: int
    start: int
    end: int
    rule: int


class MentionFinder:
    """Finds the mentions of any number of aliases in one text after another.

    Names without a letter or a digit find nothing. Making a finder of 5,000 aliases takes a
    fraction of a second.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._rules = [rule for rule in map(Rule, aliases) if rule.folded]
        names = [rule.folded for rule in self._rules]
        self._search = NameSearch(names)
        self._broken = BrokenNames(names)

    def find(self, text: str, folded: Folded | None = None) -> list[Mention]:
        """Return the mentions in a text, in its order; no two of them overlap.

        Of names that overlap the longest counts, then the first; of tags that share a name the one
        whose context words are there, then the one that was given first. A possessive ending and
        Arabic particles are no part of a mention. `folded` is the text as `fold` returns it when
        nothing else is asked for.
        """
        folded = folded or fold(text)
        found = [
            name
            for a, b, rule in chain(self._whole(folded), self._mended(folded))
            if (name := self._counted(folded, a, b, rule))
        ]
        return [self._mention(text, name) for name in self._longest(found)]

    def _whole(self, folded: Folded) -> Iterator[tuple[int, int, int]]:
        """Yield the names in folded text, by where they begin and end and by their rules."""
        return self._search.find(folded.text)

    def _mended(self, folded: Folded) -> Iterator[tuple[int, int, int]]:
        """Yield the names that stand there if a hyphen at a line's end is the other kind."""
        for reading in self._broken.readings(folded):
            for a, b, rule in self._search.find(reading.text):
                if a < reading.high and b > reading.low:
                    yield reading.place(a), reading.place(b - 1) + 1, rule

    def _counted(self, folded: Folded, a: int, b: int, rule: int) -> _Found | None:
        start, end = folded.span(a, b)
        counts = (
            folded.is_whole(a, b)
            and stands_together(folded.source, start, end)
            and self._rules[rule].counts(folded, a, b, start, end)
        )
        return _Found(a, b, start, end, rule) if counts else None

    def _longest(self, found: list[_Found]) -> Iterator[_Found]:
        """Yield the names that no longer one overlaps, in the order of the text."""
        group: list[_Found] = []
        reach = 0
        for name in sorted(found, key=lambda name: name.start):
            if group and name.start >= reach:
                yield from self._settled(group)
                group = []
            group.append(name)
            reach = max(reach, name.end) if len(group) > 1 else name.end
        yield from self._settled(group)

    def _settled(self, group: list[_Found]) -> list[_Found]:
        """Return what stays of names each of which overlaps another."""
        if len(group) < 2:
            return group
        stay: list[_Found] = []
        for name in sorted(group, key=self._rank):
            if all(name.end <= other.start or other.end <= name.start for other in stay):
                stay.append(name)
        return sorted(stay, key=lambda name: name.start)

    def _rank(self, name: _Found) -> tuple[int, int, bool, int]:
        return name.a - name.b, name.start, not self._rules[name.rule].alias.needs, name.rule

    def _mention(self, text: str, name: _Found) -> Mention:
        alias = self._rules[name.rule].alias
        return Mention(alias.tag, name.start, name.end, text[name.start : name.end], alias.name)


def find_mentions(
    finder: MentionFinder,
    documents: Sequence[Id],
    read: Callable[[Id], str],
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Id, list[Mention]]]:
    """Yield the mentions in each document, whose text `read` gives, until `cancelled` says so.

    `progress` hears how many documents of how many are done.
    """
    for done, document in enumerate(documents):
        if cancelled():
            return
        progress(done, len(documents))
        yield document, finder.find(read(document))
    progress(len(documents), len(documents))


def uncovered(mentions: Iterable[Mention], spans: Iterable[Span]) -> list[Mention]:
    """Return the mentions, given in the order of the text, that no passage touches."""
    passages = sorted(spans)
    left: list[Mention] = []
    passed = reach = 0
    for mention in mentions:
        while passed < len(passages) and passages[passed].start < mention.end:
            reach = max(reach, passages[passed].end)
            passed += 1
        if reach <= mention.start:
            left.append(mention)
    return left


def sentence_of(text: str, mention: Mention) -> tuple[int, int]:
    """Return the sentence that a mention stands in; one that reaches further is widened to it."""
    start, end = sentence_at(text, mention.start)
    return min(start, mention.start), max(end, mention.end)


def passage_of(text: str, mention: Mention) -> tuple[int, int]:
    """Return the sentence that a mention stands in as a claim quotes it: without its full stop.

    The stop of an abbreviation stays, and so does every other sign that ends a sentence.
    """
    start, end = sentence_of(text, mention)
    words = text[start:end]
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else ""
    if words.endswith(_STOPS) and not words.endswith("..") and "." not in last[:-1]:
        end = max(end - 1, mention.end)
    return start, end
