"""What a cell says: the figure of each measure for places and the claims that stand there.

Cells, margins and the whole are all places with claims, so each measure is defined once.

- claims, documents, coders: how many distinct ones. With a count rule (`once`) claims count once a
  document, day, week, month or year; claims of documents without such a date count once together.
- sources: distinct publishers, or authors where none is given, or else documents, so that a report
  that is echoed by its publisher counts once. Names are compared without case and spacing.
- words: of the quotes.
- presence: 1 where a claim stands.
- balance: supporting minus opposing claims, under the count rule; undefined where no claim takes a
  side. split: the share of supporting claims among those that take a side, from 0 to 1.
- confidence: the mean of low = 1, moderate = 2, high = 3 over the claims that state one.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from db.records import Document
from db.rules import name_key
from workbench.matrix.arrays import Mask, Numbers
from workbench.matrix.crossing import Pairs
from workbench.matrix.facts import Facts
from workbench.matrix.request import Measure, Once
from workbench.text.dates import period

#: figures, NaN where one is not defined
Floats = npt.NDArray[np.float64]

#: the largest table of flags by which distinct things are counted; beyond it they are sorted
_FLAGS = 1 << 25


class Measuring:
    """The measures over one table of facts, for one scope of claims and sides that these take."""

    def __init__(self, facts: Facts, supporting: Mask, against: Mask) -> None:
        self.facts = facts
        self.supporting, self.against = supporting, against
        self._units: dict[str, Numbers] = {}

    def figures(self, measure: Measure, once: Once, pairs: Pairs) -> Floats:
        """Return the figure of a measure at each place."""
        if measure == "claims":
            return self.count(pairs, once)
        if measure in ("documents", "sources", "coders"):
            return self.distinct(pairs, measure.removesuffix("s"))
        if measure == "words":
            return sums(pairs, self.facts.columns["words"])
        if measure == "presence":
            return (self.count(pairs) > 0).astype(np.float64)
        if measure == "confidence":
            grades = self.facts.columns["confidence"]
            return share(sums(pairs, grades), self.count(pairs.only(grades > 0)))
        plus = self.count(pairs.only(self.supporting), once)
        minus = self.count(pairs.only(self.against), once)
        part = share(plus, plus + minus)
        return part if measure == "split" else np.where(np.isnan(part), np.nan, plus - minus)

    def count(self, pairs: Pairs, once: Once = "claim") -> Floats:
        """Return the number of claims at each place, under a count rule."""
        if once != "claim":
            return self.distinct(pairs, once)
        return np.bincount(pairs.place, minlength=pairs.size).astype(np.float64)

    def distinct(self, pairs: Pairs, unit: str) -> Floats:
        """Return the number of distinct units (documents, weeks, sources …) at each place."""
        units = self.units(unit)
        many = int(units.max(initial=0)) + 1
        if pairs.size * many <= _FLAGS:
            seen = np.zeros(pairs.size * many, np.bool_)
            seen[pairs.place * np.int32(many) + units[pairs.claim]] = True
            found: Floats = seen.reshape(pairs.size, many).sum(axis=1, dtype=np.float64)
            return found
        keys = np.unique(pairs.place.astype(np.int64) * many + units[pairs.claim])
        return np.bincount(keys // many, minlength=pairs.size).astype(np.float64)

    def units(self, unit: str) -> Numbers:
        """Return the number of each claim's document, source, coder or time."""
        if unit not in self._units:
            self._units[unit] = self._find_units(unit)
        return self._units[unit]

    def times(self, kind: str, names: Sequence[str]) -> tuple[Numbers, int] | None:
        """Return the place of each claim's time among some names, -1 for none, and how many."""
        if not names:
            return None
        place = {name: at for at, name in enumerate(names)}
        dates = (period(document.published_on, kind) for document in self.facts.context.documents)
        table = np.array([*(place.get(date, -1) for date in dates), -1], np.int32)
        return table[self.facts.document], len(names)

    def _find_units(self, unit: str) -> Numbers:
        facts = self.facts
        if unit == "document":
            return facts.document
        if unit == "coder":
            return facts.columns["coder"]
        names = (_unit_name(document, unit) for document in facts.context.documents)
        return _numbered(names)[facts.document]


def _unit_name(document: Document, unit: str) -> str:
    if unit != "source":
        return period(document.published_on, unit)
    return name_key(document.publisher) or name_key(document.author) or f"\n{document.id}"


def _numbered(names: Iterable[str]) -> Numbers:
    number: dict[str, int] = {}
    # One more at the end, for the claims that are gone.
    return np.array([*(number.setdefault(name, len(number)) for name in names), 0], np.int32)


def sums(pairs: Pairs, values: Numbers | Mask) -> Floats:
    """Return the sum of the values of the claims at each place."""
    weights = values[pairs.claim].astype(np.float64)
    return np.bincount(pairs.place, weights, pairs.size).astype(np.float64)


def share(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, NaN where the whole is 0."""
    nothing = np.full(part.shape, np.nan)
    found: Floats = np.divide(part, whole, out=nothing, where=whole != 0)
    return found
