"""The mentions in open documents: found once a text, in a worker where that takes a while."""

from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from db import claims, documents
from db.records import Changes, Document, Id
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.session import Session
from workbench.operations.blind import curtain
from workbench.operations.mentions import MentionSearch, Sieve, search_of
from workbench.text.mentions import Mention, uncovered

#: code points that are searched within a tenth of a second
QUICK = 60_000


class MentionSource(QObject):
    """Knows the mentions of each text that somebody asked about, for the codebook as it stands.

    The worker gets texts and names alone: nothing but the main thread reads the project.
    """

    #: a text whose mentions were not at hand was searched
    found = Signal()
    _ended = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mentions")
        self._waiting: dict[str, Future[tuple[Mention, ...]]] = {}
        self._search: MentionSearch | None = None
        self._sieve: Sieve | None = None
        self._ended.connect(self._tell)

    def follow(self, changes: Changes) -> None:
        """Forget what an action changed of names and hidden mentions."""
        if changes.touches("tag", "alias", "facet"):
            self._search = None
            self.cancel()
        if changes.touches("tag", "alias", "facet", "hidden_mention"):
            self._sieve = None

    def all_of(self, opened: OpenDocument) -> tuple[Mention, ...] | None:
        """Return the mentions in a document, or None where `found` will tell of them."""
        return self._find(opened.record, lambda: opened.text)

    def count(self, document: Id) -> tuple[int, int] | None:
        """Return how many mentions a document has, and how many no claim touches, or None."""
        project = self._session.project
        record = documents.get(project, document)
        found = self._find(record, lambda: documents.text(project, record))
        if found is None:
            return None
        here = curtain(project).show(claims.of_document(project, document))
        spans = (span for claim in here for span in claim.spans)
        return len(found), len(uncovered(found, spans))

    def _find(self, record: Document, read: Callable[[], str]) -> tuple[Mention, ...] | None:
        project = self._session.project
        if self._search is None:
            self._search = search_of(project)
        if self._sieve is None:
            self._sieve = Sieve(project)
        sha256 = record.text_sha256
        found = self._search.known(sha256)
        if found is None and record.length <= QUICK:
            found = self._search.find(sha256, read())
        if found is not None:
            return self._sieve.keep(record.id, found)
        if sha256 not in self._waiting:
            work = self._pool.submit(self._search.find, sha256, read())
            self._waiting[sha256] = work
            # Called in the worker: signals cross over to the main thread by themselves.
            work.add_done_callback(self._ended.emit)
        return None

    def open_of(
        self, opened: OpenDocument, wanted: Collection[Id] | None = None
    ) -> list[Mention] | None:
        """Return the mentions, of some tags only if any are named, that no claim here touches."""
        found = self.all_of(opened)
        if found is None:
            return None
        mine = (one for one in found if wanted is None or one.tag in wanted)
        return uncovered(mine, (s for claim in opened.claims.values() for s in claim.spans))

    def cancel(self) -> None:
        """Begin no search that waits; what one finds that runs is kept, for the next to ask."""
        for work in self._waiting.values():
            work.cancel()
        self._waiting.clear()

    def close(self) -> None:
        """Stop, and wait for the search that runs."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _tell(self, work: Future[tuple[Mention, ...]]) -> None:
        if work.cancelled():
            return
        self._waiting = {sha: other for sha, other in self._waiting.items() if other is not work}
        work.result()  # an error of the program comes up here, where somebody reports it
        self.found.emit()
