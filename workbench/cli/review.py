"""The commands about what two or more coders made of the same sources."""

from pathlib import Path

import click

from db import tags
from db.errors import Invalid
from db.project import Project
from db.records import Id
from workbench import operations
from workbench.agreement.pairing import THRESHOLD
from workbench.agreement.report import UNITS, Unit
from workbench.cli.common import (
    PATH,
    find_coder,
    find_document,
    opened,
    print_csv,
    project_argument,
)
from workbench.cli.group import main
from workbench.operations.agreement_export import (
    agreement_json,
    agreement_table,
    export_agreement,
)
from workbench.operations.compare import comparison_sentence
from workbench.operations.compare_export import (
    comparison_csv,
    comparison_json,
    export_comparison,
)
from workbench.operations.targets import write_text
from workbench.operations.wording import counted
from workbench.settings import Settings
from workbench.terminal import examples, progress, say


class _SeveralCoders(click.Command):
    """Takes all the names after `--coders`, up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the option again before each further name."""
        spread: list[str] = []
        within = False
        for place, arg in enumerate(args):
            if arg.startswith("-"):
                within = arg == "--coders"
            elif within and args[place - 1] != "--coders":
                spread.append("--coders")
            spread.append(arg)
        return super().parse_args(ctx, spread)


def _overlap_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--overlap", type=click.FloatRange(0, 1, min_open=True), default=THRESHOLD,
        show_default=True, help="Pair claims that share so much of their words.",
    )(command)  # fmt: skip


@main.command(
    epilog=examples(
        "workbench compare teshk.workbench --coders Mira Joren",
        "workbench compare teshk.workbench --coders Mira Joren --document brief.md --json",
        "workbench compare teshk.workbench --coders Mira Joren --out differences.csv",
    )
)
@project_argument
@click.option("--coders", nargs=2, required=True, metavar="A B", help="The two, by name.")
@click.option("--document", default="", help="Only this document (name or title).")
@_overlap_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of CSV.")
@click.option("--out", type=PATH, help="The file to write; without it, the terminal.")
def compare(
    project: Path, coders: tuple[str, str], document: str, overlap: float, as_json: bool,
    out: Path | None,
) -> None:  # fmt: skip
    """Pair the claims of two coders and say how each pair differs.

    A place has a claim of only one of them, or other tags, other boundaries, another stance; a
    claim that the other has in several pieces is a split, or a merge.
    """
    with opened(project, write=False) as found:
        left, right = (find_coder(found, name) for name in coders)
        among = [find_document(found, document)] if document else None
        with progress("Comparing") as tell:
            compared = operations.compare_coders(
                found, left, right, among, threshold=overlap, progress=tell
            )
        if out is not None and not as_json:
            export_comparison(found, out, compared, mark=Settings()["csv_mark"])
        else:
            form = comparison_json if as_json else comparison_csv
            _give(found, form(found, compared), out)
        sentence = comparison_sentence(compared)
    say(sentence, err=out is None)


@main.command(
    cls=_SeveralCoders,
    epilog=examples(
        "workbench agreement teshk.workbench --coders Mira Joren",
        "workbench agreement teshk.workbench --coders Mira Joren Sana --unit sentences",
        "workbench agreement teshk.workbench --coders Mira Joren --facet concern --out a.html",
    ),
)
@project_argument
@click.option(
    "--coders", multiple=True, required=True, metavar="A B...", help="Two or more, by name."
)
@click.option(
    "--unit", type=click.Choice(UNITS), default="claims", show_default=True,
    help="What is judged: paired claims, parts of the text, documents, cells of the matrix.",
)  # fmt: skip
@click.option("--facet", "facets", multiple=True, help="Only this kind of tag (again for more).")
@click.option("--tag", "chosen", multiple=True, help="Only this tag and those under it.")
@click.option("--document", "names", multiple=True, help="This document (name or title).")
@click.option("--coded-only", is_flag=True, help="Leave out what none of them has a claim on.")
@click.option("--roll-up", is_flag=True, help="Count each tag for its group.")
@_overlap_option
@click.option(
    "--samples", type=click.IntRange(0, 100_000), default=1000, show_default=True,
    help="How many samples the intervals are drawn from; 0 for no intervals.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--out", type=PATH, help="The file to write, by its end as CSV or HTML.")
def agreement(
    project: Path, coders: tuple[str, ...], unit: Unit, facets: tuple[str, ...],
    chosen: tuple[str, ...], names: tuple[str, ...], coded_only: bool, roll_up: bool,
    overlap: float, samples: int, as_json: bool, out: Path | None,
) -> None:  # fmt: skip
    """Measure how far coders agree, with the usual coefficients and their 95 % intervals.

    Without --document those documents count in which all of them have claims.
    """
    with opened(project, write=False) as found:
        request = operations.AgreementRequest(
            tuple(find_coder(found, name) for name in coders),
            unit,
            facets,
            tuple(tag for name in chosen for tag in _find_tags(found, name)),
            tuple(find_document(found, name) for name in names),
            coded_only,
            roll_up,
            threshold=overlap,
            resamples=samples,
        )
        with progress("Drawing samples") as tell:
            report = operations.measure_agreement(found, request, progress=tell)
        confused = operations.find_confusions(found, request) if len(coders) == 2 else []
        if as_json:
            _give(found, agreement_json(found, report, confused), out)
        elif out is not None:
            export_agreement(found, out, report, confused, mark=Settings()["csv_mark"])
        else:
            click.echo(agreement_table(report))
            for note in report.notes:
                say(note)
    if out is not None:
        say(f"{counted(len(report.rows), 'row')} written to {out}.")


def _find_tags(project: Project, name: str) -> list[Id]:
    """Return the tags of a name; several facets may have one."""
    key = tags.name_key(name)
    found = [tag.id for tag in tags.all_tags(project) if tags.name_key(tag.name) == key]
    if not found:
        raise Invalid(f"There is no tag “{name}” in the codebook.")
    return found


def _give(project: Project, text: str, out: Path | None) -> None:
    """Write a text to a file, or to the terminal."""
    if out is None:
        print_csv(text)
    else:
        write_text(project, out, text)
