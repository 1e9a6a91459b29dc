"""The lock file that says who has a project open.

The file lies beside the project as long as it is open and is held by a lock of the operating
system, which goes with the process: after a crash the next opening simply takes it over.
"""

import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from db.errors import LockedProject, ReadOnlyProject


def lock_path(project: Path) -> Path:
    """Return where the lock file of a project lies."""
    return project.with_name(project.name + ".lock")


if sys.platform == "win32":
    import msvcrt

    def _hold(stream: IO[str]) -> None:
        # Far behind the contents, so that others can still read who holds it.
        stream.seek(1 << 20)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        stream.seek(0)
else:
    import fcntl

    def _hold(stream: IO[str]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, project: Path) -> None:
        """Take the lock of a project.

        Raises LockedProject, naming who has it, or ReadOnlyProject where no file can be made.
        """
        self._path = lock_path(project)
        self._stream = self._take(project)

    def _take(self, project: Path) -> IO[str]:
        while True:
            try:
                stream = open(self._path, "a+", encoding="utf-8")  # noqa: SIM115
            except OSError as error:
                raise ReadOnlyProject(
                    f"{project.name} cannot be changed here: its folder is read-only. "
                    "Copy the project to a folder of your own."
                ) from error
            try:
                _hold(stream)
            except OSError as error:
                holder = _read(stream)
                stream.close()
                raise LockedProject(_sentence(project, holder)) from error
            # Another process may have removed the file between our opening and locking it.
            try:
                same = os.path.samestat(os.fstat(stream.fileno()), os.stat(self._path))
            except FileNotFoundError:
                same = False
            if same:
                break
            stream.close()
        holder = _read(stream)
        if holder and holder.get("host") not in (None, socket.gethostname()):
            # Left by another machine that shares the folder: no lock of ours can tell if it lives.
            stream.close()
            raise LockedProject(
                _sentence(project, holder)
                + f" If it is not, delete {self._path.name} and open it again."
            )
        return stream

    def sign(self, coder: str) -> None:
        """Write into the file who holds it."""
        since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        holder = {"coder": coder, "host": socket.gethostname(), "pid": os.getpid(), "since": since}
        self._stream.seek(0)
        self._stream.truncate()
        self._stream.write(json.dumps(holder, ensure_ascii=False))
        self._stream.flush()

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if sys.platform == "win32":
            self._stream.close()
            self._path.unlink(missing_ok=True)
        else:
            self._path.unlink(missing_ok=True)
            self._stream.close()


def _read(stream: IO[str]) -> dict[str, object]:
    try:
        stream.seek(0)
        holder = json.loads(stream.read(4096))
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _sentence(project: Path, holder: dict[str, object]) -> str:
    who = str(holder.get("coder") or "somebody")[:80]
    where = str(holder.get("host") or "this computer")[:80]
    since = f" since {str(holder['since'])[:40]}" if holder.get("since") else ""
    return f"{project.name} is open already, by {who} on {where}{since}; close it there first."
