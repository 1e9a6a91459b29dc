"""Reading files in a worker while the window goes on; only the main thread writes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench import operations

Read = list[operations.Source]


class Importer(QObject):
    """Reads files one after another in one worker thread; can be cancelled between two."""

    progressed = Signal(int, int, str)
    #: the sources that were read and the files that were refused
    finished = Signal(list, list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
        self._cancelled = False
        self.running = False

    def start(self, paths: Sequence[Path], encodings: dict[Path, str] | None = None) -> None:
        """Read files and folders; `encodings` are the user's answers for doubtful files."""
        self._cancelled, self.running = False, True
        self._pool.submit(self._read, list(paths), encodings or {})

    def cancel(self) -> None:
        """Stop after the file that is being read; nothing is imported then."""
        self._cancelled = True

    def close(self) -> None:
        """Stop and wait for the worker."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, paths: list[Path], encodings: dict[Path, str]) -> None:
        # In the worker: signals cross over to the main thread by themselves.
        sources: Read = []
        refused: list[operations.Refused] = []
        files = operations.find_files(paths)
        for done, path in enumerate(files):
            if self._cancelled:
                sources, refused = [], []
                break
            self.progressed.emit(done, len(files), path.name)
            item = operations.read_source(path, encodings.get(path))
            if isinstance(item, operations.Refused):
                refused.append(item)
            else:
                sources.append(item)
        self.running = False
        self.finished.emit(sources, refused)
