"""The box: foreign files are read in a process of its own, with limits on time and memory.

Whatever a file does there, hang, crash or swell, comes out as one sentence. The process is kept
for the next file, for starting one takes longer than most files do, and replaced when it dies.
"""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType

from workbench.readers.boxed import TOO_MUCH_MEMORY
from workbench.readers.errors import Cancelled, Unreadable
from workbench.readers.formats import BY_KEY
from workbench.readers.frames import Job, receive, send_job, unpacked
from workbench.readers.reading import Reading

#: Seconds that a file may take, and more for each megabyte of it.
SECONDS = 8.0
SECONDS_PER_MB = 2.0


class Box:
    """Reads files one at a time; `cancel` may be called from any thread meanwhile."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False
        self._cancelled = False

    def __enter__(self) -> "Box":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, job: Job) -> tuple[Reading, str]:
        """Return what a file says, and the key of the format that it turned out to have.

        Raises `Unreadable`, `PasswordNeeded`, `EncodingDoubt`, and `Cancelled` after `cancel`.
        """
        if self._cancelled:
            raise Cancelled("The reading of files was stopped.")
        self._late = False
        seconds = self._seconds + SECONDS_PER_MB * len(job.data) / 1_000_000
        process = self._started()
        timer = threading.Timer(seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            answer = _ask(process, job)
        finally:
            timer.cancel()
        if answer is None:
            code = self._end()
            raise self._trouble(job, code)
        told, spent = answer
        if spent:
            self.close()
        return unpacked(told, job.name)

    def cancel(self) -> None:
        """Stop the file that is being read, and read no more."""
        self._cancelled = True
        self._kill()

    def close(self) -> None:
        """End the process."""
        self._kill()
        self._end()

    def _started(self) -> "subprocess.Popen[bytes]":
        """Return the process, a new one where there is none or it has ended."""
        process = self._process
        if process is not None and process.poll() is not None:
            self._end()
            process = None
        if process is None:
            process = self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=os.path.abspath(os.sep),
                # No black window on Windows.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return process

    def _give_up(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _end(self) -> int:
        """Wait for the process to end, and return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return process.wait()

    def _trouble(self, job: Job, code: int) -> Unreadable | Cancelled:
        if self._cancelled:
            return Cancelled("The reading of files was stopped.")
        if self._late:
            return Unreadable(f"“{job.name}” takes too long to read: split it, or save it anew.")
        if code == TOO_MUCH_MEMORY:
            most = BY_KEY[job.format].memory // 1_000_000
            return Unreadable(
                f"“{job.name}” needs more memory than {most:,} MB to be read: split it."
            )
        return Unreadable(
            f"“{job.name}” breaks the reader of its format: save it anew, or get another copy."
        )


def _ask(process: "subprocess.Popen[bytes]", job: Job) -> tuple[bytes, bool] | None:
    """Return the answer of the process and whether to replace it; None where it died over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        send_job(process.stdin, job)
        answer, spent = receive(process.stdout), receive(process.stdout)
        return None if answer is None or spent is None else (answer, bool(spent))
    except (OSError, ValueError):  # its end of the pipe is closed, or ours is
        return None


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "boxed"]
    return [sys.executable, "-P", "-B", "-m", "workbench.readers.boxed"]


def _environment() -> dict[str, str]:
    """Return what the process needs to find the same code, and nothing private."""
    kept = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    told = {name: os.environ[name] for name in kept if name in os.environ}
    told["PYTHONPATH"] = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    # Without a home, libraries would ask the system's directory service for it.
    home = os.path.abspath(os.sep)
    return told | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "HOME": home, "USERPROFILE": home}
