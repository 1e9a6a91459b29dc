"""From units to the rows of a report: ratings, coefficients, intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.records import Id
from workbench.agreement.bootstrap import NO_INTERVAL, Interval, draws, interval, interval_of_sum
from workbench.agreement.coefficients import expected_distance, krippendorff
from workbench.agreement.collecting import without_collecting
from workbench.agreement.measures import ALPHA_U, MEASURES, Measure, sentence
from workbench.agreement.ratings import Ratings, Undefined, judged_twice, shares
from workbench.agreement.report import AgreementRow, Coefficient, RowKind, TwoByTwo
from workbench.agreement.tables import MARKED, Tables, Wanted
from workbench.agreement.units import NONE, Block

if TYPE_CHECKING:
    from workbench.agreement.unitizing import Unitized

Progress = Callable[[int, int], None]
#: From fewer blocks samples say nothing of what else might have been drawn.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row shall be about, and its tags (ANY for a claim at all)."""

    kind: RowKind
    label: str
    tags: frozenset[Id]
    facet: str = ""
    tag: Id | None = None


@dataclass(frozen=True, slots=True)
class Samples:
    """How intervals are found; without samples there are none."""

    resamples: int = 0
    seed: int = 1
    progress: Progress = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


def measured(
    blocks: Sequence[Block], subjects: Sequence[Subject], samples: Samples = Samples()
) -> list[AgreementRow]:
    """Measure the agreement on each subject; cancelled samples leave the rows without intervals."""
    wanted = [Wanted(subject.tags, subject.kind == "sets") for subject in subjects]
    drawn = samples.resamples > 0 and enough(blocks)
    if not drawn:
        blocks = [_together(blocks)]
    with without_collecting():
        tables = Tables(blocks, wanted)
        judges = [
            _Judge(subject, found)
            for subject, found in zip(subjects, tables.ratings(), strict=True)
        ]
    intervals = _intervals(tables, judges, samples) if drawn else None
    return [judge.row(intervals[place] if intervals else {}) for place, judge in enumerate(judges)]


def enough(blocks: Sequence[Block]) -> bool:
    """Whether there are blocks enough to draw samples from."""
    return len(blocks) >= FEWEST


def _together(blocks: Sequence[Block]) -> Block:
    whole: Block = {}
    for block in blocks:
        for sets, units in block.items():
            whole[sets] = whole.get(sets, 0) + units
    return whole


def _intervals(
    tables: Tables, judges: Sequence["_Judge"], samples: Samples
) -> list[dict[str, Interval]] | None:
    """Return the intervals of each subject's coefficients; None if cancelled."""
    found: list[dict[str, list[float]]] = [
        {measure.key: [] for measure in judge.measures} for judge in judges
    ]
    for done, numbers in enumerate(draws(tables.kinds, samples.resamples, samples.seed)):
        if samples.cancelled():
            return None
        samples.progress(done, samples.resamples)
        for judge, values, ratings in zip(judges, found, tables.ratings(numbers), strict=True):
            for measure in judge.measures:
                value = judge.value(measure, ratings)
                if isinstance(value, float):
                    values[measure.key].append(value)
    samples.progress(samples.resamples, samples.resamples)
    return [
        {key: interval(values, samples.resamples) for key, values in of_judge.items()}
        for of_judge in found
    ]


class _Judge:
    """Computes the coefficients of one subject."""

    def __init__(self, subject: Subject, ratings: Ratings) -> None:
        self.subject = subject
        self.ratings = ratings
        self.sets = subject.kind == "sets"
        self.measures = [one for one in MEASURES if self.sets or not one.of_sets]
        #: how many values there are to choose from; of sets those that were chosen
        self.categories = (
            len({value for values in ratings for value in values if value is not None})
            if self.sets
            else 2
        )

        #: what chance would make of the distances of each alpha, or why that is not known
        self._expected = {
            one.key: _defined(expected_distance, ratings, one.distance)
            for one in self.measures
            if one.distance
        }
        self._values = [self.value(measure, ratings) for measure in self.measures]

    def value(self, measure: Measure, ratings: Ratings) -> float | str:
        """Return a coefficient of these units or of a sample of them, or why it is undefined.

        The expected distance of an alpha stays that of all units: K. Krippendorff,
        "Bootstrapping distributions for Krippendorff's alpha" (2006).
        """
        if measure.compute:
            return _defined(measure.compute, ratings, self.categories)
        expected = self._expected[measure.key]
        if isinstance(expected, str):
            return expected
        return _defined(krippendorff, ratings, measure.distance, expected)

    def row(self, intervals: dict[str, Interval]) -> AgreementRow:
        """Return the row of a report."""
        subject = self.subject
        n = sum(count for _, count in judged_twice(self.ratings))
        found = tuple(
            _coefficient(measure, value, intervals.get(measure.key, NO_INTERVAL))
            for measure, value in zip(self.measures, self._values, strict=True)
        )
        return AgreementRow(
            subject.kind, subject.label, subject.facet, subject.tag, n,
            _prevalence(self.ratings), None if self.sets else _counts(self.ratings), found,
        )  # fmt: skip


def _defined(compute: Callable[..., float], *arguments: object) -> float | str:
    try:
        return float(compute(*arguments))
    except Undefined as error:
        return str(error)


def _coefficient(measure: Measure, value: float | str, found: Interval) -> Coefficient:
    number, reason = (None, value) if isinstance(value, str) else (value, "")
    low, high = found if number is not None else NO_INTERVAL
    meaning = sentence(measure, number, low, high, reason)
    return Coefficient(measure.key, measure.title, number, low, high, meaning)


def _prevalence(ratings: Ratings) -> float | None:
    found = shares(ratings)
    return 1 - found.get(NONE, 0.0) if found else None


def _counts(ratings: Ratings) -> TwoByTwo | None:
    if any(len(values) != 2 for values in ratings):
        return None
    places = ((MARKED, MARKED), (MARKED, NONE), (NONE, MARKED), (NONE, NONE))
    return TwoByTwo(*(ratings.get(place, 0) for place in places))


def with_alpha_u(
    row: AgreementRow, values: Sequence["Unitized"], samples: Samples = Samples()
) -> AgreementRow:
    """Return a row with alpha-U beside its other coefficients, given the passages of its tags."""
    # It needs numpy, for which nothing waits that measures no passages.
    from workbench.agreement.unitizing import alpha_u

    expected = sum(value.expected for value in values)
    value = _defined(alpha_u, values)
    found = NO_INTERVAL
    if isinstance(value, float) and samples.resamples and not samples.cancelled():
        parts = [part for one in values for part in one.parts]
        found = interval_of_sum(
            parts, lambda total: 1 - total / expected, samples.resamples, samples.seed
        )
    added = _coefficient(ALPHA_U, value, found)
    return replace(row, coefficients=(*row.coefficients, added))
