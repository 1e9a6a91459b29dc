"""The agreement of coders as a page: one HTML file that needs nothing else."""

from collections.abc import Iterable, Sequence
from html import escape

from workbench.agreement.measures import number
from workbench.agreement.report import (
    AgreementReport,
    AgreementRow,
    Coefficient,
    NamedConfusion,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #1c1c1c; background: #fff;
  max-width: 74rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: end; vertical-align: top; padding: .25rem .6rem;
  border-bottom: 1px solid #ddd; }
th:first-child, td.name { text-align: start; font-weight: 600; }
td.word { text-align: start; }
.small { color: #5b5b5b; font-size: .87em; } .wide { overflow-x: auto; }
"""


def agreement_html(
    title: str, report: AgreementReport, confused: Sequence[NamedConfusion] = ()
) -> str:
    """Return a report as one HTML page, with its style and without any script."""
    heading = f"{escape(title)}: agreement"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{heading}</title><style>{_STYLE}</style></head><body>",
        f'<h1 dir="auto">{heading}</h1>',
        f"<p>{_named(report.coders)}, in {_named(report.documents)}</p>",
        *(f"<p>{escape(note)}</p>" for note in report.notes),
        *_table(report.rows),
        "<h2>What it means</h2>",
        *(_meaning(row) for row in report.rows if row.kind != "tag"),
    ]
    if confused:
        parts += ["<h2>Tags that are confused</h2>", *_confused(report.coders, confused)]
    return "\n".join([*parts, "</body></html>", ""])


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"<bdi>{escape(name)}</bdi>" for name in names)


def _table(rows: Sequence[AgreementRow]) -> list[str]:
    titles = {one.key: one.title for row in rows for one in row.coefficients}
    heads = ["", "n", "Prevalence", *titles.values()]
    lines = [
        "<tr>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr>",
        *(_row(row, titles) for row in rows),
    ]
    return ['<div class="wide"><table>', *lines, "</table></div>"]


def _row(row: AgreementRow, keys: Iterable[str]) -> str:
    found = {one.key: one for one in row.coefficients}
    cells = [
        f'<td class="name" dir="auto">{escape(row.label)}</td>',
        f"<td>{row.n:,}</td>",
        f"<td>{'' if row.prevalence is None else number(row.prevalence)}</td>",
        *(_cell(found.get(key)) for key in keys),
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(one: Coefficient | None) -> str:
    if one is None:
        return "<td></td>"
    told = escape(number(one.value))
    if one.low is not None and one.high is not None:
        told += f'<br><span class="small">{number(one.low)} to {number(one.high)}</span>'
    return f'<td title="{escape(one.meaning)}">{told}</td>'


def _meaning(row: AgreementRow) -> str:
    said = "".join(f"<li>{escape(one.meaning)}</li>" for one in row.coefficients)
    return f'<h3 dir="auto">{escape(row.label)}</h3><ul>{said}</ul>'


def _confused(coders: Sequence[str], confused: Iterable[NamedConfusion]) -> list[str]:
    heads = ("Facet", *coders[:2], "Pairs", "Claims")
    lines = ["<tr>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr>"]
    for one in confused:
        claims = " · ".join(
            f"{escape(mine)} / {escape(theirs)}"
            for mine, theirs in zip(one.left_claims, one.right_claims, strict=True)
        )
        words = (escape(one.facet), escape(one.left or "none"), escape(one.right or "none"))
        cells = [f'<td class="word" dir="auto">{word}</td>' for word in words]
        cells += [f"<td>{one.count:,}</td>", f'<td class="word small">{claims}</td>']
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return ['<div class="wide"><table>', *lines, "</table></div>"]
