"""The rows of the search pane: headings of documents and of the claims, results below them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Coder, Id
from workbench.gui.words import tool_tip
from workbench.operations.search_results import ClaimHit, Hit, SearchResults
from workbench.text.excerpt import Excerpt

_FIELDS = {"statement": "Statement", "quote": "Quote", "note": "Note", "speaker": "Speaker"}


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a document, or of the claims, and how much was found under it."""

    title: str
    count: str


@dataclass(frozen=True, slots=True)
class Coding:
    """Whose claim it is."""

    coder: Coder
    mine: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A place in a document or a claim; `place` says where in a few words."""

    hit: Hit | ClaimHit
    title: str
    place: str
    coding: Coding | None = None

    @property
    def excerpt(self) -> Excerpt:
        """The words to show."""
        return self.hit.excerpt

    def is_same(self, other: "Result") -> bool:
        """Whether another result leads to the same place, whatever its words are now."""
        a, b = self.hit, other.hit
        if isinstance(a, Hit) and isinstance(b, Hit):
            return (a.document, a.start) == (b.document, b.start)
        return isinstance(a, ClaimHit) and isinstance(b, ClaimHit) and a.claim == b.claim


class SearchModel(QAbstractListModel):
    """Rows are headings and results; the delegate reads `rows`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Heading | Result] = []

    def set_results(self, results: SearchResults, coders: Mapping[Id, Coder], me: Id) -> None:
        """Show what was found; `coders` are all that made claims, `me` sits at the keyboard."""
        self.beginResetModel()
        self.rows = [*_document_rows(results), *_claim_rows(results, coders, me)]
        self.endResetModel()

    def first(self) -> QModelIndex:
        """Return the first result, an invalid index if there is none."""
        return self.index(1) if self.rows else QModelIndex()

    def result(self, index: QModelIndex | QPersistentModelIndex) -> Result | None:
        """Return the result of a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Result) else None

    def place(self, result: Result) -> QModelIndex:
        """Return where a result stands now, an invalid index if it is no longer there."""
        for number, row in enumerate(self.rows):
            if isinstance(row, Result) and row.is_same(result):
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let the keys pass over headings."""
        if self.result(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            speaks = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{row.title}: {row.count}" if speaks else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.excerpt.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(f"{row.excerpt.text}\n\n{row.title}, {row.place}\n\nEnter opens it")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            coder = f"{row.coding.coder.name}: " if row.coding else ""
            return f"{coder}{row.title}, {row.place}: {row.excerpt.text}"
        return None


def _document_rows(results: SearchResults) -> Iterator[Heading | Result]:
    for found in results.documents:
        if found.hits:
            yield Heading(found.title, f"{found.count:,}")
        for hit in found.hits:
            yield Result(hit, found.title, f"Line {hit.line:,}")


def _claim_rows(
    results: SearchResults, coders: Mapping[Id, Coder], me: Id
) -> Iterator[Heading | Result]:
    if results.claims:
        yield Heading("Claims", f"{results.claim_count:,}")
    for hit in results.claims:
        coder = coders.get(hit.coder, Coder(hit.coder, "Unknown"))
        yield Result(hit, hit.title, _FIELDS[hit.field], Coding(coder, hit.coder == me))
