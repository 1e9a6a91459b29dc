"""Which sentences and words of a text stand in a corrected version of it, and where."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from workbench.text.sentences import sentence_spans

Place = tuple[int, int]

#: Two sentences are versions of one another from this likeness: in the same place, and anywhere.
_HERE, _ANYWHERE = 55.0, 75.0
#: Comparing needs an eighth of a byte for each pair of items; more than this is left alone.
_MOST_PAIRS = 800_000_000
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Version:
    """The sentences of one version: their places, and their words without the white space."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = sentence_spans(text)
        self.starts = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]
        self.keys = [" ".join(text[start:end].split()) for start, end in self.spans]

    def touched(self, start: int, end: int) -> range:
        """Return the numbers of the sentences that a passage shares characters with."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def tokens(self, sentence: int) -> list[Place]:
        """Return the places of the words and signs of a sentence."""
        return [match.span() for match in _TOKEN.finditer(self.text, *self.spans[sentence])]


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a passage went.

    `in_order` says that its sentences stayed between those around them, `whole` that the first
    and the last of them were not lost.
    """

    start: int
    end: int
    in_order: bool
    whole: bool


class Alignment:
    """The sentences of two versions, paired, and through them any passage of the old one.

    Sentences that are the same in the same order are paired at once. Others are paired when
    asked for: with the same sentence where it was moved to, or with the one most like it if it
    is most like that one too.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Version(old), Version(new)
        self._forth: dict[int, int] = {}
        for i, j, length in _equal(self.old.keys, self.new.keys):
            self._forth.update(zip(range(i, i + length), range(j, j + length), strict=True))
        self._back = {new_one: old_one for old_one, new_one in self._forth.items()}
        self._kept = sorted(self._forth)
        self._found: dict[int, tuple[int, bool] | None] = {}

    def map(self, start: int, end: int) -> Mapped | None:
        """Return where a passage of the old text stands in the new one, or None.

        What was deleted at its ends is left out. None too where its sentences are in disorder.
        """
        touched = self.old.touched(start, end)
        pairs = [(one, *pair) for one in touched if (pair := self.pair(one)) is not None]
        if not pairs:
            return None
        first = self._words(*pairs[0][:2]).start(start)
        last = self._words(*pairs[-1][:2]).end(end)
        numbers = [number for _, number, _ in pairs]
        if first is None or last is None or first >= last or numbers != sorted(numbers):
            return None
        in_order = all(in_order for *_, in_order in pairs)
        whole = (pairs[0][0], pairs[-1][0]) == (touched[0], touched[-1])
        return Mapped(first, last, in_order, whole)

    def near(self, offset: int) -> int:
        """Return the number of the new sentence at which an old offset would stand now."""
        sentence = bisect_right(self.old.starts, offset) - 1
        at = bisect_right(self._kept, sentence) - 1
        if at < 0:
            return 0
        kept = self._kept[at]
        after = self._forth[kept] + min(1, sentence - kept)
        return min(after, len(self.new.spans) - 1)

    def is_taken(self, start: int, end: int, by_others_than: range) -> bool:
        """Whether a passage of the new text is an old sentence, unchanged, other than these."""
        owners = {self._back.get(number) for number in self.new.touched(start, end)}
        return bool(owners) and None not in owners and not owners & set(by_others_than)

    def pair(self, sentence: int) -> tuple[int, bool] | None:
        """Return the new sentence of an old one, and whether it stands in order."""
        if sentence in self._forth:
            return self._forth[sentence], True
        if sentence not in self._found:
            self._found[sentence] = self._moved(sentence) or self._alike(sentence)
        return self._found[sentence]

    def _moved(self, sentence: int) -> tuple[int, bool] | None:
        key = self.old.keys[sentence]
        number = self._new_left.get(key)
        return (number, False) if number is not None and key in self._old_left else None

    @cached_property
    def _old_left(self) -> dict[str, int]:
        return _once(self.old.keys, self._forth)

    @cached_property
    def _new_left(self) -> dict[str, int]:
        return _once(self.new.keys, self._back)

    @cached_property
    def _changed(self) -> tuple[dict[int, str], dict[int, str]]:
        """The sentences of either version that were neither kept nor moved."""
        moved = self._old_left.keys() & self._new_left.keys()
        return tuple(  # type: ignore[return-value]
            {
                number: key
                for number, key in enumerate(version.keys)
                if number not in kept and key not in moved
            }
            for version, kept in ((self.old, self._forth), (self.new, self._back))
        )

    def _alike(self, sentence: int) -> tuple[int, bool] | None:
        old, new = self._changed
        olds, news = self._gap(sentence)
        for ours, theirs, cutoff in (
            ({n: old[n] for n in olds if n in old}, {n: new[n] for n in news if n in new}, _HERE),
            (old, new, _ANYWHERE),
        ):
            best = _most_like(self.old.keys[sentence], theirs, cutoff)
            if best is not None and _most_like(self.new.keys[best], ours, cutoff) == sentence:
                return best, best in news
        return None

    def _gap(self, sentence: int) -> tuple[range, range]:
        """Return the old and the new sentences between the kept ones around an old sentence."""
        at = bisect_left(self._kept, sentence)
        before = self._kept[at - 1] if at else -1
        after = self._kept[at] if at < len(self._kept) else len(self.old.keys)
        first = self._forth[before] + 1 if before >= 0 else 0
        last = self._forth.get(after, len(self.new.keys))
        return range(before + 1, after), range(first, last)

    def _words(self, old: int, new: int) -> "_Words":
        return _Words(self.old, old, self.new, new)


class _Words:
    """The words of an old and a new sentence, aligned, and where old bounds are in the new."""

    def __init__(self, old: Version, one: int, new: Version, other: int) -> None:
        self._old, self._new = old.tokens(one), new.tokens(other)
        words = [old.text[start:end] for start, end in self._old]
        self._blocks = _equal(words, [new.text[start:end] for start, end in self._new])

    def start(self, offset: int) -> int | None:
        """Return where a passage begins that began at an offset, or None at the sentence's end."""
        token = bisect_right([end for _, end in self._old], offset)
        before, after, same = self._around(token)
        if same is not None:
            return self._new[same][0] + max(0, offset - self._old[token][0])
        number = self._share(token - before[0], before, after)
        return self._new[number][0] if number < len(self._new) else None

    def end(self, offset: int) -> int | None:
        """Return where a passage ends that ended at an offset, or None at the sentence's start."""
        token = bisect_left([start for start, _ in self._old], offset) - 1
        before, after, same = self._around(token)
        if same is not None:
            return self._new[same][0] + min(
                offset - self._old[token][0], self._new[same][1] - self._new[same][0]
            )
        number = self._share(token + 1 - before[0], before, after)
        return self._new[number - 1][1] if number > 0 else None

    def _around(self, token: int) -> tuple[Place, Place, int | None]:
        """Return the ends of the changed words around a word, or the new number of a kept one.

        Each end is a number among the old words and one among the new ones.
        """
        before = (0, 0)
        for i, j, length in self._blocks:
            if i <= token < i + length:
                return before, (i, j), j + token - i
            if token < i:
                return before, (i, j), None
            before = (i + length, j + length)
        return before, (len(self._old), len(self._new)), None

    def _share(self, done: int, before: Place, after: Place) -> int:
        """Return how far into changed words one is, new for old, after `done` of the old ones."""
        olds, news = after[0] - before[0], after[1] - before[1]
        return before[1] + (round(done * news / olds) if olds else 0)


def _equal(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the stretches that two sequences share, in order: places in both and length."""
    if len(old) * len(new) > _MOST_PAIRS:
        return _ends(old, new)
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(old, new)
        if op.tag == "equal"
    ]


def _ends(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what two sequences share at their beginnings and at their ends."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return [(0, 0, head), (len(old) - tail, len(new) - tail, tail)]


def _once(keys: Sequence[str], kept: dict[int, int]) -> dict[str, int]:
    """Return the sentences that are not kept and stand once among those, by their words."""
    left = {number: key for number, key in enumerate(keys) if number not in kept}
    counts = Counter(left.values())
    return {key: number for number, key in left.items() if counts[key] == 1}


def _most_like(key: str, among: dict[int, str], cutoff: float) -> int | None:
    found = process.extractOne(key, among, scorer=fuzz.ratio, score_cutoff=cutoff)
    return None if found is None else int(found[2])
