"""Brings the search index of a project up to date, step by step.

A step reads the project while it is made and does the long part when it is worked: so the window
makes steps where it may read the project, and works them in another thread.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

from db import claims, documents
from db.project import Project
from db.records import Claim, Document, Id
from db.search_index import (
    BrokenIndex,
    Mark,
    SearchIndex,
    changed_claims,
    forget_old,
    index_path,
    last_change,
)
from workbench import __version__
from workbench.operations.search_results import Field
from workbench.text.fold import fold
from workbench.text.passages import passages, whole_passage

#: Characters that a step reads, unless one document has more.
_BATCH = 500_000
#: About how many characters of its own a claim has.
_CLAIM_SIZE = 300
#: Where more claims changed, it is quicker to take in all of them again.
_MOST_CHANGED = 5000
#: Part the fields of a claim and its passages: no search can hold the one, or the other by itself.
_BETWEEN, _GAP = "\0", " […] "

Cancelled = Callable[[], bool]


class Stopped(Exception):
    """The work was cancelled; what was not finished is left out."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of long work: what part of it all, in characters, is done before; its name."""

    done: int
    total: int
    name: str
    work: Callable[[Cancelled], None]


def open_index(project: Project, folder: Path | None = None) -> SearchIndex:
    """Open the index of a project, in the user's cache folder unless another is named."""
    folder = folder or user_cache_path("workbench", appauthor=False) / "search"
    # Another version may fold otherwise, and so may another version of Unicode.
    maker = f"{__version__} {unicodedata.unidata_version}"
    return SearchIndex(index_path(project, folder), maker)


@dataclass(frozen=True, slots=True)
class Pending:
    """What an index has yet to take in: documents, claims (None: all), and what is gone.

    `size` is about how many characters are to be read.
    """

    documents: tuple[Document, ...]
    claims: frozenset[Id] | None
    gone: frozenset[str]
    mark: Mark
    size: int

    def __bool__(self) -> bool:
        return bool(self.documents or self.gone or self.claims is None or self.claims)


def pending(project: Project, folder: Path | None = None) -> Pending:
    """Return what the index of a project lacks; raises BrokenIndex, ReadOnlyProject, FullDisk."""
    wanted = {record.text_sha256: record for record in documents.all_documents(project)}
    now = last_change(project)
    with open_index(project, folder) as index, index.reading():
        if index.documents.is_wasteful() or index.claims.is_wasteful():
            raise BrokenIndex
        there, mark = index.documents.keys(), index.mark()
    changed = None if mark is None else changed_claims(project, mark)
    if changed is not None and len(changed) > _MOST_CHANGED:
        changed = None
    missing = tuple(record for digest, record in wanted.items() if digest not in there)
    number = sum(claims.counts_by_document(project).values()) if changed is None else len(changed)
    return Pending(
        missing,
        None if changed is None else frozenset(changed),
        frozenset(there - wanted.keys()),
        now,
        sum(record.length for record in missing) + number * _CLAIM_SIZE,
    )


def steps(project: Project, lacks: Pending, folder: Path | None = None) -> Iterator[Step]:
    """Yield the steps that bring the index up to date, to be worked one after the other.

    Work raises Stopped once `cancelled` says so, and BrokenIndex, ReadOnlyProject or FullDisk.
    """
    with open_index(project, folder) as index:
        path, maker = index.path, index.maker
    forget_old(path.parent)
    yield from _Run(project, lacks, lambda: SearchIndex(path, maker)).steps()


class _Run:
    """One bringing up to date; each step opens the index in the thread that works it."""

    def __init__(self, project: Project, lacks: Pending, opened: Callable[[], SearchIndex]) -> None:
        self._project = project
        self._lacks = lacks
        self._open = opened
        self._done = 0

    def steps(self) -> Iterator[Step]:
        """Yield all steps, the claims last, and with the last that they are up to date."""
        yield self._step("", 0, self._tidy)
        yield from self._texts()
        if self._lacks.claims is None:
            for record in documents.all_documents(self._project):
                found = claims.of_document(self._project, record.id)
                yield self._claims(record.title, found, None)
            yield self._claims("", [], self._lacks.mark)
        else:
            found = claims.many(self._project, self._lacks.claims)
            yield self._claims("", found, self._lacks.mark)

    def _step(self, name: str, size: int, work: Callable[[Cancelled], None]) -> Step:
        done = min(self._done, self._lacks.size)
        self._done += size
        return Step(done, self._lacks.size, name, work)

    def _tidy(self, _cancelled: Cancelled) -> None:
        with self._open() as index, index.writing():
            index.documents.remove(self._lacks.gone)
            if self._lacks.claims is None:
                index.claims.clear()
                index.set_mark(None)

    def _texts(self) -> Iterator[Step]:
        """Take in the texts of documents, several small ones at a time."""
        batch: list[tuple[str, str]] = []
        size = 0
        for record in self._lacks.documents:
            batch.append((record.text_sha256, documents.text(self._project, record)))
            size += record.length
            if size >= _BATCH:
                yield self._step(record.title, size, partial(self._write_texts, batch))
                batch, size = [], 0
        if batch:
            yield self._step(
                self._lacks.documents[-1].title, size, partial(self._write_texts, batch)
            )

    def _write_texts(self, texts: Sequence[tuple[str, str]], cancelled: Cancelled) -> None:
        with self._open() as index:
            for digest, text in texts:
                folded = fold(text, hyphens=False)
                with index.writing():
                    index.documents.add(digest, _until(cancelled, passages(folded)))

    def _claims(self, name: str, found: Sequence[Claim], mark: Mark | None) -> Step:
        """Take in claims as they are now, and if a mark is given, that none is left."""
        texts = Texts(self._project)
        written = [(str(claim.id), joined_fields(claim, texts)) for claim in found]
        size = len(written) * _CLAIM_SIZE
        return self._step(name, size, partial(self._write_claims, written, mark))

    def _write_claims(
        self, written: Sequence[tuple[str, str]], mark: Mark | None, cancelled: Cancelled
    ) -> None:
        with self._open() as index, index.writing():
            index.claims.remove(map(str, self._lacks.claims or ()))
            for claim, fields in _until(cancelled, written):
                index.claims.add(claim, [whole_passage(fold(fields, hyphens=False))])
            if mark is not None:
                index.set_mark(mark)


T = TypeVar("T")


def _until(cancelled: Cancelled, items: Iterable[T]) -> Iterator[T]:
    for item in items:
        if cancelled():
            raise Stopped
        yield item


class Texts:
    """The texts of a project's documents, the last ones kept at hand."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._records = {record.id: record for record in documents.all_documents(project)}
        self._last: tuple[Id, str] | None = None

    def records(self) -> list[Document]:
        """Return all documents in library order."""
        return list(self._records.values())

    def record(self, document: Id) -> Document:
        """Return a document."""
        return self._records[document]

    def __getitem__(self, document: Id) -> str:
        if self._last is None or self._last[0] != document:
            self._last = document, documents.text(self._project, self._records[document])
        return self._last[1]


def fields_of(claim: Claim, texts: Texts) -> dict[Field, str]:
    """Return what is searched of a claim, by the name of the field: what it says comes first."""
    text = texts[claim.document]
    quote = _GAP.join(text[span.start : span.end] for span in claim.spans)
    return {
        "statement": claim.statement, "quote": quote, "note": claim.note, "speaker": claim.speaker
    }  # fmt: skip


def joined_fields(claim: Claim, texts: Texts) -> str:
    """Return the fields of a claim as one text, in which no search finds what spans two."""
    return _BETWEEN.join(fields_of(claim, texts).values())
