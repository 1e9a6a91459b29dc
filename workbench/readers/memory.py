"""How much memory this process holds, and a limit on it where the system knows one."""

import os
import sys
from functools import cache
from typing import Any


def limit_memory(most: int) -> None:
    """Have the system refuse this process more than so many bytes; not all systems can."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):
        return  # such a limit is not known there; the process is watched


def resident() -> int:
    """Return the bytes that this process holds now; on macOS the most that it ever held."""
    if sys.platform.startswith("linux"):
        return int(os.pread(_statm(), 100, 0).split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return _windows()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@cache
def _statm() -> int:
    return os.open("/proc/self/statm", os.O_RDONLY)


def _windows() -> int:
    """Return the working set, by the only way that the standard library leaves."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            ("peak", ctypes.c_size_t),
            ("held", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 6),
        ]

    library: Any = getattr(ctypes, "windll").kernel32  # noqa: B009
    library.GetCurrentProcess.restype = ctypes.c_void_p
    counters = Counters()
    counters.size = ctypes.sizeof(counters)
    handle = ctypes.c_void_p(library.GetCurrentProcess())
    library.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    return int(counters.held)
