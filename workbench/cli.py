"""The command line: the same operations as in the window, without it.

Results go to standard output, troubles as one sentence to standard error. Exit codes: 0 done,
1 trouble, 2 wrong usage. Qt is imported only where a window is wanted.
"""

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from db import check as project_check
from db import coders, documents
from db.errors import Invalid
from db.project import Project
from db.records import Id, MatrixRequest
from workbench import __version__, operations
from workbench.operations.wording import counted
from workbench.readers.files import printable
from workbench.settings import Settings
from workbench.terminal import Commands, examples, progress, say

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path, readable=False)  # what cannot be read is no wrong usage
#: how many troubles one sentence tells
_MOST = 10


def _coder(command: F) -> F:
    return click.option("--coder", default="", help="Who acts, by name.")(command)


def _project(command: F) -> F:
    return click.argument("project", type=PATH)(command)


@contextmanager
def _opened(path: Path, coder: str = "", *, write: bool = True) -> Iterator[Project]:
    """Open a project for one command: as the coder named, or the one in the settings."""
    with Project.open(path, coder or (Settings()["coder"] if write else ""), write=write) as found:
        yield found


@click.group(
    "workbench",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "workbench upper-teshk.workbench",
        "workbench sample",
        "workbench matrix upper-teshk.workbench --roll-up columns --out matrix.csv",
    ),
)
@click.version_option(__version__, prog_name="workbench")
def main() -> None:
    """Annotate source documents offline: claims, actors, concerns, and the matrix of both.

    `workbench [PROJECT]` opens the window.
    """


@main.command("open", hidden=True)
@click.argument("project", type=PATH, required=False)
@_coder
def open_window(project: Path | None, coder: str) -> None:
    """Open the window, with a project if one is named."""
    if project is not None and not project.exists():
        raise Invalid(f"There is no file {project}; workbench new makes a project.")
    _window(project, coder)


def _window(project: Path | None, coder: str = "") -> None:
    if not _has_display():
        raise Invalid(
            "There is no display to open a window on; set DISPLAY, or use a command of "
            "workbench --help."
        )
    try:
        from workbench.gui.app import run
    except ImportError as error:
        raise Invalid(
            f"The window cannot be opened, for a library is missing ({error}); "
            "the README names the packages that it needs."
        ) from error
    sys.exit(run(project, coder))


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


@main.command(epilog=examples("workbench sample", "workbench sample ~/teshk --no-window"))
@click.argument("folder", type=PATH, default=Path("workbench-sample"))
@click.option("--no-window", is_flag=True, help="Write and print the matrix; open no window.")
def sample(folder: Path, no_window: bool) -> None:
    """Write the sample project into FOLDER and open it.

    Without a display the matrix is written and printed instead.
    """
    path = operations.write_sample(folder)
    if _has_display() and not no_window:
        _window(path, operations.SAMPLE_CODER)
    target = folder / "matrix.csv"
    with Project.open(path, write=False) as project:
        operations.export_matrix(project, target, MatrixRequest())
        table = operations.matrix_table(project, MatrixRequest(hide_empty=True))
    click.echo(table)
    click.echo()
    say(f"The sample project is {path}, its matrix {target}.")
    say(f"On a computer with a display, this opens its window: workbench {shlex.quote(str(path))}")


@main.command(epilog=examples("workbench new teshk.workbench --title 'Upper Teshk' --coder Mira"))
@_project
@click.option("--title", default="", help="The project's title; the file's name without one.")
@_coder
def new(project: Path, title: str, coder: str) -> None:
    """Make a new project file."""
    name = coder.strip() or Settings()["coder"] or _login_name()
    operations.new_project(project, title, name).close()
    say(f"{project} was made for {name}.")


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser() or "Analyst"
    except (OSError, KeyError, ImportError):
        return "Analyst"


@main.command("import", epilog=examples("workbench import teshk.workbench sources/ brief.md"))
@_project
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--encoding", default=None, help="How the files are encoded, where it is unclear.")
@click.option("--skip-bad", is_flag=True, help="Import what can be read although some cannot.")
@_coder
def import_files(
    project: Path, paths: tuple[Path, ...], encoding: str | None, skip_bad: bool, coder: str
) -> None:
    """Add text and Markdown files, or all those of a folder, as documents."""
    with _opened(project, coder) as found:
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
    more = [f"and {len(reasons) - _MOST} more"] if len(reasons) > _MOST else []
    end = f" ({'; '.join(hints)})" if hints else ""
    return "; ".join(reasons[:_MOST] + more) + end + "."


@main.command(
    epilog=examples(
        "workbench replace teshk.workbench brief.md corrected/brief.md",
        "workbench replace teshk.workbench brief.md brief-2.md --accept-above 90",
    )
)
@_project
@click.argument("document")
@click.argument("file", type=PATH)
@click.option("--encoding", default=None, help="How the file is encoded, where it is unclear.")
@click.option(
    "--accept-above", type=click.FloatRange(0, 100), metavar="SCORE",
    help="Take passages as found that are at least so alike, of 100.",
)  # fmt: skip
@_coder
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
    with _opened(project, coder) as found:
        target = _find_document(found, document)
        with found.action("New version") as action:
            report = operations.replace_document(action, target, source, accept_above)
    say(report.sentence())
    for one in report.doubtful:
        place = f"{one.span.start}–{one.span.end}"
        say(f"  To be placed: “{' '.join(one.quote.split())}” (likely {place}, score {one.score})")
    for warning in report.warnings:
        say(f"  {warning}")


@main.group()
def codebook() -> None:
    """Take in or write the codebook as CSV, or print it to be read."""


@codebook.command("import", epilog=examples("workbench codebook import P.workbench codebook.csv"))
@_project
@click.argument("file", type=PATH)
@_coder
def import_codebook(project: Path, file: Path, coder: str) -> None:
    """Take in tags: kind,tag,group,aliases,description (aliases separated by |)."""
    with _opened(project, coder) as found, found.action("Import codebook") as action:
        count = operations.import_codebook(action, file)
    say(f"{counted(count, 'tag')} read from {file}.")


@codebook.command("export", epilog=examples("workbench codebook export P.workbench codebook.csv"))
@_project
@click.argument("file", type=PATH)
def export_codebook(project: Path, file: Path) -> None:
    """Write the codebook."""
    with _opened(project, write=False) as found:
        count = operations.export_codebook(found, file, mark=Settings()["csv_mark"])
    say(f"{counted(count, 'tag')} written to {file}.")


@codebook.command("print", epilog=examples("workbench codebook print P.workbench codebook.html"))
@_project
@click.argument("file", type=PATH)
def print_codebook(project: Path, file: Path) -> None:
    """Write the codebook for the team to read, as FILE.html or FILE.md."""
    with _opened(project, write=False) as found:
        count = operations.print_codebook(found, file)
    say(f"{counted(count, 'tag')} written to {file}.")


@main.group("claims")
def claims_group() -> None:
    """Take in or write claims as CSV."""


@claims_group.command(
    "import", epilog=examples("workbench claims import P.workbench claims.csv --add-tags")
)
@_project
@click.argument("file", type=PATH)
@click.option("--add-tags", is_flag=True, help="Add tags that the codebook lacks.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be taken.")
@_coder
def import_claims(project: Path, file: Path, add_tags: bool, skip_bad: bool, coder: str) -> None:
    """Take in claims, each found in its document by its offsets or by its quote.

    All rows or none are taken; with --skip-bad the others are written beside FILE with reasons.
    """
    with _opened(project, coder) as found:
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
    parts += [f"line {wrong.line}: {wrong.reason}" for wrong in error.others[:_MOST]]
    if len(error.others) > _MOST:
        rest = len(error.others) - _MOST
        parts.append(f"and {rest:,} more (--skip-bad would write them to a file with reasons)")
    return f"“{error.name}” was not imported: {'; '.join(parts)}."


@claims_group.command("export", epilog=examples("workbench claims export P.workbench claims.csv"))
@_project
@click.argument("file", type=PATH)
def export_claims(project: Path, file: Path) -> None:
    """Write every claim."""
    with _opened(project, write=False) as found:
        count = operations.export_claims(found, file, mark=Settings()["csv_mark"])
    say(f"{counted(count, 'claim')} written to {file}.")


@main.command(
    epilog=examples(
        "workbench matrix teshk.workbench",
        "workbench matrix teshk.workbench --roll-up both --out groups.csv",
        "workbench matrix teshk.workbench --by-document --coder Mira --out long.csv",
    )
)
@_project
@click.option("--rows", default="actor", show_default=True, help="The facet of the rows.")
@click.option("--columns", default="concern", show_default=True, help="The facet of the columns.")
@click.option("--roll-up", type=click.Choice(["rows", "columns", "both"]), help="Count by group.")
@click.option("--by-document", is_flag=True, help="One row a cell and document.")
@click.option("--document", default="", help="Only claims of this document (name or title).")
@click.option("--coder", default="", help="Only claims of this coder.")
@click.option("--hide-empty", is_flag=True, help="Leave out rows and columns without claims.")
@click.option("--out", type=PATH, help="The CSV file to write; without it, the terminal.")
def matrix(
    project: Path, rows: str, columns: str, roll_up: str | None, by_document: bool,
    document: str, coder: str, hide_empty: bool, out: Path | None,
) -> None:  # fmt: skip
    """Count the claims that carry a tag of the rows and a tag of the columns, as CSV."""
    with _opened(project, write=False) as found:
        request = MatrixRequest(
            rows,
            columns,
            roll_up in ("rows", "both"),
            roll_up in ("columns", "both"),
            _find_document(found, document) if document else None,
            _find_coder(found, coder) if coder else None,
            hide_empty,
        )
        if out is None:
            _print_csv(operations.matrix_csv(found, request, by_document=by_document))
            return
        mark = Settings()["csv_mark"]
        count = operations.export_matrix(found, out, request, by_document=by_document, mark=mark)
    say(f"{counted(count, 'row')} written to {out}.")


@main.command(
    epilog=examples(
        "workbench mentions teshk.workbench --out mentions.csv",
        "workbench mentions teshk.workbench --actor 'Lantern Front' --uncovered",
    )
)
@_project
@click.option("--actor", default="", help="Only of this actor, with those that stand under it.")
@click.option("--uncovered", is_flag=True, help="Only those that no claim touches.")
@click.option("--out", type=PATH, help="The CSV file to write; without it, the terminal.")
def mentions(project: Path, actor: str, uncovered: bool, out: Path | None) -> None:
    """Find where actors are named, by their aliases: document,start,end,text,actor,alias."""
    with _opened(project, write=False) as found:
        wanted = operations.actor_named(found, actor) if actor else None
        with progress("Searching") as tell:
            named = operations.find_mentions(found, wanted, only_uncovered=uncovered, progress=tell)
        if out is None:
            _print_csv(operations.mentions_csv(found, named))
            return
        count = operations.export_mentions(found, out, named, mark=Settings()["csv_mark"])
    say(f"{counted(count, 'mention')} written to {out}.")


def _print_csv(text: str) -> None:
    # Bytes, for CSV is UTF-8 whatever the terminal speaks.
    click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)


def _find_document(project: Project, name: str) -> Id:
    found = documents.by_name_or_title(documents.all_documents(project)).get(name, [])
    if len(found) != 1:
        raise Invalid(
            f"The project has {len(found) or 'no'} documents called “{name}”; "
            "one must be meant, by its file name or title."
        )
    return found[0].id


def _find_coder(project: Project, name: str) -> Id:
    known = {coder.name: coder.id for coder in coders.all_coders(project)}
    if name not in known:
        raise Invalid(f"There is no coder “{name}”; this project has {', '.join(known)}.")
    return known[name]


@main.command(epilog=examples("workbench undo teshk.workbench"))
@_project
@_coder
def undo(project: Path, coder: str) -> None:
    """Take back the coder's last change (without --coder: of who acted last)."""
    with Project.open(project, coder) as found:
        changes = found.log.undo()
    say(f"Undone: {changes.label}." if changes else "There is nothing to undo.")


@main.command(epilog=examples("workbench redo teshk.workbench"))
@_project
@_coder
def redo(project: Path, coder: str) -> None:
    """Make the change again that was taken back last (whose, as for undo)."""
    with Project.open(project, coder) as found:
        changes = found.log.redo()
    say(f"Redone: {changes.label}." if changes else "There is nothing to redo.")


@main.command(epilog=examples("workbench log teshk.workbench --last 20"))
@_project
@click.option("--last", type=click.IntRange(1), help="Only the last so many.")
def log(project: Path, last: int | None) -> None:
    """Show who did what and when, the newest first."""
    with _opened(project, write=False) as found:
        for entry in found.log.entries(last):
            done = {"undo": "Undo: ", "redo": "Redo: "}.get(entry.kind, "")
            say(f"{entry.at}  {entry.coder}  {done}{entry.label}  ({entry.changes:,} rows)")


@main.command(epilog=examples("workbench check teshk.workbench"))
@_project
def check(project: Path) -> None:
    """Look whether a project is whole: pages, references, texts, passages and its log."""
    with _opened(project, write=False) as found:
        findings = project_check.check(found)
    for finding in findings:
        say(finding)
    if findings:
        what = counted(len(findings), "finding")
        raise Invalid(f"{project.name} is not whole ({what}); restore it from a backup.")
    say(f"{project.name} is whole.")


@main.command(epilog=examples("workbench info teshk.workbench"))
@_project
def info(project: Path) -> None:
    """Say what a project holds."""
    with _opened(project, write=False) as found:
        for name, value in operations.info(found):
            say(f"{name + ':':<14} {value}")
