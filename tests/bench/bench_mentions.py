"""How long it takes to find mentions. Wanted: 5,000 aliases over 50 MB of text in 30 s.

Run with `pytest -s tests/bench/bench_mentions.py`.
"""

import random
import resource
import time
from functools import cache

import pytest

from tests.text.material import sources
from workbench.text.aliases import Alias
from workbench.text.mentions import MentionFinder, find_mentions

DOCUMENT = 145_000
DOCUMENTS = 350
SYLLABLES = (
    "ka", "ta", "ra", "ban", "mar", "tu", "lo", "shi", "der", "vin", "gor", "al", "be", "sa", "na",
    "ri", "mo", "pel", "qu", "en", "is",
)  # fmt: skip
KNOWN = (
    "Taliban", "Afghan Taliban", "Kabul", "Pakistan", "Pakistani", "China", "Chinese", "IS-KP",
    "IS", "US", "U.S.", "UN", "Iran", "Iranian", "Russia", "Tajikistan", "Tajik", "TTP",
    "regional actors", "the region", "Western countries", "Afghanistan", "Moscow", "Beijing",
    "Washington", "al-Qaeda",
)  # fmt: skip


def aliases(count: int) -> list[Alias]:
    """Names of the sources, and invented ones of one to three words, some of them with rules."""
    chance = random.Random(1)
    names = {*KNOWN}
    while len(names) < count:
        words = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in "abc")
        names.add(" ".join(word.title() for word in list(words)[: chance.choice((1, 1, 2, 3))]))
    return [
        Alias(tag, name, unless=("border", f"former {name}") if tag % 10 == 0 else ())
        for tag, name in enumerate(sorted(names))
    ]


@cache
def document(number: int) -> str:
    """A text as long as the report, hard-wrapped, with its paragraphs in another order."""
    report = max(sources().values(), key=len)
    paragraphs = report.split("\n\n")
    random.Random(number).shuffle(paragraphs)
    return "\n\n".join(paragraphs)[:DOCUMENT]


def test_fifty_megabytes():
    started = time.perf_counter()
    finder = MentionFinder(aliases(5000))
    made = time.perf_counter() - started
    texts = [document(number % 40) for number in range(DOCUMENTS)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    found = find_mentions(finder, range(DOCUMENTS), texts.__getitem__)
    count = sum(len(mentions) for _, mentions in found)
    took = time.perf_counter() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = sum(map(len, texts)) / 1e6
    print(
        f"\n5,000 aliases: made in {made:.2f} s; {size:.1f} million characters in {took:.1f} s, "
        f"{count} mentions, {grown:.0f} MB more memory"
    )
    assert took <= 30


@pytest.fixture
def finder() -> MentionFinder:
    return MentionFinder(aliases(500))


def test_one_report(finder, benchmark):
    text = document(0)
    benchmark(finder.find, text)
    assert benchmark.stats["median"] < 0.1


def test_make_a_finder_of_500(benchmark):
    given = aliases(500)
    benchmark(MentionFinder, given)


def test_one_document_of_ten_megabytes(finder):
    text = "\n\n".join(document(number) for number in range(70))
    started = time.perf_counter()
    count = len(finder.find(text))
    print(f"\n{len(text)} characters in {time.perf_counter() - started:.2f} s, {count} mentions")
