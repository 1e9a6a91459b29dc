"""Answers the search pane: reads the project here, and does the long part in a worker."""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import ProjectError
from db.records import Changes
from db.search_index import BrokenIndex
from workbench.gui.session import Session
from workbench.operations.indexing import Step, pending, steps
from workbench.operations.pattern_search import PatternSearch
from workbench.operations.search import find
from workbench.operations.search_results import SearchRequest, SearchResults

#: About so many characters are indexed at once, without the worker: it takes a blink.
_AT_ONCE = 100_000
#: Milliseconds after a change of the project before the search is done again.
_PAUSE = 300


class _Run:
    """Long work that is under way, and what to do when it is done."""

    def __init__(
        self,
        work: Iterator[Step],
        then: Callable[[], None],
        so_far: Callable[[], SearchResults] | None = None,
    ) -> None:
        """`so_far` returns what it has found where it is a search."""
        self.work = work
        self.then = then
        self.so_far = so_far
        self.stopped = Event()

    def close(self) -> None:
        """Let the work put its things away."""
        if isinstance(self.work, Generator):
            self.work.close()


class Searcher(QObject):
    """Searches a project for the last request; the index is kept up to date on the way.

    Only the main thread reads the project. Close it before the project.
    """

    #: a SearchResults; while the index is being made, of what it has
    found = Signal(object)
    failed = Signal(str)
    #: characters done, all characters, and the title of the document
    progressed = Signal(int, int, str)
    _worked = Signal(object, object)

    def __init__(
        self, session: Session, parent: QObject | None = None, folder: Path | None = None
    ) -> None:
        """Search a session's project; its index is kept in `folder`, or in the user's cache."""
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._request: SearchRequest | None = None
        self._run: _Run | None = None
        self._tried_anew = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._answer)
        self._worked.connect(self._go_on)
        session.changed.connect(self._follow)

    def ask(self, request: SearchRequest) -> None:
        """Search; what was asked before is forgotten."""
        self._tried_anew = False
        if request.regex or (self._request is not None and self._request.regex):
            self._stop()
        self._request = request
        self._answer()

    def cancel(self) -> None:
        """Stop what is under way: what was found up to now is shown, what was indexed stays."""
        self._request = None
        if self._run is not None and self._run.so_far is not None:
            self.found.emit(replace(self._run.so_far(), trouble="The search was stopped."))
        self._stop()

    def close(self) -> None:
        """Stop, and wait for the worker."""
        run = self._run
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        if run is not None:
            run.close()

    def _follow(self, changes: Changes) -> None:
        if self._request is not None and changes.touches("document", "claim", "span"):
            self._timer.start()

    # -- searching

    def _answer(self) -> None:
        request = self._request
        if request is None:
            return
        self._timer.stop()
        try:
            if request.regex:
                pattern = PatternSearch(self._session.project, request)
                self._stop()
                self._start(
                    _Run(
                        pattern.steps(),
                        lambda: self.found.emit(pattern.results()),
                        pattern.results,
                    )
                )
            else:
                self._search_words(request)
        except BrokenIndex:
            self._begin_anew()
        except ProjectError as error:
            self.failed.emit(str(error))

    def _search_words(self, request: SearchRequest) -> None:
        project, folder = self._session.project, self._folder
        if self._run is None:
            lacks = pending(project, folder)
            run = _Run(steps(project, lacks, folder), self._answer)
            if lacks and lacks.size > _AT_ONCE:
                self._start(run)
            elif lacks:
                for step in run.work:
                    step.work(run.stopped.is_set)
        self.found.emit(find(project, request, folder))

    def _begin_anew(self) -> None:
        """Make the index anew where it broke; where it breaks again, say so."""
        if self._tried_anew:
            self.failed.emit(
                "The search index breaks again and again; see whether the disk is sound."
            )
            return
        self._tried_anew = True
        self._stop()
        self._answer()

    # -- long work

    def _start(self, run: _Run) -> None:
        self._run = run
        self._go_on(run, None)

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stopped.set()
            self._run = None
            self.progressed.emit(1, 1, "")

    def _go_on(self, run: _Run, trouble: BaseException | None) -> None:
        """Make the next step and give it to the worker, unless that was the last one."""
        if run is not self._run:
            run.close()
            return
        try:
            if trouble is not None:
                raise trouble
            step = next(run.work, None)
        except ProjectError as error:
            self._end(run)
            self.failed.emit(str(error))
        except BrokenIndex:
            self._end(run)
            self._begin_anew()
        except BaseException:
            self._end(run)
            raise
        else:
            if step is None:
                self._end(run)
                run.then()
            else:
                self.progressed.emit(step.done, step.total, step.name)
                self._pool.submit(self._work, run, step)

    def _end(self, run: _Run) -> None:
        self._run = None
        run.close()
        self.progressed.emit(1, 1, "")

    def _work(self, run: _Run, step: Step) -> None:
        # In the worker: the signal crosses over to the main thread by itself.
        try:
            step.work(run.stopped.is_set)
        except BaseException as error:
            self._worked.emit(run, error)
        else:
            self._worked.emit(run, None)
