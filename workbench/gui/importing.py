"""Reading files in a worker while the window goes on; only the main thread writes."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from workbench import operations

Read = tuple[list[operations.Source], list[operations.Refused]]


class Importer(QObject):
    """Reads files one after another in one worker thread; can be cancelled."""

    progressed = Signal(int, int, str)
    #: the sources that were read and the files that were refused; none at all if it was cancelled
    finished = Signal(list, list)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
        self._cancelled = False
        self._box: operations.Box | None = None
        self.running = False
        # Queued also where the worker was quicker than this: after all that was told before.
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        paths: Sequence[Path],
        encodings: Mapping[Path, str] | None = None,
        passwords: Mapping[Path, str] | None = None,
    ) -> None:
        """Read files and folders; the user's answers for doubtful and protected files with them."""
        self._cancelled, self.running = False, True
        self._box = box = operations.Box()
        answers = dict(encodings or {}), dict(passwords or {})
        work = self._pool.submit(self._read, list(paths), *answers, box)
        # Called in the worker: signals cross over to the main thread by themselves.
        work.add_done_callback(self._ended.emit)

    def cancel(self) -> None:
        """Stop, also in the middle of a file; nothing is imported then."""
        self._cancelled = True
        if self._box is not None:
            self._box.cancel()

    def close(self) -> None:
        """Stop and wait for the worker."""
        self.cancel()
        self._pool.shutdown(wait=True)

    def _read(
        self,
        paths: list[Path],
        encodings: dict[Path, str],
        passwords: dict[Path, str],
        box: operations.Box,
    ) -> Read:
        """Read everything, in the worker."""
        sources: list[operations.Source] = []
        refused: list[operations.Refused] = []
        files = operations.find_files(paths)
        with box:
            for done, path in enumerate(files):
                if self._cancelled:
                    return [], []
                self.progressed.emit(done, len(files), path.name)
                item = operations.read_source(
                    path, encodings.get(path), password=passwords.get(path), box=box
                )
                if isinstance(item, operations.Refused):
                    refused.append(item)
                else:
                    sources.append(item)
        return sources, refused

    def _tell(self, work: Future[Read]) -> None:
        self.running = False
        broken = self._cancelled or work.exception() is not None
        self.finished.emit(*(([], []) if broken else work.result()))
        work.result()  # an error of the program comes up here, where somebody reports it
