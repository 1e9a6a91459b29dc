"""Menu File: projects, what goes in and what comes out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.project import SUFFIX
from workbench import operations
from workbench.commands.command import NO_DOCUMENT, NO_PROJECT, Command, in_document, in_project
from workbench.desk import Desk
from workbench.operations.wording import counted
from workbench.settings import Settings


def _new(desk: Desk) -> None:
    """Make a new project, one file that holds sources, claims and their history."""
    desk.ask_save("New project", f"Untitled{SUFFIX}", desk.new_project)


def _open(desk: Desk) -> None:
    """Open a project of yours or a teammate's."""
    desk.ask_open("Open a project", (SUFFIX,), desk.open_project)


def _sample(desk: Desk) -> None:
    """Write the sample project into a folder and open it."""
    desk.ask_folder("A folder for the sample project", desk.open_sample)


def _import_files(desk: Desk) -> None:
    """Add text, PDF, Word and other documents to the project."""
    desk.ask_files("Import documents", operations.SUFFIXES, desk.import_paths)


def _import_folder(desk: Desk) -> None:
    """Add every document of a folder, with the folders inside it."""
    desk.ask_folder("Import a folder", lambda path: desk.import_paths([path]))


def _import_codebook(desk: Desk) -> None:
    """Take in the tags of a CSV file."""

    def take(path: Path) -> None:
        count = desk.do("Import codebook", operations.import_codebook, path)
        if count is not None:
            desk.notify(f"{counted(count, 'tag')} read from {path.name}.")

    desk.ask_open("Import a codebook", (".csv",), take)


def _export_codebook(desk: Desk) -> None:
    """Write the codebook to a CSV file."""
    _save(desk, "Export the codebook", "codebook.csv", operations.export_codebook)


def _print_codebook(desk: Desk) -> None:
    """Write the codebook for the team to read, as HTML or (by the file's name) as Markdown."""

    def write(path: Path) -> None:
        count = desk.run(operations.print_codebook, path)
        if count is not None:
            desk.notify(f"{counted(count, 'tag')} written to {path}.")

    desk.ask_save("Print the codebook", "codebook.html", write)


def _import_claims(desk: Desk) -> None:
    """Take in the claims of a CSV file, each found in its document by place or by quote."""
    desk.ask_open("Import claims", (".csv",), desk.import_claims)


def _export_claims(desk: Desk) -> None:
    """Write every claim to a CSV file."""
    _save(desk, "Export the claims", "claims.csv", operations.export_claims)


def _save(desk: Desk, title: str, name: str, export: Callable[..., int]) -> None:
    def write(path: Path) -> None:
        count = desk.run(export, path, mark=Settings()["csv_mark"])
        if count is not None:
            desk.notify(f"{counted(count, 'row')} written to {path}.")

    desk.ask_save(title, name, write)


def _export_matrix(desk: Desk) -> None:
    """Write the matrix, as it is set now, in the format that the name of the file asks for."""
    desk.ask_save("Export the matrix", "matrix.csv", desk.export_matrix)


def _back_up(desk: Desk) -> None:
    """Write a copy of the project to another file."""
    project = desk.project
    assert project is not None
    desk.ask_save("Save a copy", f"{project.path.stem} copy{SUFFIX}", desk.back_up)


def _copy_without_names(desk: Desk) -> None:
    """Write a copy that calls the coders Coder 1, Coder 2, and so on."""
    _copy(desk, "Save an anonymous copy", "anonymous", anonymous=True)


def _copy_document(desk: Desk) -> None:
    """Write a copy of the project with this document only, and all that was made of it."""
    _copy(desk, "Save a copy of this document", "part", documents=[desk.document])


def _copy(desk: Desk, title: str, word: str, **how: Any) -> None:
    project = desk.project
    assert project is not None

    def write(path: Path) -> None:
        said = desk.run(operations.copy_project, path, **how)
        if said is not None:
            desk.notify(said)

    desk.ask_save(title, f"{project.path.stem} {word}{SUFFIX}", write)


def _check(desk: Desk) -> None:
    """Look whether the project file is whole."""
    desk.check()


def _settings(desk: Desk) -> None:
    """Change your name, the look, the text and the copies that are kept."""
    desk.show_settings()


def _close(desk: Desk) -> None:
    """Close the project; everything is saved already."""
    desk.close_project()


def _quit(desk: Desk) -> None:
    """Leave Workbench; everything is saved already."""
    desk.quit()


COMMANDS: tuple[Command, ...] = (
    Command("project.new", "&File", "&New project…", _new, "Ctrl+N"),
    Command("project.open", "&File", "&Open a project…", _open, "Ctrl+O"),
    Command("project.sample", "&File", "&Try the sample…", _sample, "Ctrl+Shift+N"),
    Command("document.import", "&File", "&Import documents…", _import_files, "Ctrl+I",
            in_project, NO_PROJECT, section=True),
    Command("document.import_folder", "&File", "Import a &folder…", _import_folder, "",
            in_project, NO_PROJECT),
    Command("codebook.import", "&File", "Import a code&book…", _import_codebook, "",
            in_project, NO_PROJECT),
    Command("claims.import", "&File", "Import c&laims…", _import_claims, "",
            in_project, NO_PROJECT),
    Command("matrix.export", "&File", "&Export the matrix…", _export_matrix, "Ctrl+Shift+E",
            in_project, NO_PROJECT, section=True),
    Command("codebook.export", "&File", "Export the co&debook…", _export_codebook, "",
            in_project, NO_PROJECT),
    Command("claims.export", "&File", "Export the cl&aims…", _export_claims, "",
            in_project, NO_PROJECT),
    Command("codebook.print", "&File", "&Print the codebook…", _print_codebook, "",
            in_project, NO_PROJECT),
    Command("project.copy", "&File", "Save a &copy…", _back_up, "",
            in_project, NO_PROJECT, section=True),
    Command("project.anonymous", "&File", "Save an anon&ymous copy…", _copy_without_names, "",
            in_project, NO_PROJECT),
    Command("project.part", "&File", "Save a copy of this docu&ment…", _copy_document, "",
            in_document, NO_DOCUMENT),
    Command("project.check", "&File", "C&heck the project", _check, "",
            in_project, NO_PROJECT),
    Command("app.settings", "&File", "&Settings…", _settings, "Ctrl+,", section=True),
    Command("project.close", "&File", "Close the p&roject", _close, "Ctrl+W",
            in_project, NO_PROJECT, section=True),
    Command("app.quit", "&File", "&Quit", _quit, "Ctrl+Q"),
)  # fmt: skip
