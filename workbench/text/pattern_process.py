"""Regular expressions in a process of their own, for one that never ends cannot be stopped.

A pattern such as `(a+)+$` may take for ever, or all memory there is. So it runs where it may be
killed, with bounds on its memory where the system knows such.
"""

import re
import signal
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

#: Bytes that a pattern may take beside the text.
_MEMORY = 1 << 30
#: Seconds between two looks whether somebody cancelled.
_GLANCE = 0.05
#: Seconds that a new process may take to start.
_STARTING = 20

Span = tuple[int, int]


class BadPattern(Exception):
    """The pattern is none; says why."""


class TooMuch(Exception):
    """The pattern took more time or memory than it may."""


class PatternProcess:
    """Finds one pattern in any number of texts, within `seconds` for all of them together."""

    def __init__(self, pattern: str, seconds: float, cancelled: Callable[[], bool]) -> None:
        """Start the process. Raises BadPattern, or TooMuch where it is not even understood."""
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, pattern), daemon=True)
        self._process.start()
        theirs.close()
        #: seconds that are left for matching
        self.left = seconds
        trouble = self._answer(cancelled, starting=True)
        if trouble:
            self.close()
            raise BadPattern(trouble)

    def find(self, text: str, most: int, cancelled: Callable[[], bool]) -> list[Span]:
        """Return the first matches in a text that are not empty.

        Raises TooMuch, also where `cancelled` says so; the process is of no use then.
        """
        try:
            self._connection.send((text, most))
        except OSError as error:
            raise TooMuch from error
        found: list[Span] = self._answer(cancelled)
        return found

    def _answer(self, cancelled: Callable[[], bool], *, starting: bool = False) -> Any:
        began = time.monotonic()
        # What a new process takes to start is not the pattern's.
        limit = self.left + (_STARTING if starting else 0)
        try:
            while not self._connection.poll(_GLANCE):
                if time.monotonic() - began > limit or cancelled():
                    self.close()
                    raise TooMuch
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise TooMuch from error
        if not starting:
            self.left -= time.monotonic() - began
        return answer

    def close(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._connection.close()

    def __enter__(self) -> "PatternProcess":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()


def serve(connection: Connection, pattern: str) -> None:
    """Answer in the process: first why the pattern is none, then the matches in each text."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the parent to say when to end
    warnings.simplefilter("ignore")
    _bound_memory()
    with suppress(EOFError, OSError, MemoryError):
        try:
            compiled = re.compile(pattern, re.MULTILINE)
        except (re.error, RecursionError, OverflowError) as error:
            connection.send(str(error) or "it is nested too deeply")
            return
        connection.send("")
        while True:
            text, most = connection.recv()
            found: list[Span] = []
            for match in compiled.finditer(text):
                if len(found) == most:
                    break
                if match.end() > match.start():
                    found.append(match.span())
            connection.send(found)
            del text


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            if hard == resource.RLIM_INFINITY or hard > _MEMORY:
                resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
