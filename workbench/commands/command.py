"""A command, the conditions under which commands are offered, and what is said where not."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.desk import Desk, Reading


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


NO_PROJECT = "Open a project first."
NO_DOCUMENT = "Open a document to read first."
NO_PASSAGE = "Select a passage in the text first."
NO_CLAIM = "Choose a claim first."
THEIRS = "Choose a claim of your own first."


def in_project(desk: Desk) -> bool:
    """Whether a project is open."""
    return desk.project is not None


def in_document(desk: Desk) -> bool:
    """Whether a document is being read."""
    return desk.document is not None and desk.perspective == "read"


def on_passage(desk: Desk) -> bool:
    """Whether a passage is selected in the text."""
    start, end = (in_document(desk) and reading(desk).passage()) or (0, 0)
    return start < end


def on_claim(desk: Desk) -> bool:
    """Whether a claim is chosen."""
    return in_document(desk) and reading(desk).claim is not None


def on_mine(desk: Desk) -> bool:
    """Whether a claim of one's own is chosen."""
    return on_claim(desk) and reading(desk).mine()


def reading(desk: Desk) -> Reading:
    """Return the Read perspective of a desk at which a project is open."""
    assert desk.reading is not None
    return desk.reading


def can_undo(desk: Desk) -> bool:
    """Whether there is something to take back."""
    return desk.project is not None and desk.project.log.undoable() is not None


def can_redo(desk: Desk) -> bool:
    """Whether there is something to do again."""
    return desk.project is not None and desk.project.log.redoable() is not None
