import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import claims, coders, documents, tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Span
from workbench.agreement.report import UNITS, AgreementRow, TwoByTwo
from workbench.operations.agreement import (
    AgreementRequest,
    find_confusions,
    gather_agreement,
    measure_agreement,
)

sys.path.insert(0, str(Path(__file__).parent))
import gold

SHARED = Path(__file__).parents[2] / ".." / "shared"
QUICK = AgreementRequest((), resamples=0)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    if not SHARED.is_dir():
        pytest.skip("the shared sources are absent")
    with gold.opened(SHARED.resolve(), tmp_path_factory.mktemp("gold")) as project:
        yield project


@pytest.fixture(scope="module")
def expected() -> Any:
    file = SHARED / "gold" / "agreement_expected.json"
    if not file.is_file():
        pytest.skip("the shared sources are absent")
    return json.loads(file.read_text(encoding="utf-8"))


def of_gold(project: Project, **named: Any) -> AgreementRequest:
    return replace(QUICK, coders=(gold.coder(project, "gold"), gold.coder(project, "B")), **named)


def check(row: AgreementRow | None, wanted: dict[str, Any]) -> None:
    assert row is not None
    assert row.counts == TwoByTwo(wanted["n11"], wanted["n10"], wanted["n01"], wanted["n00"])
    assert row["percent"].value == pytest.approx(wanted["percent_agreement"] / 100, abs=1e-6)
    kappa = row["kappa"].value
    assert kappa == (None if wanted["kappa"] is None else pytest.approx(wanted["kappa"], abs=1e-6))


@pytest.mark.parametrize("place", [0, 1, None])
def test_the_gold_characters(both: Project, expected: Any, place: int | None) -> None:
    """Both documents together, and each by itself."""
    names = [*expected["documents"]]
    chosen: tuple[Id, ...] = ()
    if place is not None:
        chosen = (gold.doubly_coded(both, SHARED / "gold")[names[place]],)
    name = "all" if place is None else names[place]
    facets = ("actor", "concern")
    request = of_gold(both, unit="characters", facets=facets, documents=chosen)
    level = expected["character_level"]
    found = measure_agreement(both, request)
    check(found.row("any"), level["any_claim"][name])
    rows = {(row.facet, row.label): row for row in found.rows if row.kind == "tag"}
    for facet, tables in (("actor", level["actors"]), ("concern", level["concerns"])):
        for tag, wanted in tables.items():
            check(rows[facet, tag], wanted[name])
    rolled = measure_agreement(both, replace(request, facets=("concern",), roll_up=True))
    groups = {row.label: row for row in rolled.rows if row.kind == "tag"}
    assert groups.keys() == level["concern_groups"].keys()
    for tag, wanted in level["concern_groups"].items():
        check(groups[tag], wanted[name])


def test_the_gold_documents(both: Project, expected: Any) -> None:
    request = of_gold(both, unit="documents", facets=("actor", "concern"))
    found = measure_agreement(both, request)
    assert set(found.documents) == {*expected["documents"]}
    rows = {row.label: row for row in found.rows if row.kind == "tag"}
    for tag, wanted in expected["document_presence"].items():
        check(rows[tag], wanted)
    pooled = expected["document_presence_pooled"]
    check(found.row("each", facet="actor"), pooled["actors"])
    check(found.row("each", facet="concern"), pooled["concerns"])
    check(found.row("each"), pooled["all tags"])


def test_the_gold_has_intervals_that_hold_the_value(both: Project) -> None:
    request = of_gold(both, unit="claims", facets=("concern",), each_tag=False, resamples=60)
    found = measure_agreement(both, request)
    assert (found.paired, found.places) == (100, 138)
    row = found.row("sets", facet="concern")
    assert row is not None
    for coefficient in row.coefficients:
        assert coefficient.value is not None
        assert coefficient.low is not None
        assert coefficient.high is not None
        assert coefficient.low < coefficient.value < coefficient.high
    assert measure_agreement(both, request) == found
    assert measure_agreement(both, replace(request, seed=2)) != found


@pytest.fixture
def made(project: Project, do: Callable[..., Any], document: Id) -> dict[str, Id]:
    """Three coders, a few tags, and claims on the dam; the third coder saw less."""
    facets = {facet.key: facet.id for facet in tags.all_facets(project)}
    stances = {tag.name: tag.id for tag in tags.all_tags(project)}

    def annotate(action: Action) -> dict[str, Id]:
        found = {name: coders.ensure(action, name) for name in ("Mira", "Joren", "Sana")}
        states = found["States"] = tags.add(action, facets["actor"], "States")
        found["Kelmaria"] = tags.add(action, facets["actor"], "Kelmaria", parent=states)
        found["Duvan"] = tags.add(action, facets["actor"], "Duvan", parent=states)
        found["water"] = tags.add(action, facets["concern"], "water")
        found |= {"For": stances["For"], "Against": stances["Against"]}
        for coder, start, end, *names in (
            ("Mira", 0, 13, "Kelmaria", "water", "For"),
            ("Joren", 0, 13, "Duvan", "water", "For"),
            ("Sana", 0, 13, "Duvan", "water"),
            ("Mira", 37, 53, "Kelmaria", "water"),
            ("Joren", 37, 53, "Kelmaria", "water", "Against"),
            ("Joren", 75, 84, "Duvan"),
        ):
            claims.add(
                action, document, [Span(int(start), int(end))], coder=found[coder],
                tags=[(found[name], "holder") for name in names],
            )  # fmt: skip
        return found

    return do(annotate)


def measure(project: Project, made: dict[str, Id], *names: str, **named: Any) -> Any:
    request = replace(QUICK, coders=tuple(made[name] for name in names or ("Mira", "Joren")))
    return measure_agreement(project, replace(request, **named))


def test_paired_claims_are_judged_by_their_tags(project: Project, made: dict[str, Id]) -> None:
    found = measure(project, made)
    assert (found.paired, found.places, found.coders) == (2, 3, ("Mira", "Joren"))
    actors = found.row("sets", facet="actor")
    assert actors["percent"].value == 0.5
    assert actors.prevalence == 1
    assert actors.counts is None
    assert found.row("tag", facet="actor", tag=made["Kelmaria"]).counts == TwoByTwo(1, 1, 0, 0)
    assert found.row("sets", facet="stance")["holsti"].value == 2 / 3
    assert found.row("any") is None


def test_of_three_coders_a_place_needs_two(project: Project, made: dict[str, Id]) -> None:
    found = measure(project, made, "Mira", "Joren", "Sana")
    assert (found.paired, found.places) == (2, 3)
    row = found.row("tag", facet="actor", tag=made["Duvan"])
    assert row.n == 2
    assert row["percent"].value == pytest.approx((1 / 3 + 1) / 2)
    assert row.counts is None


def test_sentences_and_paragraphs_have_what_touches_them(
    project: Project, made: dict[str, Id]
) -> None:
    # Five sentences in three lines; Joren alone has a claim in the last of them.
    assert measure(project, made, unit="sentences").row("any").counts == TwoByTwo(2, 0, 1, 2)
    assert measure(project, made, unit="paragraphs").row("any").counts == TwoByTwo(2, 0, 1, 0)
    coded = measure(project, made, unit="sentences", coded_only=True)
    assert coded.row("any").counts == TwoByTwo(2, 0, 1, 0)


def test_characters_with_and_without_uncoded_text(
    project: Project, made: dict[str, Id], document: Id
) -> None:
    length = documents.get(project, document).length
    found = measure(project, made, unit="characters").row("any")
    assert found.counts == TwoByTwo(29, 0, 9, length - 38)
    assert found["alpha-u"].value is not None
    coded = measure(project, made, unit="characters", coded_only=True).row("any")
    assert coded.counts == TwoByTwo(29, 0, 9, 0)
    assert [one.key for one in coded.coefficients][-1] == "alpha"


def test_cells_of_the_matrix(project: Project, made: dict[str, Id]) -> None:
    (row,) = measure(project, made, unit="cells").rows
    assert row.counts == TwoByTwo(1, 0, 1, 0)
    (row,) = measure(project, made, unit="cells", facets=("stance", "actor")).rows
    stances = {facet.id for facet in tags.all_facets(project) if facet.key == "stance"}
    assert row.n == 2 * sum(tag.facet in stances for tag in tags.all_tags(project))
    with pytest.raises(Invalid, match="two facets"):
        measure(project, made, unit="cells", facets=("actor",))


def test_chosen_tags_bring_those_under_them(project: Project, made: dict[str, Id]) -> None:
    found = measure(project, made, tags=(made["States"],))
    assert {row.label for row in found.rows if row.kind == "tag"} == {"Kelmaria", "Duvan"}
    rolled = measure(project, made, tags=(made["States"],), roll_up=True)
    assert [row.label for row in rolled.rows if row.kind == "tag"] == ["States"]
    assert rolled.row("sets", facet="actor")["percent"].value == 1


def test_without_documents_those_count_that_all_have_coded(
    project: Project, do: Callable[..., Any], made: dict[str, Id]
) -> None:
    other = do(documents.add, "other.txt", "Mira alone looked at this.")
    do(claims.add, other, [Span(0, 4)], coder=made["Mira"])
    assert measure(project, made).documents == ("dam.txt",)
    chosen = measure(project, made, unit="documents", documents=(other,))
    assert chosen.row("any").counts == TwoByTwo(0, 1, 0, 0)


def test_what_cannot_be_measured_is_said(project: Project, made: dict[str, Id]) -> None:
    for named, said in (
        ({"coders": (made["Mira"],)}, "two or more"),
        ({"coders": (made["Mira"],) * 2}, "two or more"),
        ({"coders": (made["Mira"], 5)}, "no longer"),
        ({"facets": ("actors",)}, "no facet “actors”"),
        ({"threshold": 0.0}, "between 0 and 100"),
        ({"documents": (5,)}, "no document"),
        ({"unit": "words"}, "no unit “words”"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=said):
            measure(project, made, **named)


def test_a_cancelled_measurement_has_no_intervals(project: Project, made: dict[str, Id]) -> None:
    request = replace(QUICK, coders=(made["Mira"], made["Joren"]), unit="sentences", resamples=50)
    told: list[tuple[int, int]] = []
    found = measure_agreement(project, request, progress=lambda *done: told.append(done))
    assert told == [(done, 50) for done in range(51)]
    assert any("50 samples" in note for note in found.notes)
    cancelled = measure_agreement(project, request, cancelled=lambda: True)
    assert cancelled.notes[-1] == "No intervals were computed."
    assert all(one.low is None for row in cancelled.rows for one in row.coefficients)


def test_the_measuring_itself_reads_no_project(project: Project, made: dict[str, Id]) -> None:
    gathered = gather_agreement(project, replace(QUICK, coders=(made["Mira"], made["Joren"])))
    project.close()
    assert gathered.measure().paired == 2


def test_tags_are_confused(project: Project, made: dict[str, Id]) -> None:
    request = replace(QUICK, coders=(made["Mira"], made["Joren"]))
    actor, stance = find_confusions(project, request)
    assert (actor.left, actor.right, actor.count) == (made["Kelmaria"], made["Duvan"], 1)
    ((mine, theirs),) = actor.claims
    assert [claims.get(project, one).coder for one in (*mine, *theirs)] == [
        made["Mira"], made["Joren"],
    ]  # fmt: skip
    assert (stance.left, stance.right) == (None, made["Against"])
    assert find_confusions(project, replace(request, facets=("stance",))) == [stance]
    with pytest.raises(Invalid, match="two coders"):
        find_confusions(project, replace(request, coders=tuple(
            made[name] for name in ("Mira", "Joren", "Sana"))))  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_every_coefficient_says_what_it_means(
    project: Project, made: dict[str, Id], unit: Any
) -> None:
    for row in measure(project, made, unit=unit).rows:
        for one in row.coefficients:
            assert one.meaning.startswith(one.title)
            assert one.meaning.endswith(".")
            assert (one.value is None) == ("is undefined: " in one.meaning)
