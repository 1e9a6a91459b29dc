"""The command that counts a matrix and writes it in any format."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from db import saved
from db.errors import Invalid
from db.project import Project
from workbench.cli.common import PATH, opened, print_csv
from workbench.cli.group import main
from workbench.exchange.matrix_csv import MatrixTable, difference_rows, period_rows
from workbench.exchange.tables import format_rows, write_rows
from workbench.exporters.matrix_product import KINDS, PALETTES, Picture
from workbench.matrix import Difference, Entry
from workbench.matrix.difference import difference
from workbench.matrix.named import axis_named, coder_named, conditions, document_named
from workbench.matrix.request import (
    MEASURES,
    ONCE,
    PERCENTS,
    PERIODS,
    Filter,
    Levels,
    Request,
    Sort,
    SortBy,
)
from workbench.matrix.wire import from_json
from workbench.operations.targets import assert_no_project
from workbench.operations.wording import counted
from workbench.settings import Settings
from workbench.terminal import examples, say

if TYPE_CHECKING:
    from workbench.matrix.context import Context
    from workbench.matrix.result import Matrix

_SORTS: tuple[SortBy, ...] = ("codebook", "name", "total", "similarity")
_BOTH = click.Choice(["rows", "columns", "both"])


@main.command(
    epilog=examples(
        "workbench matrix teshk.workbench",
        "workbench matrix teshk.workbench --roll-up both --out groups.csv",
        "workbench matrix teshk.workbench --rows actor:holder --columns actor:about",
        "workbench matrix teshk.workbench --count sources --where stance=Against --since 2025",
        "workbench matrix teshk.workbench --compare-coder Mira Jon --out differences.csv",
        "workbench matrix north.workbench south.workbench --view Overview --out both.xlsx",
    )
)
@click.argument("projects", type=PATH, nargs=-1, required=True)
@click.option("--view", default="", help="Begin with a view that was saved by this name.")
@click.option("--rows", default="", help="A facet (of a role: actor:about) or field. [actor]")
@click.option("--columns", default="", help="The same for the columns. [concern]")
@click.option("--roll-up", type=_BOTH, help="Count by group.")
@click.option("--groups", type=_BOTH, help="Show groups with their tags under them.")
@click.option("--count", type=click.Choice(MEASURES), help="What a cell says. [claims]")
@click.option("--once", type=click.Choice(ONCE), help="Claims count once per claim, document, …")
@click.option("--percent", type=click.Choice(PERCENTS), help="Percentages of row, column, table.")
@click.option("--where", multiple=True, metavar="KEY=VALUE", help="A condition; see below.")
@click.option("--since", default="", help="Published on or after a year, month or day.")
@click.option("--until", default="", help="Published on or before it.")
@click.option("--document", default="", help="Only claims of this document (name or title).")
@click.option("--coder", default="", help="Only claims of this coder.")
@click.option("--compare-coder", nargs=2, metavar="A B", help="What B has other than A.")
@click.option("--compare-period", nargs=2, metavar="A B", help="Years, months or days alike.")
@click.option("--compare-view", nargs=2, metavar="A B", help="The conditions of two views.")
@click.option("--compare-merge", is_flag=True, help="Before and after the last merge.")
@click.option("--by-document", is_flag=True, help="One row a cell and document.")
@click.option("--by-period", type=click.Choice(PERIODS), help="One row a cell and time.")
@click.option("--sort", type=click.Choice(_SORTS), help="The order of the rows.")
@click.option("--sort-columns", type=click.Choice(_SORTS), help="The order of the columns.")
@click.option("--transpose", is_flag=True, help="Let rows and columns change places.")
@click.option("--hide-empty", is_flag=True, help="Leave out rows and columns without claims.")
@click.option("--format", "name", default="", help="csv, csv-long, xlsx, html, md, graphml, svg …")
@click.option("--picture", type=click.Choice(KINDS), help="What SVG, PNG and PDF show. [heat]")
@click.option("--bars-of", default="", help="The row or column whose bars are drawn, by name.")
@click.option("--palette", type=click.Choice(PALETTES), help="The colours of a picture. [light]")
@click.option("--out", type=PATH, help="The file to write; without it, the terminal.")
def matrix(projects: tuple[Path, ...], name: str, out: Path | None, **options: Any) -> None:
    """Count what carries a tag of the rows and a tag of the columns; write it in any format.

    Several projects make one matrix, their tags matched by name or alias. Fields: document, author,
    publisher, language, group, coder, day, week, month, year. Keys of --where: document, group,
    language, coder, since, until, decisions (accepted, not rejected, open), confidence,
    reliability, credibility (the least wanted), role, without (a tag), text, or a facet with a tag.
    """
    with ExitStack() as stack:
        found = [stack.enter_context(opened(path, write=False)) for path in projects]
        if out is not None:
            for project in found:
                assert_no_project(project, out)
        # Counting needs numpy, which no other command has to wait for.
        from workbench.operations.matrix_source import build_matrix, build_merged, merged_context

        context = merged_context(found)
        request = _request(found[0], context, options)

        def build(wanted: Request) -> "Matrix":
            if len(found) == 1:
                return build_matrix(found[0], wanted)
            return build_merged(found, wanted)

        names, sides = _sides(found[0], context, request, options)
        if sides:
            changed = difference(*map(build, sides))
            _write_changes(found, changed, names, name, out)
        elif request.period and _is_csv(name, out):
            _write_table(period_rows(build(request)), name, out)
        else:
            usual = "csv-documents" if options["by_document"] else "csv"
            _write(found, build(request), name or usual, out, options, chosen=bool(name))


# -- what is asked


def _request(project: Project, context: "Context", options: dict[str, Any]) -> Request:
    found = _view(project, options["view"]) if options["view"] else Request()
    for side in ("rows", "columns"):
        axis = getattr(found, side)
        if options[side]:
            axis = axis_named(options[side], context)
        levels: list[tuple[str, Levels]] = [("roll_up", "groups"), ("groups", "both")]
        for option, level in levels:
            if options[option] in (side, "both"):
                axis = replace(axis, levels=level)
        sort = options["sort" if side == "rows" else "sort_columns"]
        if sort:
            axis = replace(axis, sort=Sort(sort))
        found = replace(found, **{side: axis})
    chosen = {
        "measure": options["count"], "once": options["once"], "percent": options["percent"],
        "period": options["by_period"], "hide_empty": options["hide_empty"],
    }  # fmt: skip
    found = replace(found, **{key: value for key, value in chosen.items() if value})
    found = replace(found, filter=_filter(found.filter, context, options))
    return found.transposed() if options["transpose"] else found


def _sides(
    project: Project, context: "Context", request: Request, options: dict[str, Any]
) -> tuple[tuple[str, str], tuple[Request, ...]]:
    """Return what the two matrices of a comparison are of, and their requests; none of no such."""
    coders, periods = options["compare_coder"], options["compare_period"]
    views, merge = options["compare_view"], options["compare_merge"]
    if sum(map(bool, (coders, periods, views, merge))) > 1:
        raise Invalid("One comparison at a time: coders, periods, views, or a merge.")
    names = coders or periods or views or ("before", "now")
    filters: list[Filter] = []
    for at, name in enumerate(names):
        if coders:
            chosen = frozenset([coder_named(name, context)])
            filters.append(replace(request.filter, coders=chosen))
        elif periods:
            filters.append(conditions([f"since={name}", f"until={name}"], context, request.filter))
        elif views:
            filters.append(_filter(_view(project, name).filter, context, options))
        elif merge:
            filters.append(replace(request.filter, before_merge=at == 0))
    # Else an entry might be in one of the two alone.
    request = replace(request, hide_empty=False)
    return names, tuple(replace(request, filter=one) for one in filters)


def _filter(start: Filter, context: "Context", options: dict[str, Any]) -> Filter:
    if options["document"]:
        start = replace(start, documents=frozenset([document_named(options["document"], context)]))
    if options["coder"]:
        start = replace(start, coders=frozenset([coder_named(options["coder"], context)]))
    dates = [f"{key}={options[key]}" for key in ("since", "until") if options[key]]
    return conditions([*dates, *options["where"]], context, start)


def _view(project: Project, name: str) -> Request:
    views = saved.VIEWS.all(project)
    if name not in views:
        known = ", ".join(f"“{view}”" for view in views) or "none"
        raise Invalid(f"There is no view “{name}”; the project has {known}.")
    return from_json(views[name])


# -- what is written


def _is_csv(name: str, out: Path | None) -> bool:
    """Whether a plain table is wanted, by the format or else by the file's name."""
    ending = out.suffix.lower() if out is not None else ""
    return name == "csv" or (not name and ending in ("", ".csv"))


def _write_table(table: MatrixTable, name: str, out: Path | None) -> None:
    """Write a table that is CSV and nothing else."""
    if out is None:
        print_csv(format_rows(*table))
    else:
        write_rows(out, *table, bom=Settings()["csv_mark"])
        say(f"{counted(len(table[1]), 'row')} written to {out}.")


def _write_changes(
    projects: Sequence[Project], changed: Difference, names: tuple[str, str], name: str,
    out: Path | None,
) -> None:  # fmt: skip
    """Write a comparison: as CSV, or as Markdown where the file's name or the format says so."""
    if name not in ("", "csv", "md"):
        raise Invalid("A comparison is written as CSV or Markdown.")
    from workbench.operations.matrix_export import changes_page, export_changes

    if out is not None:
        mark = Settings()["csv_mark"]
        cells = export_changes(projects, changed, names, out, name=name, mark=mark)
        say(f"{counted(cells, 'row')} written to {out}.")
    elif name == "md":
        click.echo(changes_page(projects, changed, names))
    else:
        print_csv(format_rows(*difference_rows(changed, names)))


def _write(
    projects: Sequence[Project], matrix: "Matrix", name: str, out: Path | None,
    options: dict[str, Any], *, chosen: bool,
) -> None:  # fmt: skip
    # A page, a workbook or a picture: their libraries wait until one is wanted.
    from workbench.operations.matrix_export import FORMATS, Paint, export_product, format_of
    from workbench.operations.matrix_gather import gather

    if out is not None and not chosen and name == "csv":
        name = format_of(out) if out.suffix else name
    wanted = FORMATS.get(name)
    if wanted is None:
        raise Invalid(f"There is no format “{name}”; there are {', '.join(FORMATS)}.")
    product = replace(gather(projects, matrix), picture=_picture(matrix, options))
    if out is not None:
        paint: Paint | None = None
        if wanted.suffix in (".png", ".pdf"):
            from workbench.gui.pictures import save_picture

            paint = save_picture
        mark = Settings()["csv_mark"]
        export_product(projects[0], product, out, name, mark=mark, paint=paint)
        rows = len(wanted.table(product)[1]) if wanted.table else len(matrix.rows)
        say(f"{counted(rows, 'row')} written to {out}.")
    elif wanted.table:
        print_csv(format_rows(*wanted.table(product)))
    elif wanted.text:
        click.echo(wanted.text(product))
    else:
        raise Invalid(f"A file of the format {name} cannot be printed: name one with --out.")


def _picture(matrix: "Matrix", options: dict[str, Any]) -> Picture:
    """Return how a picture is drawn; raises Invalid for bars of what the matrix does not have."""
    usual, wanted = Picture(), options["bars_of"]
    palette = options["palette"] or usual.palette
    if not wanted:
        return Picture(options["picture"] or usual.kind, palette)
    sides: list[tuple[Literal["row", "column"], Sequence[Entry]]] = [
        ("row", matrix.rows), ("column", matrix.columns),
    ]  # fmt: skip
    for axis, entries in sides:
        for entry in entries:
            if entry.name == wanted:
                return Picture("bars", palette, axis, entry.key)
    raise Invalid(f"The matrix has no row or column “{wanted}” to draw bars of.")
