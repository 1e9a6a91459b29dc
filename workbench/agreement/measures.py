"""The coefficients as they are offered: their names, and what they mean in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.agreement import coefficients, distances
from workbench.agreement.ratings import Ratings

#: From here on conclusions may be drawn, and tentative ones from the lower bar on.
#: Source: K. Krippendorff, "Content Analysis", 2nd ed. (2004), 241.
RELIABLE, TENTATIVE = 0.8, 0.667


@dataclass(frozen=True, slots=True)
class Measure:
    """A coefficient; `compute` takes the ratings and how many values there are to choose from.

    It is None for an alpha, which has a distance instead, or is computed from passages.
    """

    key: str
    title: str
    compute: Callable[[Ratings, int], float] | None
    #: what a value above 0 says; `{share}` is that value as a percentage
    meaning: str
    #: whether chance is taken off, so that a value below 0 is possible
    by_chance: bool = True
    #: whether it only makes sense of sets of tags
    of_sets: bool = False
    distance: coefficients.Distance | None = None


_REACHED = "of the agreement that chance leaves to be reached, {share} is reached"
_ABSENT = "of the disagreement that chance would bring, {share} is absent"

MEASURES: tuple[Measure, ...] = (
    Measure(
        "percent", "Percent agreement", lambda ratings, _: coefficients.percent(ratings),
        "the coders agree on {share} of the units, by chance or not", by_chance=False,
    ),
    Measure(
        "holsti", "Holsti", lambda ratings, _: coefficients.holsti(ratings),
        "of all that a coder applied, {share} was applied by the other too", by_chance=False,
    ),
    Measure(
        "kappa", "Cohen’s kappa", lambda ratings, _: coefficients.cohen(ratings),
        f"{_REACHED}, if chance follows the habits of each coder",
    ),
    Measure(
        "fleiss", "Fleiss’ kappa", lambda ratings, _: coefficients.fleiss(ratings),
        f"{_REACHED}, if chance follows the habits of all coders together",
    ),
    Measure(
        "brennan-prediger", "Brennan–Prediger", coefficients.brennan_prediger,
        f"{_REACHED}, if by chance all values are equally likely",
    ),
    Measure(
        "ac1", "Gwet’s AC1", coefficients.gwet,
        f"{_REACHED}, if only what is hard to judge is left to chance",
    ),
    Measure(
        "alpha", "Krippendorff’s alpha", None, _ABSENT, distance=coefficients.different,
    ),
    Measure(
        "alpha-jaccard", "Krippendorff’s alpha (Jaccard)", None,
        f"{_ABSENT}, where sets of tags that share some differ less",
        of_sets=True, distance=distances.jaccard,
    ),
    Measure(
        "alpha-masi", "Krippendorff’s alpha (MASI)", None,
        f"{_ABSENT}, where a set with all tags of the other and more differs less",
        of_sets=True, distance=distances.masi,
    ),
)  # fmt: skip

ALPHA_U = Measure(
    "alpha-u", "Krippendorff’s alpha-U", None,
    f"{_ABSENT}, where passages differ by how far their ends are apart",
)  # fmt: skip


def sentence(
    measure: Measure, value: float | None, low: float | None, high: float | None, reason: str
) -> str:
    """Say in one sentence what a coefficient means, or why it has no value."""
    if value is None:
        return f"{measure.title} is undefined: {reason}."
    said = f"{measure.title} {number(value)}"
    if low is not None and high is not None:
        said += f" (95 % interval {number(low)} to {number(high)})"
    if value < 0:
        return f"{said}: the coders agree less than by chance."
    meaning = measure.meaning.format(share=f"{_short_of_full(value):.0%}".replace("%", " %"))
    return f"{said}: {meaning}{_verdict(measure, value)}."


def _verdict(measure: Measure, value: float) -> str:
    if not measure.key.startswith("alpha"):
        return ""
    if value >= RELIABLE:
        return "; enough to rely on"
    return "; enough for tentative conclusions" if value >= TENTATIVE else "; too little to rely on"


def number(value: float | None) -> str:
    """Return a coefficient as it is shown: two digits, a minus sign, “undefined” for None."""
    if value is None:
        return "undefined"
    return f"{_short_of_full(value):.2f}".replace("-0.00", "0.00").replace("-", "−")


def _short_of_full(value: float) -> float:
    """Return a value that does not round to full agreement unless it is that."""
    return min(value, 0.99) if value < 1 - 1e-9 else value
