"""The command line: the same operations as in the window, without it.

Results go to standard output, troubles as one sentence to standard error. Exit codes: 0 done,
1 trouble, 2 wrong usage. Qt is imported only where a window is wanted.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from db import check as project_check
from db import coders, documents
from db.errors import Invalid, ProjectError
from db.project import Project
from db.records import Id, MatrixRequest
from workbench import __version__, operations
from workbench.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)


class _Commands(click.Group):
    """Knows that `workbench PROJECT` opens a project, and tells troubles in one sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a first word that is no command for the project to open."""
        if not args or (args[0] not in self.commands and not args[0].startswith("-")):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a known trouble is one sentence on standard error and exit code 1."""
        try:
            return super().invoke(ctx)
        except ProjectError as error:
            click.echo(f"workbench: {error}", err=True)
            ctx.exit(1)


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


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
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
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
        raise Invalid(f"There is no command and no file “{project}”; see workbench --help.")
    _window(project, coder)


def _window(project: Path | None, coder: str = "") -> None:
    if not _has_display():
        raise Invalid(
            "There is no display to open a window on; set DISPLAY, or use a command of "
            "workbench --help."
        )
    from workbench.gui.app import run

    sys.exit(run(project, coder))


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


@main.command(epilog=_examples("workbench sample", "workbench sample ~/teshk --no-window"))
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
    click.echo(f"{table}\n\nThe sample project is {path}, its matrix {target}.")
    click.echo(f"Open its window, on a computer with a display, with: workbench '{path}'")


@main.command(epilog=_examples("workbench new teshk.workbench --title 'Upper Teshk' --coder Mira"))
@_project
@click.option("--title", default="", help="The project's title; the file's name without one.")
@_coder
def new(project: Path, title: str, coder: str) -> None:
    """Make a new project file."""
    name = coder or Settings()["coder"] or _login_name()
    operations.new_project(project, title, name).close()
    click.echo(f"{project} was made for {name}.")


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser() or "Analyst"
    except (OSError, KeyError, ImportError):
        return "Analyst"


@main.command("import", epilog=_examples("workbench import teshk.workbench sources/ brief.md"))
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
        read = [operations.read_source(path, encoding) for path in files]
        refused = [item for item in read if isinstance(item, operations.Refused)]
        for item in refused:
            click.echo(f"workbench: {item.reason}", err=True)
        if refused and not skip_bad:
            if len(files) > 1:
                click.echo("workbench: Nothing was imported (see --skip-bad).", err=True)
            raise SystemExit(1)
        sources = [item for item in read if isinstance(item, operations.Source)]
        with found.action(_import_label(sources)) as action:
            report = operations.add_sources(action, sources)
    click.echo(report.sentence())
    for name, same in report.duplicates:
        click.echo(f"  {name} has the text of {same}.")
    for warning in report.warnings:
        click.echo(f"  {warning}")


def _import_label(sources: list[operations.Source]) -> str:
    return f"Import {sources[0].name}" if len(sources) == 1 else f"Import {len(sources)} documents"


@main.group()
def codebook() -> None:
    """Take in or write the codebook as CSV."""


@codebook.command("import", epilog=_examples("workbench codebook import P.workbench codebook.csv"))
@_project
@click.argument("file", type=PATH)
@_coder
def import_codebook(project: Path, file: Path, coder: str) -> None:
    """Take in tags: kind,tag,group,aliases,description (aliases separated by |)."""
    with _opened(project, coder) as found, found.action("Import codebook") as action:
        count = operations.import_codebook(action, file)
    click.echo(f"{count} tags were read from {file}.")


@codebook.command("export", epilog=_examples("workbench codebook export P.workbench codebook.csv"))
@_project
@click.argument("file", type=PATH)
def export_codebook(project: Path, file: Path) -> None:
    """Write the codebook."""
    with _opened(project, write=False) as found:
        count = operations.export_codebook(found, file, mark=Settings()["csv_mark"])
    click.echo(f"{count} tags were written to {file}.")


@main.group("claims")
def claims_group() -> None:
    """Take in or write claims as CSV."""


@claims_group.command(
    "import", epilog=_examples("workbench claims import P.workbench claims.csv --add-tags")
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
            with found.action("Import claims") as action:
                report = operations.import_claims(
                    action, file, add_tags=add_tags, skip_bad=skip_bad
                )
        except operations.RejectedRows as error:
            for wrong in error.errors:
                click.echo(f"  line {wrong.line}: {wrong.reason}", err=True)
            hint = " Use --add-tags to add them." if error.unknown and not add_tags else ""
            raise Invalid(f"{error}{hint}") from error
    click.echo(report.sentence())
    if report.errors:
        rejects = file.with_name(f"{file.stem}-rejected.csv")
        operations.write_rejected(file, rejects, report.errors)
        click.echo(f"  They stand with their reasons in {rejects}.")


@claims_group.command("export", epilog=_examples("workbench claims export P.workbench claims.csv"))
@_project
@click.argument("file", type=PATH)
def export_claims(project: Path, file: Path) -> None:
    """Write every claim."""
    with _opened(project, write=False) as found:
        count = operations.export_claims(found, file, mark=Settings()["csv_mark"])
    click.echo(f"{count} claims were written to {file}.")


@main.command(
    epilog=_examples(
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
            text = operations.matrix_csv(found, request, by_document=by_document)
            click.echo(text, nl=False)
            return
        mark = Settings()["csv_mark"]
        count = operations.export_matrix(found, out, request, by_document=by_document, mark=mark)
    click.echo(f"{count} rows were written to {out}.")


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


@main.command(epilog=_examples("workbench undo teshk.workbench"))
@_project
@_coder
def undo(project: Path, coder: str) -> None:
    """Take back the coder's last change (without --coder: of who acted last)."""
    with Project.open(project, coder or _last_coder(project)) as found:
        changes = found.log.undo()
    click.echo(f"Undone: {changes.label}." if changes else "There is nothing to undo.")


@main.command(epilog=_examples("workbench redo teshk.workbench"))
@_project
@_coder
def redo(project: Path, coder: str) -> None:
    """Make the change again that was taken back last."""
    with Project.open(project, coder or _last_coder(project)) as found:
        changes = found.log.redo()
    click.echo(f"Redone: {changes.label}." if changes else "There is nothing to redo.")


def _last_coder(path: Path) -> str:
    with Project.open(path, write=False) as found:
        last = found.log.last_coder()
    return last.name if last else ""


@main.command(epilog=_examples("workbench log teshk.workbench --last 20"))
@_project
@click.option("--last", type=int, help="Only the last so many.")
def log(project: Path, last: int | None) -> None:
    """Show who did what and when, the newest first."""
    with _opened(project, write=False) as found:
        for entry in found.log.entries(last):
            done = {"undo": "Undo: ", "redo": "Redo: "}.get(entry.kind, "")
            click.echo(f"{entry.at}  {entry.coder}  {done}{entry.label}  ({entry.changes} rows)")


@main.command(epilog=_examples("workbench check teshk.workbench"))
@_project
def check(project: Path) -> None:
    """Look whether a project is whole: pages, references, texts, passages and its log."""
    with _opened(project, write=False) as found:
        findings = project_check.check(found)
    for finding in findings:
        click.echo(finding, err=True)
    if findings:
        raise Invalid(f"{project.name} is not whole: {len(findings)} findings.")
    click.echo(f"{project.name} is whole.")


@main.command(epilog=_examples("workbench info teshk.workbench"))
@_project
def info(project: Path) -> None:
    """Say what a project holds."""
    with _opened(project, write=False) as found:
        for name, value in operations.info(found):
            click.echo(f"{name + ':':<14} {value}")
