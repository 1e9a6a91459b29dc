"""The commands about claims and mentions."""

from pathlib import Path

import click

from db.errors import Invalid
from workbench import operations
from workbench.cli.common import MOST, PATH, coder_option, opened, print_csv, project_argument
from workbench.cli.group import main
from workbench.operations.decided import STATE_WORDS, claims_in
from workbench.operations.wording import counted
from workbench.settings import Settings
from workbench.terminal import examples, progress, say


@main.group("claims")
def claims_group() -> None:
    """Take in or write claims as CSV."""


@claims_group.command(
    "import", epilog=examples("workbench claims import P.workbench claims.csv --add-tags")
)
@project_argument
@click.argument("file", type=PATH)
@click.option("--add-tags", is_flag=True, help="Add tags that the codebook lacks.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be taken.")
@coder_option
def import_claims(project: Path, file: Path, add_tags: bool, skip_bad: bool, coder: str) -> None:
    """Take in claims, each found in its document by its offsets or by its quote.

    All rows or none are taken; with --skip-bad the others are written beside FILE with reasons.
    """
    with opened(project, coder) as found:
        try:
            with progress("Importing") as tell, found.action("Import claims") as action:
                report = operations.import_claims(
                    action, file, add_tags=add_tags, skip_bad=skip_bad,
                    mark=Settings()["csv_mark"], progress=tell,
                )  # fmt: skip
        except operations.RejectedRows as error:
            raise Invalid(_rejection(error)) from error
    say(report.sentence())


def _rejection(error: operations.RejectedRows) -> str:
    """Return in one sentence why claims were not imported, with the first lines in trouble."""
    parts = []
    if error.unknown:
        unknown = ", ".join(f"“{tag}”" for tag in error.unknown)
        parts.append(f"the codebook lacks {unknown} (--add-tags would add them)")
    parts += [f"line {wrong.line}: {wrong.reason}" for wrong in error.others[:MOST]]
    if len(error.others) > MOST:
        rest = len(error.others) - MOST
        parts.append(f"and {rest:,} more (--skip-bad would write them to a file with reasons)")
    return f"“{error.name}” was not imported: {'; '.join(parts)}."


_DECISIONS = {words.split()[0]: state for state, words in STATE_WORDS.items()}


@claims_group.command(
    "export",
    epilog=examples(
        "workbench claims export P.workbench claims.csv",
        "workbench claims export P.workbench good.csv --decision accepted --decision open",
    ),
)
@project_argument
@click.argument("file", type=PATH)
@click.option(
    "--decision", "decisions", multiple=True, type=click.Choice(list(_DECISIONS)),
    help="Only claims of which this was decided; can be given several times.",
)  # fmt: skip
def export_claims(project: Path, file: Path, decisions: tuple[str, ...]) -> None:
    """Write every claim, or only those of which something was decided."""
    with opened(project, write=False) as found:
        wanted = {_DECISIONS[word] for word in decisions}
        only = claims_in(found, wanted) if wanted else None
        count = operations.export_claims(found, file, only=only, mark=Settings()["csv_mark"])
    say(f"{counted(count, 'claim')} written to {file}.")


@main.command(
    epilog=examples(
        "workbench mentions teshk.workbench --out mentions.csv",
        "workbench mentions teshk.workbench --actor 'Lantern Front' --uncovered",
    )
)
@project_argument
@click.option("--actor", default="", help="Only of this actor, with those that stand under it.")
@click.option("--uncovered", is_flag=True, help="Only those that no claim touches.")
@click.option("--out", type=PATH, help="The CSV file to write; without it, the terminal.")
def mentions(project: Path, actor: str, uncovered: bool, out: Path | None) -> None:
    """Find where actors are named, by their aliases: document,start,end,text,actor,alias."""
    with opened(project, write=False) as found:
        wanted = operations.actor_named(found, actor) if actor else None
        with progress("Searching") as tell:
            named = operations.find_mentions(found, wanted, only_uncovered=uncovered, progress=tell)
        if out is None:
            print_csv(operations.mentions_csv(found, named))
            return
        count = operations.export_mentions(found, out, named, mark=Settings()["csv_mark"])
    say(f"{counted(count, 'mention')} written to {out}.")
