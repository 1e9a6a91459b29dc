"""The commands that bring documents in, and new versions of them."""

from collections.abc import Iterator
from pathlib import Path

import click

from db.errors import Invalid
from workbench import operations
from workbench.cli.common import MOST, PATH, coder_option, find_document, opened, project_argument
from workbench.cli.group import main
from workbench.readers.files import printable
from workbench.terminal import examples, progress, say


@main.command("import", epilog=examples("workbench import teshk.workbench sources/ brief.md"))
@project_argument
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--encoding", default=None, help="How the files are encoded, where it is unclear.")
@click.option("--skip-bad", is_flag=True, help="Import what can be read although some cannot.")
@coder_option
def import_files(
    project: Path, paths: tuple[Path, ...], encoding: str | None, skip_bad: bool, coder: str
) -> None:
    """Add text and Markdown files, or all those of a folder, as documents."""
    with opened(project, coder) as found:
        files = operations.find_files(paths)
        if not files:
            raise Invalid("There is no text or Markdown file in what was named.")
        refused: list[operations.Refused] = []
        label = f"Import {printable(files[0]) if len(files) == 1 else f'{len(files):,} files'}"
        with found.action(label) as action:
            report = operations.add_sources(action, _read(files, encoding, refused))
            if refused and not (skip_bad and (report.added or report.duplicates)):
                raise Invalid(_refusal(refused, len(files)))
    for item in refused:
        say(f"workbench: {item.reason}", err=True)
    say(report.sentence())
    for name, same in report.duplicates:
        say(f"  {name} has the text of {same}.")
    for warning in report.warnings:
        say(f"  {warning}")


def _read(
    files: list[Path], encoding: str | None, refused: list[operations.Refused]
) -> Iterator[operations.Source]:
    """Read files one by one, so that a large folder needs little memory."""
    with progress("Reading") as tell:
        for number, path in enumerate(files, 1):
            item = operations.read_source(path)
            if encoding and isinstance(item, operations.Refused) and item.doubt:
                item = operations.read_source(path, encoding)
            if isinstance(item, operations.Refused):
                refused.append(item)
            else:
                yield item
            tell(number, len(files))


def _refusal(refused: list[operations.Refused], files: int) -> str:
    """Return in one sentence why nothing was imported."""
    reasons = [item.reason.removesuffix(".") for item in refused]
    doubt = next((item.doubt for item in refused if item.doubt), None)
    hints = [f"--encoding {doubt.candidates[0].encoding} would read it so"] if doubt else []
    if len(refused) < files:
        hints.append("--skip-bad would import the others")
    more = [f"and {len(reasons) - MOST} more"] if len(reasons) > MOST else []
    end = f" ({'; '.join(hints)})" if hints else ""
    return "; ".join(reasons[:MOST] + more) + end + "."


@main.command(
    epilog=examples(
        "workbench replace teshk.workbench brief.md corrected/brief.md",
        "workbench replace teshk.workbench brief.md brief-2.md --accept-above 90",
    )
)
@project_argument
@click.argument("document")
@click.argument("file", type=PATH)
@click.option("--encoding", default=None, help="How the file is encoded, where it is unclear.")
@click.option(
    "--accept-above", type=click.FloatRange(0, 100), metavar="SCORE",
    help="Take passages as found that are at least so alike, of 100.",
)  # fmt: skip
@coder_option
def replace(
    project: Path, document: str, file: Path, encoding: str | None, accept_above: float | None,
    coder: str,
) -> None:  # fmt: skip
    """Give DOCUMENT (its name or title) the text of a corrected FILE.

    Its claims are found again in that. Passages that are not found for sure keep the most likely
    place and are listed, to be placed by hand in the window.
    """
    source = operations.read_source(file, encoding)
    if isinstance(source, operations.Refused):
        raise Invalid(source.reason)
    with opened(project, coder) as found:
        target = find_document(found, document)
        with found.action("New version") as action:
            report = operations.replace_document(action, target, source, accept_above)
    say(report.sentence())
    for one in report.doubtful:
        place = f"{one.span.start}–{one.span.end}"
        say(f"  To be placed: “{' '.join(one.quote.split())}” (likely {place}, score {one.score})")
    for warning in report.warnings:
        say(f"  {warning}")
