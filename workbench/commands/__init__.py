"""The table of commands: one row each serves menus, keys, the command palette and the help.

A row's help is the first sentence of the function it runs. A command is offered where its
condition holds; where it does not, `why` says what is missing. Keys are such as every keyboard
layout has, and none that a text field needs for itself.
"""

from workbench.commands import (
    claim,
    codebook,
    document,
    edit,
    file,
    help_pages,
    matrix,
    review,
    view,
)
from workbench.commands.command import Command

__all__ = ["BY_ID", "COMMANDS", "Command", "keys_page", "plain_title"]

#: in the order of the menus
COMMANDS: tuple[Command, ...] = (
    *file.COMMANDS,
    *edit.COMMANDS,
    *view.COMMANDS,
    *document.COMMANDS,
    *claim.COMMANDS,
    *codebook.COMMANDS,
    *matrix.COMMANDS,
    *review.COMMANDS,
    *help_pages.COMMANDS,
)

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
