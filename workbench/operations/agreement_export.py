"""The agreement of coders as CSV, HTML and JSON, and as a table for the terminal."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tabulate import tabulate

from db import claims, tags
from db.errors import Invalid
from db.project import Project
from db.records import Id
from workbench.agreement.confusion import Confusion
from workbench.agreement.measures import number
from workbench.agreement.report import AgreementReport, AgreementRow, NamedConfusion
from workbench.exchange.agreement_csv import HEADER, agreement_rows
from workbench.exchange.tables import format_rows, write_rows
from workbench.exporters.agreement_page import agreement_html
from workbench.operations.claim_rows import name_of
from workbench.operations.targets import assert_no_project, write_text

#: the coefficients of the table, each with its short name
_SHORT = {
    "percent": "percent", "holsti": "Holsti", "kappa": "kappa", "fleiss": "Fleiss",
    "brennan-prediger": "B–P", "ac1": "AC1", "alpha": "alpha",
}  # fmt: skip
_PAGES = (".html", ".htm")


def export_agreement(
    project: Project,
    path: Path,
    report: AgreementReport,
    confused: Sequence[Confusion] = (),
    *,
    mark: bool = False,
) -> int:
    """Write a report as CSV or HTML, as the end of the file's name says; returns its rows.

    The page has the tags that are confused too. `mark` as for `export_claims`. Raises Invalid for
    a name that ends otherwise.
    """
    if path.suffix.lower() in _PAGES:
        page = agreement_html(project.title, report, named_confusions(project, confused))
        write_text(project, path, page)
    elif path.suffix.lower() == ".csv":
        assert_no_project(project, path)
        write_rows(path, HEADER, agreement_rows(report), bom=mark)
    else:
        raise Invalid(f"“{path.name}” does not say what to write: let it end in .csv or .html.")
    return len(report.rows)


def agreement_csv(report: AgreementReport) -> str:
    """Return a report as CSV text."""
    return format_rows(HEADER, agreement_rows(report))


def agreement_json(
    project: Project, report: AgreementReport, confused: Sequence[Confusion] = ()
) -> str:
    """Return a report as JSON, with the tags that are confused."""
    found = asdict(report)
    found["confusions"] = [asdict(one) for one in named_confusions(project, confused)]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def agreement_table(report: AgreementReport) -> str:
    """Return the coefficients of a report as a table for a terminal, with alpha's interval."""
    keys = [key for key in _SHORT if any(_has(row, key) for row in report.rows)]
    head = ["", "n", "prevalence", *(_SHORT[key] for key in keys), "95 % of alpha"]
    rows = [
        [row.label, f"{row.n:,}", _short(row.prevalence),
         *(_short(row[key].value) for key in keys), _interval(row)]
        for row in report.rows
    ]  # fmt: skip
    table: str = tabulate(
        rows, head, tablefmt="simple", stralign="right", colalign=("left",), disable_numparse=True
    )
    return table


def _has(row: AgreementRow, key: str) -> bool:
    return any(one.key == key for one in row.coefficients)


def _short(value: float | None) -> str:
    return "–" if value is None else number(value)


def _interval(row: AgreementRow) -> str:
    alpha = row["alpha"]
    return "" if alpha.low is None else f"{number(alpha.low)} to {number(alpha.high)}"


def named_confusions(project: Project, confused: Sequence[Confusion]) -> list[NamedConfusion]:
    """Return confusions with names for tags, facets and claims."""
    facets = {facet.id: facet.name for facet in tags.all_facets(project)}
    names: dict[Id | None, str] = {tag.id: tag.name for tag in tags.all_tags(project)}
    wanted = {claim for one in confused for sides in one.claims for side in sides for claim in side}
    claim_names = {claim.id: name_of(claim) for claim in claims.many(project, wanted)}

    def said(side: Sequence[Id]) -> str:
        return "+".join(claim_names.get(claim, "") for claim in side)

    return [
        NamedConfusion(
            facets[one.facet],
            names.get(one.left, ""),
            names.get(one.right, ""),
            one.count,
            tuple(said(mine) for mine, _ in one.claims),
            tuple(said(theirs) for _, theirs in one.claims),
        )
        for one in confused
    ]
