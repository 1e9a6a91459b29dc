"""Regular expressions over the documents of a project, within a time and on their own."""

from collections.abc import Iterator
from functools import partial

from db.errors import Invalid
from db.project import Project
from db.records import Document
from workbench.operations.indexing import Cancelled, Step, Texts
from workbench.operations.search_results import (
    MOST,
    MOST_COUNTED,
    DocumentHits,
    Place,
    SearchRequest,
    SearchResults,
    document_hits,
)
from workbench.text.pattern_process import BadPattern, PatternProcess, TooMuch

#: Seconds that a pattern may take over all documents.
SECONDS = 10.0
_LONGEST = 1000


class PatternSearch:
    """One search for a pattern: work its `steps` one after the other, then take its `results`."""

    def __init__(self, project: Project, request: SearchRequest, seconds: float = SECONDS) -> None:
        """Take what to search for; raises Invalid for a pattern that is too long."""
        if len(request.words) > _LONGEST:
            raise Invalid(f"A pattern has at most {_LONGEST:,} characters.")
        self._texts = Texts(project)
        self._request = request
        self._seconds = seconds
        self._process: PatternProcess | None = None
        self._found: list[DocumentHits] = []
        self._trouble = ""

    def steps(self) -> Iterator[Step]:
        """Yield a step a document; where one raises Invalid (the pattern is none), none follows."""
        records = self._texts.records()
        total = sum(record.length for record in records)
        done = 0
        try:
            for record in records:
                if self._trouble or self._left() <= 0:
                    break
                work = partial(self._search, record, self._texts[record.id])
                yield Step(done, total, record.title, work)
                done += record.length
        finally:
            if self._process is not None:
                self._process.close()

    def results(self) -> SearchResults:
        """Return what was found up to now."""
        found = tuple(hits for hits in self._found if hits.count)
        return SearchResults(self._request, found, more=self._left() <= 0, trouble=self._trouble)

    def _left(self) -> int:
        return MOST_COUNTED - sum(hits.count for hits in self._found)

    def _search(self, record: Document, text: str, cancelled: Cancelled) -> None:
        try:
            if self._process is None:
                self._process = PatternProcess(self._request.words, self._seconds, cancelled)
            spans = self._process.find(text, self._left(), cancelled)
        except BadPattern as error:
            raise Invalid(f"This is no regular expression: {error}.") from error
        except TooMuch:
            self._trouble = (
                f"The pattern takes too long or too much memory; it was stopped after "
                f"{len(self._found):,} of {len(self._texts.records()):,} documents."
            )
            return
        room = MOST - sum(len(hits.hits) for hits in self._found)
        places: list[Place] = [(span,) for span in spans[:room]]
        self._found.append(document_hits(record, text, places, len(spans)))
