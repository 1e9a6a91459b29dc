"""The process in the box: reads the files that it is sent, one after another, and does no more.

Started by `box.Box` as `python -m workbench.readers.boxed`; nothing here imports Qt or a project.
"""

import os
import sys
import threading
import time
from importlib import import_module
from typing import IO

from db.errors import ProjectError
from workbench.readers.errors import Unreadable
from workbench.readers.formats import BY_KEY, Format
from workbench.readers.frames import Job, packed, packed_trouble, receive_job, send
from workbench.readers.guard import stand_guard
from workbench.readers.memory import limit_memory, resident
from workbench.readers.reading import Reading

#: The exit codes by which the box knows why the process ended.
TOO_MUCH_MEMORY = 86
_RECURSION = 5_000
_LOOK = 0.1
#: A process that holds more between two files is replaced.
_MOST_HELD = 250_000_000


def main() -> None:
    """Answer jobs from standard input until there are no more."""
    source, target = _streams()
    sys.setrecursionlimit(_RECURSION)
    resident()  # opens what it needs before the guard stands
    stand_guard()
    watch = _Watch()
    while (job := receive_job(source)) is not None:
        form = BY_KEY[job.format]
        limit_memory(form.memory)
        watch.limit = form.memory
        answer, spent = _answer(job)
        spent = spent or resident() > _MOST_HELD
        send(target, answer)
        send(target, b"spent" if spent else b"")


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return the streams to and from the box, where no stray print can reach them."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return source, target


def _answer(job: Job) -> tuple[bytes, bool]:
    """Return the answer to a job, and whether the process is better not used again."""
    try:
        reading, form = read_job(job)
        return packed(reading, form.key), False
    except ProjectError as error:
        return packed_trouble(error), False
    except MemoryError:
        what = f"needs more memory than {BY_KEY[job.format].memory // 1_000_000:,} MB to be read"
    except RecursionError:
        what = "nests deeper than any document"
    except Exception as error:  # a fault of a reader is no fault of the person who reads
        what = f"cannot be read ({type(error).__name__} in the reader of its format)"
    return packed_trouble(Unreadable(f"The file {what}: get another copy, or save it anew.")), True


def read_job(job: Job) -> tuple[Reading, Format]:
    """Read a file with the reader of its format, which for zipped ones is looked up inside."""
    form = BY_KEY[job.format]
    if job.data.startswith(b"PK\x03\x04"):
        form = BY_KEY[import_module("workbench.readers.zipped").zipped_format(job.data)]
    module, _, function = form.reader.partition(":")
    read = getattr(import_module(module), function)
    reading: Reading = read(job.data, **{name: getattr(job, name) for name in form.takes})
    return reading, form


class _Watch(threading.Thread):
    """Ends the process once it holds too much, where the system itself sets no limit."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.limit = 0
        if not sys.platform.startswith("linux"):
            self.start()

    def run(self) -> None:
        while True:
            time.sleep(_LOOK)
            if self.limit and resident() > self.limit:
                os._exit(TOO_MUCH_MEMORY)


if __name__ == "__main__":
    main()
