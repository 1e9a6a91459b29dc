"""Menu Codebook: tags."""

from workbench.commands.command import NO_PROJECT, Command, in_project, reading
from workbench.desk import Desk


def _new_actor(desk: Desk) -> None:
    """Add an actor to the codebook."""
    reading(desk).new_tag("actor")


def _new_concern(desk: Desk) -> None:
    """Add a concern to the codebook."""
    reading(desk).new_tag("concern")


def _search_codebook(desk: Desk) -> None:
    """Search the tags and their aliases."""
    reading(desk).search_codebook()


COMMANDS: tuple[Command, ...] = (
    Command("codebook.new_actor", "Code&book", "New &actor", _new_actor, "F7",
            in_project, NO_PROJECT),
    Command("codebook.new_concern", "Code&book", "New &concern", _new_concern, "Shift+F7",
            in_project, NO_PROJECT),
    Command("codebook.search", "Code&book", "&Search the codebook", _search_codebook,
            "Ctrl+Shift+K", in_project, NO_PROJECT),
)  # fmt: skip
