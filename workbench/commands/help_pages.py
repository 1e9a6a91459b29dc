"""Menu Help: the help pages."""

from collections.abc import Callable

from workbench.commands.command import Command
from workbench.desk import Desk


def _help(page: str, sentence: str) -> Callable[[Desk], None]:
    def run(desk: Desk) -> None:
        desk.show_help(page)

    run.__doc__ = sentence
    return run


COMMANDS: tuple[Command, ...] = (
    Command("help.start", "&Help", "&First steps",
            _help("start", "Read how to get from sources to a matrix."), "F1"),
    Command("help.sources", "&Help", "&Sources of every kind",
            _help("sources", "Read how PDF, Word, books and web pages are read.")),
    Command("help.reading", "&Help", "&Reading and claims",
            _help("reading", "Read how passages become claims.")),
    Command("help.codebook", "&Help", "&Codebook", _help("codebook", "Read how tags are kept.")),
    Command("help.matrix", "&Help", "&Matrix", _help("matrix", "Read what the matrix counts.")),
    Command("help.review", "&Help", "R&eview together",
            _help("review", "Read how two people review each other's claims.")),
    Command("help.project", "&Help", "The &project file",
            _help("project-file", "Read how your work is kept safe.")),
    Command("help.command_line", "&Help", "Command &line",
            _help("command-line", "Read what the command line can do.")),
    Command("help.keys", "&Help", "&Keys", _help("keys", "See every command with its key."),
            "Ctrl+F1"),
)  # fmt: skip
