"""The commands that bring documents in, and new versions of them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from db.errors import Invalid
from workbench import operations
from workbench.cli.common import MOST, PATH, coder_option, find_document, opened, project_argument
from workbench.cli.group import main
from workbench.readers.files import printable
from workbench.settings import Settings
from workbench.terminal import examples, progress, say


@main.command("import", epilog=examples("workbench import teshk.workbench sources/ brief.md"))
@project_argument
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--encoding", default=None, help="How the files are encoded, where it is unclear.")
@click.option(
    "--password-file", type=PATH, default=None,
    help="A file whose first line opens protected files; asked for without it.",
)  # fmt: skip
@click.option("--skip-bad", is_flag=True, help="Import what can be read although some cannot.")
@coder_option
def import_files(
    project: Path, paths: tuple[Path, ...], encoding: str | None, password_file: Path | None,
    skip_bad: bool, coder: str,
) -> None:  # fmt: skip
    """Add documents: text, Markdown, PDF, Word, OpenDocument, RTF, e-books, saved web pages.

    Of a folder, all files of these kinds are taken.
    """
    settings = Settings()
    password = _password(password_file) if password_file is not None else None
    with opened(project, coder) as found:
        files = operations.find_files(paths)
        if not files:
            raise Invalid("There is no file that can be read in what was named.")
        refused: list[operations.Refused] = []
        label = f"Import {printable(files[0]) if len(files) == 1 else f'{len(files):,} files'}"
        largest = settings["originals"] * 1_000_000
        with found.action(label) as action:
            sources = _read(files, encoding, password, refused)
            report = operations.add_sources(action, sources, largest)
            if refused and not (skip_bad and (report.added or report.duplicates)):
                raise Invalid(_refusal(refused, len(files)))
    for item in refused:
        say(f"workbench: {item.reason}", err=True)
    say(report.sentence())
    for line in report.lines():
        say(f"  {line}")


def _password(file: Path) -> str:
    """Return the first line of a file."""
    try:
        with open(file, encoding="utf-8") as lines:
            return lines.readline().rstrip("\r\n")
    except (OSError, ValueError):
        raise Invalid(f"The password cannot be read from {file}: check the file.") from None


def _ask_password(path: Path, wrong: bool) -> str | None:
    """Ask for the password of a file where somebody can answer."""
    if not sys.stdin.isatty():
        return None
    what = "That password does not open it; another" if wrong else "Password"
    return str(click.prompt(f"{what} for {printable(path)}", hide_input=True, err=True))


def _read(
    files: list[Path],
    encoding: str | None,
    password: str | None,
    refused: list[operations.Refused],
) -> Iterator[operations.Source]:
    """Read files one by one, so that a large folder needs little memory."""
    with progress("Reading") as tell, operations.Box() as box:
        for number, path in enumerate(files, 1):
            item = operations.read_source(path, password=password, box=box)
            if isinstance(item, operations.Refused) and item.doubt is not None:
                item = _again(path, item.doubt, encoding, box) or item
            if isinstance(item, operations.Refused):
                refused.append(item)
            else:
                yield item
            tell(number, len(files))


def _again(
    path: Path,
    doubt: operations.EncodingDoubt | operations.PasswordNeeded,
    encoding: str | None,
    box: operations.Box,
) -> operations.Source | operations.Refused | None:
    """Read a doubtful file once more with what was told or is answered; None without that."""
    if isinstance(doubt, operations.EncodingDoubt):
        return operations.read_source(path, encoding, box=box) if encoding else None
    answer = _ask_password(path, doubt.wrong)
    return operations.read_source(path, password=answer, box=box) if answer else None


def _refusal(refused: list[operations.Refused], files: int) -> str:
    """Return in one sentence why nothing was imported."""
    reasons = [item.reason.removesuffix(".") for item in refused]
    doubts = [item.doubt for item in refused if item.doubt]
    unclear = next((each for each in doubts if isinstance(each, operations.EncodingDoubt)), None)
    hints = [f"--encoding {unclear.candidates[0].encoding} would read it so"] if unclear else []
    if any(isinstance(each, operations.PasswordNeeded) for each in doubts):
        hints.append("--password-file names the file with the password")
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
@click.option(
    "--password-file", type=PATH, default=None,
    help="A file whose first line opens a protected file; asked for without it.",
)  # fmt: skip
@coder_option
def replace(
    project: Path, document: str, file: Path, encoding: str | None, accept_above: float | None,
    password_file: Path | None, coder: str,
) -> None:  # fmt: skip
    """Give DOCUMENT (its name or title) the text of a corrected FILE.

    Its claims are found again in that. Passages that are not found for sure keep the most likely
    place and are listed, to be placed by hand in the window.
    """
    largest = Settings()["originals"] * 1_000_000
    password = _password(password_file) if password_file is not None else None
    refused: list[operations.Refused] = []
    source = next(_read([file], encoding, password, refused), None)
    if source is None:
        raise Invalid(_refusal(refused, 1))
    with opened(project, coder) as found:
        target = find_document(found, document)
        with found.action("New version") as action:
            report = operations.replace_document(action, target, source, accept_above, largest)
    say(report.sentence())
    for one in report.doubtful:
        place = f"{one.span.start}–{one.span.end}"
        say(f"  To be placed: “{' '.join(one.quote.split())}” (likely {place}, score {one.score})")
    for warning in report.warnings:
        say(f"  {warning}")


@main.command("boxed", hidden=True)
def boxed() -> None:
    """Read files for the box that started this process; for programs packed as one file."""
    from workbench.readers.boxed import main as answer_jobs

    answer_jobs()
