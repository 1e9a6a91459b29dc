"""A text edited at random, with the way of every character into the edited text."""

import random
import re
from dataclasses import dataclass

from workbench.text.sentences import sentence_spans

_WORD = re.compile(r"\w+")
_NEW = ("reportedly", "however", "again", "officials", "yesterday", "partly", "in fact")

#: more new characters than this between two old ones tear a passage apart
_TORN = 60

#: a character with its place in the old text, or None where it is new
Letters = list[tuple[str, int | None]]


@dataclass(frozen=True)
class Edited:
    """The new text, and where each of its characters came from."""

    text: str
    origins: list[int | None]

    def truth(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a passage of the old text stands now: nowhere, or with and without what was torn
        from it by others in between."""
        parts: list[list[int]] = []
        for place, origin in enumerate(self.origins):
            if origin is None or not start <= origin < end:
                continue
            if parts and place - parts[-1][-1] <= _TORN:
                parts[-1].append(place)
            else:
                parts.append([place])
        longest = max(parts, key=len, default=[])
        if len(longest) < 0.5 * (end - start):
            return []
        return [(longest[0], longest[-1] + 1), (parts[0][0], parts[-1][-1] + 1)]


def edit(text: str, seed: int, share: float = 0.1) -> Edited:
    """Edit a share of the sentences: misspell, swap, insert and delete words, delete them whole;
    then move three paragraphs."""
    chance = random.Random(seed)
    letters: Letters = []
    done = 0
    for start, end in sentence_spans(text):
        letters += _as_is(text, done, start)
        sentence = _as_is(text, start, end)
        letters += _edited(sentence, chance) if chance.random() < share else sentence
        done = end
    letters += _as_is(text, done, len(text))
    letters = _moved(letters, chance)
    return Edited("".join(letter for letter, _ in letters), [origin for _, origin in letters])


def _as_is(text: str, start: int, end: int) -> Letters:
    return [(text[n], n) for n in range(start, end)]


def _edited(sentence: Letters, chance: random.Random) -> Letters:
    words = [match.span() for match in _WORD.finditer("".join(letter for letter, _ in sentence))]
    kind = chance.choice(("typo", "typos", "swap", "insert", "drop", "delete", "rewrite"))
    if kind == "delete" or not words:
        return []
    for _ in range({"typos": 4, "rewrite": 3}.get(kind, 1)):
        words = [m.span() for m in _WORD.finditer("".join(letter for letter, _ in sentence))]
        if len(words) > 2:
            sentence = _one_edit(sentence, words, chance, kind)
    return sentence


def _one_edit(
    sentence: Letters, words: list[tuple[int, int]], chance: random.Random, kind: str
) -> Letters:
    at = chance.randrange(len(words) - 1)
    (a, b), (c, d) = words[at], words[at + 1]
    if kind == "rewrite":
        kind = chance.choice(("swap", "insert", "drop"))
    if kind == "swap":
        return sentence[:a] + sentence[c:d] + sentence[b:c] + sentence[a:b] + sentence[d:]
    if kind == "insert":
        new: Letters = [(letter, None) for letter in chance.choice(_NEW) + " "]
        return sentence[:a] + new + sentence[a:]
    if kind == "drop":
        return sentence[:a] + sentence[c:]
    place = chance.randrange(a, b)
    wrong: Letters = [(chance.choice("aeinrst"), None)]
    return sentence[:place] + wrong + sentence[place + chance.randrange(2) :]


def _moved(letters: Letters, chance: random.Random) -> Letters:
    """Move three paragraphs somewhere else."""
    text = "".join(letter for letter, _ in letters)
    paragraphs: list[Letters] = []
    done = 0
    for match in re.finditer(r"\n\s*\n", text):
        paragraphs.append(letters[done : match.end()])
        done = match.end()
    paragraphs.append(letters[done:])
    for _ in range(min(3, len(paragraphs) - 1)):
        moved = paragraphs.pop(chance.randrange(len(paragraphs)))
        paragraphs.insert(chance.randrange(len(paragraphs)), moved)
    return [letter for paragraph in paragraphs for letter in paragraph]
