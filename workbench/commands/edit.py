"""Menu Edit: undo, history and finding."""

from workbench.commands.command import (
    NO_DOCUMENT,
    NO_PROJECT,
    Command,
    can_redo,
    can_undo,
    in_document,
    in_project,
    reading,
)
from workbench.desk import Desk


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
    reading(desk).find_words()


def _search(desk: Desk) -> None:
    """Search all documents and all claims."""
    reading(desk).search_project()


def _find_next(desk: Desk) -> None:
    """Go to the next place found."""
    reading(desk).find_next(1)


def _find_previous(desk: Desk) -> None:
    """Go to the place found before."""
    reading(desk).find_next(-1)


def _palette(desk: Desk) -> None:
    """Find any command by a few letters of its name."""
    desk.show_palette()


COMMANDS: tuple[Command, ...] = (
    Command("edit.undo", "&Edit", "&Undo", _undo, "Ctrl+Z", can_undo,
            "There is nothing to undo."),
    Command("edit.redo", "&Edit", "&Redo", _redo, "Ctrl+Shift+Z", can_redo,
            "There is nothing to redo."),
    Command("edit.log", "&Edit", "&History…", _log, "Ctrl+Shift+H", in_project, NO_PROJECT),
    Command("find.open", "&Edit", "&Find in the document", _find, "Ctrl+F",
            in_document, NO_DOCUMENT, section=True),
    Command("find.project", "&Edit", "Find in the pro&ject", _search, "Ctrl+Shift+F",
            in_project, NO_PROJECT),
    Command("find.next", "&Edit", "Find &next", _find_next, "F3", in_document, NO_DOCUMENT),
    Command("find.previous", "&Edit", "Find &previous", _find_previous, "Shift+F3",
            in_document, NO_DOCUMENT),
    Command("app.palette", "&Edit", "&Commands…", _palette, "Ctrl+K", section=True),
)  # fmt: skip
