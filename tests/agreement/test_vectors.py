"""Every published value of the shared examples, within its tolerance."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.records import Span
from workbench.agreement.coefficients import (
    brennan_prediger,
    cohen,
    different,
    fleiss,
    gwet,
    krippendorff,
    percent,
)
from workbench.agreement.ratings import Ratings
from workbench.agreement.unitizing import Unitized, alpha_u, unitized

FILE = Path(__file__).parents[2] / ".." / "shared" / "vectors" / "agreement-vectors.json"
EXAMPLES = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else []
#: published here and there, and what computes them
MEASURES: dict[str, Callable[[Ratings], float]] = {
    "percent": percent,
    "kappa": cohen,
    "pi": fleiss,
    "S": lambda ratings: brennan_prediger(ratings, _values(ratings)),
    "AC1": lambda ratings: gwet(ratings, _values(ratings)),
    "fleiss": fleiss,
    "alpha": krippendorff,
}


def _values(ratings: Ratings) -> int:
    return len({value for values in ratings for value in values if value is not None})


def of_kind(kind: str) -> list[Any]:
    found = [pytest.param(one, id=one["id"]) for one in EXAMPLES if one["kind"] == kind]
    absent = pytest.mark.skip("the published examples are absent")
    return found or [pytest.param(None, marks=absent)]


def ordinal(ratings: Ratings) -> Callable[[Any, Any], float]:
    """The distance of ranks, which depends on how often each was given."""
    given = Counter[Any]()
    for values, count in ratings.items():
        judged = [value for value in values if value is not None]
        given.update({value: n * count for value, n in Counter(judged).items() if len(judged) > 1})

    def distance(one: Any, other: Any) -> float:
        low, high = sorted((one, other))
        between = sum(n for value, n in given.items() if low <= value <= high)
        return (between - (given[one] + given[other]) / 2) ** 2

    return distance


def distances(ratings: Ratings) -> dict[str, Callable[[Any, Any], float]]:
    return {
        "nominal": different,
        "ordinal": ordinal(ratings),
        "interval": lambda one, other: (one - other) ** 2,
        "ratio": lambda one, other: ((one - other) / (one + other)) ** 2,
    }


@pytest.mark.parametrize("example", of_kind("units"))
def test_units(example: dict[str, Any]) -> None:
    ratings = Counter(tuple(unit) for unit in example["units"])
    for metric, published in example["alpha"].items():
        found = krippendorff(ratings, distances(ratings)[metric])
        assert found == pytest.approx(published, abs=example["tol"])
    if "percent" in example:
        assert percent(ratings) == pytest.approx(example["percent"], abs=example["tol"])


def check(example: dict[str, Any], ratings: Ratings) -> None:
    published = {name: example[name] for name in MEASURES if name in example}
    assert published
    for name, value in published.items():
        assert MEASURES[name](ratings) == pytest.approx(value, abs=example["tol"]), name


def from_table(table: list[list[int]]) -> Ratings:
    return {(a, b): count for a, row in enumerate(table) for b, count in enumerate(row)}


@pytest.mark.parametrize("example", of_kind("table"))
def test_tables(example: dict[str, Any]) -> None:
    check(example, from_table(example["table"]))


@pytest.mark.parametrize("example", of_kind("sequences"))
def test_sequences(example: dict[str, Any]) -> None:
    check(example, Counter(zip(example["a"], example["b"], strict=True)))


@pytest.mark.parametrize("example", of_kind("fleiss"))
def test_fleiss(example: dict[str, Any]) -> None:
    units = [
        tuple(value for value, count in enumerate(row) for _ in range(count))
        for row in example["counts"]
    ]
    check(example, Counter(units))


@pytest.mark.parametrize("example", of_kind("formula"))
def test_characters_coded_by_both_one_and_neither(example: dict[str, Any]) -> None:
    ratings = {(True, True): 50, (True, False): 150, (False, False): 800}
    assert percent(ratings) == pytest.approx(example["value"], abs=example["tol"])


@pytest.mark.parametrize("example", of_kind("unitizing"))
def test_unitizing(example: dict[str, Any]) -> None:
    coders = sorted({coder for coder, *_ in example["units"]})
    found: dict[str, Unitized] = {}
    for value in sorted({value for _, value, *_ in example["units"]}):
        spans = [
            sorted(
                Span(begin - example["start"], begin - example["start"] + length)
                for by, of, begin, length in example["units"]
                if (by, of) == (coder, value)
            )
            for coder in coders
        ]
        found[value] = unitized(example["length"], spans)
    for value, published in example["per_category"].items():
        assert alpha_u([found[value]]) == pytest.approx(published, abs=example["tol"])
    for value, published in example.get("Do", {}).items():
        assert found[value].observed == pytest.approx(published, abs=1e-4)
    for value, published in example.get("De", {}).items():
        assert found[value].expected == pytest.approx(published, abs=1e-4)
    if "alpha_u" in example:
        assert alpha_u([*found.values()]) == pytest.approx(example["alpha_u"], abs=example["tol"])


def test_gwet(vectors: Path) -> None:
    """The values that irrCAC for R gives for five tables."""
    files = sorted((vectors / "gamma").glob("gwet_*.json"))
    assert len(files) == 5
    for file in files:
        example = json.loads(file.read_text(encoding="utf-8"))
        (published,) = [case for case in example["cases"] if case["measure"] == "AC1"]
        ratings = from_table(example["table"])
        found = gwet(ratings, len(example["categories"]))
        assert found == pytest.approx(published["coefficient"], abs=1e-5)
        assert percent(ratings) == pytest.approx(published["pa"], abs=1e-9)
