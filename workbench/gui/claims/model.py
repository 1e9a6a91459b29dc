"""The claim cards of a document, in the order of the text."""

from bisect import bisect_left
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard, spoken

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: More runs of rows than this come and go faster as one reset.
_MOST_RUNS = 200


class CardModel(QAbstractListModel):
    """Claim cards as rows; a new list of cards changes only the rows that differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = CodeBook((), {})
        self._cards: list[ClaimCard] = []
        self._known_rows: dict[Id, int] | None = None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def card(self, row: int) -> ClaimCard:
        return self._cards[row]

    def row_of(self, claim: Id) -> int | None:
        """Return the row of a claim, or None where it has no card."""
        return self._rows.get(claim)

    def row_at(self, offset: int) -> int | None:
        """Return the first row whose claim starts at or after a code point, None past the last."""
        row = bisect_left(self._cards, offset, key=lambda card: card.claim.start)
        return row if row < len(self._cards) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.says
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(card, self._book, index.row() + 1)
        return None

    def set_book(self, book: CodeBook) -> None:
        """Take another codebook; every row may look different after."""
        self._book = book
        if self._cards:
            self.dataChanged.emit(self.index(0), self.index(len(self._cards) - 1))

    def set_cards(self, cards: list[ClaimCard]) -> None:
        """Show these cards, in order of their claims' starts; equal rows stay untouched."""
        cards = sorted(cards, key=lambda card: (card.claim.start, card.claim.end, card.claim.id))
        wanted = {card.claim.id for card in cards}
        known = self._rows
        kept = [card.claim.id for card in self._cards if card.claim.id in wanted]
        gone = _runs([i for i, c in enumerate(self._cards) if c.claim.id not in wanted])
        new = _runs([i for i, c in enumerate(cards) if c.claim.id not in known])
        same_order = kept == [card.claim.id for card in cards if card.claim.id in known]
        if not same_order or len(gone) + len(new) > _MOST_RUNS:
            self.beginResetModel()
            self._take(cards)
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(_ROOT, first, last)
            self._take(self._cards[:first] + self._cards[last + 1 :])
            self.endRemoveRows()
        for first, last in new:
            self.beginInsertRows(_ROOT, first, last)
            self._take(self._cards[:first] + cards[first : last + 1] + self._cards[first:])
            self.endInsertRows()
        old = self._cards
        changed = [row for row, card in enumerate(cards) if card != old[row]]
        # What is equal stays the same object, by which the delegate knows its height.
        self._take([card if card != was else was for card, was in zip(cards, old, strict=True)])
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _take(self, cards: list[ClaimCard]) -> None:
        self._cards = cards
        self._known_rows = None

    @property
    def _rows(self) -> dict[Id, int]:
        if self._known_rows is None:
            self._known_rows = {card.claim.id: row for row, card in enumerate(self._cards)}
        return self._known_rows


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return ascending rows as runs (first, last)."""
    breaks = [i for i, (a, b) in enumerate(pairwise(rows), start=1) if b != a + 1]
    starts = [0, *breaks]
    ends = [*breaks, len(rows)]
    return [(rows[a], rows[b - 1]) for a, b in zip(starts, ends, strict=True)] if rows else []
