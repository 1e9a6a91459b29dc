"""Writing a file whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from db.errors import FullDisk, ProjectError


class Unwritable(ProjectError):
    """The file cannot be written where it should stand."""


def replace_file(path: str | Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what is there at the last moment only.

    Raises `Unwritable` or `FullDisk`; then the old file is as it was and no scrap remains.
    """
    # Through a link, the file that it names is replaced and the link stays.
    target = Path(os.path.realpath(path))
    name = Path(path).name
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            raise Unwritable(f"“{name}” is not a file: choose another name.")
        _replace(target, data)
    except FileNotFoundError:
        raise Unwritable(
            f"There is no folder “{target.parent}” to write “{name}” to: make it first."
        ) from None
    except (OSError, ValueError) as trouble:
        raise _explained(trouble, name) from None


def _replace(target: Path, data: bytes) -> None:
    # The old name may be as long as names can be, so it is no part of the new one.
    scrap = target.parent / f".workbench-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    # Not `tempfile`, whose files only their owner may read.
    handle = os.open(
        scrap, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        os.replace(scrap, target)
    except BaseException:
        with suppress(OSError):
            scrap.unlink()
        raise


def _explained(trouble: Exception, name: str) -> ProjectError:
    number = getattr(trouble, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return FullDisk(f"There is no room left to write “{name}”: free some space and try again.")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Unwritable(
            f"“{name}” may not be written: it or its folder is read-only, so choose another place."
        )
    reason = getattr(trouble, "strerror", None) or str(trouble)
    return Unwritable(f"“{name}” cannot be written ({reason}): choose another place or name.")
