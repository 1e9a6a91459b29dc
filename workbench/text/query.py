"""What somebody searches for, and where it stands in folded text.

`water grain` asks for both words near each other, `"grain prices"` for the phrase, `engag*` for
every word that begins so and `*stan` for every word that ends so. A word is found whole, or
between the joints of a longer one (see `keys`); one in Arabic script also behind the particles
that are written on to it.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from workbench.text.fold import fold
from workbench.text.keys import LONGEST, continues_word, words

#: How many folded characters words that are searched for together may take: a few lines.
REACH = 300
#: More words than this, and more characters, nobody looks for at once.
MOST_TERMS, _LONGEST_QUERY = 12, 2000

Span = tuple[int, int]
#: A key, and whether it is only the beginning of the words that are meant.
Key = tuple[str, bool]

_PART = re.compile(r'(\*?)"([^"]*)(?:"(\*?)|$)|([^\s"]+)')
#: And, so; in, as, for, will; the; and the written form of `for the`.
_PARTICLES = frozenset(
    {"".join(parts) for parts in product(("", "و", "ف"), ("", "ب", "ك", "ل", "س"), ("", "ال"))}
    | {"لل", "ولل", "فلل"}
) - {""}
_LONGEST_PARTICLE = max(map(len, _PARTICLES))


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word or phrase; an open side may lie inside a word."""

    text: str
    open_start: bool = False
    open_end: bool = False

    @property
    def takes_particles(self) -> bool:
        """Whether particles may be written on to it."""
        return not self.open_start and "\u0620" <= self.text[0] <= "\u06d3"

    def key_groups(self) -> list[tuple[Key, ...]]:
        """Return what an index must have for the term to be there: of each group one key at least.

        An empty list means that no index of words can help.
        """
        groups: list[tuple[Key, ...]] = []
        place = 0
        for word in words(self.text):
            place = self.text.index(word, place)
            end = place + len(word)
            opens = self.open_end and end == len(self.text) and len(word) <= LONGEST
            if place >= REACH:
                break
            if place == 0 and self.takes_particles:
                ways = sorted({(lead + word)[:LONGEST] for lead in ("", *_PARTICLES)})
                groups.append(tuple((way, opens) for way in ways))
            elif place or not self.open_start:
                groups.append(((word[:LONGEST], opens),))
            place = end
        return groups

    def places(
        self, text: str, joints: Container[int], start: int = 0, stop: int | None = None
    ) -> Iterator[Span]:
        """Yield where the term stands in folded text, for starts from `start` up to `stop`.

        The text is to begin with a word, and to end with one unless it goes on beyond all places.
        """
        last = len(text) if stop is None else stop
        at = text.find(self.text, start)
        while 0 <= at < last:
            end = at + len(self.text)
            if self._begins(text, at, joints) and (self.open_end or _is_edge(text, end, joints)):
                yield at, end
            at = text.find(self.text, at + 1)

    def _begins(self, text: str, at: int, joints: Container[int]) -> bool:
        if self.open_start or _is_edge(text, at, joints):
            return True
        if not self.takes_particles:
            return False
        for start in range(at - 1, max(0, at - _LONGEST_PARTICLE) - 1, -1):
            if _is_edge(text, start, joints):
                return text[start:at] in _PARTICLES
        return False


def _is_edge(text: str, i: int, joints: Container[int]) -> bool:
    """Whether a word may start or end at a place."""
    if i == 0 or i == len(text):
        return True
    before, after = text[i - 1], text[i]
    if before == " " or after == " ":
        return True
    return not (continues_word(before) and continues_word(after)) or i in joints


def parse(typed: str) -> tuple[Term, ...]:
    """Return what is searched for, without repetitions; an open quotation ends with the line."""
    folded = fold(typed[:_LONGEST_QUERY].replace("\0", " "), hyphens=False).text
    terms: dict[Term, None] = {}
    for before, phrase, after, word in _PART.findall(folded):
        if word:
            term = _word(word)
        else:
            bare = phrase.strip(" ")
            text = bare.strip("* ")
            term = Term(text, bool(before) or bare[:1] == "*", bool(after) or bare[-1:] == "*")
        if term.text:
            terms[term] = None
    return tuple(terms)[:MOST_TERMS]


def _word(typed: str) -> Term:
    """Return a word without the signs around it, unless it has nothing but signs."""
    inner = typed.strip("*")
    first, last = 0, len(inner)
    while first < last and not words(inner[first]):
        first += 1
    while last > first and not words(inner[last - 1]):
        last -= 1
    if first == last:
        return Term(inner)
    return Term(inner[first:last], typed[0] == "*", typed[-1] == "*")


def together(
    terms: Sequence[Term], text: str, joints: Container[int], start: int, stop: int
) -> Iterator[tuple[Span, ...]]:
    """Yield the places of a search in folded text that begin from `start` up to `stop`.

    A place has a span for each term; of several terms it is the nearest each time, and all lie
    within `REACH`. The text must go on beyond `stop` as far as places may reach.
    """
    if len(terms) == 1:
        for span in terms[0].places(text, joints, start, stop):
            yield (span,)
        return
    counts = [text.count(term.text) for term in terms]
    if not all(counts):
        return
    rarest = terms[counts.index(min(counts))]
    near: list[Span] = []
    for first, last in rarest.places(text, joints, start, stop + REACH):
        if near and first - REACH <= near[-1][1]:
            near[-1] = near[-1][0], last + REACH
        else:
            near.append((max(start, first - REACH), last + REACH))
    for low, high in near:
        found = [list(term.places(text, joints, low, high)) for term in terms]
        if all(found):
            yield from _nearest(found, stop)


def _nearest(found: Sequence[Sequence[Span]], stop: int) -> list[tuple[Span, ...]]:
    """Return the sets of one span of each kind that have no smaller set within them."""
    sets: list[tuple[Span, ...]] = []
    ahead: dict[int, Span] = {}
    nearest_end = 1 + max(end for spans in found for _, end in spans)
    spans = sorted((span, kind) for kind, spans in enumerate(found) for span in spans)
    for number in range(len(spans) - 1, -1, -1):
        span, kind = spans[number]
        ahead[kind] = span
        start = span[0]
        if len(ahead) < len(found) or (number and spans[number - 1][0][0] == start):
            continue
        end = max([end for _, end in ahead.values()])
        if end < nearest_end:
            nearest_end = end
            if start < stop and end - start <= REACH:
                sets.append(tuple(ahead[kind] for kind in range(len(found))))
    return sets[::-1]
