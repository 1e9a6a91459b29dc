"""Agreement as a table: a row for each coefficient of each thing it was measured on."""

from workbench.agreement.report import AgreementReport, AgreementRow

HEADER = (
    "unit", "coders", "documents", "subject", "about", "facet", "judgements", "prevalence",
    "both", "first_only", "second_only", "neither",
    "coefficient", "value", "low", "high", "meaning",
)  # fmt: skip
#: what the kinds of rows are called in a file
ABOUT = {"any": "claims", "each": "tags one by one", "sets": "sets of tags", "tag": "one tag"}


def agreement_rows(report: AgreementReport) -> list[tuple[object, ...]]:
    """Return a report as rows under `HEADER`; what is undefined or unknown is an empty cell."""
    what = (report.unit, " | ".join(report.coders), " | ".join(report.documents))
    return [
        (*what, *_subject(row), one.key, _cell(one.value), _cell(one.low), _cell(one.high),
         one.meaning)
        for row in report.rows
        for one in row.coefficients
    ]  # fmt: skip


def _subject(row: AgreementRow) -> tuple[object, ...]:
    found = row.counts
    counts: tuple[object, ...] = (
        (found.both, found.first, found.second, found.neither) if found else ("",) * 4
    )
    return (row.label, ABOUT[row.kind], row.facet, row.n, _cell(row.prevalence), *counts)


def _cell(value: float | None) -> object:
    return "" if value is None else round(value, 6)
