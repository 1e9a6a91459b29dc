"""The page view's side of the worker: asks it, waits no longer than is decent, starts it anew."""

import json
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from workbench.readers.errors import Unreadable
from workbench.readers.pdf.geometry import PageGeometry
from workbench.readers.pdf.worker import serve

#: Seconds that a page may take to be drawn or measured, and a file to be opened.
_PATIENCE = 10.0
_OPENING = 20.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn: rows of `stride` bytes, four bytes a dot (blue, green, red, none)."""

    width: int
    height: int
    stride: int
    dots: bytes


class PdfProcess:
    """One PDF, open in a process of its own. To be used by one thread at a time."""

    def __init__(self, data: bytes) -> None:
        """Keep the bytes of a PDF that needs no password; it is opened when first needed."""
        self._data = data
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._sizes: list[tuple[float, float]] = []
        #: what once broke the worker or took too long is not asked for again
        self._hopeless: set[str] = set()
        self._stopped = False

    def sizes(self) -> list[tuple[float, float]]:
        """Return width and height of all pages as shown, in points; raises `Unreadable`."""
        if not self._sizes:
            self._start()
        return self._sizes

    def measure(self, page: int) -> PageGeometry | None:
        """Return the text of a page, counted from 0, with its places; None if that fails."""
        answer = self._ask({"what": "measure", "page": page})
        if answer is None:
            return None
        try:
            return PageGeometry.from_bytes(answer[1])
        except (ValueError, KeyError, TypeError):
            return None

    def draw(self, page: int, scale: float, rotation: int = 0) -> Picture | None:
        """Return a page drawn with `scale` dots to a point, turned by quarters; None if not."""
        question = {"what": "draw", "page": page, "scale": scale, "rotation": rotation}
        answer = self._ask(question)
        if answer is None:
            return None
        said, dots = answer
        picture = Picture(int(said["width"]), int(said["height"]), int(said["stride"]), dots)
        fits = picture.stride >= 4 * picture.width > 0 < picture.height
        return picture if fits and len(dots) >= picture.stride * picture.height else None

    def stop(self) -> None:
        """End the process at once, from any thread; the one that waits for it is told."""
        self._stopped = True
        process = self._process
        if process is not None and process.pid is not None:
            process.kill()

    def close(self) -> None:
        """End the process at once."""
        if self._process is not None and self._process.pid is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _start(self) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True)
        try:
            self._process.start()
            theirs.close()
            if self._stopped:  # while it started
                raise EOFError
            self._connection.send_bytes(self._data)
            said, _ = self._answer(_OPENING)
        except (EOFError, OSError, ValueError, TimeoutError):
            self.close()
            said = {"error": "The pages of this PDF cannot be shown: its text is read as before."}
        if "error" in said:
            self.close()
            raise Unreadable(str(said["error"]))
        self._sizes = [(float(width), float(height)) for width, height in said["sizes"]]

    def _ask(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes] | None:
        key = f"{question['what']} {question['page']}"
        if key in self._hopeless or self._stopped:
            return None
        try:
            if self._connection is None:
                self._start()
            assert self._connection is not None
            self._connection.send_bytes(json.dumps(question).encode())
            said, given = self._answer(_PATIENCE)
        except (EOFError, OSError, ValueError, TimeoutError, Unreadable):
            # It aborted, or is at something that never ends: the next page gets a new one.
            self._hopeless.add(key)
            self.close()
            return None
        if "error" in said:
            self._hopeless.add(key)
            return None
        return said, given

    def _answer(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        assert self._connection is not None
        if not self._connection.poll(seconds):
            raise TimeoutError
        said = json.loads(self._connection.recv_bytes())
        return dict(said), self._connection.recv_bytes()

    def __enter__(self) -> "PdfProcess":
        return self

    def __exit__(self, *_what: object) -> None:
        with suppress(OSError):
            self.close()
