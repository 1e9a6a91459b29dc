"""How the command line speaks: one-line answers, troubles in one sentence, progress."""

import difflib
import errno
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from db.errors import ProjectError

#: what a file's contents must not do to a terminal
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def say(text: str, *, err: bool = False) -> None:
    """Print one line, on standard error if `err`."""
    click.echo(_CONTROLS.sub(" ", text), err=err)


class Commands(click.Group):
    """Knows that `workbench PROJECT` opens a project, and tells troubles in one sentence."""

    def main(self, *args: Any, **named: Any) -> Any:
        """Run the command line; what a terminal cannot show is written as a number."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **{"prog_name": "workbench"} | named)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a first word that is no command for the project to open."""
        ours = {*self.commands, "-h", "--help", "--version"}
        if not args or args[0] not in ours:
            if args and _is_word(args[0]):
                close = difflib.get_close_matches(args[0], self.commands, 1)
                meant = f" Did you mean {close[0]}?" if close else ""
                ctx.fail(f"There is no command and no project “{args[0]}”.{meant}")
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a known trouble is one sentence on standard error and exit code 1."""
        try:
            return super().invoke(ctx)
        except ProjectError as error:
            trouble = str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has enough of it
                raise
            trouble = f"{error.filename or 'A file'} cannot be used: {error.strerror or error}."
        say(f"workbench: {trouble}", err=True)
        raise click.exceptions.Exit(1)


def _is_word(first: str) -> bool:
    """Whether this was meant for a command: no option, no file, and not written like one."""
    return re.fullmatch(r"[A-Za-z][\w-]*", first) is not None and not os.path.lexists(first)


def examples(*lines: str) -> str:
    """Return the end of a help page that shows commands as they are typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show in a terminal how far long work is; yields what is to be told (done, of how many)."""
    with ExitStack() as shown:
        bar: Any = None

        def tell(done: int, total: int) -> None:
            nonlocal bar
            if bar is None:
                hidden = total < 100 or not sys.stderr.isatty()
                bar = shown.enter_context(
                    click.progressbar(length=total, label=label, file=sys.stderr, hidden=hidden)
                )
            bar.update(done - bar.pos)

        yield tell
