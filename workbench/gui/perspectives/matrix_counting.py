"""Counts matrices while the window goes on: reading in slices here, counting in a worker if large.

SQLite is touched by the main thread alone, so facts are read a slice at a time between events;
what was read stays read. The counting itself knows nothing of the project and can go elsewhere.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from db.errors import ProjectError
from db.project import Project
from db.records import Changes
from workbench.matrix import Context, Matrix, Request

if TYPE_CHECKING:
    from workbench.operations.matrix_source import MatrixSource

#: seconds: how long the first slice may take before the window shows progress, and each further one
FIRST, SLICE = 0.25, 0.03
#: with more claims than this the counting would be felt
MANY = 150_000


class Counting(QObject):
    """Counts what was asked last; what was asked before it is given up."""

    counted = Signal(list)  # of matrices, as they were asked for
    refused = Signal(str)
    progressed = Signal(int, int, str)
    #: nothing is being counted any more
    ended = Signal()
    _came = Signal(object)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="matrix")
        self._work: Future[list[Matrix]] | None = None
        self._wanted: list[Request] = []
        self._last: list[Request] = []
        self._most, self._left = 0, 0
        self._stopped = False
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _source(self) -> "MatrixSource":
        # Counting needs numpy, for which the start of the program does not wait.
        from workbench.operations.matrix_source import MatrixSource

        return MatrixSource(self._project)

    def context(self) -> Context:
        """Return what surrounds the claims, as it is now."""
        return self._source.context

    def follow(self, changes: Changes) -> None:
        """Hear what an action touched; what is being counted is given up."""
        if "_source" in self.__dict__:
            self.cancel()  # the worker must not meet what follows
            self._source.follow(changes)

    def now(self, request: Request) -> Matrix:
        """Count a matrix at once; raises `ProjectError` where it cannot be counted."""
        self.cancel()
        return self._source.build(request)

    @property
    def running(self) -> bool:
        """Whether something is being read or counted."""
        return bool(self._wanted)

    def ask(self, requests: Sequence[Request]) -> None:
        """Count some matrices; what is small is there when this returns.

        What was counted last is only brought up to date, which is quick whatever its size.
        """
        self.cancel()
        self._wanted, self._most = list(requests), 0
        self._read(FIRST)

    def cancel(self) -> None:
        """Give up what is being counted; returns when nothing is."""
        if self._work is not None:
            self._stopped = True
            self._work.exception()
            self._work, self._stopped = None, False
        self._finish()

    def close(self) -> None:
        """Stop for good."""
        self.cancel()
        self._pool.shutdown(wait=True)

    def _finish(self) -> None:
        if self._wanted:
            self._wanted = []
            self.ended.emit()

    # -- reading, in slices

    def _read(self, seconds: float) -> None:
        from workbench.operations.matrix_source import Stopped

        is_over = _slice(seconds)
        try:
            for request in self._wanted:
                self._source.facts(request, self._note, is_over)
            if self._wanted:
                self._count()
        except Stopped:
            self.progressed.emit(self._most - self._left, self._most, "Reading claims…")
            asked = self._wanted
            QTimer.singleShot(0, self, lambda: self._read_on(asked))
        except ProjectError as error:
            self._finish()
            self.refused.emit(str(error))

    def _read_on(self, asked: list[Request]) -> None:
        if self._wanted is asked:  # and nothing else by now
            self._read(SLICE)

    def _note(self, done: int, total: int) -> None:
        self._left = total - done
        self._most = max(self._most, self._left)

    # -- counting

    def _count(self) -> None:
        requests = self._wanted
        many = max(len(self._source.facts(request)) for request in requests) > MANY
        if many and requests != self._last:
            # All is read: what the source does now touches nothing but memory.
            self.progressed.emit(0, 0, "Counting…")
            self._work = self._pool.submit(self._build, requests)
            self._work.add_done_callback(self._came.emit)
            return
        found = self._build(requests)
        self._finish()
        self._last = requests
        self.counted.emit(found)

    def _build(self, requests: Sequence[Request]) -> list[Matrix]:
        return [
            self._source.build(request, cancelled=lambda: self._stopped) for request in requests
        ]

    def _take(self, work: Future[list[Matrix]]) -> None:
        from workbench.operations.matrix_source import Stopped

        if work is not self._work:
            return  # something else was asked meanwhile
        self._work, self._last = None, self._wanted
        self._finish()
        error = work.exception()
        if isinstance(error, ProjectError):
            self.refused.emit(str(error))
        elif not isinstance(error, Stopped):
            self.counted.emit(work.result())


def _slice(seconds: float) -> Callable[[], bool]:
    """Return what says whether a slice of time is over: not before one step was done."""
    end, asked = perf_counter() + seconds, count()
    return lambda: next(asked) > 0 and perf_counter() > end
