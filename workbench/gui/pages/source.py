"""Pages drawn and measured in the background, kept within a bound of memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from workbench.readers.errors import Unreadable
from workbench.readers.pdf.geometry import PageGeometry
from workbench.readers.pdf.process import PdfProcess, Picture

#: Bytes of pictures, and number of pages' places, that are kept.
MOST_BYTES = 160_000_000
MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Job:
    """Something wanted of a page: its places, or its picture at `scale` dots to a point."""

    what: Literal["measure", "draw"]
    page: int
    scale: float = 0.0
    rotation: int = 0


class PageSource(QObject):
    """The pages of one PDF. A thread of its own waits for the process that has the file open."""

    #: the sizes of the pages are known
    opened = Signal()
    #: the file cannot be opened; a sentence
    failed = Signal(str)
    #: the places or the picture of this page are here
    measured = Signal(int)
    drawn = Signal(int)

    def __init__(self, data: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sizes: list[tuple[float, float]] = []
        self._process = PdfProcess(data)
        self._pictures: OrderedDict[Job, QImage] = OrderedDict()
        self._bytes = 0
        self._places: OrderedDict[int, PageGeometry] = OrderedDict()
        # What is looked at comes before the small pictures beside it.
        self._wishes: dict[str, list[Job]] = {"view": [], "strip": []}
        self._done: set[Job] = set()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="pages", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; the process ends at once."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._process.stop()

    @property
    def at_work(self) -> bool:
        """Whether the thread is still there; it ends soon after `close`."""
        return self._thread.is_alive()

    # -- asked by the view

    def want(self, who: str, jobs: Sequence[Job]) -> None:
        """Say what is wanted next, the first first, in the place of all that `who` wanted."""
        with self._changed:
            self._wishes[who] = [job for job in jobs if not self._has(job)]
            self._changed.notify()

    def picture(self, page: int, scale: float, rotation: int = 0) -> QImage | None:
        """Return the picture of a page if it is here."""
        with self._changed:
            job = Job("draw", page, scale, rotation)
            found = self._pictures.get(job)
            if found is not None:
                self._pictures.move_to_end(job)
            return found

    def any_picture(self, page: int, rotation: int) -> QImage | None:
        """Return a picture of a page at whatever scale, to stand in until the right one is here."""
        with self._changed:
            fitting = [
                (job.scale, image)
                for job, image in self._pictures.items()
                if (job.page, job.rotation) == (page, rotation)
            ]
        return max(fitting, key=lambda item: item[0])[1] if fitting else None

    def places(self, page: int) -> PageGeometry | None:
        """Return the places of a page's characters if they are here."""
        with self._changed:
            found = self._places.get(page)
            if found is not None:
                self._places.move_to_end(page)
            return found

    def _has(self, job: Job) -> bool:
        if job.what == "measure":
            return job.page in self._places or job in self._done
        return job in self._pictures or job in self._done

    # -- done in the thread

    def _work(self) -> None:
        try:
            sizes = self._process.sizes()
        except Unreadable as error:
            sentence = str(error)
            self._tell(lambda: self.failed.emit(sentence))
            return
        with self._changed:
            self.sizes = sizes
        self._tell(self.opened.emit)
        while (job := self._next()) is not None:
            if job.what == "measure":
                self._keep_places(job, self._process.measure(job.page))
            else:
                self._keep_picture(job, self._process.draw(job.page, job.scale, job.rotation))
        self._process.close()

    def _next(self) -> Job | None:
        with self._changed:
            while not self._closed:
                for wishes in self._wishes.values():
                    while wishes:
                        job = wishes.pop(0)
                        if not self._has(job) and job.page < len(self.sizes):
                            return job
                self._changed.wait()
        return None

    def _keep_places(self, job: Job, places: PageGeometry | None) -> None:
        with self._changed:
            if places is None:
                self._done.add(job)
                return
            self._places[job.page] = places
            while len(self._places) > MOST_PLACES:
                self._places.popitem(last=False)
        self._tell(lambda: self.measured.emit(job.page))

    def _keep_picture(self, job: Job, picture: Picture | None) -> None:
        with self._changed:
            if picture is None:
                self._done.add(job)
                return
            image = QImage(
                picture.dots, picture.width, picture.height, picture.stride,
                QImage.Format.Format_RGB32,
            ).copy()  # fmt: skip
            self._pictures[job] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > MOST_BYTES and len(self._pictures) > 1:
                self._bytes -= self._pictures.popitem(last=False)[1].sizeInBytes()
        self._tell(lambda: self.drawn.emit(job.page))

    def _tell(self, emit: Callable[[], None]) -> None:
        """Emit a signal unless the view is gone, as it may be while a page is being drawn."""
        with suppress(RuntimeError):
            if not self._closed:
                emit()
