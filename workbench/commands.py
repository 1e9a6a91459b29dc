"""The table of commands: one row each serves menus, keys, the command palette and the help.

A row's help is the first sentence of the function it runs. A command is offered where its
condition holds; where it does not, `why` says what is missing. Keys are such as every keyboard
layout has, and none that a text field needs for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db import claims, documents
from db.project import SUFFIX
from workbench import operations
from workbench.desk import Desk, Reading
from workbench.operations.wording import counted
from workbench.settings import Settings


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can ask for."""

    id: str
    menu: str
    title: str
    run: Callable[[Desk], None]
    keys: str = ""
    when: Callable[[Desk], bool] = lambda desk: True
    why: str = ""
    #: begins a new section of its menu
    section: bool = False

    @property
    def help(self) -> str:
        """One sentence on what the command does."""
        return (self.run.__doc__ or "").split("\n", 1)[0].strip()


# -- conditions


def _in_project(desk: Desk) -> bool:
    return desk.project is not None


def _in_document(desk: Desk) -> bool:
    return desk.document is not None and desk.perspective == "read"


def _on_passage(desk: Desk) -> bool:
    start, end = (_in_document(desk) and _reading(desk).passage()) or (0, 0)
    return start < end


def _on_claim(desk: Desk) -> bool:
    return _in_document(desk) and _reading(desk).claim is not None


def _on_mine(desk: Desk) -> bool:
    return _on_claim(desk) and _reading(desk).mine()


def _reading(desk: Desk) -> Reading:
    """Return the Read perspective of a desk at which a project is open."""
    assert desk.reading is not None
    return desk.reading


def _can_undo(desk: Desk) -> bool:
    return desk.project is not None and desk.project.log.undoable() is not None


def _can_redo(desk: Desk) -> bool:
    return desk.project is not None and desk.project.log.redoable() is not None


# -- File


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
    """Add text and Markdown files to the project."""
    desk.ask_files("Import documents", operations.SUFFIXES, desk.import_paths)


def _import_folder(desk: Desk) -> None:
    """Add every text and Markdown file of a folder, with the folders inside it."""
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
    """Write the matrix, as it is set now, to a CSV file."""
    desk.ask_save("Export the matrix", "matrix.csv", desk.export_matrix)


def _back_up(desk: Desk) -> None:
    """Write a copy of the project to another file."""
    project = desk.project
    assert project is not None
    desk.ask_save("Save a copy", f"{project.path.stem} copy{SUFFIX}", desk.back_up)


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


# -- Edit


def _undo(desk: Desk) -> None:
    """Take back your last change, also one of an earlier day."""
    desk.undo()


def _redo(desk: Desk) -> None:
    """Make the change again that was taken back last."""
    desk.redo()


def _log(desk: Desk) -> None:
    """Show who did what and when."""
    desk.show_log()


def _find(desk: Desk) -> None:
    """Find words in the open document."""
    _reading(desk).find_words()


def _search(desk: Desk) -> None:
    """Search all documents and all claims."""
    _reading(desk).search_project()


def _find_next(desk: Desk) -> None:
    """Go to the next place found."""
    _reading(desk).find_next(1)


def _find_previous(desk: Desk) -> None:
    """Go to the place found before."""
    _reading(desk).find_next(-1)


def _palette(desk: Desk) -> None:
    """Find any command by a few letters of its name."""
    desk.show_palette()


# -- View


def _read(desk: Desk) -> None:
    """Read and mark the sources."""
    desk.show_view("read")


def _claims(desk: Desk) -> None:
    """See every claim in one table, filter and change many at once."""
    desk.show_view("claims")


def _matrix(desk: Desk) -> None:
    """See which actors meet which concerns."""
    desk.show_view("matrix")


def _sidebar(desk: Desk) -> None:
    """Show or hide library and codebook."""
    _reading(desk).toggle_sidebar()


def _panel(desk: Desk) -> None:
    """Show or hide the claims beside the text."""
    _reading(desk).toggle_panel()


def _next_pane(desk: Desk) -> None:
    """Move the keyboard to the next part of the window."""
    desk.next_pane(1)


def _previous_pane(desk: Desk) -> None:
    """Move the keyboard to the part of the window before."""
    desk.next_pane(-1)


def _beside(desk: Desk) -> None:
    """Show two documents side by side, or one again."""
    _reading(desk).toggle_beside()


def _reflow(desk: Desk) -> None:
    """Show hard-wrapped text as paragraphs, or line by line as it is."""
    _reading(desk).toggle_reflow()


def _mentions(desk: Desk) -> None:
    """Show by faint dots where actors are named, or not."""
    _reading(desk).toggle_mentions()


def _larger(desk: Desk) -> None:
    """Make the text of the reader larger."""
    _reading(desk).zoom(1)


def _smaller(desk: Desk) -> None:
    """Make the text of the reader smaller."""
    _reading(desk).zoom(-1)


def _normal(desk: Desk) -> None:
    """Give the text of the reader its usual size."""
    _reading(desk).zoom(0)


def _light(desk: Desk) -> None:
    """Use the light colours."""
    desk.set_theme("light")


def _dark(desk: Desk) -> None:
    """Use the dark colours."""
    desk.set_theme("dark")


def _system(desk: Desk) -> None:
    """Use the colours that the system uses."""
    desk.set_theme("system")


# -- Document


def _details(desk: Desk) -> None:
    """Correct title, author, publisher, date, link and source reliability."""
    _reading(desk).edit_document()


def _new_version(desk: Desk) -> None:
    """Put a corrected file in the place of the text; its claims are found again in it."""
    desk.ask_open("Open the new version", operations.SUFFIXES, _reading(desk).new_version)


def _place_passages(desk: Desk) -> None:
    """List the passages that a new version left to be placed by hand."""
    _reading(desk).place_passages()


def _remove_document(desk: Desk) -> None:
    """Remove the document and its claims from the project; undo brings them back."""
    desk.do("Remove document", documents.remove, desk.document)


def _done(desk: Desk) -> None:
    """Mark the document as read and open the next one."""
    _reading(desk).set_reading("done", go_on=True)


def _being_read(desk: Desk) -> None:
    """Mark the document as being read."""
    _reading(desk).set_reading("reading", go_on=False)


def _unread(desk: Desk) -> None:
    """Mark the document as not yet read."""
    _reading(desk).set_reading("unread", go_on=False)


def _next_document(desk: Desk) -> None:
    """Open the next document of the library."""
    _reading(desk).step_document(1)


def _previous_document(desk: Desk) -> None:
    """Open the document before in the library."""
    _reading(desk).step_document(-1)


def _search_library(desk: Desk) -> None:
    """Search the titles of the library."""
    _reading(desk).search_library()


# -- Claim


def _tag(desk: Desk) -> None:
    """Tag the selected passage: it becomes a claim."""
    _reading(desk).tag_passage()


def _next_claim(desk: Desk) -> None:
    """Go to the next claim in the text."""
    _reading(desk).step_claim(1)


def _previous_claim(desk: Desk) -> None:
    """Go to the claim before in the text."""
    _reading(desk).step_claim(-1)


def _sweep(desk: Desk) -> None:
    """Walk the mentions of actors that no claim covers, a key for each."""
    _reading(desk).sweep()


def _next_mention(desk: Desk) -> None:
    """Go to the next place where an actor is named; in the text M does it too."""
    _reading(desk).step_mention(1)


def _previous_mention(desk: Desk) -> None:
    """Go to the place before where an actor is named; in the text Shift and M do it too."""
    _reading(desk).step_mention(-1)


def _card(desk: Desk) -> None:
    """Open the card of the claim to edit its fields."""
    _reading(desk).open_card()


def _start(desk: Desk) -> None:
    """Move the start of the claim with the arrow keys."""
    _reading(desk).choose_bound("start")


def _end(desk: Desk) -> None:
    """Move the end of the claim with the arrow keys."""
    _reading(desk).choose_bound("end")


def _add_passage(desk: Desk) -> None:
    """Add the selected passage to the claim."""
    _reading(desk).add_passage()


def _split(desk: Desk) -> None:
    """Split the claim where the caret stands."""
    _reading(desk).split()


def _delete(desk: Desk) -> None:
    """Delete the claim; undo brings it back."""
    desk.do("Delete claim", claims.remove, _reading(desk).claim)


# -- Codebook


def _new_actor(desk: Desk) -> None:
    """Add an actor to the codebook."""
    _reading(desk).new_tag("actor")


def _new_concern(desk: Desk) -> None:
    """Add a concern to the codebook."""
    _reading(desk).new_tag("concern")


def _search_codebook(desk: Desk) -> None:
    """Search the tags and their aliases."""
    _reading(desk).search_codebook()


# -- Help


def _help(page: str, sentence: str) -> Callable[[Desk], None]:
    def run(desk: Desk) -> None:
        desk.show_help(page)

    run.__doc__ = sentence
    return run


_NO_PROJECT = "Open a project first."
_NO_DOCUMENT = "Open a document to read first."
_NO_PASSAGE = "Select a passage in the text first."
_NO_CLAIM = "Choose a claim first."
_THEIRS = "Choose a claim of your own first."

COMMANDS: tuple[Command, ...] = (
    Command("project.new", "&File", "&New project…", _new, "Ctrl+N"),
    Command("project.open", "&File", "&Open a project…", _open, "Ctrl+O"),
    Command("project.sample", "&File", "&Try the sample…", _sample, "Ctrl+Shift+N"),
    Command("document.import", "&File", "&Import documents…", _import_files, "Ctrl+I",
            _in_project, _NO_PROJECT, section=True),
    Command("document.import_folder", "&File", "Import a &folder…", _import_folder, "",
            _in_project, _NO_PROJECT),
    Command("codebook.import", "&File", "Import a code&book…", _import_codebook, "",
            _in_project, _NO_PROJECT),
    Command("claims.import", "&File", "Import c&laims…", _import_claims, "",
            _in_project, _NO_PROJECT),
    Command("matrix.export", "&File", "&Export the matrix…", _export_matrix, "Ctrl+Shift+E",
            _in_project, _NO_PROJECT, section=True),
    Command("codebook.export", "&File", "Export the co&debook…", _export_codebook, "",
            _in_project, _NO_PROJECT),
    Command("claims.export", "&File", "Export the cl&aims…", _export_claims, "",
            _in_project, _NO_PROJECT),
    Command("codebook.print", "&File", "&Print the codebook…", _print_codebook, "",
            _in_project, _NO_PROJECT),
    Command("project.copy", "&File", "Save a &copy…", _back_up, "",
            _in_project, _NO_PROJECT, section=True),
    Command("project.check", "&File", "C&heck the project", _check, "",
            _in_project, _NO_PROJECT),
    Command("app.settings", "&File", "&Settings…", _settings, "Ctrl+,", section=True),
    Command("project.close", "&File", "Close the p&roject", _close, "Ctrl+W",
            _in_project, _NO_PROJECT, section=True),
    Command("app.quit", "&File", "&Quit", _quit, "Ctrl+Q"),

    Command("edit.undo", "&Edit", "&Undo", _undo, "Ctrl+Z", _can_undo,
            "There is nothing to undo."),
    Command("edit.redo", "&Edit", "&Redo", _redo, "Ctrl+Shift+Z", _can_redo,
            "There is nothing to redo."),
    Command("edit.log", "&Edit", "&History…", _log, "Ctrl+Shift+H", _in_project, _NO_PROJECT),
    Command("find.open", "&Edit", "&Find in the document", _find, "Ctrl+F",
            _in_document, _NO_DOCUMENT, section=True),
    Command("find.project", "&Edit", "Find in the pro&ject", _search, "Ctrl+Shift+F",
            _in_project, _NO_PROJECT),
    Command("find.next", "&Edit", "Find &next", _find_next, "F3", _in_document, _NO_DOCUMENT),
    Command("find.previous", "&Edit", "Find &previous", _find_previous, "Shift+F3",
            _in_document, _NO_DOCUMENT),
    Command("app.palette", "&Edit", "&Commands…", _palette, "Ctrl+K", section=True),

    Command("view.read", "&View", "&Read", _read, "Ctrl+1", _in_project, _NO_PROJECT),
    Command("view.claims", "&View", "Cla&ims", _claims, "Ctrl+2", _in_project, _NO_PROJECT),
    Command("view.matrix", "&View", "&Matrix", _matrix, "Ctrl+3", _in_project, _NO_PROJECT),
    Command("view.sidebar", "&View", "&Sidebar", _sidebar, "F9", _in_project, _NO_PROJECT,
            section=True),
    Command("view.panel", "&View", "&Claims panel", _panel, "Shift+F9", _in_project, _NO_PROJECT),
    Command("view.beside", "&View", "T&wo documents side by side", _beside, "F8",
            _in_document, _NO_DOCUMENT),
    Command("view.next_pane", "&View", "&Next part of the window", _next_pane, "F6",
            _in_project, _NO_PROJECT),
    Command("view.previous_pane", "&View", "&Previous part of the window", _previous_pane,
            "Shift+F6", _in_project, _NO_PROJECT),
    Command("view.reflow", "&View", "&Flowing paragraphs", _reflow, "Ctrl+Shift+L",
            _in_document, _NO_DOCUMENT, section=True),
    Command("view.mentions", "&View", "Show men&tions", _mentions, "Ctrl+Shift+M",
            _in_document, _NO_DOCUMENT),
    Command("view.larger", "&View", "&Larger text", _larger, "Ctrl++", _in_project,
            _NO_PROJECT),
    Command("view.smaller", "&View", "Smaller te&xt", _smaller, "Ctrl+-", _in_project,
            _NO_PROJECT),
    Command("view.normal", "&View", "&Usual text size", _normal, "Ctrl+0", _in_project,
            _NO_PROJECT),
    Command("view.light", "&View", "Li&ght", _light, section=True),
    Command("view.dark", "&View", "&Dark", _dark),
    Command("view.system", "&View", "&As the system", _system),

    Command("document.details", "&Document", "&Details…", _details, "F4",
            _in_document, _NO_DOCUMENT),
    Command("document.done", "&Document", "D&one, next document", _done, "Ctrl+Shift+D",
            _in_document, _NO_DOCUMENT, section=True),
    Command("document.reading", "&Document", "&Being read", _being_read, "",
            _in_document, _NO_DOCUMENT),
    Command("document.unread", "&Document", "&Unread", _unread, "", _in_document, _NO_DOCUMENT),
    Command("document.next", "&Document", "&Next document", _next_document, "Ctrl+PgDown",
            _in_document, _NO_DOCUMENT, section=True),
    Command("document.previous", "&Document", "&Previous document", _previous_document,
            "Ctrl+PgUp", _in_document, _NO_DOCUMENT),
    Command("document.search", "&Document", "&Search the library", _search_library,
            "Ctrl+Shift+O", _in_project, _NO_PROJECT),
    Command("document.version", "&Document", "New &version…", _new_version, "",
            _in_document, _NO_DOCUMENT, section=True),
    Command("document.place", "&Document", "Passages to p&lace…", _place_passages, "",
            _in_document, _NO_DOCUMENT),
    Command("document.remove", "&Document", "&Remove from the project", _remove_document, "",
            _in_document, _NO_DOCUMENT, section=True),

    Command("claim.tag", "&Claim", "&Tag the passage", _tag, "Ctrl+T", _on_passage, _NO_PASSAGE),
    Command("claim.next", "&Claim", "&Next claim", _next_claim, "Alt+Down",
            _in_document, _NO_DOCUMENT, section=True),
    Command("claim.previous", "&Claim", "&Previous claim", _previous_claim, "Alt+Up",
            _in_document, _NO_DOCUMENT),
    Command("claim.sweep", "&Claim", "S&weep mentions", _sweep, "Ctrl+M",
            _in_document, _NO_DOCUMENT, section=True),
    Command("claim.next_mention", "&Claim", "Next &mention", _next_mention, "",
            _in_document, _NO_DOCUMENT),
    Command("claim.previous_mention", "&Claim", "Pre&vious mention", _previous_mention, "",
            _in_document, _NO_DOCUMENT),
    Command("claim.card", "&Claim", "&Open the card", _card, "Alt+Return", _on_claim, _NO_CLAIM),
    Command("claim.start", "&Claim", "Move its &start", _start, "Alt+Home", _on_mine, _THEIRS,
            section=True),
    Command("claim.end", "&Claim", "Move its &end", _end, "Alt+End", _on_mine, _THEIRS),
    Command("claim.passage", "&Claim", "&Add the selected passage", _add_passage,
            "Ctrl+Shift+T", _on_mine, _THEIRS),
    Command("claim.split", "&Claim", "Sp&lit at the caret", _split, "Ctrl+Shift+X", _on_mine,
            _THEIRS),
    Command("claim.delete", "&Claim", "&Delete", _delete, "Ctrl+Shift+Del", _on_mine, _THEIRS,
            section=True),

    Command("codebook.new_actor", "Code&book", "New &actor", _new_actor, "F7",
            _in_project, _NO_PROJECT),
    Command("codebook.new_concern", "Code&book", "New &concern", _new_concern, "Shift+F7",
            _in_project, _NO_PROJECT),
    Command("codebook.search", "Code&book", "&Search the codebook", _search_codebook,
            "Ctrl+Shift+K", _in_project, _NO_PROJECT),

    Command("help.start", "&Help", "&First steps",
            _help("start", "Read how to get from sources to a matrix."), "F1"),
    Command("help.reading", "&Help", "&Reading and claims",
            _help("reading", "Read how passages become claims.")),
    Command("help.codebook", "&Help", "&Codebook", _help("codebook", "Read how tags are kept.")),
    Command("help.matrix", "&Help", "&Matrix", _help("matrix", "Read what the matrix counts.")),
    Command("help.project", "&Help", "The &project file",
            _help("project-file", "Read how your work is kept safe.")),
    Command("help.command_line", "&Help", "Command &line",
            _help("command-line", "Read what the command line can do.")),
    Command("help.keys", "&Help", "&Keys", _help("keys", "See every command with its key."),
            "Ctrl+F1"),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}


def plain_title(command: Command) -> str:
    """Return a command's title without the mark of its mnemonic letter."""
    return command.title.replace("&", "")


def keys_page() -> str:
    """Return all commands as a Markdown table, for the help and the README."""
    rows = [
        f"| {command.menu.replace('&', '')} | {plain_title(command)} | {command.keys} | "
        f"{command.help} |"
        for command in COMMANDS
    ]
    head = ["| Menu | Command | Keys | What it does |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])
