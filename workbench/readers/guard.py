"""What a process that reads foreign files may not do: write, start programs, reach the network.

None of the readers does any of it; the guard is for the day on which a file makes a library try.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_REFUSED = (
    "socket.", "subprocess.", "urllib.", "http.client.", "ftplib.", "smtplib.", "poplib.",
    "imaplib.", "telnetlib.", "webbrowser.", "pty.", "shutil.", "tempfile.", "winreg.Create",
    "winreg.Set", "winreg.Delete", "winreg.Save", "winreg.Load",
)  # fmt: skip
_REFUSED_OF_OS = frozenset(
    {f"os.{name}" for name in (
        "system", "exec", "posix_spawn", "spawn", "fork", "forkpty", "startfile", "kill", "killpg",
        "remove", "rename", "rmdir", "mkdir", "link", "symlink", "truncate", "chmod", "chown",
        "chflags", "utime", "mkfifo", "mknod", "putenv", "unsetenv", "setxattr", "removexattr",
    )}
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Refused(PermissionError):
    """Something that a reader of files has no business to do."""


def stand_guard() -> None:
    """Refuse, from now on and for good, what no reader needs; code of Python may be loaded."""
    sys.dont_write_bytecode = True
    sys.addaudithook(_hook(_roots()))


def _roots() -> tuple[str, ...]:
    """Return the folders from which Python loads its code."""
    named = [sys.prefix, sys.base_prefix, sys.exec_prefix, *filter(None, sys.path)]
    return tuple({os.path.normcase(os.path.realpath(folder)) for folder in named})


def _hook(roots: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    def may_read(path: Any) -> bool:
        if isinstance(path, int):
            return True  # it is open already
        try:
            real = os.path.normcase(os.path.realpath(os.fsdecode(path)))
        except (TypeError, ValueError):
            return False
        return any(real == root or real.startswith(root + os.sep) for root in roots)

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = given
            if _writes(mode, flags) or not may_read(path):
                raise Refused(f"open {path!r}")
        elif event in ("os.listdir", "os.scandir", "ctypes.dlopen"):
            if (
                given[0] is not None
                and not may_read(given[0])
                and Path(str(given[0])).is_absolute()
            ):
                raise Refused(event)
        elif event in _REFUSED_OF_OS or event.startswith(_REFUSED):
            raise Refused(event)

    return hook


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return True
    return isinstance(flags, int) and bool(flags & _WRITING)
