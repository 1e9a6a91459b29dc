"""The lock file that says who has a project open.

The file lies beside the project as long as it is open and is held by a lock of the operating
system, which goes with the process: after a crash the next opening simply takes it over.
"""

import contextlib
import errno
import json
import os
import socket
import sys
from datetime import datetime
from io import FileIO
from pathlib import Path

from db.errors import LockedProject, ReadOnlyProject


def lock_path(project: Path) -> Path:
    """Return where the lock file of a project lies."""
    return project.with_name(project.name + ".lock")


if sys.platform == "win32":
    import msvcrt

    def _hold(stream: FileIO) -> None:
        # Far behind the contents, so that others can still read who holds it.
        stream.seek(1 << 20)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(stream: FileIO) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


#: what the systems say when somebody else holds a lock
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
#: a link planted under the lock's name must not lead us to write into another file
_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, project: Path) -> None:
        """Take the lock of a project.

        Raises LockedProject, naming who has it, or ReadOnlyProject where no file can be made.
        """
        self._path = lock_path(project)
        try:
            self._stream = self._take(project)
        except OSError as error:
            raise ReadOnlyProject(
                f"{project.name} cannot be changed here, for no lock file can be made beside it "
                f"({error.strerror}); copy the project to a folder of your own."
            ) from error

    def _take(self, project: Path) -> FileIO:
        while True:
            stream = FileIO(os.open(self._path, _FLAGS, 0o666), "r+")
            try:
                _hold(stream)
                # Another process may have removed the file between our opening and locking it.
                if not self._is(stream):
                    stream.close()
                    continue
                holder = _read(stream)
                if holder.get("host", socket.gethostname()) == socket.gethostname():
                    return stream
            except OSError as error:
                holder = _read(stream)
                stream.close()
                if error.errno not in _HELD:
                    raise
                raise LockedProject(_sentence(project, holder)) from error
            # Left by another machine that shares the folder: no lock of ours can tell if it lives.
            stream.close()
            raise LockedProject(
                f"{_sentence(project, holder)} If it is not open there, delete {self._path.name}."
            )

    def _is(self, stream: FileIO) -> bool:
        try:
            return os.path.samestat(os.fstat(stream.fileno()), os.stat(self._path))
        except FileNotFoundError:
            return False

    def sign(self, coder: str) -> None:
        """Write into the file who holds it."""
        since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        holder = {"coder": coder, "host": socket.gethostname(), "pid": os.getpid(), "since": since}
        with contextlib.suppress(OSError):  # on a full disk it locks all the same, unsigned
            self._stream.seek(0)
            self._stream.truncate()
            self._stream.write(json.dumps(holder).encode())

    def release(self) -> None:
        """Give the lock back and remove its file."""
        # What cannot be removed any more (the folder became read-only) is taken over later.
        with contextlib.suppress(OSError):
            if sys.platform == "win32":  # an open file cannot be removed there
                self._stream.close()
                self._path.unlink()
            elif self._is(self._stream):
                self._path.unlink()
        self._stream.close()


def _read(stream: FileIO) -> dict[str, object]:
    try:
        stream.seek(0)
        holder = json.loads(stream.read(4096))
    except (OSError, ValueError, RecursionError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _sentence(project: Path, holder: dict[str, object]) -> str:
    who = str(holder.get("coder") or "somebody")[:80]
    where = str(holder.get("host") or "this computer")[:80]
    since = f" since {str(holder['since'])[:40]}" if holder.get("since") else ""
    return f"{project.name} is open already, by {who} on {where}{since}; close it there first."
