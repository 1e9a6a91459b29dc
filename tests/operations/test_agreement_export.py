import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import claims, coders, tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Span
from workbench.operations.agreement import AgreementRequest, find_confusions, measure_agreement
from workbench.operations.agreement_export import (
    agreement_csv,
    agreement_json,
    agreement_table,
    export_agreement,
)
from workbench.operations.compare import compare_coders
from workbench.operations.compare_export import (
    comparison_csv,
    comparison_json,
    export_comparison,
)

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def pair(project: Project, do: Callable[..., Any], document: Id) -> tuple[Id, Id]:
    facet = next(one.id for one in tags.all_facets(project) if one.key == "concern")

    def annotate(action: Action) -> tuple[Id, Id]:
        one, other = (coders.ensure(action, name) for name in ("Mira Tolan", "<b>Joren"))
        water, hostile = (tags.add(action, facet, name) for name in ("=water", HOSTILE))
        for coder, name, spans, carried in (
            (one, "M1", [Span(0, 13)], water),
            (other, "J1", [Span(0, 13)], hostile),
            (one, "M2", [Span(15, 37)], water),
            (other, "J2", [Span(15, 30), Span(33, 37)], water),
            (other, "J3", [Span(75, 84)], water),
        ):
            claims.add(action, document, spans, tags=[(carried, "holder")], coder=coder, name=name)
        return one, other

    return do(annotate)


@pytest.fixture
def request_(pair: tuple[Id, Id]) -> AgreementRequest:
    return AgreementRequest(pair, facets=("concern",), resamples=0)


def test_the_table_has_a_row_for_each_coefficient(
    project: Project, request_: AgreementRequest
) -> None:
    report = measure_agreement(project, request_)
    rows = list(csv.DictReader(io.StringIO(agreement_csv(report), newline="")))
    assert len(rows) == sum(len(row.coefficients) for row in report.rows)
    (kappa,) = [
        row for row in rows if row["coefficient"] == "percent" and row["about"] == "sets of tags"
    ]
    assert kappa["unit"] == "claims"
    assert kappa["coders"] == "Mira Tolan | <b>Joren"
    assert kappa["documents"] == "dam.txt"
    assert (kappa["value"], kappa["judgements"], kappa["both"]) == ("0.5", "2", "")
    assert kappa["low"] == ""
    assert kappa["meaning"].startswith("Percent agreement 0.50: ")
    one = next(row for row in rows if row["about"] == "one tag")
    assert one["subject"] == "'=water"
    assert [one[key] for key in ("both", "first_only", "second_only", "neither")] == [*"1100"]


def test_the_page_is_escaped_and_calls_for_nothing(
    project: Project, request_: AgreementRequest, tmp_path: Path
) -> None:
    report = measure_agreement(project, request_)
    target = tmp_path / "a.html"
    assert export_agreement(project, target, report, find_confusions(project, request_)) == 4
    page = target.read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert "<b>" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|src=|href=|url\(", page)
    assert "Tags that are confused" in page
    assert "M1 / J1" in page
    assert "Krippendorff’s alpha is undefined" in page or "Krippendorff’s alpha " in page


def test_the_end_of_the_name_says_what_is_written(
    project: Project, request_: AgreementRequest, tmp_path: Path
) -> None:
    report = measure_agreement(project, request_)
    target = tmp_path / "a.csv"
    export_agreement(project, target, report, mark=True)
    assert target.read_bytes() == "\ufeff".encode() + agreement_csv(report).encode()
    with pytest.raises(Invalid, match=r"\.csv or \.html"):
        export_agreement(project, tmp_path / "a.txt", report)
    for name in ("p.workbench", "other.workbench"):
        with pytest.raises(Invalid, match=r"\.csv"):
            export_agreement(project, tmp_path / name, report)


def test_json_has_everything(project: Project, request_: AgreementRequest) -> None:
    report = measure_agreement(project, request_)
    found = json.loads(agreement_json(project, report, find_confusions(project, request_)))
    assert found["coders"] == ["Mira Tolan", "<b>Joren"]
    assert len(found["rows"]) == len(report.rows)
    assert found["confusions"] == [
        {
            "facet": "Concerns", "left": "=water", "right": HOSTILE, "count": 1,
            "left_claims": ["M1"], "right_claims": ["J1"],
        }
    ]  # fmt: skip


def test_the_terminal_shows_what_is_undefined_as_a_dash(
    project: Project, request_: AgreementRequest
) -> None:
    table = agreement_table(measure_agreement(project, request_))
    (line,) = [line for line in table.splitlines() if line.startswith("Concerns, as sets")]
    assert line.split() == [
        "Concerns,", "as", "sets", "2", "1.00", "0.50", "0.50", "0.00", "−0.33", "0.00", "0.20",
        "0.00",
    ]  # fmt: skip


def test_places_are_told_in_words(project: Project, pair: tuple[Id, Id], tmp_path: Path) -> None:
    found = compare_coders(project, *pair)
    text = comparison_csv(project, found)
    first, second, third = csv.DictReader(io.StringIO(text, newline=""))
    assert first["kinds"] == "tags"
    assert first["tags"] == f"only left: =water | only right: {HOSTILE}"
    assert (first["left_claims"], first["right_claims"]) == ("M1", "J1")
    assert second["kinds"] == "boundaries"
    assert second["overlap"] == "0.8636"
    assert second["right_places"] == "15-30 | 33-37"
    assert second["right_quote"] == "Kelmaria denies […] rm."
    assert third["kinds"] == "only right"
    assert (third["left_claims"], third["left_quote"]) == ("", "")
    assert export_comparison(project, tmp_path / "d.csv", found) == 3
    assert (tmp_path / "d.csv").read_bytes() == text.encode()
    places = json.loads(comparison_json(project, found))
    assert [place["kinds"] for place in places] == [["tags"], ["boundaries"], ["only right"]]
    assert places[1]["right"]["spans"] == [[15, 30], [33, 37]]
